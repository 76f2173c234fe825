//! Rates of people with several rows: the design effect of each segment, and of two segments together, in which a person
//! may stand at once.

use super::{Folds, Sizes};
use crate::{catalog::Rate, interval::Confidence, tally::Tally, undefined::Undefined};

/// The weight, in effective numbers of the rarer outcome, of the design effect that rows all alike within a unit would
/// have. Where few units hold the rarer outcome a variance over them says little.
const ALIKE: f64 = 0.5;

/// A rate whose rows are repeated units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clustered {
    /// The (weighted) rate times the effective rows, of the effective rows: what score intervals are computed on.
    pub tally: Tally,
    /// How many rows count for one: at least 1.
    pub deff: f64,
    /// How rows lie on units.
    pub sizes: Sizes,
}

impl Clustered {
    /// Student's t with the degrees of freedom of the units.
    ///
    /// **Formula** t with [`Sizes::degrees`]. **Source** Satterthwaite (1946). **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::{dependence::{Clustered, Sizes}, interval::Confidence, tally::Tally};
    /// let sizes = Sizes { units: 20.0, degrees: 12.0, held: 30, over_seeds: 0.0 };
    /// let found = Clustered { tally: Tally::new(5.0, 10.0), deff: 3.0, sizes };
    /// assert_eq!(found.confidence(0.95), Confidence::student(0.95, 12.0));
    /// ```
    #[must_use]
    pub fn confidence(&self, level: f64) -> Confidence {
        Confidence::student(level, self.sizes.degrees)
    }
}

/// The design effect of each segment of one attribute, from its rows by fold of units.
///
/// **Formula** deff = Var / (p(1-p)/n), at least 1, with the delete-a-group jackknife Var = (K-1)/K Σ((x - pw)/(W - w))²
/// over the K folds in the rate's denominator, x and w a fold's (weighted) sums. Where it is below m = n/units, the design
/// effect of rows all alike within a unit, it is drawn towards m, as if half a case of the rarer outcome had said so:
/// (e deff + m/2)/(e + 1/2) with e = min(p, 1-p) times the degrees of freedom. Where p is 0 or 1 the variance says nothing:
/// the largest deff of the attribute's segments, or m if that is larger.
///
/// **Source** Kott (2001), eq. 3; effective people for score intervals: Korn and Graubard (1998); what the jackknife does
/// for clusters of unlike sizes: Bell and `McCaffrey` (2002). The half case is this crate's own, chosen by simulation.
///
/// **Undefined when** nobody is in the denominator (the reasons of [`Rate::tally`]), fewer than
/// [`FEWEST_FOLDS`](super::FEWEST_FOLDS) folds have people ([`Undefined::TooFewUnits`]), few units hold most rows
/// ([`Undefined::FewHoldMost`]), or p is 0 or 1 in every segment of the attribute, so that no design effect can be borrowed
/// ([`Undefined::OneClass`]).
///
/// ```
/// # use evenhand_metrics::{catalog, cell::Cell, dependence::{Folds, clustered}};
/// let rate = catalog::rate("selection-rate").unwrap();
/// // 32 folds of one person with ten rows, by turns all selected and none: ten rows are worth about one
/// let folds: Vec<Cell> = (0..32)
///     .map(|fold| Cell::of_counts(if fold % 2 == 0 { [0, 0, 10, 0, 0, 0] } else { [0, 0, 0, 0, 0, 10] }))
///     .collect();
/// let found = clustered(rate, &[Folds::of_cells(&folds)])[0].unwrap();
/// assert!((found.deff - 320.0 / 31.0).abs() < 1e-12);
/// assert!((found.tally.bottom - 31.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn clustered(rate: &Rate, segments: &[Folds]) -> Vec<Result<Clustered, Undefined>> {
    let seen: Vec<Result<Seen, Undefined>> = segments.iter().map(|folds| Seen::of(rate, folds)).collect();
    let largest = seen.iter().flatten().filter_map(|segment| segment.deff).reduce(f64::max);
    let effective = |segment: Seen| {
        let borrowed = || largest.map(|deff| deff.max(segment.alike));
        let deff = segment.deff.or_else(borrowed).ok_or(Undefined::OneClass)?;
        let tally = Tally::new(segment.people * segment.rate, segment.people).over(deff);
        Ok(Clustered { tally, deff, sizes: segment.sizes })
    };
    seen.into_iter().map(|segment| segment.and_then(effective)).collect()
}

/// What the folds of one segment say by themselves.
#[derive(Debug, Clone, Copy)]
struct Seen {
    people: f64,
    rate: f64,
    /// The design effect, were all rows of a unit alike: at least 1.
    alike: f64,
    /// `None` where the rate is 0 or 1.
    deff: Option<f64>,
    sizes: Sizes,
}

impl Seen {
    fn of(rate: &Rate, folds: &Folds) -> Result<Self, Undefined> {
        let counts = rate.tally(folds.whole())?;
        let all = sums(rate, folds)?;
        let sizes = folds.sizes(rate)?.checked()?;
        let share = all.top / all.bottom;
        let of_equals = share * (all.rest() / all.bottom) / counts.bottom;
        let held = f64::from(sizes.held);
        let squares: f64 = deviations(rate, folds, all).map(|(_, deviation)| deviation * deviation).sum();
        let variance = (held - 1.0) / held * squares;
        let alike = (counts.bottom / sizes.units).max(1.0);
        let deff = (of_equals > 0.0).then(|| {
            let deff = variance / of_equals;
            let rarer = share.min(1.0 - share) * sizes.degrees;
            let drawn = if deff < alike { (rarer * deff + ALIKE * alike) / (rarer + ALIKE) } else { deff };
            drawn.max(1.0)
        });
        Ok(Self { people: counts.bottom, rate: share, alike, deff, sizes })
    }
}

/// Σw of the numerator and the denominator; without weights everybody weighs 1.
fn sums(rate: &Rate, folds: &Folds) -> Result<Tally, Undefined> {
    match rate.weighted(folds.whole()) {
        Some(weighted) => weighted.map(|w| Tally::new(w.top, w.bottom)),
        None => rate.tally(folds.whole()),
    }
}

/// How much higher the rate is than without each fold.
fn deviations<'a>(rate: &'a Rate, folds: &'a Folds, all: Tally) -> impl Iterator<Item = (u32, f64)> + 'a {
    let share = all.top / all.bottom;
    let of = move |top: f64, bottom: f64| {
        let others = all.bottom - bottom;
        if others > 0.0 { (top - share * bottom) / others } else { 0.0 }
    };
    folds.brought(rate).map(move |fold| (fold.fold, of(fold.top, fold.bottom)))
}

/// What it does to a comparison that two segments may share people: a household of both sexes, a matched pair, somebody who
/// moved from one age band to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shared {
    /// Of the difference of the two rates.
    pub difference: Joint,
    /// Of the logarithm of their ratio.
    pub ratio: Joint,
}

/// The variance of a comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Joint {
    /// As a multiple of what it would be if nobody stood in both segments: above 0, and 1 where nothing speaks for it.
    pub factor: f64,
    /// Its degrees of freedom.
    pub degrees: f64,
}

impl Joint {
    /// Student's t with these degrees of freedom.
    ///
    /// **Formula** t. **Source** Satterthwaite (1946). **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::{dependence::Joint, interval::Confidence};
    /// assert_eq!(Joint { factor: 0.5, degrees: 12.0 }.confidence(0.9), Confidence::student(0.9, 12.0));
    /// ```
    #[must_use]
    pub fn confidence(&self, level: f64) -> Confidence {
        Confidence::student(level, self.degrees)
    }
}

/// The variance of the difference and of the log ratio of two segments' rates, from the folds of units that they share.
///
/// **Formula** with A and B the two variances (of the log ratio divided by the squared rates) and r the correlation of the
/// jackknife's deviations over the folds of both, factor = (A + B - 2r√(AB) + c)/(A + B). c = max(r, 0)/(u v), u and v the
/// effective units of the two (divided by the rates likewise), stands for one more unit of whom the two segments tell apart:
/// without it, pairs that are always decided alike would have no variance. A correlation of no more than 2/√G is what G
/// folds show of segments that share nobody, and counts as none; where a rate is 0 or 1 there is none.
/// 1/degrees = ((A/√f + B/√g)/(A + B))², f and g the two degrees of freedom: Welch and Satterthwaite's, were the two
/// variances as dependent as can be.
///
/// **Source** Kott (2001) for the covariance; Agresti and Min (2005), Statistics in Medicine 24, for the unit added to
/// matched pairs; Satterthwaite (1946).
///
/// **Undefined when** never: without a rate on both sides the factor is 1.
///
/// ```
/// # use evenhand_metrics::{catalog, cell::Cell, dependence::{Folds, clustered, shared}};
/// let rate = catalog::rate("selection-rate").unwrap();
/// // 100 couples, of whom 30 are selected together, 10 on one side and 10 on the other
/// let side = |selected: std::ops::Range<i32>| {
///     let cells: Vec<Cell> = (0..100)
///         .map(|couple| Cell::of_counts(if selected.contains(&couple) { [0, 0, 1, 0, 0, 0] } else { [0, 0, 0, 0, 0, 1] }))
///         .collect();
///     Folds::of_cells(&cells)
/// };
/// let segments = [side(0..40), side(10..50)];
/// let found = clustered(rate, &segments);
/// let joint = shared(rate, [&segments[0], &segments[1]], [&found[0].unwrap(), &found[1].unwrap()]);
/// // 20 discordant couples of 100: 0.20/99 = 2 x 0.24/99 (1 - r), with r = 7/12
/// assert!((joint.difference.factor - 5.0 / 12.0).abs() < 0.02);
/// ```
#[must_use]
pub fn shared(rate: &Rate, segments: [&Folds; 2], found: [&Clustered; 2]) -> Shared {
    let correlation = correlation(rate, segments).unwrap_or(0.0);
    let [p, q] = found.map(|one| one.tally.top / one.tally.bottom);
    let [a, b] = found.map(|one| one.tally).map(|tally| tally.top * tally.rest() / tally.bottom.powi(3));
    let [f, g] = found.map(|one| one.sizes.degrees);
    // Units are no more than their rows.
    let [u, v] = found.map(|one| one.sizes.units.min(one.tally.bottom * one.deff));
    let joint = |p: f64, q: f64| {
        let (a, b) = (a / (p * p), b / (q * q));
        let sum = a + b;
        // At a rate of 0 the logarithm has no variance: both count alike.
        if !(sum > 0.0 && sum.is_finite()) {
            return Joint { factor: 1.0, degrees: f.min(g) };
        }
        let more = correlation.max(0.0) / (u * v * p * q);
        let factor = (sum - 2.0 * correlation * (a * b).sqrt() + more) / sum;
        let root = (a / f.sqrt() + b / g.sqrt()) / sum;
        Joint { factor: if factor > 0.0 { factor } else { 1.0 }, degrees: (root * root).recip() }
    };
    Shared { difference: joint(1.0, 1.0), ratio: joint(p, q) }
}

/// The correlation of two rates over the folds of both; `None` where there is none to speak of.
fn correlation(rate: &Rate, [one, other]: [&Folds; 2]) -> Option<f64> {
    let (all, rest) = (sums(rate, one).ok()?, sums(rate, other).ok()?);
    let (mut product, mut squares) = (0.0, [0.0; 2]);
    let mut theirs = deviations(rate, other, rest).peekable();
    for (fold, own) in deviations(rate, one, all) {
        squares[0] += own * own;
        while let Some((_, before)) = theirs.next_if(|(at, _)| *at < fold) {
            squares[1] += before * before;
        }
        if let Some((_, other)) = theirs.next_if(|(at, _)| *at == fold) {
            squares[1] += other * other;
            product += own * other;
        }
    }
    squares[1] += theirs.map(|(_, after)| after * after).sum::<f64>();
    let scale = (squares[0] * squares[1]).sqrt();
    let found = (scale > 0.0).then(|| (product / scale).clamp(-1.0, 1.0))?;
    let chance = 2.0 / f64::from(one.number().max(other.number()).max(1)).sqrt();
    (found.abs() > chance).then_some(found)
}
