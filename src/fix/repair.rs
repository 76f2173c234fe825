//! Repaired scores: each group's scores move towards the same distribution, order within the group kept; then as many people
//! are selected as before, highest score first, whatever their group.

use evenhand_metrics::fix::repair::{Scores, Target, repaired};

use super::apply::Repaired;
use super::people::People;
use super::rule::{Fate, Pool, Rule, STAYS};
use super::terms::real;
use super::terms::{Fitted, Terms};
use crate::document::RuleRow;
use crate::lang::Said;

/// Scores repaired with this strength, and the selection of as many people as the budget has.
pub(super) fn fit(terms: &Terms<'_>, people: &People, budget: u64, strength: f64) -> Result<Fitted, Said> {
    let held = |group: usize| (0..people.lows.len()).filter(move |bin| people.cells[group][*bin].people() > 0);
    let groups: Vec<Scores> = (0..people.cells.len())
        .map(|group| Scores {
            values: held(group).map(|bin| people.middles[bin]).collect(),
            people: held(group).map(|bin| people.cells[group][bin].people()).collect(),
        })
        .collect();
    let found = repaired(&groups, Target::Barycentre, strength).map_err(|_| Said::new("fix-no-answer"))?;
    // At scores that nobody of a group has, the line between its neighbours.
    let line = |group: usize| {
        let line = Repaired { from: groups[group].values.clone(), to: vec![found[group].clone()] };
        people.middles.iter().map(|score| line.of(0, *score)).collect::<Vec<f64>>()
    };
    let to: Vec<Vec<f64>> = (0..groups.len()).map(line).collect();
    let rows = (0..groups.len()).map(|group| row(terms, people, group, &to[group])).collect();
    let rule = select(people, &to, budget);
    Ok(Fitted { rule, rows, repaired: Some(Repaired { from: people.middles.clone(), to }) })
}

/// The highest scores, as many as there are places; of those who share the last place, some are drawn.
fn select(people: &People, scores: &[Vec<f64>], budget: u64) -> Rule {
    let bins = people.lows.len();
    let mut order: Vec<(usize, usize)> =
        (0..scores.len()).flat_map(|group| (0..bins).map(move |bin| (group, bin))).collect();
    let score = |(group, bin): &(usize, usize)| scores[*group][*bin];
    order.sort_by(|a, b| score(b).total_cmp(&score(a)));
    let mut fates = vec![vec![[Fate::No; 2]; bins]; scores.len()];
    let mut pools = Vec::new();
    let mut left = budget;
    for tied in order.chunk_by(|a, b| score(a).total_cmp(&score(b)).is_eq()) {
        let here: u64 = tied.iter().map(|(group, bin)| people.cells[*group][*bin].people()).sum();
        if left == 0 {
            break;
        }
        let fate = if here <= left {
            Fate::Yes
        } else {
            pools.push(Pool { people: here, selected: left });
            Fate::Drawn(pools.len() - 1)
        };
        for (group, bin) in tied {
            fates[*group][*bin] = [fate; 2];
        }
        left -= here.min(left);
    }
    Rule { lows: people.lows.clone(), fates, unscored: vec![STAYS; scores.len()], pools }
}

fn row(terms: &Terms<'_>, people: &People, group: usize, to: &[f64]) -> RuleRow {
    let cells = &people.cells[group];
    let mean = |scores: &[f64]| {
        let all: f64 = cells.iter().map(|cell| real(cell.people())).sum();
        let sum: f64 = cells.iter().zip(scores).map(|(cell, score)| real(cell.people()) * score).sum();
        (all > 0.0).then(|| sum / all)
    };
    RuleRow {
        mean_before: mean(&people.middles),
        mean_after: mean(to),
        ..RuleRow::of(terms.groups.segments[group].clone())
    }
}
