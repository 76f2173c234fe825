//! Tests of two groups.

use super::{Count, Pair, TestId, Tested, cross, fisher, real, unconditional};
use crate::{
    interval::both_counted,
    special::{chi_squared, gamma::deviance, normal},
    tally::Tally,
    undefined::Undefined,
};

/// Tests whether two groups have the same rate.
///
/// **Formula** with X of N selected in all and D = x₁n₂ - x₂n₁: z = D √(N / (n₁ n₂ X (N-X))); chi2 = z²; Yates takes
/// min(½, |D|/N) from each |observed - expected|; G = 2 Σ observed ln(observed/expected). Fisher: hypergeometric
/// probabilities given X; two-sided, those of all tables not more probable than the observed one (within 1e-7). Boschloo
/// and Barnard: the supremum over the common rate of the probability of a table as surprising as the observed one, by
/// the one-sided Fisher p (Boschloo, then doubled) or by |z| (Barnard); tied tables count.
///
/// **Source** Pearson (1900); Yates (1934); Fisher (1935); mid-p: Lancaster (1961); Barnard (1945); Boschloo (1970).
///
/// **Undefined when** a group is empty; for all but Fisher's own three also when nobody or everybody was selected
/// ([`Undefined::NobodySelected`], [`Undefined::EverybodySelected`]); there Fisher's p is 1, as only one table is possible.
/// For Boschloo and Barnard also when n₁n₂ is above 20,000 ([`Undefined::NoInterval`]): their supremum is not sought there.
///
/// ```
/// # use evenhand_metrics::significance::{Count, TestId, two_by_two};
/// let (a, b) = (Count::new(45, 250), Count::new(120, 400));
/// let z = two_by_two(TestId::ZPooled, a, b).unwrap();
/// assert!((z.statistic.unwrap() - -3.4199919).abs() < 1e-7);
/// assert!((z.p_value - 6.262e-4).abs() < 1e-7);
/// let exact = two_by_two(TestId::Fisher, a, b).unwrap();
/// assert!((exact.p_value - 6.004e-4).abs() < 1e-7);
/// let unconditional = two_by_two(TestId::Boschloo, Count::new(3, 20), Count::new(16, 80)).unwrap();
/// assert!((unconditional.p_value - 0.71377).abs() < 1e-5);
/// ```
pub fn two_by_two(test: TestId, a: Count, b: Count) -> Result<Tested, Undefined> {
    let pair = Pair::of(a, b)?;
    match test {
        TestId::ZPooled => pair.mixed().map(|pair| {
            let z = z_of(&pair);
            Tested::by(z, normal::two_sided(z))
        }),
        TestId::Chi2 => pair.mixed().map(|pair| one_degree(z_of(&pair).powi(2))),
        TestId::Chi2Yates => pair.mixed().map(|pair| one_degree(yates(&pair))),
        TestId::G => pair.mixed().map(|pair| one_degree(likelihood_ratio(&pair))),
        TestId::Fisher => Ok(Tested::exact(fisher::two_sided(&pair))),
        TestId::FisherMidp => pair.mixed().map(|pair| Tested::exact(fisher::mid_p(&pair))),
        TestId::FisherLess => Ok(Tested::exact(fisher::less(&pair))),
        TestId::FisherGreater => Ok(Tested::exact(fisher::greater(&pair))),
        TestId::Boschloo => exact_or_too_large(unconditional::boschloo(&pair.mixed()?)),
        TestId::Barnard => exact_or_too_large(unconditional::barnard(&pair.mixed()?)),
    }
}

fn exact_or_too_large(p_value: Option<f64>) -> Result<Tested, Undefined> {
    p_value.map(Tested::exact).ok_or(Undefined::NoInterval)
}

/// The pooled z test on tallies, which weights or a design effect may have made fractional.
///
/// **Formula, Source, Undefined when** as in [`two_by_two`].
///
/// ```
/// # use evenhand_metrics::{significance::z_pooled, tally::Tally};
/// let z = z_pooled(Tally::new(22.5, 125.0), Tally::new(60.0, 200.0)).unwrap();
/// assert!((z.statistic.unwrap() - -3.4199919 / 2.0_f64.sqrt()).abs() < 1e-7);
/// ```
pub fn z_pooled(a: Tally, b: Tally) -> Result<Tested, Undefined> {
    both_counted(a, b)?;
    let (p1, p2) = (a.top / a.bottom, b.top / b.bottom);
    let (selected, rejected) = (a.top + b.top, (a.bottom - a.top) + (b.bottom - b.top));
    let people = a.bottom + b.bottom;
    if selected <= 0.0 {
        return Err(Undefined::NobodySelected);
    }
    if rejected <= 0.0 {
        return Err(Undefined::EverybodySelected);
    }
    let variance = selected / people * (rejected / people) * (1.0 / a.bottom + 1.0 / b.bottom);
    let z = (p1 - p2) / variance.sqrt();
    Ok(Tested::by(z, normal::two_sided(z)))
}

fn one_degree(statistic: f64) -> Tested {
    Tested::by(statistic, chi_squared::above(statistic, 1))
}

/// √(N / (n₁ n₂ X (N-X))), a factor at a time: the product of the four may leave the range of a double.
fn per_unit(pair: &Pair) -> f64 {
    let people = real(pair.people);
    (people / real(pair.a.bottom) / real(pair.selected)).sqrt()
        / (real(pair.b.bottom) * real(pair.people - pair.selected)).sqrt()
}

fn unevenness(pair: &Pair) -> f64 {
    cross(pair.a.top, pair.b.bottom, pair.b.top, pair.a.bottom)
}

fn z_of(pair: &Pair) -> f64 {
    unevenness(pair) * per_unit(pair)
}

fn yates(pair: &Pair) -> f64 {
    let people = real(pair.people);
    let off = unevenness(pair).abs() / people;
    ((off - off.min(0.5)) * people * per_unit(pair)).powi(2)
}

fn likelihood_ratio(pair: &Pair) -> f64 {
    // Expected - observed is the same in all four cells, but for its sign.
    let excess = unevenness(pair) / real(pair.people);
    let cells = [(pair.a.top, -excess), (pair.a.rest(), excess), (pair.b.top, excess), (pair.b.rest(), -excess)];
    2.0 * cells.iter().map(|(observed, excess)| deviance(real(*observed), *excess)).sum::<f64>()
}
