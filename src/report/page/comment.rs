//! The comment on a pull request: headline, counters, the worst rows, what each check shows, fixes, what to do next. Checks that
//! are only watched stand apart: the headline and the first list are about those that can stop a release.

use super::fixes::banded;
use super::{View, question};
use crate::document::{Check, Fix, Verdict};
use crate::lang::{Said, people};
use crate::report::block::{Block, Column, Holds, Row, Span, Table, Tag, Words};
use crate::report::fixes::{check_said, head_pieces, refused};
use crate::report::gate::{exit_words, next};
use crate::report::outcome::{Entry, Outcome, each_check_first, gates, worst_first};
use crate::report::proposals::proposals;
use crate::report::words::{colon, gate_pieces, glyph, warning_pieces};

pub(in crate::report) fn comment(v: View<'_>) -> Vec<Block> {
    let audit = v.audit;
    let name = Words::label(&audit.audit.name).and(". ").and(v.words(&v.made()));
    let mut blocks = vec![Block::Title("comment", headline(v).into()), Block::prose(name)];
    blocks.extend((!audit.checks.is_empty()).then(|| counters(v).into()));
    let entries: Vec<Entry> = worst_first(audit).into_iter().filter(|entry| entry.outcome != Outcome::Within).collect();
    for deciding in [true, false] {
        let own: Vec<Entry> = entries.iter().copied().filter(|entry| gates(entry.check) == deciding).collect();
        let worst: Vec<Words> = each_check_first(&own).iter().map(|entry| worst(v, entry)).collect();
        let mut checks: Vec<&Check> = audit.checks.iter().filter(|check| gates(check) == deciding).collect();
        checks.sort_by_key(|check| (check.passes == Some(true), check.exit_code == 0));
        let said = |check: &&Check| named(v, Words::label(&check.id), gate_pieces(audit, check, v.lang).into());
        let said: Vec<Words> = checks.iter().map(said).collect();
        if deciding {
            blocks.extend(list(v, "worst-head", worst));
            blocks.extend(list(v, "section-checks", said));
        } else {
            // What is watched says what it found, then where.
            blocks.extend(list(v, "text-watched", said.into_iter().chain(worst).collect()));
        }
    }
    if !audit.fixes.is_empty() {
        blocks.push(Block::heading(v.text("section-fixes")));
        if let Some(own) = proposals(audit, v.lang) {
            let mut table = banded(&own, |row| &row.name);
            table.columns[4].holds = Holds::Words;
            blocks.push(table.into());
            blocks.extend(own.notes.into_iter().map(Block::prose));
        }
        blocks.push(Block::points(audit.fixes.iter().map(|fix| fix_line(v, fix))));
    }
    let warnings = audit.warnings.iter().map(|said| warning_pieces(audit, said, v.lang).into());
    blocks.extend(list(v, "warnings-head", warnings.collect()));
    let asked = question::asked(v).into_iter().map(|(term, is)| named(v, term, is));
    blocks.extend(list(v, "question-head", asked.collect()));
    blocks.extend([Block::heading(v.text("next-head")), Block::prose(v.words(&next(audit, v.lang)))]);
    blocks.push(Block::prose(Words::label(&exit_words(audit, v.lang))));
    blocks
}

/// A list under its title, where it has lines.
fn list(v: View<'_>, title: &str, lines: Vec<Words>) -> Vec<Block> {
    if lines.is_empty() { Vec::new() } else { vec![Block::heading(v.text(title)), Block::points(lines)] }
}

/// `parity: nothing outside`.
fn named(v: View<'_>, name: Words, says: Words) -> Words {
    name.and(format!("{} ", colon(v.lang))).and(says)
}

/// The verdict of a result, its check, and the result in words.
fn worst(v: View<'_>, entry: &Entry) -> Words {
    let verdict = entry.result.verdict;
    let word = Words::from(v.text(&format!("verdict-{}", verdict.id()))).tagged(Tag::Strong);
    let head = Words::from(format!("{} ", glyph(verdict))).and(word).and(" ").and(Words::label(&entry.check.id));
    named(v, head, v.words(&entry.said(v.lang)))
}

/// A fix: what it is, every check before and after, who loses; or why it cannot be had.
fn fix_line(v: View<'_>, fix: &Fix) -> Words {
    let head = Words::from(head_pieces(v.audit, fix, v.lang)).tagged(Tag::Strong);
    if let Some(refused) = refused(v.audit, fix, v.lang) {
        return named(v, head, refused.into());
    }
    let of_judged = fix.says.iter().skip(1).filter(|said| {
        ["fix-prepares", "fix-weights-effect", "fix-judged", "fix-levelling-down", "fix-effect-partial"]
            .contains(&&*said.id)
    });
    let says = fix.says.first().into_iter().chain(of_judged).cloned().chain(fix.checks.iter().map(check_said));
    let says = says.map(|said| {
        let words = Words::from(warning_pieces(v.audit, &said, v.lang));
        let ends = matches!(words.0.last(), Some(Span::Text(text)) if text.ends_with('.'));
        if ends { words } else { words.and(".") }
    });
    named(v, head, Words::joined(says, " "))
}

fn headline(v: View<'_>) -> String {
    let Some(any) = v.audit.verdict else { return v.text("headline-none") };
    // Without a check that gates, those that are watched are all there is.
    let kind = v.audit.checks.iter().any(gates);
    let counts = Verdict::WORST_FIRST.map(|verdict| (verdict, count(v, kind, verdict)));
    let (verdict, count) = counts.into_iter().find(|(_, count)| *count > 0).unwrap_or((any, 0));
    let said = Said::new(&format!("headline-{}", verdict.id())).with("count", count);
    let said = said.with("total", counts.iter().map(|(_, count)| count).sum::<u64>());
    format!("{} {}", glyph(verdict), v.say(&said))
}

/// Results with this verdict, of the checks that gate or of those that are watched.
fn count(v: View<'_>, gating: bool, verdict: Verdict) -> u64 {
    v.audit.checks.iter().filter(|check| gates(check) == gating).map(|check| check.counts.of(verdict)).sum()
}

/// How many results have which verdict: a line for what gates, and one for what is watched where both are there.
fn counters(v: View<'_>) -> Table {
    let is_there = |gating: &bool| v.audit.checks.iter().any(|check| gates(check) == *gating);
    let kinds: Vec<bool> = [true, false].into_iter().filter(is_there).collect();
    let both = kinds.len() > 1;
    let head = |verdict: Verdict| format!("{} {}", glyph(verdict), v.text(&format!("verdict-{}", verdict.id())));
    let names = both.then(|| Column::new(Holds::Words, ""));
    let columns = Verdict::WORST_FIRST.map(|verdict| Column::new(Holds::Number, head(verdict)));
    let row = |gating: bool| {
        let name = v.text(if gating { "text-gating-short" } else { "text-watched-short" });
        let counts = Verdict::WORST_FIRST.map(|verdict| people(count(v, gating, verdict), v.lang));
        let mut cells = both.then_some(name).into_iter().chain(counts);
        Row::new(cells.next().unwrap_or_default(), cells.map(Into::into))
    };
    let columns = names.into_iter().chain(columns).collect();
    Table { columns, rows: kinds.into_iter().map(row).collect(), ..Table::default() }
}
