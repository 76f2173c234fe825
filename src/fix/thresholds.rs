//! Cut-offs by group: the highest scores of each group, as many as make the groups' rates agree, worth as much as can be.

use evenhand_metrics::catalog::TRUE_POSITIVE_RATE;
use evenhand_metrics::fix::thresholds::{Cut, Equal, Group, Policy, Refusal, optimum};
use evenhand_metrics::outcomes::Outcomes;

use super::people::People;
use super::rule::{Fate, Pool, Rule, STAYS};
use super::terms::{Fitted, Terms, real, whole};
use crate::document::RuleRow;
use crate::lang::Said;
use crate::plan;

/// The cut-offs for these people; `least` is the ratio of the lowest rate to the highest, in place of what the terms ask for.
pub(super) fn fit(terms: &Terms<'_>, people: &People, budget: u64, least: Option<f64>) -> Result<Fitted, Said> {
    let worth = terms.worth.table(&terms.plan.fixing, people);
    let groups: Vec<Group> = (0..people.cells.len()).map(|group| group_of(people, group, &worth)).collect();
    let equal = match least {
        Some(least) => Equal::Ratio { least },
        None => equal(terms),
    };
    let policy = optimum(&groups, equal, Some(real(budget))).map_err(|refusal| refused(terms, refusal))?;
    Ok(fitted(terms, people, &policy))
}

/// What the plan asks for, else what the check that failed compares.
pub(super) fn equal(terms: &Terms<'_>) -> Equal {
    match terms.plan.fixing.equal {
        Some(plan::Equal::TruePositiveRate) => Equal::TruePositiveRate,
        Some(plan::Equal::Ratio(least)) => Equal::Ratio { least },
        None if terms.target.check.measure.id() == TRUE_POSITIVE_RATE.id => Equal::TruePositiveRate,
        Some(plan::Equal::SelectionRate) | None => Equal::SelectionRate,
    }
}

fn group_of(people: &People, group: usize, worth: &[[f64; 3]]) -> Group {
    let cells = &people.cells[group];
    let count = |kinds: Outcomes| cells.iter().map(|cell| real(cell.count(kinds))).collect::<Vec<f64>>();
    let unknown = Outcomes::ALL.without(Outcomes::KNOWN);
    let of_bin = |(cell, worth): (&evenhand_metrics::cell::Cell, &[f64; 3])| {
        let kinds = [Outcomes::POSITIVE, Outcomes::NEGATIVE, unknown];
        kinds.iter().zip(worth).map(|(kinds, worth)| real(cell.count(*kinds)) * worth).sum()
    };
    Group {
        people: count(Outcomes::ALL),
        positives: count(Outcomes::POSITIVE),
        worth: cells.iter().zip(worth).map(of_bin).collect(),
    }
}

fn fitted(terms: &Terms<'_>, people: &People, policy: &Policy) -> Fitted {
    let mut pools = Vec::new();
    let mut fates = Vec::new();
    let mut rows = Vec::new();
    for (group, cut) in policy.cuts.iter().enumerate() {
        let drawn = (cut.from..cut.sure).map(|bin| people.cells[group][bin].people()).sum::<u64>();
        let share = if drawn > 0 { cut.rate } else { 0.0 };
        let fate = |bin: usize| if bin >= cut.sure { Fate::Yes } else { Fate::No };
        let mut own: Vec<[Fate; 2]> = (0..people.lows.len()).map(|bin| [fate(bin); 2]).collect();
        if share > 0.0 {
            pools.push(Pool { people: drawn, selected: whole(share * real(drawn)).min(drawn) });
            own[cut.from..cut.sure].fill([Fate::Drawn(pools.len() - 1); 2]);
        }
        fates.push(own);
        rows.push(row(terms, people, group, cut, share));
    }
    let unscored = vec![STAYS; fates.len()];
    Fitted { rule: Rule { lows: people.lows.clone(), fates, unscored, pools }, rows, repaired: None }
}

fn row(terms: &Terms<'_>, people: &People, group: usize, cut: &Cut, share: f64) -> RuleRow {
    RuleRow {
        selected_from: people.lows.get(cut.sure).copied(),
        drawn_from: people.lows.get(cut.from).copied().filter(|_| share > 0.0),
        share: (share > 0.0).then_some(share),
        ..RuleRow::of(terms.groups.segments[group].clone())
    }
}

fn refused(terms: &Terms<'_>, refusal: Refusal) -> Said {
    match refusal {
        Refusal::Undefined { group, reason } => Said::new("fix-group-undefined")
            .with("segment", terms.groups.segments[group].id())
            .with("reason", reason.id()),
        _ => Said::new("fix-no-answer"),
    }
}
