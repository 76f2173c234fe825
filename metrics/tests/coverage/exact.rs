//! How often an interval of two groups holds the truth: not simulated but summed over all tables.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of people, of which there are at most 50,000"
)]

use evenhand_metrics::{
    interval::{Confidence, DifferenceMethod, Interval, RatioMethod, difference, ratio},
    power::Side,
    significance::{Count, Supposed, beyond_limit},
    special::binomial::ln_probability,
    tally::Tally,
};
use std::cmp::Ordering;

/// Rates of the reference.
pub(crate) const BASES: [f64; 8] = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5];

/// Below this many people expected to be selected in a group, nothing is promised case by case.
pub(crate) const EXPECTED: f64 = 5.0;

/// A comparison and its method.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Method {
    Ratio(RatioMethod),
    Difference(DifferenceMethod),
}

impl Method {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        RatioMethod::ALL.into_iter().map(Self::Ratio).chain(DifferenceMethod::ALL.into_iter().map(Self::Difference))
    }

    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Ratio(method) => ("ratio", method.id()),
            Self::Difference(method) => ("difference", method.id()),
        }
    }

    pub(crate) fn is_default(self) -> bool {
        [Self::Ratio(RatioMethod::default()), Self::Difference(DifferenceMethod::default())].contains(&self)
    }

    fn interval(self, a: Tally, b: Tally, sure: &Confidence) -> Option<Interval> {
        match self {
            // Where nobody at all was selected there is no ratio.
            Self::Ratio(_) if a.top + b.top <= 0.0 => None,
            Self::Ratio(method) => ratio(method, a, b, sure).ok(),
            Self::Difference(method) => difference(method, a, b, sure).ok(),
        }
    }
}

/// Two groups with their true rates.
#[derive(Debug, Clone, Copy)]
pub(crate) struct World {
    pub(crate) n1: u64,
    pub(crate) n2: u64,
    pub(crate) p1: f64,
    pub(crate) p2: f64,
}

impl World {
    /// The people expected to be selected in the group with fewer; with these rates more are expected to be rejected.
    pub(crate) fn expected(&self) -> f64 {
        (self.n1 as f64 * self.p1).min(self.n2 as f64 * self.p2)
    }

    /// The probability that a method has no interval.
    pub(crate) fn without(&self, method: Method) -> f64 {
        let nobody = |n: u64, p: f64| ln_probability(0, n, p).exp();
        let (first, second) = (nobody(self.n1, self.p1), nobody(self.n2, self.p2));
        match method {
            Method::Ratio(RatioMethod::Katz) => first + second - first * second,
            Method::Ratio(_) => first * second,
            Method::Difference(_) => 0.0,
        }
    }

    fn truth(&self, method: Method) -> f64 {
        match method {
            Method::Ratio(_) => self.p1 / self.p2,
            Method::Difference(_) => self.p1 - self.p2,
        }
    }

    /// The probability that the 95 % interval holds the truth, given that there is one.
    ///
    /// The more of the first group are selected, the further up the interval lies; so for each number of the second those
    /// that hold the truth are a range, and its two ends are found by halving.
    pub(crate) fn coverage(&self, method: Method) -> f64 {
        let (sure, truth) = (Confidence::normal(0.95), self.truth(method));
        let (first, second) = (Likely::of(self.n1, self.p1), Likely::of(self.n2, self.p2));
        let (mut covered, mut whole) = (0.0, 0.0);
        for (x2, probability) in (second.from..).zip(&second.probabilities) {
            let lies = |x1: u64| {
                let (a, b) = (Tally::of_counts(x1, self.n1), Tally::of_counts(x2, self.n2));
                method.interval(a, b, &sure).map(|interval| lies(&interval, truth))
            };
            // Without an interval are, if any, nobody of the first group or all numbers.
            let Some(least) = (first.from..=first.from + 1).find(|x1| lies(*x1).is_some()) else { continue };
            let from = first_of(least, first.end(), |x1| lies(x1) != Some(Ordering::Less));
            let to = first_of(from, first.end(), |x1| lies(x1) == Some(Ordering::Greater));
            whole += probability * first.between(least, first.end());
            covered += probability * first.between(from, to);
        }
        covered / whole
    }

    /// What a check of the ratio with a limit of 0.8 (and so 1.25) says of this one comparison: the probabilities that it is
    /// called within, by the 95 % interval, and outside, by the same interval where a test at the limit confirms it.
    pub(crate) fn gate(&self) -> Gate {
        const LIMITS: (f64, f64) = (0.8, 1.25);
        let sure = Confidence::normal(0.95);
        let (first, second) = (Likely::of(self.n1, self.p1), Likely::of(self.n2, self.p2));
        let mut gate = Gate { within: 0.0, outside: 0.0 };
        for (x2, probability) in (second.from..).zip(&second.probabilities) {
            let nominal = |x1: u64| {
                let (a, b) = (Tally::of_counts(x1, self.n1), Tally::of_counts(x2, self.n2));
                ratio(RatioMethod::default(), a, b, &sure).unwrap_or(Interval::unbounded(0.0, 0.95))
            };
            let confirmed = |x1: u64| {
                let (a, b) = (Count::new(x1, self.n1), Count::new(x2, self.n2));
                on_the_ratio(nominal(x1), LIMITS, a, b, &sure)
            };
            let is = |end: Option<f64>, of: &dyn Fn(f64) -> bool| end.is_some_and(of);
            // Both ends rise with the number of people selected in the group.
            let end = first.end();
            let reaches = first_of(first.from, end, |x1| is(nominal(x1).low, &|low| low >= LIMITS.0));
            let passes = first_of(first.from, end, |x1| !is(nominal(x1).high, &|high| high <= LIMITS.1));
            let below = first_of(first.from, end, |x1| !is(confirmed(x1).high, &|high| high < LIMITS.0));
            let above = first_of(below, end, |x1| is(confirmed(x1).low, &|low| low > LIMITS.1));
            gate.within += probability * first.between(reaches.min(passes), passes);
            gate.outside += probability * (first.between(first.from, below) + first.between(above, end));
        }
        gate
    }

    /// The probability that the deciding interval of the ratio rules equality out, by a test made there.
    pub(crate) fn told_from_equal(&self, sure: &Confidence) -> f64 {
        let (below, above) = self.outside((1.0, 1.0), sure);
        below + above
    }

    /// The probabilities that the deciding interval of the ratio lies below the lower limit, and above the upper one.
    pub(crate) fn outside(&self, limits: (f64, f64), sure: &Confidence) -> (f64, f64) {
        let (first, second) = (Likely::of(self.n1, self.p1), Likely::of(self.n2, self.p2));
        let mut told = (0.0, 0.0);
        // Of the smaller group there are fewer numbers to go through.
        for (x1, probability) in (first.from..).zip(&first.probabilities) {
            let interval = |x2: u64| {
                let (a, b) = (Count::new(x1, self.n1), Count::new(x2, self.n2));
                let alone = ratio(RatioMethod::default(), a.into(), b.into(), sure);
                on_the_ratio(alone.unwrap_or(Interval::unbounded(0.0, 0.95)), limits, a, b, sure)
            };
            let (from, end) = (second.from, second.end());
            // The more of the second are selected, the further down the interval lies.
            let no_longer_above = first_of(from, end, |x2| interval(x2).low.is_none_or(|low| low <= limits.1));
            let below = first_of(no_longer_above, end, |x2| interval(x2).high.is_some_and(|high| high < limits.0));
            told.0 += probability * second.between(below, end);
            told.1 += probability * second.between(from, no_longer_above);
        }
        told
    }

    /// The coverage by asking about every table: slow, and blind to how intervals move.
    pub(crate) fn coverage_by_brute_force(&self, method: Method) -> f64 {
        let (sure, truth) = (Confidence::normal(0.95), self.truth(method));
        let (mut covered, mut whole) = (0.0, 0.0);
        for (x1, x2) in (0..=self.n1).flat_map(|x1| (0..=self.n2).map(move |x2| (x1, x2))) {
            let (a, b) = (Tally::of_counts(x1, self.n1), Tally::of_counts(x2, self.n2));
            let Some(interval) = method.interval(a, b, &sure) else { continue };
            let probability = (ln_probability(x1, self.n1, self.p1) + ln_probability(x2, self.n2, self.p2)).exp();
            whole += probability;
            covered += if interval.contains(truth) { probability } else { 0.0 };
        }
        covered / whole
    }
}

/// The interval of a ratio, held against the test at each of two limits as a check holds it.
pub(crate) fn on_the_ratio(
    interval: Interval,
    (low, high): (f64, f64),
    a: Count,
    b: Count,
    sure: &Confidence,
) -> Interval {
    let is_ruled_out =
        |side, limit| beyond_limit(Supposed::Ratio(limit), side, a, b).is_ok_and(|p_value| p_value <= sure.tail());
    interval
        .confirmed(Side::Below, low, || is_ruled_out(Side::Below, low))
        .confirmed(Side::Above, high, || is_ruled_out(Side::Above, high))
}

/// How often one comparison is called within its limit, and outside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Gate {
    pub(crate) within: f64,
    pub(crate) outside: f64,
}

/// Where an interval lies, seen from the truth.
fn lies(interval: &Interval, truth: f64) -> Ordering {
    if interval.contains(truth) {
        Ordering::Equal
    } else if interval.high.is_some_and(|high| high < truth) {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

/// The first number from `low` on that is so, as are all after it; `high` when none is.
fn first_of(mut low: u64, mut high: u64, is: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = low + (high - low) / 2;
        if is(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// The numbers of people that occur at all: what is left out is less likely than 10^-14.
struct Likely {
    from: u64,
    probabilities: Vec<f64>,
    /// Of all numbers below each, and below one past the last.
    below: Vec<f64>,
}

impl Likely {
    fn of(n: u64, p: f64) -> Self {
        let (mean, reach) = (n as f64 * p, 8.0 * (n as f64 * p).sqrt() + 20.0);
        let (from, to) = ((mean - reach).max(0.0) as u64, n.min((mean + reach) as u64));
        let probabilities: Vec<f64> = (from..=to).map(|k| ln_probability(k, n, p).exp()).collect();
        let mut below = vec![0.0];
        for probability in &probabilities {
            below.push(below[below.len() - 1] + probability);
        }
        Self { from, probabilities, below }
    }

    /// One past the last.
    fn end(&self) -> u64 {
        self.from + self.probabilities.len() as u64
    }

    /// The probability of `low`, `low` + 1, ... `high` - 1.
    fn between(&self, low: u64, high: u64) -> f64 {
        self.below[(high - self.from) as usize] - self.below[(low - self.from) as usize]
    }
}
