//! What every threshold would select: whoever scores at least the threshold is selected. Each threshold gives a cell, so
//! that every rate of the catalog has a value there. It counts people, whatever they weigh, and refuses to choose one.

use super::distribution::{Point, Scores, walk};
use crate::catalog::Rate;
use crate::cell::Cell;
use crate::compare;
use crate::tally::Tally;
use crate::undefined::Undefined;

/// The group as a threshold would part it: whoever scores `threshold` or more is selected.
///
/// ```
/// use evenhand_metrics::{catalog, scores::{Scores, threshold::cell_at}, tally::Tally};
/// let group = Scores::of_counts([(0.2, 0, 3, 0), (0.5, 2, 1, 1), (0.9, 4, 1, 0)])?;
/// let cell = cell_at(&group, 0.5);
/// assert_eq!(cell.n, [6, 2, 1, 0, 3, 0]);
/// assert_eq!(catalog::rate("precision").unwrap().tally(&cell), Ok(Tally::new(6.0, 8.0)));
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
#[must_use]
pub fn cell_at(group: &Scores, threshold: f64) -> Cell {
    let mut n = [0; 6];
    for point in group.points() {
        let selected = if point.value >= threshold { 0 } else { 3 };
        count_in(&mut n, selected, point);
    }
    Cell::of_counts(n)
}

fn count_in(n: &mut [u64; 6], from: usize, point: &Point) {
    for (sum, people) in n[from..].iter_mut().zip([point.positives, point.negatives, point.unknown]) {
        *sum = sum.saturating_add(people);
    }
}

/// One threshold, and how it would part two groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// Selected are those with this score or a higher one.
    pub threshold: f64,
    /// The group.
    pub a: Cell,
    /// The reference.
    pub b: Cell,
}

/// How every threshold that makes a difference would part two groups, from the highest score that anybody has to the
/// lowest, at which everybody is selected.
///
/// ```
/// use evenhand_metrics::scores::{Scores, threshold::cuts};
/// let a = Scores::of_counts([(0.2, 0, 3, 0), (0.9, 1, 0, 0)])?;
/// let b = Scores::of_counts([(0.5, 2, 0, 0)])?;
/// let cuts = cuts(&a, &b);
/// assert_eq!(cuts.iter().map(|cut| cut.threshold).collect::<Vec<_>>(), [0.9, 0.5, 0.2]);
/// assert_eq!((cuts[1].a.n, cuts[1].b.n), ([1, 0, 0, 0, 3, 0], [2, 0, 0, 0, 0, 0]));
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
#[must_use]
pub fn cuts(a: &Scores, b: &Scores) -> Vec<Cut> {
    let nobody = |group: &Scores| cell_at(group, f64::INFINITY).n;
    let (mut first, mut second) = (nobody(a), nobody(b));
    let select = |n: &mut [u64; 6], point: &Point| {
        count_in(n, 0, point);
        for (rest, people) in n[3..].iter_mut().zip([point.positives, point.negatives, point.unknown]) {
            *rest = rest.saturating_sub(people);
        }
    };
    walk(a, b)
        .rev()
        .map(|step| {
            select(&mut first, &step.a);
            select(&mut second, &step.b);
            Cut { threshold: step.value(), a: Cell::of_counts(first), b: Cell::of_counts(second) }
        })
        .collect()
}

impl Cut {
    /// A rate of both groups at this threshold, the group's over the reference's.
    ///
    /// # Errors
    /// As [`compare::ratio`].
    pub fn ratio(&self, rate: &Rate) -> Result<f64, Undefined> {
        compare::ratio(value(rate, &self.a), value(rate, &self.b))
    }

    /// A rate of both groups at this threshold, the group's minus the reference's.
    ///
    /// # Errors
    /// As [`compare::difference`].
    pub fn difference(&self, rate: &Rate) -> Result<f64, Undefined> {
        compare::difference(value(rate, &self.a), value(rate, &self.b))
    }
}

fn value(rate: &Rate, cell: &Cell) -> Result<f64, Undefined> {
    rate.tally(cell).map(|tally| tally.top / tally.bottom)
}

/// One point of a ROC curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RocPoint {
    /// Selected are those with this score or a higher one; `None`: nobody is.
    pub threshold: Option<f64>,
    /// Of the people with a negative outcome, how many are selected.
    pub false_positives: Tally,
    /// Of the people with a positive outcome, how many are selected.
    pub true_positives: Tally,
}

/// The ROC curve: from nobody selected to everybody, a point for each score that somebody with a known outcome has.
///
/// # Formula
/// (FP / negatives, TP / positives) at every threshold; the area under the straight lines between them is [`area`].
/// # Source
/// Fawcett (2006), Pattern Recognition Letters 27.
/// # Undefined when
/// Nobody has a score (`empty-group`, `no-score`), no outcome is known (`no-outcome`), or only one outcome occurs
/// (`one-class`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, threshold::roc};
/// let group = Scores::of_counts([(0.2, 0, 1, 0), (0.4, 1, 1, 0), (0.8, 1, 0, 0)])?;
/// let curve: Vec<_> = roc(&group).unwrap().iter().map(|p| (p.false_positives.top, p.true_positives.top)).collect();
/// assert_eq!(curve, [(0.0, 0.0), (0.0, 1.0), (1.0, 2.0), (2.0, 2.0)]);
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
///
/// [`area`]: super::area::area
pub fn roc(group: &Scores) -> Result<Vec<RocPoint>, Undefined> {
    group.known()?;
    let total = |of: fn(&Point) -> u64| group.points().iter().map(of).fold(0, u64::saturating_add);
    let (positives, negatives) = (total(|point| point.positives), total(|point| point.negatives));
    if positives == 0 || negatives == 0 {
        return Err(Undefined::OneClass);
    }
    let (mut tp, mut fp) = (0_u64, 0_u64);
    let at = |threshold, tp, fp| RocPoint {
        threshold,
        false_positives: Tally::of_counts(fp, negatives),
        true_positives: Tally::of_counts(tp, positives),
    };
    let mut curve = vec![at(None, 0, 0)];
    for point in group.points().iter().rev().filter(|point| point.positives + point.negatives > 0) {
        tp = tp.saturating_add(point.positives);
        fp = fp.saturating_add(point.negatives);
        curve.push(at(Some(point.value), tp, fp));
    }
    Ok(curve)
}
