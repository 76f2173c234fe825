//! Fixes in the terminal: what each is and does, every check before and after, who gains and who loses.

use std::io;

use super::Style;
use super::line::wrapped;
use crate::audit::{Audit, Fix};
use crate::lang::Lang;
use crate::report::fixes::{check_lines, head, kept_line, legal_lines, moved_line, sentences, spread};

/// Every fix that was looked for.
pub(super) fn write(audit: &Audit, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    for fix in &audit.fixes {
        one(audit, fix, lang, style, out)?;
    }
    Ok(())
}

fn one(audit: &Audit, fix: &Fix, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mark = if fix.refused.is_some() { "–" } else { "»" };
    wrapped(&head(audit, fix, lang), &format!("{mark} "), "  ", style.width, out)?;
    wrapped(&sentences(audit, fix, lang).join(" "), "    ", "    ", style.width, out)?;
    let mut lines: Vec<String> = fix.weights.iter().map(|weights| spread(weights, lang)).collect();
    lines.extend(check_lines(fix, lang));
    lines.extend(fix.moved.iter().filter_map(|row| moved_line(audit, row, lang)).take(style.rows));
    lines.extend(fix.kept.iter().map(|kept| kept_line(kept, lang)));
    lines.extend(legal_lines(fix, lang));
    for line in lines {
        wrapped(&line, "    · ", "      ", style.width, out)?;
    }
    writeln!(out)
}
