//! Where a rising function crosses zero: for score intervals and detectable differences.

/// The positive point where `f` crosses zero. `f` rises from below zero at 0 to above zero at `most` and stays within
/// [-1, 1]: it is (s - z)/(s + z) for a statistic s and the value z wanted. `start` is a guess; `power` is 1 where v grows
/// like s, 2 where it grows like its square: it only makes the first step a good one.
///
/// Secant steps, kept within the bracket; whenever three of them have not halved it, it is halved. So it ends for every
/// function with these signs, in about six evaluations for those met here.
pub(crate) fn crossing(f: impl Fn(f64) -> f64, start: f64, most: f64, power: i32) -> f64 {
    let (mut low, mut high) = (0.0_f64, most);
    let mut here = if start > 0.0 && start < most { start } else { 0.5 * most };
    let mut before: Option<(f64, f64)> = None;
    let (mut width_seen, mut slow) = (f64::INFINITY, 0);
    for _ in 0..400 {
        let y = f(here);
        if y < 0.0 {
            low = here;
        } else if y > 0.0 {
            high = here;
        } else {
            return here;
        }
        let aimed = match before {
            Some((v, w)) if (y - w).abs() > 0.0 => here - y * (here - v) / (y - w),
            // (1 - y)/(1 + y) is z over s.
            _ => here * ((1.0 - y) / (1.0 + y)).powi(power),
        };
        if (aimed - here).abs() <= 1e-13 * here {
            return aimed;
        }
        before = Some((here, y));
        let width = high - low;
        slow = if width > 0.5 * width_seen { slow + 1 } else { 0 };
        if slow == 0 {
            width_seen = width;
        }
        here = if aimed > low && aimed < high && slow < 4 {
            aimed
        } else {
            slow = 0;
            width_seen = width;
            halfway(low, high)
        };
        if width <= 2.0 * f64::EPSILON * high {
            break;
        }
    }
    here
}

/// Halfway on the scale that fits the bracket: it may span hundreds of powers of ten.
fn halfway(low: f64, high: f64) -> f64 {
    if low <= 0.0 {
        high / 1024.0
    } else if high > 4.0 * low {
        (low * high).sqrt()
    } else {
        0.5 * (low + high)
    }
}
