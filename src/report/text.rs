//! The block that the terminal shows: what was read, one part per verdict, the widest gap, what to do next, and the
//! exit code in words. As wide as the terminal; aligned by the width that characters take.

mod block;
mod closing;
mod fixes;
mod line;
mod sections;

use std::io;

use super::outcome::gates;
use super::question;
use super::words::{attribute_words, check_words, gate_sentence, warning};
use crate::document::{Audit, Check};
use crate::lang::{Lang, Piece, Said, clean, inert};
pub(super) use block::glyph;
pub(super) use closing::{exit_words, launch, next, widest_said};
use line::wrapped;

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

/// A config in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Config<'a> {
    /// Its name as it was given.
    pub file: &'a str,
    /// Whether nobody named it, and it was found in the folder.
    pub found: bool,
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
pub fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    write_styled(audit, lang, Style::default(), out)
}

/// Writes the block in a style.
///
/// # Errors
/// When `out` fails.
pub fn write_styled(audit: &Audit, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut block = Vec::new();
    parts(audit, lang, style, &mut block)?;
    let block = String::from_utf8(block).map_err(io::Error::other)?;
    out.write_all(inert(&block).as_bytes())
}

fn parts(audit: &Audit, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    header(audit, lang, style, out)?;
    if style.question {
        writeln!(out)?;
        for line in question::asked(audit, lang).into_iter().chain(question::stated(audit, lang)) {
            let head = format!("  {}{} ", text_of(&line.term), colon(lang));
            wrapped(&text_of(&line.is), &head, "    ", style.width, out)?;
        }
    }
    if audit.checks.is_empty() {
        writeln!(out, "\n{}", lang.text("text-unjudged"))?;
        block::unjudged(audit, lang, style, out)?;
    }
    let (gating, watched): (Vec<&Check>, Vec<&Check>) = audit.checks.iter().partition(|check| gates(check));
    for check in gating {
        one_check(audit, check, lang, style, out)?;
    }
    if !watched.is_empty() {
        writeln!(out)?;
        wrapped(&lang.text("text-watched"), "", "  ", style.width, out)?;
    }
    for check in watched {
        one_check(audit, check, lang, style, out)?;
    }
    writeln!(out)?;
    sections::write(audit, lang, style, out)?;
    fixes::write(audit, lang, style, out)?;
    for said in &audit.warnings {
        let head = format!("{}{} ", lang.text("text-warning"), colon(lang));
        wrapped(&warning(audit, said, lang), &head, "  ", style.width, out)?;
    }
    closing::write(audit, lang, style, out)
}

fn one_check(audit: &Audit, check: &Check, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let apart = audit.checks.len() > 1;
    writeln!(out)?;
    if apart {
        let head = format!("{}{} {}", clean(&check.id), colon(lang), check_words(audit, check, lang));
        wrapped(&head, "", "  ", style.width, out)?;
    }
    block::verdicts(audit, check, apart, lang, style, out)?;
    // A single check that fails is named by the last line.
    if apart || check.passes != Some(false) {
        wrapped(&gate_sentence(audit, check, lang), "  = ", "    ", style.width, out)?;
    }
    sections::robust(audit, check, lang, style, out)
}

/// Pieces without marks.
fn text_of(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// Tool, campaign, rows read, people without a value, people left out.
fn header(audit: &Audit, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let population = &audit.population;
    let mut parts = vec![lang.say(&Said::new("text-rows-read").with("rows", population.rows_read))];
    let missing = population.missing.iter().filter(|missing| missing.is_somebody()).map(|missing| {
        let said = Said::new("text-missing")
            .with("attribute", super::words::uncapitalised(&attribute_words(audit, &missing.attribute, lang)))
            .with("people", missing.people)
            .with("below", missing.people_below)
            .with("share", missing.people.map(|people| share(people, population.people_used)));
        lang.say(&said)
    });
    let missing = missing.collect::<Vec<_>>().join(", ");
    if !missing.is_empty() {
        parts.push(lang.say(&Said::new("text-shown-apart").with("missing", missing)));
    }
    let everyone = population.everyone();
    for part in population.left_out.iter().filter(|part| part.people > 0) {
        let said = Said::new("text-left-out")
            .with("people", part.people)
            .with("share", share(part.people, everyone))
            .with("reason", lang.text(&format!("left-out-{}", part.reason)));
        parts.push(lang.say(&said));
    }
    let separator = if lang == Lang::Fr { "\u{202f}; " } else { "; " };
    let first = format!("{} {}  {}  ", clean(&audit.tool.name), clean(&audit.tool.version), clean(&audit.audit.name));
    wrapped(&parts.join(separator), &first, "  ", style.width, out)?;
    let Some(config) = style.config else { return Ok(()) };
    let id = if config.found { "text-config-found" } else { "text-config" };
    wrapped(&lang.say(&Said::new(id).with("file", config.file)), "", "  ", style.width, out)
}

/// A colon that stays with its word.
pub(super) const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ":",
        Lang::Fr => "\u{a0}:",
    }
}

#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
