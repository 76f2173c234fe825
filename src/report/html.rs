//! The page: one file that opens anywhere, asks for nothing and runs nothing. Templates hold its shape, messages its
//! words; here values become what templates print. Every label passes through automatic escaping.

mod about;
mod blocks;
mod checks;
mod closing;
mod crosses;
pub(super) mod digest;
mod effects;
mod figure;
mod filter;
mod forest;
mod funnel;
mod grid;
mod heat;
mod measures;
mod numbers;
mod outcomes;
mod packs;
mod page;
mod rows;
mod scores;
mod verdict;

use std::io;

use tera::{Context, Kwargs, State, Tera};

use crate::digest::sha256 as digest_of;
use crate::document::Audit;
use crate::lang::{Lang, clean};

/// The templates, page first. None of them marks a value as safe.
const TEMPLATES: [(&str, &str); 11] = [
    ("page.html", include_str!("../../templates/page.html")),
    ("parts.html", include_str!("../../templates/parts.html")),
    ("tables.html", include_str!("../../templates/tables.html")),
    ("verdict.html", include_str!("../../templates/verdict.html")),
    ("about.html", include_str!("../../templates/about.html")),
    ("checks.html", include_str!("../../templates/checks.html")),
    ("selection.html", include_str!("../../templates/selection.html")),
    ("outcomes.html", include_str!("../../templates/outcomes.html")),
    ("crosses.html", include_str!("../../templates/crosses.html")),
    ("scores.html", include_str!("../../templates/scores.html")),
    ("closing.html", include_str!("../../templates/closing.html")),
];
/// The style on screens, then on paper. It has no label in it: the one word put in is part of a digest.
const STYLE: &str = concat!(include_str!("../../templates/style.css"), include_str!("../../templates/print.css"));

/// A page beyond this shows the worst rows of every table and says so.
const LARGE: usize = 1 << 20;
/// How many rows a table shows: as many as there are; of a large page a hundred; and, where a hundred of every measure
/// would still make it [`TOO_LARGE`], fewer.
const ROWS: [usize; 4] = [usize::MAX, 100, 40, 15];
/// No page is larger than this, if a choice of rows can help it.
const TOO_LARGE: usize = 2 << 20;

/// Writes the page.
///
/// # Errors
/// When `out` fails, or when the document holds a number that JSON has no word for.
pub fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let mut document = Vec::new();
    super::json::write(audit, lang, &mut document)?;
    write_of_document(audit, &document, lang, out)
}

/// Writes the page of an audit whose document has these bytes.
///
/// # Errors
/// When `out` fails.
pub(super) fn write_of_document(audit: &Audit, document: &[u8], lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let digest = digest_of(document);
    let style = STYLE.replace("AUDIT-ID", short(&digest));
    let tera = engine(&TEMPLATES, &[("style.css", &style)], lang).map_err(io::Error::other)?;
    let mut page = String::new();
    for most_rows in ROWS {
        let view = page::Page::of(audit, lang, most_rows, &digest, &style);
        let context = Context::from_serialize(&view).map_err(io::Error::other)?;
        page = tera.render("page.html", &context).map_err(io::Error::other)?;
        if page.len() <= if most_rows == usize::MAX { LARGE } else { TOO_LARGE } {
            break;
        }
    }
    write_clean(&page, out)
}

/// Writes a page without empty lines and without what cannot be seen: labels are clean by now; a document from elsewhere may hold anything in its
/// other fields too.
pub(super) fn write_clean(page: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let lines: Vec<_> = page.lines().filter(|line| !line.is_empty()).map(clean).collect();
    writeln!(out, "{}", lines.join("\n"))
}

/// The part of a digest that people compare.
fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}

/// Templates ask for words with `{{ t(id="...") }}`; `own` are made for one page.
pub(super) fn engine(
    templates: &[(&'static str, &'static str)],
    own: &[(&'static str, &str)],
    lang: Lang,
) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.register_function("t", move |given: Kwargs, _: &State| -> tera::TeraResult<String> {
        Ok(lang.text(given.must_get::<&str>("id")?))
    });
    tera.add_raw_templates(templates.iter().copied().chain(own.iter().copied()))?;
    Ok(tera)
}
