//! Blocks as Markdown, for a comment on a pull request and for the summary of a job. It begins with a mark that nobody sees, so
//! that a later run can replace the comment. Words of the user stand as code, where nothing is read as markup and nothing
//! becomes a link: no table, tag, mention, reference or address can come of them, in GitHub's renderer or in GitLab's.

use std::fmt::Write;
use std::io;

use super::block::{Block, Column, Holds, List, Row, RowKind, Span, Table, Tag, Words};
use super::outcome::cut;
use super::page::{View, comment, method};
use super::words::colon;
use super::{Format, Writer};
use crate::document::Audit;
use crate::lang::{Lang, Piece, Said};
use crate::segment::encoded;

/// The format.
pub(super) const FORMAT: Format =
    Format { id: "md", ending: Some("md"), about: "", media: "text/markdown", writer: Writer::OfAudit(write) };

/// Rows listed.
const ROWS: usize = 7;
/// Bytes of the lists: a comment holds 65,536 characters, a summary more.
const ROOM: usize = 50_000;
/// Characters of one label: it may have any number.
const LONG: usize = 200;

/// Writes the text.
///
/// # Errors
/// When `out` fails.
fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let mark = encoded(&cut(&audit.audit.name, LONG)).replace('-', "%2D").replace('>', "%3E").replace('<', "%3C");
    writeln!(out, "<!-- evenhand: {mark} -->")?;
    let blocks = comment::comment(View { audit, lang, most: usize::MAX, digest: "" });
    let blocks: Vec<String> = blocks.iter().map(|block| written(block, lang)).collect();
    out.write_all(blocks.join("\n").as_bytes())
}

/// The methods of an audit: intervals, references and measures, each with its formula and source, in full.
#[must_use]
pub fn methods(audit: &Audit, lang: Lang) -> String {
    let view = View { audit, lang, most: usize::MAX, digest: "" };
    let title = format!("# {}\n", lang.text("section-method"));
    let whole = |block: Block| match block {
        Block::List(list) => {
            let lines: Vec<String> = list.items.iter().map(|item| format!("- {}\n", text(&item.words))).collect();
            lines.concat()
        }
        Block::Heading(_, words) => format!("## {}\n", text(&words)),
        other => written(&other, lang),
    };
    // The section always holds something.
    let blocks = method::method(view).unwrap_or_default();
    let blocks: Vec<String> = std::iter::once(title).chain(blocks.into_iter().map(whole)).collect();
    blocks.join("\n")
}

/// A block, with a line end; an empty line stands between two.
fn written(block: &Block, lang: Lang) -> String {
    match block {
        Block::Title(_, words) => format!("## {}\n", text(words)),
        Block::Heading(_, words) => format!("**{}**\n", text(words)),
        Block::Prose(_, words) => format!("{}\n", text(words)),
        Block::Facts(_, facts) => {
            let fact = |(term, is): &(Words, Words)| format!("- {}{} {}\n", text(term), colon(lang), text(is));
            facts.iter().map(fact).collect()
        }
        Block::List(list) => items(list, lang),
        Block::Table(own) => table(own),
        Block::Section(section) => inner(&section.blocks, lang),
        Block::Part(_, blocks) | Block::Check(_, _, blocks) | Block::Fold { blocks, .. } => inner(blocks, lang),
        Block::Figure(_) | Block::Choices(_) => String::new(),
    }
}

fn inner(blocks: &[Block], lang: Lang) -> String {
    blocks.iter().map(|block| written(block, lang)).collect::<Vec<_>>().join("\n")
}

/// The first lines of a list, and how many more there are.
fn items(list: &List, lang: Lang) -> String {
    let mut room = ROOM / 3;
    let lines: Vec<String> = list.items.iter().map(|item| text(&item.words)).collect();
    let fitting = lines.iter().take(ROWS).take_while(|line| {
        let fits = line.len() <= room;
        room = room.saturating_sub(line.len());
        fits
    });
    let mut shown: Vec<String> = fitting.map(|line| format!("- {line}\n")).collect();
    if shown.len() < lines.len() {
        let more = lang.say(&Said::new("text-and-more").with("count", lines.len() - shown.len()));
        shown.push(format!("- {more}\n"));
    }
    shown.concat()
}

fn table(own: &Table) -> String {
    // A bar ends a cell wherever it stands, in code too.
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cell =
            |cell: String| if cell.is_empty() { " |".to_owned() } else { format!(" {} |", cell.replace('|', "\\|")) };
        format!("|{}\n", cells.map(cell).collect::<String>())
    };
    let caption = if own.caption.is_empty() { String::new() } else { format!("{}\n\n", text(&own.caption)) };
    let heads = line(&mut own.columns.iter().map(|column| text(&column.head)));
    let rule = |column: &Column| if matches!(column.holds, Holds::Number) { "---:|" } else { "---|" };
    let rules = format!("|{}\n", own.columns.iter().map(rule).collect::<String>());
    let row = |row: &Row| {
        let head = if row.kind == RowKind::Band { format!("*{}*", text(&row.head)) } else { text(&row.head) };
        let cells = row.cells.iter().map(|cell| text(&cell.words)).chain(std::iter::repeat(String::new()));
        line(&mut std::iter::once(head).chain(cells).take(own.columns.len()))
    };
    [caption, heads, rules].into_iter().chain(own.rows.iter().map(row)).collect()
}

fn text(words: &Words) -> String {
    let span = |span: &Span| match span {
        Span::Label(words) => label(words),
        Span::Text(words) => plain(words),
        Span::Tagged(Tag::Strong, inner) => format!("**{}**", text(inner)),
        Span::Tagged(_, inner) | Span::Link(_, inner) | Span::File(_, inner) => text(inner),
    };
    words.0.iter().map(span).collect()
}

/// Words of the user: a code span, between more backticks than stand together in it. Nothing in it is read as anything.
fn label(words: &str) -> String {
    let words = cut(&Piece::label(words).text, LONG);
    let longest = words.split(|sign| sign != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // One space on either side is taken away again where both are there; an empty span is none.
    let own = words.starts_with(['`', ' ']) || words.ends_with(['`', ' ']) || words.is_empty();
    let space = if own && !(words.starts_with(' ') && words.trim().is_empty()) { " " } else { "" };
    format!("{fence}{space}{words}{space}{fence}")
}

/// Words of our own: their usual signs stay readable. A word that could become a link, a mention or a reference is none of
/// ours, wherever it came from, and stands as code.
fn plain(words: &str) -> String {
    let words = words.split_inclusive([' ', '\u{a0}', '\u{202f}']).map(|word| {
        let own = word.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        if is_linked(own) { label(own) + &word[own.len()..] } else { escaped(word, ".,;:%()'+/-?=\"") }
    });
    words.collect()
}

/// Whether a renderer could make a link of a word: an address of the web or of a person, `@name`, `#1`, `!1`, `$1`, `&1`,
/// `~label`, `%1`, `*iteration:`, `[issue:1]`, `group/project>`, `GH-1`, or the digest of a commit. `95 %`, `95%.` and
/// `[0.72, 0.76]` are none.
fn is_linked(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    let named = |sign: char| {
        word.split(sign)
            .skip(1)
            .any(|rest| rest.starts_with(|next: char| next == '"' || next == '_' || next.is_alphanumeric()))
    };
    let reference = ['#', '!', '$', '&', '~', '%', '^', '*'].into_iter().any(named);
    let inner = (word.contains('[') && word.contains(':')) || (word.contains('/') && word.contains('>'));
    let address = ["@", "://", "www.", "mailto:", "xmpp:", "gh-"].iter().any(|sign| small.contains(sign));
    let hex = |part: &str| part.len() >= 7 && part.bytes().any(|byte| byte.is_ascii_digit());
    let digest = small.split(|sign: char| !sign.is_ascii_hexdigit()).any(|part| hex(part) && !is_number(part));
    reference || inner || address || digest
}

/// Whether a word is a number of ours, such as a count without separators.
fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Every sign that Markdown or HTML could take for its own, as an entity.
fn escaped(words: &str, kept: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for sign in words.chars() {
        if sign.is_ascii_punctuation() && !kept.contains(sign) {
            // Writing to a String cannot fail.
            let _ = write!(out, "&#{};", u32::from(sign));
        } else {
            out.push(sign);
        }
    }
    out
}
