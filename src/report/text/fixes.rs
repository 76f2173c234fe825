//! Fixes in the terminal: a table of all that are proposed, then those that cannot be had. Of one alone, or of each when more
//! is asked for, what it is and does, every check before and after, what it did for people it was not fitted to, who gains
//! and who loses. What holds for all of them is said once, at the end.

use std::io;

use unicode_width::UnicodeWidthStr;

use super::Style;
use super::line::{cut, left, right, wrapped};
use crate::document::{Audit, Fix};
use crate::lang::{Lang, Said};
use crate::report::fixes::{
    balance_said, check_said, head_pieces, joined, judged_said, kept_said, law_said, laws, moved_said, proposed,
    refused, says, spread,
};
use crate::report::proposals::{COLUMNS, Proposals, proposals};
use crate::report::words::warning;

/// What is true of every fix, or of all that weigh.
const OF_ALL: [&str; 2] = ["fix-weights-effect", "fix-next-campaign"];

/// Every fix that was looked for.
pub(super) fn write(audit: &Audit, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    if audit.fixes.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", lang.text("section-fixes"))?;
    if let Some(proposals) = proposals(audit, lang) {
        table(&proposals, style, out)?;
    }
    let detailed = style.passes || audit.fixes.len() == 1;
    for fix in &audit.fixes {
        if detailed || fix.refused.is_some() {
            one(audit, fix, lang, style, out)?;
        }
    }
    if !detailed && proposed(audit).next().is_some() {
        wrapped(&lang.text("fix-table-more"), "  ", "  ", style.width, out)?;
    }
    let said = |id: &&str| audit.fixes.iter().flat_map(|fix| &fix.says).find(|said| said.id == **id).cloned();
    let common = OF_ALL.iter().filter_map(said);
    for said in common.chain(laws(audit).into_iter().map(|legal| law_said(legal, lang))) {
        wrapped(&lang.say(&said), "  ", "    ", style.width, out)?;
    }
    writeln!(out)
}

fn one(audit: &Audit, fix: &Fix, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let head = joined(head_pieces(audit, fix, lang));
    if let Some(refused) = refused(audit, fix, lang) {
        let line = format!("{head}{} {}", super::colon(lang), joined(refused));
        return wrapped(&line, "– ", "  ", style.width, out);
    }
    wrapped(&head, "» ", "  ", style.width, out)?;
    let says = says(fix).into_iter().filter(|said| !OF_ALL.contains(&said.id.as_str()));
    let says: Vec<String> = says.map(|said| warning(audit, &said, lang)).collect();
    wrapped(&says.join(" "), "    ", "    ", style.width, out)?;
    let mut lines: Vec<Said> = Vec::new();
    if let Some(weights) = &fix.weights {
        lines.push(spread(weights));
        lines.extend(balance_said(audit, weights, lang));
    }
    lines.extend(fix.checks.iter().map(check_said));
    let judged = fix.judged.iter().flat_map(|judged| judged.groups.iter().map(|group| (judged.split.as_str(), group)));
    lines.extend(first(judged.filter_map(|(split, group)| judged_said(audit, split, group, lang)), style));
    lines.extend(first(fix.moved.iter().filter_map(|row| moved_said(audit, row, lang)), style));
    lines.extend(fix.kept.iter().map(kept_said));
    for said in lines {
        wrapped(&lang.say(&said), "    · ", "      ", style.width, out)?;
    }
    Ok(())
}

/// The first lines of a list, and how many more there are.
fn first(lines: impl Iterator<Item = Said>, style: Style) -> Vec<Said> {
    let mut lines: Vec<Said> = lines.collect();
    let more = lines.len().saturating_sub(style.rows);
    lines.truncate(style.rows);
    lines.extend((more > 0).then(|| Said::new("text-and-more").with("count", more)));
    lines
}

/// The proposals side by side: names on the left, what each does on the right.
fn table(proposals: &Proposals, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    wrapped(&joined(proposals.caption.clone()), "  ", "  ", style.width, out)?;
    let cells = |at: usize| proposals.rows.iter().map(move |row| row.cells[at].width());
    let widths: Vec<usize> =
        (0..COLUMNS).map(|at| cells(at).chain([proposals.heads[at + 1].width()]).max().unwrap_or(0)).collect();
    let taken: usize = widths.iter().map(|width| width + 2).sum();
    let names = proposals.rows.iter().map(|row| row.short.width() + INDENT.len()).chain([proposals.heads[0].width()]);
    let name = names.max().unwrap_or(0).min(style.width.saturating_sub(taken + 2).max(LEAST));
    let line = |indent: &str, first: &str, cells: &[String], out: &mut dyn io::Write| {
        let mut line = format!("  {}", left(&cut(&format!("{indent}{first}"), name), name));
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str("  ");
            line.push_str(&right(cell, *width));
        }
        writeln!(out, "{}", line.trim_end())
    };
    line("", &proposals.heads[0], &proposals.heads[1..], out)?;
    let mut named = false;
    for row in &proposals.rows {
        if row.takes && !named {
            named = true;
            wrapped(&proposals.second, "  ", "  ", style.width, out)?;
        }
        line(INDENT, &row.short, &row.cells, out)?;
    }
    for note in &proposals.notes {
        wrapped(&joined(note.clone()), "  ", "    ", style.width, out)?;
    }
    Ok(())
}

/// What stands before a name.
const INDENT: &str = "  ";
/// Names are not cut below this.
const LEAST: usize = 16;
