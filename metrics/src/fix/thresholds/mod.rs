//! Cut-offs by group: who is selected when the groups' rates must agree, worth as much as can be. It knows people,
//! positives and worth by ascending score; it refuses to know scores, names and whether a group's own cut-off is allowed.

mod envelope;
mod reach;
mod spread;

use crate::undefined::Undefined;
use envelope::{Axis, Envelope};
use spread::Spread;

/// One group, bin by bin in ascending order of the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// People in each bin, 0 or more.
    pub people: Vec<f64>,
    /// Those of them with a positive outcome.
    pub positives: Vec<f64>,
    /// What selecting everybody in the bin is worth; it may be negative.
    pub worth: Vec<f64>,
}

impl Group {
    /// A group in which a selected positive is worth `gain` and everybody else selected costs `cost`.
    ///
    /// **Formula** worth = gain y - cost (n - y) in each bin. **Source** Hardt, Price and Srebro (2016), section 4.
    /// **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::fix::thresholds::Group;
    /// assert_eq!(Group::of_outcomes(vec![10.0, 10.0], vec![2.0, 8.0], 3.0, 1.0).worth, [-2.0, 22.0]);
    /// ```
    #[must_use]
    pub fn of_outcomes(people: Vec<f64>, positives: Vec<f64>, gain: f64, cost: f64) -> Self {
        let worth = people.iter().zip(&positives).map(|(n, y)| gain * y - cost * (n - y)).collect();
        Self { people, positives, worth }
    }

    fn is_sound(&self) -> bool {
        let bins = self.people.len();
        let counted = |(n, y): (&f64, &f64)| n.is_finite() && *y >= 0.0 && y <= n;
        self.positives.len() == bins
            && self.worth.len() == bins
            && self.people.iter().zip(&self.positives).all(counted)
            && self.worth.iter().all(|worth| worth.is_finite())
    }
}

/// What the groups must have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Equal {
    /// Nothing: each group is cut where that is worth most.
    None,
    /// The share selected.
    SelectionRate,
    /// The share selected among those with a positive outcome.
    TruePositiveRate,
    /// Every share selected is at least `least` times the highest.
    Ratio {
        /// From 0 to 1.
        least: f64,
    },
}

/// Who of a group is selected: a step up along the score, with a rate where people are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// The first bin in which anybody is selected.
    pub from: usize,
    /// The first bin in which everybody is selected; as many as there are bins when there is none.
    pub sure: usize,
    /// The share selected in the bins `from..sure`, at least 0 and below 1.
    pub rate: f64,
}

impl Cut {
    /// The share of a bin that is selected.
    ///
    /// **Formula** 0 below `from`, `rate` below `sure`, 1 from there on. **Source** the definition of the cut.
    /// **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::fix::thresholds::Cut;
    /// let cut = Cut { from: 1, sure: 2, rate: 0.25 };
    /// assert_eq!([0, 1, 2].map(|bin| cut.share(bin)), [0.0, 0.25, 1.0]);
    /// ```
    #[must_use]
    pub const fn share(&self, bin: usize) -> f64 {
        if bin >= self.sure {
            1.0
        } else if bin >= self.from {
            self.rate
        } else {
            0.0
        }
    }

    fn selected(&self, bins: &[f64]) -> f64 {
        bins.iter().enumerate().map(|(bin, number)| self.share(bin) * number).sum()
    }
}

/// The cuts, and what they give on the people they were found on.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// One for each group, in the order given.
    pub cuts: Vec<Cut>,
    /// What everybody selected is worth, in expectation over the draws.
    pub objective: f64,
    /// People selected, in expectation over the draws.
    pub selected: f64,
    /// The share selected of each group.
    pub selection_rates: Vec<f64>,
    /// The share selected of the positives of each group: `no-positives` where there are none.
    pub true_positive_rates: Vec<Result<f64, Undefined>>,
}

/// Why there is no policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no group.
    NoGroups,
    /// Bins that do not match, or numbers that are no people and no worth.
    Malformed {
        /// Its place.
        group: usize,
    },
    /// The group has nobody, or nobody positive where true positive rates are to be equal.
    Undefined {
        /// Its place.
        group: usize,
        /// [`Undefined::EmptyGroup`] or [`Undefined::NoPositives`].
        reason: Undefined,
    },
    /// The ratio does not lie in 0 to 1, or the budget is no number of people.
    NoLimit,
}

/// The cuts worth most, of all that select along the score, draw where they must, keep the groups' rates as `equal` says
/// and select at most `most_selected` people. Of equally good ones it selects the fewest people; groups whose next
/// people are worth the same share what is left of a budget.
///
/// **Formula** max Σ q(g, s) worth(g, s) over q non-decreasing in s, subject to `equal` and Σ q n at most the budget. A
/// group's worth as a function of its rate is the upper hull of its whole cut-offs. Selection rates: with a price λ on
/// each place, rates are each group's peak held in [least M, M], M by the slope of the sum, λ by halving, and the two
/// neighbours are mixed to meet the budget. True positive rates: the best bend of the sum of hulls; when that selects too
/// many, each rate is reached with the fewest people (lower hull of people along the true positives). This is the optimum
/// whenever the worth is a gain per positive less a cost of 0 or more per other person
/// ([`Group::of_outcomes`]); for any other worth, the best of the policies that reach their rate with the fewest people.
///
/// **Source** Hardt, Price and Srebro (2016), sections 3 and 4; prices of shared constraints: Everett (1963).
///
/// **Undefined when** a group has nobody, or no positives where they matter: [`Refusal::Undefined`]; other refusals are of
/// input that says nothing.
///
/// ```
/// # use evenhand_metrics::fix::thresholds::{Cut, Equal, Group, optimum};
/// let group = |positives| Group::of_outcomes(vec![10.0, 10.0], positives, 3.0, 1.0);
/// // Everybody of the first group is worth it; of the second, whose lower bin costs 10, half are.
/// let groups = [group(vec![4.0, 8.0]), group(vec![0.0, 8.0])];
/// let free = optimum(&groups, Equal::None, None).unwrap();
/// assert_eq!((free.objective, free.selection_rates), (50.0, vec![1.0, 0.5]));
/// // At four fifths of the first's rate the second draws 6 of its lower 10; cheaper to cut the first at 5/8.
/// let even = optimum(&groups, Equal::Ratio { least: 0.8 }, None).unwrap();
/// assert_eq!(even.selection_rates, [0.625, 0.5]);
/// assert_eq!(even.cuts, [Cut { from: 0, sure: 1, rate: 0.25 }, Cut { from: 1, sure: 1, rate: 0.0 }]);
/// assert_eq!(even.objective, 22.0 + 1.5 + 22.0);
/// ```
pub fn optimum(groups: &[Group], equal: Equal, most_selected: Option<f64>) -> Result<Policy, Refusal> {
    check(groups, equal, most_selected)?;
    let most = most_selected.unwrap_or(f64::INFINITY);
    let least = match equal {
        Equal::None => 0.0,
        Equal::SelectionRate => 1.0,
        Equal::Ratio { least } => least,
        Equal::TruePositiveRate => return Ok(of_positives(groups, most)),
    };
    let envelopes = envelopes(groups, Axis::People);
    let rates = Spread::new(&envelopes, least).within(most);
    Ok(policy(groups, envelopes.iter().zip(rates).map(|(envelope, rate)| envelope.cut(rate)).collect()))
}

fn of_positives(groups: &[Group], most: f64) -> Policy {
    let free = envelopes(groups, Axis::Positives);
    let rates = Spread::new(&free, 1.0).at_price(0.0);
    let best = policy(groups, free.iter().zip(rates).map(|(envelope, rate)| envelope.cut(rate)).collect());
    if best.selected <= most {
        return best;
    }
    let fewest = envelopes(groups, Axis::PositivesByFewest);
    let rate = reach::common_rate(&fewest, most);
    policy(groups, fewest.iter().map(|envelope| envelope.cut(rate)).collect())
}

fn envelopes(groups: &[Group], axis: Axis) -> Vec<Envelope> {
    groups.iter().map(|group| Envelope::of(group, axis)).collect()
}

fn check(groups: &[Group], equal: Equal, most_selected: Option<f64>) -> Result<(), Refusal> {
    if groups.is_empty() {
        return Err(Refusal::NoGroups);
    }
    let no_ratio = matches!(equal, Equal::Ratio { least } if !(0.0..=1.0).contains(&least));
    if no_ratio || most_selected.is_some_and(|most| most.is_nan() || most < 0.0) {
        return Err(Refusal::NoLimit);
    }
    for (at, group) in groups.iter().enumerate() {
        if !group.is_sound() {
            return Err(Refusal::Malformed { group: at });
        }
        let undefined = |reason| Refusal::Undefined { group: at, reason };
        if group.people.iter().sum::<f64>() <= 0.0 {
            return Err(undefined(Undefined::EmptyGroup));
        }
        if equal == Equal::TruePositiveRate && group.positives.iter().sum::<f64>() <= 0.0 {
            return Err(undefined(Undefined::NoPositives));
        }
    }
    Ok(())
}

fn policy(groups: &[Group], cuts: Vec<Cut>) -> Policy {
    let each = || groups.iter().zip(&cuts);
    let share = |cut: &Cut, bins: &[f64]| cut.selected(bins) / bins.iter().sum::<f64>();
    let of_positives = |(group, cut): (&Group, &Cut)| {
        let any = group.positives.iter().any(|positives| *positives > 0.0);
        if any { Ok(share(cut, &group.positives)) } else { Err(Undefined::NoPositives) }
    };
    Policy {
        objective: each().map(|(group, cut)| cut.selected(&group.worth)).sum(),
        selected: each().map(|(group, cut)| cut.selected(&group.people)).sum(),
        selection_rates: each().map(|(group, cut)| share(cut, &group.people)).collect(),
        true_positive_rates: each().map(of_positives).collect(),
        cuts,
    }
}
