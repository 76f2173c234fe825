//! The curves of a funnel plot: how far from equality chance alone takes a ratio, by the people behind it.

/// The curves drawn, inner and outer: the level and its two-sided point of the normal distribution.
pub(in crate::report) const LEVELS: [(f64, f64); 2] = [(0.95, 1.959_964), (0.998, 3.090_232)];

/// Between which ratios a group of so many people would lie by chance, if its rate were the reference's.
///
/// # Formula
/// exp(±z √((1 - p)/(p n) + (1 - p)/(p n₀))), p the rate of the reference and n₀ its people: the reference is measured
/// too.
///
/// # Source
/// Spiegelhalter (2005), "Funnel plots for comparing institutional performance", section 2 and appendix A.1 (ratios on the
/// log scale).
///
/// # Undefined when
/// p is 0 or 1, or nobody is in the group: no figure is drawn then.
pub(in crate::report) fn chance(people: f64, of_reference: f64, rate: f64, z: f64) -> (f64, f64) {
    let odds = (1.0 - rate) / rate;
    let wide = z * (odds / people + odds / of_reference).sqrt();
    ((-wide).exp(), wide.exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: p = 0.2, n = 100, n₀ = 400: √(4/100 + 4/400) = 0.223607; times 1.959964 = 0.438261; e^-0.438261 = 0.645157.
    #[test]
    fn the_inner_curve_of_a_hundred_people_is_that_worked_out_by_hand() {
        let (low, high) = chance(100.0, 400.0, 0.2, LEVELS[0].1);
        assert!((low - 0.645_157).abs() < 1e-6 && (low * high - 1.0).abs() < 1e-12, "{low} {high}");
    }
}
