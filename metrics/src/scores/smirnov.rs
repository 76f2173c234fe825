//! The p-value of the largest distance of two distribution functions: exact for small groups, ties as they are, the limit
//! for large ones. It is never 0, however small. It refuses weights, which its caller has turned away.

use std::f64::consts::PI;

use super::distribution::{Grain, Scores, walk};
use super::gap::{SmirnovKind, SmirnovP};

/// Up to this many pairs of people every way to part the scores is followed.
const PAIRS: u128 = 1_000_000;

/// The probability of a distance at least as large as the one observed.
pub(super) fn p(a: &Scores, b: &Scores) -> SmirnovP {
    let (m, n) = (u128::from(a.people()), u128::from(b.people()));
    let mut seen = (0_u128, 0_u128);
    let ends: Vec<(u128, u128)> = walk(a, b)
        .map(|step| {
            seen = (seen.0 + u128::from(step.a.people()), seen.1 + u128::from(step.b.people()));
            seen
        })
        .collect();
    // The distance times mn, a whole number.
    let far = ends.iter().map(|(i, j)| (i * n).abs_diff(j * m)).max().unwrap_or(0);
    let tied = ends.len() as u128 != m + n || a.grain == Grain::Midpoints || b.grain == Grain::Midpoints;
    match (usize::try_from(m), usize::try_from(n)) {
        (Ok(m), Ok(n)) if m as u128 * n as u128 <= PAIRS => {
            let mut is_end = vec![false; m + n + 1];
            for (i, j) in ends {
                if let Some(end) = usize::try_from(i + j).ok().and_then(|place| is_end.get_mut(place)) {
                    *end = true;
                }
            }
            SmirnovP { value: exact(m, n, &is_end, far), kind: SmirnovKind::Exact }
        }
        _ => {
            let kind = if tied { SmirnovKind::UpperBound } else { SmirnovKind::Limit };
            SmirnovP { value: limit(far, m, n), kind }
        }
    }
}

/// Every way to part the scores is a path of m steps one way and n the other, all as likely. What reaches a forbidden
/// place for the first time is added up: small probabilities keep their digits.
#[expect(clippy::cast_precision_loss, reason = "at most a million pairs")]
fn exact(m: usize, n: usize, is_end: &[bool], far: u128) -> f64 {
    let forbidden = |i: usize, j: usize| {
        is_end.get(i + j).is_some_and(|end| *end) && ((i * n) as u128).abs_diff((j * m) as u128) >= far
    };
    let mut caught = 0.0;
    let mut row = vec![0.0_f64; n + 1];
    for i in 0..=m {
        for j in 0..=n {
            let left = (m + n + 1 - i - j) as f64;
            let from_row = if i > 0 { row[j] * ((m + 1 - i) as f64 / left) } else { 0.0 };
            let from_column = if j > 0 { row[j - 1] * ((n + 1 - j) as f64 / left) } else { 0.0 };
            let reached = if i + j == 0 { 1.0 } else { from_row + from_column };
            if forbidden(i, j) {
                caught += reached;
                row[j] = 0.0;
            } else {
                row[j] = reached;
            }
        }
    }
    caught.clamp(f64::MIN_POSITIVE, 1.0)
}

/// Kolmogorov's limit: 2 Σ (-1)^(k-1) e^(-2k²λ²), by its other series where λ is small.
#[expect(clippy::cast_precision_loss, reason = "a p-value needs no more than a double")]
fn limit(far: u128, m: u128, n: u128) -> f64 {
    let (m, n) = (m as f64, n as f64);
    let lambda = far as f64 / (m * n) * (m * n / (m + n)).sqrt();
    if lambda < 0.01 {
        return 1.0;
    }
    let sum = |term: &dyn Fn(f64) -> f64| (1..=10).map(|k| term(f64::from(k))).sum::<f64>();
    if lambda < 1.0 {
        let odd = |k: f64| (-((2.0 * k - 1.0) * PI / lambda).powi(2) / 8.0).exp();
        (1.0 - (2.0 * PI).sqrt() / lambda * sum(&odd)).clamp(f64::MIN_POSITIVE, 1.0)
    } else {
        let term = |k: f64| if k % 2.0 > 0.0 { 2.0 } else { -2.0 } * (-2.0 * k * k * lambda * lambda).exp();
        sum(&term).clamp(f64::MIN_POSITIVE, 1.0)
    }
}
