//! The people a segment is worth once weights and repeated people are taken into account, and how sure that is.

use super::{effective_size, linearised::pull};
use crate::{catalog::Rate, cell::Cell, interval::Confidence, tally::Tally, undefined::Undefined};

/// Below this many folds with people a design effect is not estimated.
pub const FEWEST_FOLDS: u32 = 10;

/// What score intervals are computed on in place of the counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effective {
    /// The (weighted) rate times the effective people, of the effective people.
    pub tally: Tally,
    /// How many people count for one: with repeated people at least 1, with weights alone above 0.
    pub deff: f64,
    /// Folds with people in the rate's denominator; `None` when no unit was named and weights alone are allowed for.
    pub folds: Option<u32>,
}

impl Effective {
    /// Student's t with (folds - 1) degrees of freedom; the normal distribution when no fold was needed.
    ///
    /// **Formula** t with as many degrees of freedom as the estimated variance has. **Source** Korn and Graubard (1998).
    /// **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::{dependence::Effective, interval::Confidence, tally::Tally};
    /// let found = Effective { tally: Tally::new(5.0, 10.0), deff: 3.0, folds: Some(32) };
    /// assert_eq!(found.confidence(0.95), Confidence::student(0.95, 31.0));
    /// ```
    #[must_use]
    pub fn confidence(&self, level: f64) -> Confidence {
        confidence_with(level, self.folds)
    }
}

/// How sure a comparison of two segments is: by the one with fewer folds.
///
/// **Formula** t with min(folds) - 1 degrees of freedom. **Source** Korn and Graubard (1998), for one; the smaller of two is
/// the cautious choice. **Undefined when** never.
///
/// ```
/// # use evenhand_metrics::{dependence::{Effective, confidence_of_two}, interval::Confidence, tally::Tally};
/// let with = |folds| Effective { tally: Tally::new(5.0, 10.0), deff: 3.0, folds: Some(folds) };
/// assert_eq!(confidence_of_two(0.95, &with(32), &with(12)), Confidence::student(0.95, 11.0));
/// ```
#[must_use]
pub fn confidence_of_two(level: f64, a: &Effective, b: &Effective) -> Confidence {
    // A segment without folds puts no limit on the degrees of freedom.
    confidence_with(level, a.folds.into_iter().chain(b.folds).min())
}

fn confidence_with(level: f64, folds: Option<u32>) -> Confidence {
    match folds {
        Some(folds) => Confidence::student(level, f64::from(folds) - 1.0),
        None => Confidence::normal(level),
    }
}

/// Weights alone.
///
/// **Formula** the deff of [`Rate::weighted`]; 1 without weights. **Source** that of [`precision`](crate::weights::precision).
///
/// **Undefined when** nobody, or nobody with a weight above 0, is in the denominator: the reasons of [`Rate::tally`].
///
/// ```
/// # use evenhand_metrics::{catalog, cell::{Cell, Weight}, dependence::weighted, outcomes::Outcome};
/// let mut cell = Cell::default();
/// for (selected, w) in [(false, 1.0), (true, 2.0), (true, 3.0), (false, 4.0)] {
///     cell.add_weighted(Outcome::of(selected, None), 1, Weight::from_f64(w)?);
/// }
/// let found = weighted(catalog::rate("selection-rate").unwrap(), &cell).unwrap();
/// assert!((found.deff - 1.2).abs() < 1e-15);
/// assert!((found.tally.bottom - 4.0 / 1.2).abs() < 1e-15 && (found.tally.rate().unwrap() - 0.5).abs() < 1e-15);
/// # Ok::<(), evenhand_metrics::cell::WeightError>(())
/// ```
pub fn weighted(rate: &Rate, cell: &Cell) -> Result<Effective, Undefined> {
    let counts = rate.tally(cell)?;
    let Some(weighted) = rate.weighted(cell) else {
        return Ok(Effective { tally: counts, deff: 1.0, folds: None });
    };
    let weighted = weighted?;
    Ok(of_people(counts.bottom, weighted.rate, weighted.deff, None))
}

fn of_people(people: f64, rate: f64, deff: f64, folds: Option<u32>) -> Effective {
    Effective { tally: Tally::new(people * rate, people).over(deff), deff, folds }
}

/// Repeated people, with or without weights: the design effect of each segment of one attribute, from its cells fold by
/// fold.
///
/// **Formula** deff = Var / (p(1-p)/n), at least 1, Var = G/(G-1) Σ(x - pw)²/W² over the G folds with people in the rate's
/// denominator, x and w a fold's (weighted) sums. Where p is 0 or 1 the variance says nothing: the largest deff of the
/// attribute's segments, or Kish's factor if that is larger.
///
/// **Source** random groups: Wolter (2007), chapter 2; effective people for score intervals: Korn and Graubard (1998).
///
/// **Undefined when** nobody is in the denominator (the reasons of [`Rate::tally`]), fewer than [`FEWEST_FOLDS`] folds have
/// people ([`Undefined::TooFewUnits`]), or p is 0 or 1 in every segment of the attribute, so that no design effect can be
/// borrowed ([`Undefined::OneClass`]).
///
/// ```
/// # use evenhand_metrics::{catalog, cell::Cell, dependence::clustered};
/// let rate = catalog::rate("selection-rate").unwrap();
/// // 32 folds of one person with ten rows, by turns all selected and none: ten rows are worth about one
/// let folds: Vec<Cell> = (0..32)
///     .map(|fold| Cell::of_counts(if fold % 2 == 0 { [0, 0, 10, 0, 0, 0] } else { [0, 0, 0, 0, 0, 10] }))
///     .collect();
/// let found = clustered(rate, &[folds])[0].unwrap();
/// assert!((found.deff - 320.0 / 31.0).abs() < 1e-12);
/// assert!((found.tally.bottom - 31.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn clustered(rate: &Rate, segments: &[Vec<Cell>]) -> Vec<Result<Effective, Undefined>> {
    let seen: Vec<Result<Seen, Undefined>> = segments.iter().map(|folds| Seen::of(rate, folds)).collect();
    let largest = seen.iter().flatten().filter_map(|segment| segment.deff).reduce(f64::max);
    let effective = |segment: Seen| {
        let deff = segment.deff.or(largest.map(|deff| deff.max(segment.kish))).ok_or(Undefined::OneClass)?;
        Ok(of_people(segment.people, segment.rate, deff, Some(segment.folds)))
    };
    seen.into_iter().map(|segment| segment.and_then(effective)).collect()
}

/// What the folds of one segment say by themselves.
#[derive(Debug, Clone, Copy)]
struct Seen {
    people: f64,
    rate: f64,
    kish: f64,
    /// `None` where the rate is 0 or 1.
    deff: Option<f64>,
    folds: u32,
}

impl Seen {
    fn of(rate: &Rate, folds: &[Cell]) -> Result<Self, Undefined> {
        let whole = folds.iter().fold(Cell::default(), |mut whole, fold| {
            whole.merge(fold);
            whole
        });
        let counts = rate.tally(&whole)?;
        let all = sums(rate, &whole)?;
        let held: Vec<Tally> = folds.iter().filter_map(|fold| sums(rate, fold).ok()).collect();
        let kept = u32::try_from(held.len()).unwrap_or(u32::MAX);
        if kept < FEWEST_FOLDS {
            return Err(Undefined::TooFewUnits);
        }
        let kish = match (whole.weight(rate.bottom), whole.weight_squared(rate.bottom)) {
            (Some(w), Some(w2)) => (counts.bottom / effective_size(w, w2)?).max(1.0),
            _ => 1.0,
        };
        let share = all.top / all.bottom;
        let of_equals = share * (all.rest() / all.bottom) / counts.bottom;
        let squares: f64 = held.iter().map(|fold| pull(*fold, all).powi(2)).sum();
        let variance = f64::from(kept) / (f64::from(kept) - 1.0) * squares;
        let deff = (of_equals > 0.0).then(|| (variance / of_equals).max(1.0));
        Ok(Self { people: counts.bottom, rate: share, kish, deff, folds: kept })
    }
}

/// Σw of the numerator and the denominator; without weights everybody weighs 1, as beside people with weights.
fn sums(rate: &Rate, cell: &Cell) -> Result<Tally, Undefined> {
    match rate.weighted(cell) {
        Some(weighted) => weighted.map(|w| Tally::new(w.top, w.bottom)),
        None => rate.tally(cell),
    }
}
