//! Two rates fitted under a supposed difference or ratio, and the variance of a score statistic. All are written so that no
//! term cancels, for rates near 0, rates near 1 and groups of 10^9.

use crate::tally::Tally;

/// The people of a tally who are not in its numerator.
fn rest(tally: Tally) -> f64 {
    tally.bottom - tally.top
}

fn complement(tally: Tally) -> Tally {
    Tally::new(rest(tally), tally.bottom)
}

/// How much a variance grows because the fitted rates come from the same people: N/(N-1) (Miettinen and Nurminen 1985).
/// `None` when there is one effective person or none: then nothing is ruled out.
pub(crate) fn inflation(a: Tally, b: Tally) -> Option<f64> {
    let n = a.bottom + b.bottom;
    (n > 1.0).then(|| n / (n - 1.0))
}

/// Two rates fitted under a supposed difference or ratio, with their complements, so that neither loses digits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fit {
    /// The rate of the first group.
    pub(crate) p1: f64,
    /// 1 - `p1`.
    pub(crate) q1: f64,
    /// The rate of the second.
    pub(crate) p2: f64,
    /// 1 - `p2`.
    pub(crate) q2: f64,
}

/// The most likely rates with p̃₁ - p̃₂ = `gap`, of either sign.
pub(crate) fn fit_at_difference(a: Tally, b: Tally, gap: f64) -> Fit {
    if gap >= 0.0 {
        let Fit { p1, q1, p2, q2 } = fit_at_gap(b, a, gap, 1.0 - gap);
        Fit { p1: p2, q1: q2, p2: p1, q2: q1 }
    } else {
        fit_at_gap(a, b, -gap, 1.0 + gap)
    }
}

/// The most likely rates of `lower` and `upper` with p̃₂ - p̃₁ = `gap` >= 0; `room` is 1 - gap, given apart because the caller
/// knows it more exactly.
fn fit_at_gap(lower: Tally, upper: Tally, gap: f64, room: f64) -> Fit {
    // The other outcome gives the same variance; the rarer one keeps its digits.
    if lower.top + upper.top > 0.5 * (lower.bottom + upper.bottom) {
        let q = lower_rate(complement(upper), complement(lower), gap, room);
        Fit { p1: room - q, q1: q + gap, p2: 1.0 - q, q2: q }
    } else {
        let p = lower_rate(lower, upper, gap, room);
        Fit { p1: p, q1: 1.0 - p, p2: p + gap, q2: room - p }
    }
}

/// p̃₁(1-p̃₁)/n₁ + p̃₂(1-p̃₂)/n₂ at the rates of [`fit_at_gap`].
pub(super) fn variance_at_gap(lower: Tally, upper: Tally, gap: f64, room: f64) -> f64 {
    let Fit { p1, q1, p2, q2 } = fit_at_gap(lower, upper, gap, room);
    p1 * q1 / lower.bottom + p2 * q2 / upper.bottom
}

/// The most likely rate of `lower` when `upper`'s is `gap` more: the root in [0, room] of the likelihood's derivative
/// times p (p+gap) (1-p) (room-p), a cubic. Farrington and Manning (1990) give it by cosines, which lose half their
/// digits where two roots are close, that is for rare selections; kept as a sum of products it loses none.
fn lower_rate(lower: Tally, upper: Tally, gap: f64, room: f64) -> f64 {
    let (xl, xu) = (lower.top, upper.top);
    let (yl, yu) = (rest(lower), rest(upper));
    let n = lower.bottom + upper.bottom;
    // A rate of zero (or, for the upper group, of one) is the most likely one when the cubic falls there already.
    let slope_at_zero = (lower.bottom * gap - n - 2.0 * xl) * gap + xl + xu;
    if xl <= 0.0 && slope_at_zero <= 0.0 {
        return 0.0;
    }
    let slope_at_room = (upper.bottom * gap - n - 2.0 * yu) * gap + yl + yu;
    if yu <= 0.0 && slope_at_room <= 0.0 {
        return room;
    }
    let (mut low, mut high) = (0.0, room);
    let pooled = (xl + xu - upper.bottom * gap) / n;
    let mut p = if pooled > 0.0 && pooled < room { pooled } else { 0.5 * room.min((xl + 0.5) / n) };
    for _ in 0..200 {
        let (q, u, v) = (1.0 - p, p + gap, room - p);
        let cubic = q * v * (xu * p + xl * u) - p * u * (yu * q + yl * v);
        let slope = (xu * p + xl * u) * (-v - q) + q * v * (xu + xl) - (p + u) * (yu * q + yl * v) - p * u * (-yu - yl);
        if cubic > 0.0 {
            low = p;
        } else {
            high = p;
        }
        let aimed = p - cubic / slope;
        if (aimed - p).abs() <= 1e-10 * p {
            return aimed.clamp(0.0, room);
        }
        p = if aimed > low && aimed < high {
            aimed
        } else if low > 0.0 {
            0.5 * (low + high)
        } else {
            // The root may lie many powers of ten below.
            0.0625 * high
        };
    }
    p
}

/// p̃₁(1-p̃₁)/n₁ + r² p̃₂(1-p̃₂)/n₂ at the rates of [`fit_at_ratio`].
pub(super) fn variance_at_ratio(a: Tally, b: Tally, r: f64) -> f64 {
    let Fit { q1, p2, q2, .. } = fit_at_ratio(a, b, r);
    r * p2 * (q1 / a.bottom + r * q2 / b.bottom)
}

/// The most likely rates with p̃₁ = r p̃₂.
///
/// The rates are the smaller roots of a quadratic (Koopman 1984). Its discriminant is written here as
/// ((n₁+x₂) r - (n₂+x₁))² + 4 r y₁ y₂, y being the people not selected, and the complements get their own quadratics:
/// b² - 4ac and 1 - p would lose all digits when nearly everybody is selected.
pub(crate) fn fit_at_ratio(a: Tally, b: Tally, r: f64) -> Fit {
    let (x1, n1, y1) = (a.top, a.bottom, rest(a));
    let (x2, n2, y2) = (b.top, b.bottom, rest(b));
    let n = n1 + n2;
    let (u, v) = ((n1 + x2) * r, n2 + x1);
    let root = ((u - v) * (u - v) + 4.0 * r * y1 * y2).sqrt();
    let p2 = 2.0 * (x1 + x2) / (u + v + root);
    let half = |lead: f64, turn: f64, from_one: f64| {
        if turn >= 0.0 { (turn + root) / (2.0 * lead) } else { 2.0 * from_one / (root - turn) }
    };
    let q2 = half(n * r, 2.0 * n * r - u - v, y2 * (1.0 - r));
    let q1 = half(n, 2.0 * n - u - v, y1 * (r - 1.0));
    Fit { p1: r * p2, q1, p2, q2 }
}

#[cfg(test)]
mod tests {
    use super::{variance_at_gap, variance_at_ratio};
    use crate::tally::Tally;

    /// Where a falling function crosses zero between two points, by halving alone.
    fn halved(f: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
        for _ in 0..2000 {
            let middle = 0.5 * (low + high);
            if f(middle) > 0.0 { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    }

    /// k/p, and 0 where k is 0 whatever p is.
    fn over(k: f64, p: f64) -> f64 {
        if k > 0.0 { k / p } else { 0.0 }
    }

    fn world() -> Vec<Tally> {
        let sizes = [1.0, 2.0, 0.7, 30.0, 4096.0, 1e9];
        let shares = [0.0, 0.001, 0.25, 0.5, 0.999, 1.0];
        sizes.iter().flat_map(|n| shares.map(|share| Tally::new(share * n, *n))).collect()
    }

    fn spread(p: f64, n: f64) -> f64 {
        p * (1.0 - p) / n
    }

    #[test]
    fn the_fit_at_a_gap_is_where_the_likelihood_is_flat() {
        for (a, b) in world().into_iter().flat_map(|a| world().into_iter().map(move |b| (a, b))) {
            for gap in [1e-9, 1e-4, 0.25, 0.5, 0.75, 1.0 - 1e-4] {
                let slope = |p: f64| {
                    over(a.top, p) - over(a.bottom - a.top, 1.0 - p) + over(b.top, p + gap)
                        - over(b.bottom - b.top, 1.0 - gap - p)
                };
                let p = halved(slope, 0.0, 1.0 - gap);
                let (want, got) =
                    (spread(p, a.bottom) + spread(p + gap, b.bottom), variance_at_gap(a, b, gap, 1.0 - gap));
                // Halving itself leaves 1e-16 of the rates.
                let left = 1e-15 * (1.0 / a.bottom + 1.0 / b.bottom);
                assert!((got - want).abs() <= 1e-9 * want + left, "{a:?} {b:?} {gap}: {got} instead of {want}");
            }
        }
    }

    #[test]
    fn the_fit_at_a_ratio_is_where_the_likelihood_is_flat() {
        for (a, b) in world().into_iter().flat_map(|a| world().into_iter().map(move |b| (a, b))) {
            for r in [1e-6, 0.3, 1.0 - 1e-6, 1.0 + 1e-6, 4.0, 1e6] {
                let slope = |p: f64| {
                    over(a.top + b.top, p) - r * over(a.bottom - a.top, 1.0 - r * p) - over(b.bottom - b.top, 1.0 - p)
                };
                let p = halved(slope, 0.0, f64::min(1.0, 1.0 / r));
                let want = spread(r * p, a.bottom) + r * r * spread(p, b.bottom);
                let got = variance_at_ratio(a, b, r);
                let left = 1e-15 * (1.0 / a.bottom + r / b.bottom);
                assert!((got - want).abs() <= 1e-9 * want + left, "{a:?} {b:?} {r}: {got} instead of {want}");
            }
        }
    }

    #[test]
    fn at_equality_both_fits_are_the_pooled_rate() {
        let (a, b) = (Tally::of_counts(45, 250), Tally::of_counts(120, 400));
        let p: f64 = 165.0 / 650.0;
        let pooled = p * (1.0 - p) * (1.0 / 250.0 + 1.0 / 400.0);
        assert!((variance_at_gap(a, b, 0.0, 1.0) - pooled).abs() < 1e-18);
        assert!((variance_at_ratio(a, b, 1.0) - pooled).abs() < 1e-18);
    }
}
