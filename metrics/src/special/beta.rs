//! The beta distribution, on the scale of log odds and of log probability, so that neither end loses digits.

use super::gamma::{ln1p_minus, stirling_error};
use std::f64::consts::PI;

/// A share near 0 or near 1 with its complement, so that both keep their digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Odds {
    /// The share.
    pub share: f64,
    /// 1 - share.
    pub rest: f64,
}

impl Odds {
    fn of_log(u: f64) -> Self {
        Self { share: 1.0 / (1.0 + (-u).exp()), rest: 1.0 / (1.0 + u.exp()) }
    }
}

/// ln of x^a y^b / B(a, b), with y = 1 - x, free of large cancelling terms.
///
/// With p = a/(a+b), the two powers and the beta function leave a deviance of x from p and three Stirling errors
/// (Loader 2000): the naive difference of logarithms has lost every digit at a = 10^9.
fn ln_weight(a: f64, b: f64, at: Odds) -> f64 {
    let Odds { share: x, rest: y } = at;
    let n = a + b;
    let off = x * b - a * y;
    let side = |size: f64, t: f64, to_mean: f64| {
        // Far below the mean, 1 + t cancels and the ratio itself must be used.
        size * if t < -0.3 { to_mean.ln() - t } else { ln1p_minus(t) }
    };
    side(a, off / a, x * n / a) + side(b, -off / b, y * n / b) + 0.5 * (a / n * b / (2.0 * PI)).ln() + stirling_error(n)
        - stirling_error(a)
        - stirling_error(b)
}

/// The continued fraction of the incomplete beta function (DLMF 8.17.22, by Lentz's method); quick for x < (a+1)/(a+b+2).
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    // Terms needed grow like √(a+b): 10^5 at 10^9 people.
    const ENOUGH: u32 = 2_000_000;
    let held = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / held(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..ENOUGH {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / held(1.0 + even * d);
        c = held(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / held(1.0 + odd * d);
        c = held(1.0 + odd / c);
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    h
}

/// The ln of the probability below a point, and how fast it rises with the log odds of the point.
struct LnBelow {
    value: f64,
    slope: f64,
}

fn ln_below(a: f64, b: f64, at: Odds) -> LnBelow {
    let weight = ln_weight(a, b, at);
    if at.share * (a + b + 2.0) < a + 1.0 {
        let tail = fraction(a, b, at.share) / a;
        LnBelow { value: weight + tail.ln(), slope: 1.0 / tail }
    } else {
        let above = weight.exp() * fraction(b, a, at.rest) / b;
        let below = (1.0 - above).max(f64::MIN_POSITIVE);
        LnBelow { value: below.ln(), slope: weight.exp() / below }
    }
}

/// The probability of Beta(a, b) below a point.
///
/// **Formula** I(x; a, b). **Source** DLMF 8.17.22; **Undefined when** a or b <= 0: its callers hold them there.
///
/// ```
/// # use evenhand_metrics::special::beta::{Odds, below};
/// // Beta(2, 2): 3x² - 2x³
/// assert!((below(2.0, 2.0, Odds { share: 0.25, rest: 0.75 }) - 0.15625).abs() < 1e-15);
/// ```
#[must_use]
pub fn below(a: f64, b: f64, at: Odds) -> f64 {
    ln_below(a, b, at).value.exp()
}

/// The point of Beta(a, b) with probability `tail` below it. For the point with `tail` above it, exchange a and b and
/// take `rest`.
///
/// **Formula** the root of ln I(x; a, b) = ln tail in the log odds of x, by Newton's method. On that scale the
/// distribution function is log-concave for every a and b, so from the left of the root each step stays left of it and
/// no bracket is needed.
///
/// **Source** DLMF 8.17; **Undefined when** a or b <= 0 or `tail` is not between 0 and 1: its callers hold them there.
///
/// ```
/// # use evenhand_metrics::special::beta::quantile;
/// // Clopper-Pearson, 3 of 20 at 95 %
/// assert!((quantile(0.025, 3.0, 18.0).share - 0.0320709372).abs() < 1e-10);
/// assert!((quantile(0.025, 17.0, 4.0).rest - 0.3789268265).abs() < 1e-10);
/// // deep in a tail
/// assert!((quantile(1e-8, 0.5, 1e5).share / 7.853981633e-22 - 1.0).abs() < 1e-5);
/// ```
#[must_use]
pub fn quantile(tail: f64, a: f64, b: f64) -> Odds {
    let target = tail.ln();
    let spread = (1.0 / a + 1.0 / b).sqrt();
    // The normal value on the log-odds scale, kept finite for small a or b.
    let mut u = (a / b).ln() - 2.0 * spread.min(2.0);
    for _ in 0..200 {
        let at = ln_below(a, b, Odds::of_log(u));
        let step = (target - at.value) / at.slope;
        // A start far right of the root sees a flat top; a bounded step brings it left, where Newton is safe.
        let step = step.clamp(-700.0, 700.0);
        u = (u + step).clamp(-740.0, 740.0);
        if step.abs() <= 4.0 * f64::EPSILON * (1.0 + u.abs()) || step.abs() < 1e-13 * spread.min(1.0) {
            break;
        }
    }
    Odds::of_log(u)
}
