//! Before and after: every check judged twice by the same code, who gains and who loses in every segment, and what is kept.

use evenhand_metrics::outcomes::Outcomes;

use super::apply::Tally;
use super::people::Worth;
use super::target::Groups;
use crate::compare::{Group, Scope};
use crate::counted::Counted;
use crate::document::{Audit, Check, CheckResult, CheckedTwice, Kept, KeptOf, Moved, ResultTwice, Standing};
use crate::plan::{Columns, Kind, Plan, Role};

/// Every check before and after.
pub(super) fn checks(before: &Audit, after: &Audit) -> Vec<CheckedTwice> {
    let pairs = before.checks.iter().zip(&after.checks);
    pairs.map(|(check, again)| checked(before, after, check, again)).collect()
}

fn checked(before: &Audit, after: &Audit, check: &Check, again: &Check) -> CheckedTwice {
    let both = |result: &CheckResult| {
        let second = again.results.iter().find(|second| second.finding == result.finding)?;
        Some(ResultTwice {
            finding: result.finding.clone(),
            segment: before.finding(&result.finding).and_then(|finding| finding.segment.clone()),
            before: standing(before, result),
            after: standing(after, second),
        })
    };
    CheckedTwice {
        check: check.id.clone(),
        before: check.verdict,
        after: again.verdict,
        passes_before: check.passes,
        passes_after: again.passes,
        results: check.results.iter().filter_map(both).collect(),
    }
}

fn standing(audit: &Audit, result: &CheckResult) -> Standing {
    Standing {
        value: audit.finding(&result.finding).and_then(|finding| finding.value),
        interval: result.interval.clone(),
        verdict: result.verdict,
    }
}

/// The codes of rows, by attribute: the labels of the first pass.
pub(super) type Labels<'a> = [&'a [String]];

/// Who gains and who loses: every protected attribute alone, then the cross that the fix is for, if it is one.
pub(super) fn moved(
    plan: &Plan,
    groups: &Groups,
    labels: &Labels<'_>,
    tally: &Tally,
    (before, after): (&[Scope], &[Scope]),
) -> Vec<Moved> {
    let mut out = Vec::new();
    for scope in before.iter().filter(|scope| scope.campaign.is_none() && scope.set.len() == 1) {
        let attribute = scope.set[0];
        if plan.attributes[attribute].kind != Kind::Protected {
            continue;
        }
        for group in &scope.groups {
            let code = match &group.segment.0[0].1 {
                None => Some(0),
                Some(label) => labels[attribute].iter().position(|known| known == label).map(|place| place + 1),
            };
            let sides = code.map(|code| tally.by_label[attribute][code]);
            out.push(row(
                plan.privacy.min_cell,
                group,
                sides,
                scope_after(after, scope).and_then(|scope| scope.group(&group.segment)),
            ));
        }
    }
    if groups.set.len() > 1 {
        let scope = before.iter().find(|scope| scope.campaign.is_none() && scope.set == groups.set);
        for group in scope.iter().flat_map(|scope| &scope.groups) {
            let sides = groups.place(&group.segment).map(|place| tally.by_group[place]);
            let again = scope.and_then(|scope| scope_after(after, scope)?.group(&group.segment));
            out.extend(sides.map(|sides| row(plan.privacy.min_cell, group, Some(sides), again)));
        }
    }
    out
}

fn scope_after<'a>(after: &'a [Scope], scope: &Scope) -> Option<&'a Scope> {
    after.iter().find(|other| other.campaign == scope.campaign && other.set == scope.set)
}

fn row(min_cell: u64, group: &Group, sides: Option<[u64; 2]>, after: Option<&Group>) -> Moved {
    let hidden = group.is_hidden(min_cell);
    let rate = |group: &Group| {
        let (top, bottom) = (group.cell.count(Outcomes::SELECTED), group.cell.people());
        #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
        (bottom > 0 && !hidden).then(|| top as f64 / bottom as f64)
    };
    let side = |side: usize| sides.filter(|_| !hidden).map(|sides| sides[side]);
    Moved {
        segment: group.segment.clone(),
        people: (!hidden).then(|| group.cell.people()),
        people_below: hidden.then_some(min_cell),
        gained: side(0),
        lost: side(1),
        rate_before: rate(group),
        rate_after: after.and_then(rate),
    }
}

/// What is kept: people selected, what selecting them is worth, and values where there are any.
pub(super) fn kept(
    columns: &Columns,
    worth: Option<(Worth, [f64; 2])>,
    tally: &Tally,
    (before, after): (&Counted, &Counted),
) -> Vec<Kept> {
    #[expect(clippy::cast_precision_loss, reason = "sums of people and of exact amounts, rounded once")]
    let real = |sum: i128| sum as f64;
    let of = |of: KeptOf, [before, after]: [f64; 2]| Kept {
        of: of.into(),
        before,
        after,
        share: (before > 0.0).then(|| after / before),
    };
    let count = |counted: &Counted, kinds: Outcomes| real(i128::from(counted.cube.total().count(kinds)));
    let both = |kinds: Outcomes| [count(before, kinds), count(after, kinds)];
    let units = |sums: [i128; 2]| sums.map(|sum| real(sum) / 4_294_967_296.0);
    let mut out = vec![of(KeptOf::Selected, both(Outcomes::SELECTED))];
    match worth {
        Some((Worth::Outcomes, _)) => out.push(of(KeptOf::Outcomes, both(Outcomes::TP))),
        Some((Worth::Score, _)) => out.push(of(KeptOf::Score, units(tally.scores))),
        Some((Worth::Rank, sums)) => out.push(of(KeptOf::Rank, sums)),
        Some((Worth::Value | Worth::Alike, _)) | None => {}
    }
    if columns[Role::Value].is_some() {
        out.push(of(KeptOf::Value, units(tally.values)));
    }
    out
}
