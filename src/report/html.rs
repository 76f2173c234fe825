//! The page: one file that opens anywhere, asks for nothing and runs nothing. Templates hold its shape, messages its
//! words; here values become what templates print. Every label passes through automatic escaping.

mod about;
mod checks;
pub(super) mod digest;
mod drawing;
mod effects;
mod forest;
mod grid;
mod measures;
mod method;
mod numbers;
mod page;
mod rows;
mod scores;
mod strata;
mod verdict;

use std::io;

use tera::{Context, Kwargs, State, Tera};

use crate::audit::Audit;
use crate::lang::{Lang, clean};

/// The templates, page first. None of them marks a value as safe.
const TEMPLATES: [(&str, &str); 10] = [
    ("page.html", include_str!("../../templates/page.html")),
    ("style.css", STYLE),
    ("parts.html", include_str!("../../templates/parts.html")),
    ("verdict.html", include_str!("../../templates/verdict.html")),
    ("about.html", include_str!("../../templates/about.html")),
    ("checks.html", include_str!("../../templates/checks.html")),
    ("measures.html", include_str!("../../templates/measures.html")),
    ("sections.html", include_str!("../../templates/sections.html")),
    ("scores.html", include_str!("../../templates/scores.html")),
    ("method.html", include_str!("../../templates/method.html")),
];
const STYLE: &str = include_str!("../../templates/style.css");

/// A page beyond this shows the worst rows of every table and says so.
const LARGE: usize = 1 << 20;
/// How many rows a table of a large page shows.
const ROWS_WHEN_LARGE: usize = 100;

/// Writes the page.
///
/// # Errors
/// When `out` fails.
pub fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let tera = engine(&TEMPLATES, lang).map_err(io::Error::other)?;
    let mut page = render(&tera, audit, lang, usize::MAX)?;
    if page.len() > LARGE {
        page = render(&tera, audit, lang, ROWS_WHEN_LARGE)?;
    }
    write_clean(&page, out)
}

/// Writes a page without what cannot be seen: labels are clean by now; a document from elsewhere may hold anything in its
/// other fields too.
pub(super) fn write_clean(page: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let lines: Vec<_> = page.split('\n').map(clean).collect();
    out.write_all(lines.join("\n").as_bytes())
}

fn render(tera: &Tera, audit: &Audit, lang: Lang, most_rows: usize) -> io::Result<String> {
    let context = Context::from_serialize(&page::Page::of(audit, lang, most_rows)).map_err(io::Error::other)?;
    tera.render("page.html", &context).map_err(io::Error::other)
}

/// Templates ask for words with `{{ t(id="...") }}`.
pub(super) fn engine(templates: &[(&'static str, &'static str)], lang: Lang) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.register_function("t", move |given: Kwargs, _: &State| -> tera::TeraResult<String> {
        Ok(lang.text(given.must_get::<&str>("id")?))
    });
    tera.add_raw_templates(templates.iter().copied())?;
    Ok(tera)
}
