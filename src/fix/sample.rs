//! The fewest decisions to change for the limit: where people are added, those with the highest scores come first, where
//! they are taken away, those with the lowest, and people without a score last either way; where nobody has one they are
//! drawn.

use evenhand_metrics::catalog::SELECTION_RATE;
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::fix::sample::{Holds, Refusal, Terms as Asked, fewest};
use evenhand_metrics::four_fifths::Limit;
use evenhand_metrics::outcomes::Outcomes;
use evenhand_metrics::significance::Count;

use super::people::People;
use super::rule::{Fate, Pool, Rule, STAYS};
use super::terms::whole;
use super::terms::{Fitted, Terms};
use crate::document::RuleRow;
use crate::lang::Said;
use crate::plan::{self, Losses};

/// Digits of a ratio that stands in for the limit.
const PARTS: u64 = 1_000_000;

/// The changes for these people; `least` is the least ratio, in place of the limit.
pub(super) fn fit(terms: &Terms<'_>, people: &People, budget: Option<u64>, least: Option<f64>) -> Result<Fitted, Said> {
    let groups: Vec<Count> = (0..people.cells.len())
        .map(|group| Count::new(people.count(group, Outcomes::SELECTED), people.count(group, Outcomes::ALL)))
        .collect();
    let holds = holds(terms, least).ok_or_else(|| Said::new("fix-sample-limit"))?;
    let asked = Asked { most_selected: budget, no_losses: terms.losses != Losses::Allowed };
    let changes = fewest(&groups, holds, asked).map_err(|refusal| refused(terms, refusal))?;
    let mut pools = Vec::new();
    let (mut fates, mut unscored, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for (group, change) in changes.by_group.iter().enumerate() {
        let (own, without) = changed(people, group, *change, &mut pools);
        fates.push(own);
        unscored.push(without);
        rows.push(RuleRow { decisions: Some(*change), ..RuleRow::of(terms.groups.segments[group].clone()) });
    }
    let lows = if terms.with_scores { people.lows.clone() } else { Vec::new() };
    Ok(Fitted { rule: Rule { lows, fates, unscored, pools }, rows, repaired: None })
}

/// The limit of the check, as the metrics know it; `None` for one that is no limit on selection rates.
fn holds(terms: &Terms<'_>, least: Option<f64>) -> Option<Holds> {
    let check = terms.target.check;
    if check.measure.id() != SELECTION_RATE.id {
        return None;
    }
    let reference = terms.reference;
    let of = |decimal: &Option<plan::Decimal>| decimal.as_ref().and_then(|text| Limit::from_decimal_text(&text.text));
    let given = least.and_then(|least| {
        #[expect(clippy::cast_precision_loss, reason = "a million")]
        Limit::of_fraction(whole(least * PARTS as f64), PARTS)
    });
    match (&check.limit, check.comparison) {
        (plan::Limit::Range { min, max }, Comparison::Ratio) => {
            let (min, max) = match given {
                Some(least) => (Some(least), None),
                None => (of(min), of(max)),
            };
            let mirrored = |side: Option<Limit>| side.filter(|_| !check.one_sided).and_then(Limit::inverse);
            let (low, high) = (min.or_else(|| mirrored(max)), max.or_else(|| mirrored(min)));
            let highest = matches!(
                check.reference,
                Some(
                    ReferenceRule::HighestRate
                        | ReferenceRule::HighestRate2pct
                        | ReferenceRule::Rest
                        | ReferenceRule::Everyone
                )
            );
            match (reference, low) {
                (Some(reference), _) if !highest => Some(Holds::RatioToReference { reference, least: low, most: high }),
                // Who is not far below the highest is not far below everybody else either.
                (_, Some(least)) => Some(Holds::RatioToHighest { least }),
                (_, None) => None,
            }
        }
        (plan::Limit::MaxGap(gap), Comparison::Difference) => match given {
            Some(least) => Some(Holds::RatioToHighest { least }),
            None => Some(Holds::Difference { reference: reference?, most: Limit::from_decimal_text(&gap.text)? }),
        },
        _ => None,
    }
}

/// The fate of a group's people, bin by bin and without a score, when so many are added or taken away.
fn changed(people: &People, group: usize, change: i64, pools: &mut Vec<Pool>) -> (Vec<[Fate; 2]>, [Fate; 2]) {
    let bins = people.lows.len();
    let mut fates = vec![STAYS; bins];
    let mut unscored = STAYS;
    let mut left = change.unsigned_abs();
    let added = change > 0;
    let kinds = if added { Outcomes::REJECTED } else { Outcomes::SELECTED };
    let cells = people.cells[group].iter().zip(&mut fates);
    let mut order: Vec<_> = if added { cells.rev().collect() } else { cells.collect() };
    order.push((&people.unscored[group], &mut unscored));
    for (cell, fates) in order {
        let here = cell.count(kinds);
        if left == 0 {
            break;
        }
        if here == 0 {
            continue;
        }
        let moved = here.min(left);
        fates[usize::from(!added)] = if moved == here {
            if added { Fate::Yes } else { Fate::No }
        } else {
            pools.push(Pool { people: here, selected: if added { moved } else { here - moved } });
            Fate::Drawn(pools.len() - 1)
        };
        left -= moved;
    }
    (fates, unscored)
}

fn refused(terms: &Terms<'_>, refusal: Refusal) -> Said {
    match refusal {
        Refusal::BudgetBelow { least } => {
            let unsaid = if terms.losses == Losses::Last { "yes" } else { "no" };
            Said::new("fix-budget-below").with("least", least + terms.untreated).with("unsaid", unsaid)
        }
        Refusal::Undefined { group, reason } => Said::new("fix-group-undefined")
            .with("segment", terms.groups.segments[group].id())
            .with("reason", reason.id()),
        _ => Said::new("fix-no-answer"),
    }
}
