//! Each check under other choices: results in rows, choices in columns.

use super::{Body, View};
use crate::document::{Alternative, Changed, Check, CheckResult, Choice, Verdict};
use crate::lang::Said;
use crate::report::block::{Block, Cell, Column, Holds, Row, Table, Words};
use crate::report::rank::worst_first;
use crate::report::words::{attribute_words, glyph, measure_name, semicolon, subject_words, uncapitalised};

pub(super) fn robustness(v: View<'_>) -> Body {
    let v = v.few();
    let checks = v.audit.checks.iter().filter(|check| !check.robustness.is_empty());
    let blocks: Vec<Block> = checks
        .flat_map(|check| {
            [
                Block::heading(Words::label(&check.id)),
                Block::prose(v.words(&stays(v, check))),
                alternatives(v, check).into(),
                changes(v, check).into(),
            ]
        })
        .collect();
    if blocks.is_empty() { Err(v.text("robust-none")) } else { Ok(blocks) }
}

fn stand(v: View<'_>, verdict: Option<Verdict>, changed: bool) -> Cell {
    let cell = Cell::from(match verdict {
        Some(verdict) => format!("{} {}", glyph(verdict), v.text(&format!("short-verdict-{}", verdict.id()))),
        None => v.text("row-reference"),
    });
    if changed { cell.noted(v.text("robust-changed")).of("changed") } else { cell }
}

fn alternatives(v: View<'_>, check: &Check) -> Table {
    // Of the check's own comparisons: those that only the other choice has are no change of one.
    let counted = |other: &Alternative| {
        let changed = other.changed.iter().filter(|one| one.was.is_some()).count();
        Said::new("robust-count").with("count", changed).with("total", check.results.len())
    };
    // Waivers are set aside here, as under the other choices.
    let own: Vec<Verdict> = check.results.iter().map(without_waiver).collect();
    let worst = Verdict::WORST_FIRST.into_iter().find(|verdict| own.contains(verdict));
    let row = |other: &Alternative| {
        let is_other = worst.is_some_and(|worst| worst != other.verdict);
        let cells = [stand(v, Some(other.verdict), is_other), v.say(&counted(other)).into()];
        Row::new(v.words(&choice_words(v, other)), cells)
    };
    let heads = ["robust-choice", "robust-verdict", "robust-results"];
    v.all().grid(v.text("robust-caption"), &heads, check.robustness.iter().map(row).collect())
}

/// Where a result would stand if nobody answered for it.
fn without_waiver(result: &CheckResult) -> Verdict {
    if result.verdict == Verdict::Waived { Verdict::Outside } else { result.verdict }
}

/// The results that stand otherwise under some choice.
fn changes(v: View<'_>, check: &Check) -> Table {
    let choices: Vec<&Alternative> = check.robustness.iter().filter(|other| !other.changed.is_empty()).collect();
    let rows = worst_first(v.audit, check).into_iter().filter_map(|(result, finding)| {
        let own = || stand(v, Some(without_waiver(result)), false);
        let cells: Vec<Option<Cell>> = choices
            .iter()
            .map(|other| {
                let is_own =
                    |one: &&Changed| Some(&one.segment) == finding.segment.as_ref() && one.campaign == finding.campaign;
                other.changed.iter().find(is_own).map(|one| stand(v, one.verdict, true))
            })
            .collect();
        if cells.iter().all(Option::is_none) {
            return None;
        }
        let head = Words::label(&subject_words(v.audit, finding, v.lang).unwrap_or_default());
        Some(Row::new(head, std::iter::once(own()).chain(cells.into_iter().map(|cell| cell.unwrap_or_else(own)))))
    });
    let heads = ["table-segment", "robust-as-set"];
    let mut table = v.grid(v.text("robust-results-caption"), &heads, rows.collect());
    let choice = |other: &&Alternative| Column::new(Holds::Number, v.say(&choice_words(v, other)));
    table.columns.extend(choices.iter().map(choice));
    table
}

/// How many of the other choices leave the check's verdict as it is, and which do not.
fn stays(v: View<'_>, check: &Check) -> Said {
    let same = check.robustness.iter().filter(|other| other.same).count();
    let others = check.robustness.iter().filter(|other| !other.same);
    let named: Vec<String> = others.map(|other| v.say(&choice_words(v, other))).collect();
    let id = if named.is_empty() { "robust-stays" } else { "robust-changes" };
    Said::new(id)
        .with("same", same)
        .with("total", check.robustness.len())
        .with("choices", named.join(semicolon(v.lang)))
}

/// One other choice in words.
fn choice_words(v: View<'_>, other: &Alternative) -> Said {
    let choice = match other.kind.known() {
        Some(Choice::Reference) => v.text(&format!("choice-{}", other.choice)),
        Some(Choice::Measure) => uncapitalised(&measure_name(v.audit, &other.choice, v.lang)),
        Some(Choice::Interval) => {
            let name = v.text(&format!("method-{}", other.choice));
            name.split(", ").next().unwrap_or_default().to_owned()
        }
        Some(Choice::Within) => attribute_words(v.audit, &other.choice, v.lang),
        _ => other.choice.clone(),
    };
    Said::new(&format!("choice-of-{}", other.kind)).with("choice", choice).with("id", other.choice.as_str())
}

/// Whether the verdict of a check stays under other choices.
pub(super) fn brief(v: View<'_>, check: &Check) -> Option<Block> {
    (!check.robustness.is_empty()).then(|| Block::Prose("sub", v.say(&stays(v, check)).into()))
}
