//! Fixes in the terminal: what each is and does, every check before and after, what it did for people it was not fitted to,
//! who gains and who loses. What holds for all of them is said once, at the end.

use std::io;

use super::Style;
use super::line::wrapped;
use crate::audit::{Audit, Fix};
use crate::lang::{Lang, Said};
use crate::report::fixes::{
    balance_said, check_said, head_pieces, joined, judged_said, kept_said, law_said, laws, moved_said, refused, says,
    spread,
};
use crate::report::words::warning;

/// What is true of every fix, or of all that weigh.
const OF_ALL: [&str; 2] = ["fix-weights-effect", "fix-next-campaign"];

/// Every fix that was looked for.
pub(super) fn write(audit: &Audit, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    if audit.fixes.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", lang.text("section-fixes"))?;
    for fix in &audit.fixes {
        one(audit, fix, lang, style, out)?;
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
    let judged = fix.judged.iter().flat_map(|judged| &judged.groups);
    lines.extend(judged.filter_map(|group| judged_said(audit, group, lang)).take(style.rows));
    lines.extend(fix.moved.iter().filter_map(|row| moved_said(audit, row, lang)).take(style.rows));
    lines.extend(fix.kept.iter().map(kept_said));
    for said in lines {
        wrapped(&lang.say(&said), "    · ", "      ", style.width, out)?;
    }
    Ok(())
}
