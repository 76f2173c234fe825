//! Exact tests that do not take the number selected as given: Boschloo's and Barnard's. Given that number, a table's
//! probability is hypergeometric whatever the common rate; so the test's level is one number per total, and the p-value
//! the largest mean of these over binomial totals.

use super::{Pair, hypergeometric::Tables};
use crate::special::{binomial::ln_probability, highest::highest};
use std::f64::consts::FRAC_PI_2;

/// Groups whose sizes have a larger product are not tested: the time taken grows with it, and well before it the pooled z
/// test gives the same.
const LARGEST_PRODUCT: u64 = 20_000;

/// Tables this much more surprising than the observed one count as equally so: they may be equal in exact arithmetic and
/// differ in rounding.
const TIE: f64 = 1e-10;

/// `None` for groups beyond the size tested.
pub(super) fn boschloo(pair: &Pair) -> Option<f64> {
    let turned = Pair { a: pair.b, b: pair.a, selected: pair.selected, people: pair.people };
    is_small(pair).then(|| (2.0 * one_sided(pair).min(one_sided(&turned))).min(1.0))
}

/// `None` for groups beyond the size tested.
pub(super) fn barnard(pair: &Pair) -> Option<f64> {
    let observed = Pooled::of(pair, pair.selected, pair.a.top);
    let level = |total| {
        let as_far = |k| Pooled::of(pair, total, k).is_as_far_as(&observed);
        tables(pair, total).filter(|table| as_far(table.0)).map(|(_, probability)| probability).sum()
    };
    is_small(pair).then(|| largest_mean(&(0..=pair.people).map(level).collect::<Vec<f64>>()))
}

fn is_small(pair: &Pair) -> bool {
    pair.a.bottom.checked_mul(pair.b.bottom).is_some_and(|product| product <= LARGEST_PRODUCT)
}

/// The supremum of the probability of a table whose p-value, by Fisher's test of a lower rate in the first group, is at
/// most that of the observed table.
fn one_sided(pair: &Pair) -> f64 {
    let bound = lower_tail(tables(pair, pair.selected), |k, _| k <= pair.a.top) * (1.0 + TIE);
    let level = |total| lower_tail(tables(pair, total), |_, sum| sum <= bound);
    largest_mean(&(0..=pair.people).map(level).collect::<Vec<f64>>())
}

/// The sum of the probabilities of the first tables, as far as `keeps` takes the number and the sum.
fn lower_tail(tables: impl Iterator<Item = (u64, f64)>, keeps: impl Fn(u64, f64) -> bool) -> f64 {
    let sums = tables.scan(0.0, |sum, (k, probability)| {
        *sum += probability;
        Some((k, *sum))
    });
    sums.take_while(|(k, sum)| keeps(*k, *sum)).last().map_or(0.0, |(_, sum)| sum)
}

/// The tables with so many selected in all, by the selected of the first group from the fewest, with their probabilities.
fn tables(pair: &Pair, total: u64) -> impl Iterator<Item = (u64, f64)> {
    let tables = Tables::new(pair.a.bottom, pair.b.bottom, total);
    tables.into_iter().flat_map(|tables| {
        let first = tables.ln_probability(tables.fewest()).exp();
        (tables.fewest()..=tables.most()).scan(first, move |probability, k| {
            let here = *probability;
            if k < tables.most() {
                *probability *= tables.ratio_after(k);
            }
            Some((k, here))
        })
    })
}

/// The square of the pooled z statistic, but for a factor that all tables share, as a fraction.
struct Pooled {
    over: u128,
    under: u128,
}

impl Pooled {
    fn of(pair: &Pair, total: u64, first: u64) -> Self {
        let cross = |x, n| u128::from(x) * u128::from(n);
        let gap = cross(first, pair.b.bottom).abs_diff(cross(total - first, pair.a.bottom));
        Self { over: gap * gap, under: cross(total, pair.people - total) }
    }

    /// Where nobody or everybody is selected there is no gap, and 0/0 counts as 0.
    fn is_as_far_as(&self, other: &Self) -> bool {
        if self.under == 0 { other.over == 0 } else { self.over * other.under >= other.over * self.under }
    }
}

/// The largest mean of `level`, one number per total, over binomial totals at any rate.
///
/// Taken over the angle φ = asin √rate, the mean cannot bend faster at a top than 4N times its height, N being the
/// people. On a grid of 1/(16 √N) the point nearest to a top is therefore at most 0.2 % lower, and near it the mean is a
/// parabola: its top is above that point by at most an eighth of the larger fall to a neighbour. Hills that could come
/// above the best point by this, eight times over, are climbed.
fn largest_mean(level: &[f64]) -> f64 {
    let mean = |angle: f64| mean(level, angle.sin().powi(2));
    let steps = (FRAC_PI_2 * 16.0 * number(level.len()).sqrt()).ceil();
    let at = |step: usize| FRAC_PI_2 * (number(step) / steps);
    let seen: Vec<f64> = (0..=whole(steps)).map(|step| mean(at(step))).collect();
    let best = seen.iter().copied().fold(0.0, f64::max);
    let hills = seen.windows(3).enumerate().filter(|(_, hill)| {
        let (before, here, after) = (hill[0], hill[1], hill[2]);
        here >= before.max(after) && here + (here - before.min(after)) > best * (1.0 + NEGLIGIBLE_GAIN)
    });
    hills.map(|(step, _)| highest(mean, at(step), at(step + 2), 30)).fold(best, f64::max).min(1.0)
}

/// A p-value need not be known better than this.
const NEGLIGIBLE_GAIN: f64 = 1e-10;

/// Σ `level` of k times the binomial probability of k, from the most probable k outwards.
fn mean(level: &[f64], rate: f64) -> f64 {
    let n = level.len() - 1;
    let mode = whole(number(n + 1) * rate).min(n);
    let peak = ln_probability(mode as u64, n as u64, rate).exp();
    let odds = rate / (1.0 - rate);
    let (below, from_mode) = level.split_at(mode);
    let mut probability = peak;
    let mut sum = peak * from_mode[0];
    for (level, k) in from_mode.iter().skip(1).zip(mode + 1..) {
        probability *= odds * (number(n - k + 1) / number(k));
        if probability < NEGLIGIBLE {
            break;
        }
        sum += probability * level;
    }
    probability = peak;
    for (k, level) in below.iter().enumerate().rev() {
        probability *= number(k + 1) / number(n - k) / odds;
        if probability < NEGLIGIBLE {
            break;
        }
        sum += probability * level;
    }
    sum
}

/// Probabilities from here on no longer change a sum whose largest terms are those of the mode.
const NEGLIGIBLE: f64 = 1e-20;

#[expect(clippy::cast_precision_loss, reason = "at most 20,002")]
const fn number(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 20,002")]
const fn whole(x: f64) -> usize {
    x as usize
}

#[cfg(test)]
mod tests {
    use super::{super::Count, Pair, one_sided};

    /// 45 of 250 against 120 of 400, by scipy, at the four digits that are printed of it; beyond the size asked for in
    /// audits, so without its limit.
    #[test]
    fn a_large_table_agrees_too() {
        let p = one_sided(&Pair::of(Count::new(45, 250), Count::new(120, 400)).unwrap());
        assert!((2.0 * p - 5.541e-4).abs() < 0.5e-7, "{p}");
    }
}
