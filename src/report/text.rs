//! Blocks for a terminal: as wide as it is, aligned by the width that characters take, coloured where that is asked for.

use std::io;

use unicode_width::UnicodeWidthStr;

use super::block::{Block, List, Row, RowKind, Table};
use super::line::{cut, left, right, wrapped};
pub use super::page::Config;
use super::page::{Asked, View, brief};
use super::words::{colon, glyph};
use super::{Format, Writer};
use crate::document::{Audit, Verdict};
use crate::lang::{Lang, inert};

/// The format.
pub(super) const FORMAT: Format =
    Format { id: "text", ending: Some("txt"), about: "", media: "text/plain", writer: Writer::OfAudit(write) };

/// How the block is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style<'a> {
    /// Whether colours are written.
    pub colour: bool,
    /// Whether results within the limit are listed.
    pub passes: bool,
    /// Whether the question and what is stated of the audit are shown.
    pub question: bool,
    /// How many rows of one verdict are listed; the rest are counted.
    pub rows: usize,
    /// Columns of the terminal.
    pub width: usize,
    /// The config that the audit was made with, to be named at the top.
    pub config: Option<Config<'a>>,
}

/// Columns of a text that no terminal shows.
pub const WIDTH: usize = 80;

impl Default for Style<'_> {
    fn default() -> Self {
        Self { colour: false, passes: false, question: false, rows: 12, width: WIDTH, config: None }
    }
}

/// Writes the block without colours.
///
/// # Errors
/// When `out` fails.
fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    write_styled(audit, lang, Style::default(), out)
}

/// Writes the block in a style.
///
/// # Errors
/// When `out` fails.
pub fn write_styled(audit: &Audit, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = String::new();
    let asked = Asked { passes: style.passes, question: style.question, config: style.config };
    for (at, part) in brief(View { audit, lang, most: style.rows, digest: "" }, asked).iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        let terminal = Terminal { lang, style };
        terminal.blocks(part, &mut text);
    }
    out.write_all(inert(&text).as_bytes())
}

/// What stands before a paragraph of a kind, and before its other lines.
fn indents(kind: &str) -> [&'static str; 2] {
    match kind {
        "gate" => ["  = ", "    "],
        "sub" => ["  ", "    "],
        "note" => ["  ", "  "],
        "fix" => ["» ", "  "],
        "refused" => ["– ", "  "],
        "body" => ["    ", "    "],
        _ => ["", "  "],
    }
}

/// Columns that names of attributes and of groups may take beside numbers.
const NAMES: [usize; 2] = [24, 32];
/// What stands before a name of a proposal.
const INDENT: &str = "  ";
/// Names are not cut below this.
const LEAST: usize = 16;

#[derive(Clone, Copy)]
struct Terminal<'a> {
    lang: Lang,
    style: Style<'a>,
}

impl Terminal<'_> {
    fn blocks(self, blocks: &[Block], out: &mut String) {
        for block in blocks {
            self.block(block, out);
        }
    }

    fn block(self, block: &Block, out: &mut String) {
        let width = self.style.width;
        match block {
            Block::Prose(kind, words) => {
                let [first, rest] = indents(kind);
                wrapped(&words.text(), first, rest, width, out);
            }
            Block::Facts(kind, facts) => {
                for (term, is) in facts {
                    let (term, is) = (term.text(), is.text());
                    let (first, rest) = match *kind {
                        "head" => (format!("{term}  "), "  "),
                        "lead" => (format!("{term}{} ", colon(self.lang)), "  "),
                        _ => (format!("  {term}{} ", colon(self.lang)), "    "),
                    };
                    wrapped(&is, &first, rest, width, out);
                }
            }
            Block::List(List { items, .. }) => {
                for item in items {
                    wrapped(&item.words.text(), "    · ", "      ", width, out);
                }
            }
            Block::Table(table) if table.kind == "results" => self.results(table, out),
            Block::Table(table) => self.side_by_side(table, out),
            Block::Heading(_, words) | Block::Title(_, words) => put(&words.text(), out),
            Block::Part(_, blocks) | Block::Check(_, _, blocks) | Block::Fold { blocks, .. } => {
                self.blocks(blocks, out);
            }
            Block::Section(section) => self.blocks(&section.blocks, out),
            Block::Figure(_) | Block::Choices(_) => {}
        }
    }

    /// Colours that stay apart for every kind of colour vision: yellow, cyan, plain.
    fn coloured(self, text: &str, verdict: Option<Verdict>) -> String {
        let colour = match verdict.filter(|_| self.style.colour) {
            Some(Verdict::Outside | Verdict::Waived) => "\u{1b}[33m",
            Some(Verdict::Within) => "\u{1b}[36m",
            _ => return text.to_owned(),
        };
        format!("{colour}{text}\u{1b}[0m")
    }

    /// Results of a check: a line for each verdict that counts, then its rows, aligned over all verdicts. What is to be said of a
    /// row stands beside it or below. Where the columns are wider than the terminal, every row has its numbers on a line of
    /// their own, and columns stay columns.
    fn results(self, table: &Table, out: &mut String) {
        let own: Vec<[String; 7]> = table.rows.iter().filter(|row| row.kind == RowKind::Own).map(texts).collect();
        let widths = [0, 1, 2, 3, 4, 5].map(|at: usize| own.iter().map(|row| row[at].width()).max().unwrap_or(0));
        for row in &table.rows {
            match row.kind {
                RowKind::Band => self.band(row, out),
                RowKind::More => put(&format!("    {}", row.head.text()), out),
                RowKind::Own => self.result(row, widths, out),
            }
        }
    }

    /// The head of a verdict, how many results have it, and what the check asks where nothing else says so.
    fn band(self, row: &Row, out: &mut String) {
        let [head, count, words, ..] = texts(row);
        let names = Verdict::WORST_FIRST.map(|verdict| self.lang.text(&format!("verdict-{}", verdict.id())).width());
        let head = left(&head.to_uppercase(), names.into_iter().max().unwrap_or(0));
        let line = format!("{}  {count}", self.coloured(&head, row.verdict));
        // Colours take no columns.
        if words.is_empty() {
            put(&line, out);
        } else if head.width() + 2 + count.width() + 3 + words.width() <= self.style.width {
            put(&format!("{line}   {words}"), out);
        } else {
            wrapped(&words, "", "  ", self.style.width, out);
            put(&line, out);
        }
    }

    fn result(self, row: &Row, widths: [usize; 6], out: &mut String) {
        let [attributes, groups, value, interval, top, bottom] = widths;
        let of = if self.lang == Lang::Fr { " sur " } else { " of " };
        let own = texts(row);
        let sign = row.verdict.map_or_else(|| " ".to_owned(), |verdict| self.coloured(glyph(verdict), row.verdict));
        let names = format!("  {sign} {} {}", left(&own[0], attributes), left(&own[1], groups));
        let names_width = 2 + 1 + 1 + attributes + 1 + groups;
        let numbers_width = value + 2 + interval + 2 + top + of.len() + bottom;
        let numbers = format!(
            "{}  {}  {}{}{}",
            right(&own[2], value),
            left(&own[3], interval),
            right(&own[4], top),
            if own[4].is_empty() { " ".repeat(of.len()) } else { of.to_owned() },
            right(&own[5], bottom),
        );
        let (line, taken) = if names_width + 2 + numbers_width <= self.style.width {
            (format!("{names}  {numbers}"), names_width + 2 + numbers_width)
        } else {
            wrapped(&format!("{} {}", own[0], own[1]), &format!("  {sign} "), "      ", self.style.width, out);
            (format!("      {numbers}"), 6 + numbers_width)
        };
        let note = &own[6];
        if note.is_empty() {
            put(line.trim_end(), out);
        } else if taken + 3 + note.width() <= self.style.width {
            put(&format!("{line}   {note}"), out);
        } else {
            put(line.trim_end(), out);
            wrapped(note, "      ", "      ", self.style.width, out);
        }
    }

    /// Names on the left, what each does on the right.
    fn side_by_side(self, table: &Table, out: &mut String) {
        wrapped(&table.caption.text(), "  ", "  ", self.style.width, out);
        let heads: Vec<String> = table.columns.iter().map(|column| column.head.text()).collect();
        let own = || table.rows.iter().filter(|row| row.kind == RowKind::Own);
        let wide = |at: usize| {
            let cells = own().filter_map(|row| row.cells.get(at)).map(|cell| cell.words.text().width());
            cells.chain([heads[at + 1].width()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..heads.len() - 1).map(wide).collect();
        let taken: usize = widths.iter().map(|width| width + 2).sum();
        let names = own().map(|row| row.head.text().width() + INDENT.len()).chain([heads[0].width()]);
        let name = names.max().unwrap_or(0).min(self.style.width.saturating_sub(taken + 2).max(LEAST));
        let line = |first: &str, cells: &mut dyn Iterator<Item = String>| {
            let mut line = format!("  {}", left(&cut(first, name), name));
            for (cell, width) in cells.zip(&widths) {
                line.push_str("  ");
                line.push_str(&right(&cell, *width));
            }
            line
        };
        put(line(&heads[0], &mut heads[1..].iter().cloned()).trim_end(), out);
        for row in &table.rows {
            if row.kind == RowKind::Band {
                wrapped(&row.head.text(), "  ", "  ", self.style.width, out);
            } else {
                let first = format!("{INDENT}{}", row.head.text());
                let cells = &mut row.cells.iter().map(|cell| cell.words.text());
                put(line(&first, cells).trim_end(), out);
            }
        }
    }
}

/// The head of a row and its first cells.
fn texts(row: &Row) -> [String; 7] {
    let mut own = std::iter::once(&row.head).chain(row.cells.iter().map(|cell| &cell.words));
    std::array::from_fn(|at| {
        let text = own.next().map(super::block::Words::text).unwrap_or_default();
        if row.kind == RowKind::Own && at < NAMES.len() { cut(&text, NAMES[at]) } else { text }
    })
}

fn put(line: &str, out: &mut String) {
    out.push_str(line);
    out.push('\n');
}
