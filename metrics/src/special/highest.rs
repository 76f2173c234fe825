//! The highest value of a function between two points.

/// The highest value met by golden sections between two points. Each step keeps 62 % of the width, and near a top the height is
/// off by the square of what is left of it. A function with several tops is to be searched one by one.
///
/// **Source** Kiefer (1953), Proceedings of the American Mathematical Society 4, p. 502. **Undefined when** never.
pub(crate) fn highest(f: impl Fn(f64) -> f64, mut low: f64, mut high: f64, steps: u32) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let (mut left, mut right) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
    let (mut at_left, mut at_right) = (f(left), f(right));
    for _ in 0..steps {
        if at_left > at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - GOLDEN * (high - low);
            at_left = f(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + GOLDEN * (high - low);
            at_right = f(right);
        }
    }
    at_left.max(at_right)
}

#[cfg(test)]
mod tests {
    use super::highest;

    #[test]
    fn the_top_of_a_hill_is_found_inside_and_at_an_end() {
        assert!((highest(|x| x * (1.0 - x), 0.0, 0.9, 30) - 0.25).abs() < 1e-12);
        assert!((highest(|x| x, 0.0, 2.0, 30) - 2.0).abs() < 1e-5);
    }
}
