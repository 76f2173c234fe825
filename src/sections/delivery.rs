//! Delivery: the mix of people who were reached against the mix of those who could have been, how far chance alone would
//! carry it, and how many campaigns stay within a distance. Numbers of people, whatever they weigh.

use evenhand_metrics::catalog::SELECTION_RATE;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::delivery::{self, Chance};
use evenhand_metrics::draw::Simulation;
use evenhand_metrics::family::Adjustment;
use evenhand_metrics::four_fifths;
use evenhand_metrics::interval::proportion;
use evenhand_metrics::outcomes::Outcomes;
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

use crate::compare::{Group, Scope, hide};
use crate::document::{DeliveredMix, Delivery, DeliveryCoverage, Eligible, Estimate, MixGroup};
use crate::plan::{Basis, Inference, Plan};
use crate::segment::Segment;

/// The distances that campaigns are held against, with the deliveries above which that has a meaning: even delivery to
/// five alike groups strays further than 10 % once in a thousand times at 300 deliveries, further than 5 % once in five
/// hundred at 1,000. The settlement in United States v. Meta Platforms (2022) counts campaigns at these two distances.
const COVERAGE: [(&str, u64); 2] = [("0.1", 300), ("0.05", 1000)];
/// Draws of even delivery: a 95 % point is good to a third of a percent of probability.
const DRAWS: u32 = 4000;

/// The deliveries by every attribute alone.
#[must_use]
pub fn delivery(plan: &Plan, scopes: &[Scope]) -> Vec<Delivery> {
    let (basis, only_delivered, mut out) = (plan.basis(), plan.columns.only_delivered(), Vec::new());
    for pooled in scopes.iter().filter(|scope| scope.campaign.is_none() && scope.set.len() == 1) {
        let campaigns: Vec<&Scope> =
            scopes.iter().filter(|scope| scope.campaign.is_some() && scope.set == pooled.set).collect();
        let deff = deff(&basis, pooled);
        let of = |scope: &&Scope| Counts::of(&basis, only_delivered, pooled, scope, deff);
        let each: Vec<Counts> = campaigns.iter().map(of).collect();
        let all = Counts::of(&basis, only_delivered, pooled, pooled, deff);
        let mixes =
            std::iter::once((&all, None)).chain(each.iter().zip(campaigns.iter().map(|scope| scope.campaign.clone())));
        out.push(Delivery {
            attribute: pooled.name(),
            eligible: if only_delivered { Eligible::AllCampaigns } else { Eligible::Audience }.into(),
            mixes: mixes.map(|(counts, campaign)| counts.mix(&basis, campaign)).collect(),
            coverage: if each.is_empty() { Vec::new() } else { coverage(&each) },
        });
    }
    adjust(&mut out);
    out
}

/// Adjusts the tests of all campaigns for how many there are: of 200 even campaigns, ten have a p-value below 0.05.
fn adjust(deliveries: &mut [Delivery]) {
    let mut tested: Vec<&mut DeliveredMix> = deliveries
        .iter_mut()
        .flat_map(|delivery| &mut delivery.mixes)
        .filter(|mix| mix.campaign.is_some() && mix.p_value.is_some())
        .collect();
    let p_values: Vec<f64> = tested.iter().filter_map(|mix| mix.p_value).collect();
    let adjusted = Adjustment::Bh.adjust(&p_values, p_values.len());
    for (mix, p) in tested.iter_mut().zip(adjusted) {
        mix.p_adjusted = Some(p);
    }
}

/// Eligible and delivered, group by group; hidden groups together come last.
struct Counts {
    segments: Vec<Option<Segment>>,
    eligible: Vec<u64>,
    delivered: Vec<u64>,
    /// How many deliveries count for one.
    deff: f64,
    /// Whether nobody knows who could have been reached.
    only_delivered: bool,
}

impl Counts {
    fn of(basis: &Basis, only_delivered: bool, pooled: &Scope, scope: &Scope, deff: f64) -> Self {
        let mut counts =
            Self { deff, only_delivered, segments: Vec::new(), eligible: Vec::new(), delivered: Vec::new() };
        let mut hidden: Option<[u64; 2]> = None;
        let selected = |cell: &Cell| cell.count(Outcomes::SELECTED);
        for (group, whole) in scope.groups.iter().zip(&pooled.groups) {
            if group.segment.has_missing() {
                continue;
            }
            let eligible = if only_delivered { whole.cell.people() } else { group.cell.people() };
            let is_hidden = |group: &Group| group.is_hidden(basis.min_cell);
            if is_hidden(group) || is_hidden(whole) {
                let sum = hidden.get_or_insert([0, 0]);
                sum[0] += eligible;
                sum[1] += selected(&group.cell);
            } else {
                counts.push(Some(group.segment.clone()), eligible, selected(&group.cell));
            }
        }
        if let Some(sum) = hidden {
            counts.push(None, sum[0], sum[1]);
        }
        counts
    }

    fn push(&mut self, segment: Option<Segment>, eligible: u64, delivered: u64) {
        self.segments.push(segment);
        self.eligible.push(eligible);
        self.delivered.push(delivered);
    }

    fn as_mix(&self) -> delivery::Mix<'_> {
        delivery::Mix { eligible: &self.eligible, delivered: &self.delivered }
    }

    fn mix(&self, basis: &Basis, campaign: Option<String>) -> DeliveredMix {
        let simulation = Simulation { draws: DRAWS, seed: basis.seed };
        // All deliveries against themselves: there is nothing that they could differ from.
        let compared = !(self.only_delivered && campaign.is_none());
        let found = if compared { delivery::shuffle(self.as_mix()) } else { Err(Undefined::ReferenceUndefined) };
        let chance: Option<Chance> = (found.is_ok() && basis.inference == Inference::Process)
            .then(|| {
                let thin: Vec<u64> =
                    self.delivered.iter().map(|count| Tally::of_counts(*count, 0).over(self.deff).whole()).collect();
                delivery::chance(delivery::Mix { eligible: &self.eligible, delivered: &thin }, simulation).ok()
            })
            .flatten();
        let (eligible, delivered) = (self.eligible.iter().sum(), self.delivered.iter().sum());
        let ratios = found.as_ref().ok().map(|found| found.ratios.clone());
        let groups = (0..self.segments.len())
            .map(|place| {
                let ratio = ratios.as_ref().map_or(Err(Undefined::ReferenceUndefined), |ratios| ratios[place]);
                self.group(basis, place, ratio, [eligible, delivered], compared)
            })
            .collect();
        DeliveredMix {
            campaign,
            eligible: Some(eligible).filter(|_| compared).and_then(|people| hide::shown(people, basis.min_cell)),
            delivered: if self.only_delivered { hide::shown(delivered, basis.min_cell) } else { Some(delivered) },
            distance: Estimate::without(found.map(|found| found.distance)),
            even_mean: chance.map(|chance| chance.mean),
            even_p95: chance.map(|chance| chance.p95),
            p_value: chance.map(|chance| chance.p_value),
            p_adjusted: None,
            draws: chance.and_then(|chance| chance.simulation).map(|simulation| simulation.draws),
            groups,
        }
    }

    fn group(
        &self,
        basis: &Basis,
        place: usize,
        ratio: Result<f64, Undefined>,
        [all_eligible, all_delivered]: [u64; 2],
        compared: bool,
    ) -> MixGroup {
        let (eligible, delivered) = (self.eligible[place], self.delivered[place]);
        let segment = self.segments[place].clone();
        let shown = segment.is_some();
        let few = |people: u64| hide::is_small(people, basis.min_cell);
        // Those who are hidden have shares together, unless they are few even so.
        if !shown && (few(eligible) || few(delivered)) {
            return MixGroup {
                segment,
                eligible: None,
                delivered: None,
                eligible_share: None,
                delivered_share: Estimate::none(Undefined::TooFew),
                ratio: Estimate::none(Undefined::TooFew),
            };
        }
        let share = Tally::of_counts(delivered, all_delivered);
        let of_eligible = Tally::of_counts(eligible, all_eligible).rate().filter(|_| compared);
        let method = basis.statistics.proportion;
        let interval = proportion(
            method,
            share.over(self.deff),
            &basis.inference.confidence(basis.statistics.level, share.over(self.deff).bottom),
        );
        let interval = interval.and_then(|found| match basis.inference {
            Inference::Process | Inference::Monitoring { .. } => Ok(found),
            Inference::Census => Err(Undefined::NoInterval),
        });
        // The eligible are taken as they are: only the deliveries could have fallen otherwise.
        let of_ratio = match of_eligible {
            Some(part) if part > 0.0 => interval.map(|interval| interval.scaled(part.recip())),
            _ => Err(Undefined::ReferenceZero),
        };
        MixGroup {
            segment,
            eligible: Some(eligible).filter(|_| shown && compared),
            delivered: Some(delivered).filter(|_| shown),
            eligible_share: of_eligible,
            delivered_share: Estimate::new(share.rate().ok_or(Undefined::NobodySelected), interval, method.id(), None),
            ratio: Estimate::new(ratio, of_ratio, method.id(), None),
        }
    }
}

/// How many deliveries count for one: the largest design effect of the groups.
fn deff(basis: &Basis, scope: &Scope) -> f64 {
    let of_folds = crate::compare::dependence::of_groups(basis, scope, &SELECTION_RATE).into_iter().map(|dependence| {
        match dependence {
            crate::compare::dependence::Dependence::Folds { deff, .. } => deff,
            _ => basis.statistics.design_effect.unwrap_or(1.0),
        }
    });
    of_folds.fold(1.0, f64::max)
}

fn coverage(campaigns: &[Counts]) -> Vec<DeliveryCoverage> {
    let mixes: Vec<delivery::Mix<'_>> = campaigns.iter().map(Counts::as_mix).collect();
    let of = |(limit, more_than): (&str, u64)| {
        let limit = four_fifths::Limit::from_decimal_text(limit)?;
        let found = delivery::coverage(&mixes, limit, more_than);
        Some(DeliveryCoverage {
            limit: limit.value(),
            more_than,
            campaigns: found.counted as u64,
            by_campaign: Estimate::without(found.by_campaign),
            by_delivery: Estimate::without(found.by_delivery),
        })
    };
    COVERAGE.into_iter().filter_map(of).collect()
}
