//! The Poisson distribution: the means that a count does not rule out. It knows a count and a tail; it refuses to know
//! what was counted.

use super::{
    gamma::{ln1p_minus, stirling_error},
    normal,
};
use std::f64::consts::PI;

/// The ln of a probability at mean e^u, and how fast it changes with u.
struct Ln {
    value: f64,
    slope: f64,
}

/// The mean at which `count` or more have probability `tail`: the exact lower limit; 0 for a count of 0. `count` may be
/// a fraction, once a design effect has divided it.
///
/// **Formula** the root of ln P(x, μ) = ln tail in ln μ, P the regularised incomplete gamma function, by Newton's method.
/// There ln P is concave, so from the left of the root every step stays left of it and no bracket is needed.
///
/// **Source** Garwood (1936), Biometrika 28; DLMF 8.11.4. **Undefined when** `tail` is not between 0 and ½: its callers
/// hold it there.
///
/// ```
/// # use evenhand_metrics::special::poisson::lower;
/// // half the 2.5 % point of chi squared with 4 degrees of freedom
/// assert!((lower(0.025, 2.0) - 0.2422092785439647).abs() < 1e-14);
/// assert!((lower(0.025, 0.0)).abs() < f64::EPSILON);
/// ```
#[must_use]
pub fn lower(tail: f64, count: f64) -> f64 {
    if count <= 0.0 {
        return 0.0;
    }
    // P(x, μ) is at most μ^x / Γ(x+1): this start is left of the root, if often far.
    let far = (tail.ln() + libm::lgamma(count + 1.0)) / count;
    let start = cube_root_rule(count, -normal::upper_quantile(tail)).map_or(far, |near| near.max(far));
    newton(start, tail.ln(), |u| ln_at_least(count, u))
}

/// The mean at which `count` or fewer have probability `tail`: the exact upper limit.
///
/// **Formula** the root of ln Q(x + 1, μ) = ln tail in ln μ, by Newton's method from the right, where ln Q is concave.
///
/// **Source** Garwood (1936), Biometrika 28; DLMF 8.9.2. **Undefined when** `tail` is not between 0 and ½: its callers
/// hold it there.
///
/// ```
/// # use evenhand_metrics::special::poisson::upper;
/// assert!((upper(0.025, 0.0) - -0.025f64.ln()).abs() < 1e-14);
/// assert!((upper(0.025, 2.0) - 7.224687667723961).abs() < 1e-13);
/// ```
#[must_use]
pub fn upper(tail: f64, count: f64) -> f64 {
    let shape = count.max(0.0) + 1.0;
    let start = cube_root_rule(shape, normal::upper_quantile(tail)).unwrap_or(shape.ln());
    newton(start, tail.ln(), |u| ln_below(shape, u))
}

fn newton(start: f64, target: f64, at: impl Fn(f64) -> Ln) -> f64 {
    let mut u = start;
    for _ in 0..200 {
        let here = at(u);
        let step = ((target - here.value) / here.slope).clamp(-50.0, 50.0);
        u += step;
        if step.abs() <= 4.0 * f64::EPSILON * (1.0 + u.abs()) {
            break;
        }
    }
    u.exp()
}

/// The logarithm of the point of a gamma distribution by the cube-root rule (Wilson and Hilferty 1931): a start.
fn cube_root_rule(shape: f64, z: f64) -> Option<f64> {
    let root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt());
    (root > 0.1).then(|| shape.ln() + 3.0 * root.ln())
}

/// ln of μ^a e^-μ / Γ(a + 1) at μ = e^u, without large cancelling terms.
fn ln_weight(a: f64, u: f64) -> f64 {
    let mean = u.exp();
    let off = mean / a - 1.0;
    let deviance = if off.abs() < 0.3 { ln1p_minus(off) } else { (u - a.ln()) - off };
    a * deviance - stirling_error(a) - 0.5 * (2.0 * PI * a).ln()
}

/// ln P(a, e^u): of `a` or more.
fn ln_at_least(a: f64, u: f64) -> Ln {
    let mean = u.exp();
    if mean < a + 1.0 {
        let sum = series(a, mean);
        Ln { value: ln_weight(a, u) + sum.ln(), slope: a / sum }
    } else {
        let weight = ln_weight(a, u).exp() * a;
        let value = (1.0 - weight * fraction(a, mean)).max(f64::MIN_POSITIVE);
        Ln { value: value.ln(), slope: weight / value }
    }
}

/// ln Q(a, e^u): of fewer than `a`.
fn ln_below(a: f64, u: f64) -> Ln {
    let mean = u.exp();
    if mean < a + 1.0 {
        let weight = ln_weight(a, u).exp();
        let value = (1.0 - weight * series(a, mean)).max(f64::MIN_POSITIVE);
        Ln { value: value.ln(), slope: -a * weight / value }
    } else {
        let rest = fraction(a, mean);
        Ln { value: ln_weight(a, u) + (a * rest).ln(), slope: -1.0 / rest }
    }
}

/// 1 + μ/(a+1) + μ²/((a+1)(a+2)) + ... (DLMF 8.11.4); quick for μ < a + 1.
fn series(a: f64, mean: f64) -> f64 {
    let (mut term, mut sum, mut next) = (1.0, 1.0, a);
    while term > sum * 1e-17 {
        next += 1.0;
        term *= mean / next;
        sum += term;
    }
    sum
}

/// Γ(a, μ) e^μ μ^-a by its continued fraction (DLMF 8.9.2, Lentz's method); quick for μ > a + 1.
fn fraction(a: f64, mean: f64) -> f64 {
    const TINY: f64 = 1e-300;
    const ENOUGH: u32 = 2_000_000;
    let held = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut b = mean + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / held(b);
    let mut h = d;
    for k in 1..ENOUGH {
        let k = f64::from(k);
        let an = -k * (k - a);
        b += 2.0;
        d = 1.0 / held(an * d + b);
        c = held(b + an / c);
        let step = c * d;
        h *= step;
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    h
}

#[cfg(test)]
#[expect(clippy::unreadable_literal, reason = "figures stand as they were printed")]
mod tests {
    use super::{lower, upper};

    /// Half the points of chi squared, from scipy 1.17.1 (`chi2.ppf(q, 2 x) / 2`).
    #[test]
    fn limits_are_exact_from_a_fraction_of_one_to_a_billion() {
        for (count, low, high) in LIMITS {
            assert!((lower(0.025, count) / low - 1.0).abs() < 2e-12, "{count}: {} {low}", lower(0.025, count));
            assert!((upper(0.025, count) / high - 1.0).abs() < 2e-12, "{count}: {} {high}", upper(0.025, count));
        }
        assert!((lower(5e-10, 7.0) / DEEP.0 - 1.0).abs() < 1e-11);
        assert!((upper(5e-10, 7.0) / DEEP.1 - 1.0).abs() < 1e-11);
    }

    const LIMITS: [(f64, f64, f64); 10] = [
        (0.01, 3.5226859973137726e-161, 3.709880072306702),
        (0.5, 0.000491034558587628, 4.674201802248074),
        (1.0, 0.025317807984289876, 5.571643390938899),
        (3.0, 0.6186721228956013, 8.767273069742327),
        (10.0, 4.7953886961324335, 18.39035604201778),
        (57.0, 43.17124336292474, 73.85011140296282),
        (1000.0, 938.9730184076952, 1063.952136016302),
        (123456.5, 122768.78730397268, 124147.10978988181),
        (10000000.0, 9993802.996884268, 10006199.897731498),
        (1000000000.0, 999938021.4439279, 1000061981.4504089),
    ];
    const DEEP: (f64, f64) = (0.16179818104450472, 38.66989729211385);
}
