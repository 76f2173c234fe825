//! Fisher's exact test. Only the tails are summed, outwards from where they begin, and each is a multiple of one
//! probability known by its logarithm: so a p-value of 10^-100 among ten million rows keeps its digits and takes no time.

use super::{
    Pair,
    hypergeometric::{Tables, Towards},
};

/// Tables this much more probable than the observed one still count as equally probable: their probabilities may be equal
/// in exact arithmetic and differ in rounding.
const TIE: f64 = 1e-7;

pub(super) fn less(pair: &Pair) -> f64 {
    one_sided(pair, Towards::Fewer)
}

pub(super) fn greater(pair: &Pair) -> f64 {
    one_sided(pair, Towards::More)
}

pub(super) fn mid_p(pair: &Pair) -> f64 {
    let observed = Tables::of(pair).ln_probability(pair.a.top).exp();
    (two_sided(pair) - 0.5 * observed).max(0.0)
}

fn one_sided(pair: &Pair, towards: Towards) -> f64 {
    let (tables, observed) = (Tables::of(pair), pair.a.top);
    let away = match towards {
        Towards::Fewer => observed <= tables.mode(),
        Towards::More => observed >= tables.mode(),
    };
    if away {
        return tail(&tables, observed, towards);
    }
    // The wanted tail holds the mode: what is not in it is the smaller, more exact sum.
    let left_out = match towards {
        Towards::Fewer => tail(&tables, observed + 1, Towards::More),
        Towards::More => observed.checked_sub(1).map_or(0.0, |below| tail(&tables, below, Towards::Fewer)),
    };
    (1.0 - left_out).max(0.0)
}

fn tail(tables: &Tables, from: u64, towards: Towards) -> f64 {
    if from > tables.most() || from < tables.fewest() {
        return 0.0;
    }
    (tables.ln_probability(from).exp() * tables.tail(from, towards)).min(1.0)
}

pub(super) fn two_sided(pair: &Pair) -> f64 {
    let (tables, observed) = (Tables::of(pair), pair.a.top);
    let mode = tables.mode();
    let bound = tables.ln_probability(observed) + TIE.ln_1p();
    if tables.ln_probability(mode) <= bound {
        return 1.0;
    }
    let sum = if observed < mode {
        tail(&tables, observed, Towards::Fewer) + tail(&tables, first_above(&tables, mode, bound), Towards::More)
    } else {
        tail(&tables, observed, Towards::More)
            + last_below(&tables, mode, bound).map_or(0.0, |from| tail(&tables, from, Towards::Fewer))
    };
    sum.min(1.0)
}

/// The first number above the mode with a probability within the bound; one past the last when there is none.
fn first_above(tables: &Tables, mode: u64, bound: f64) -> u64 {
    let (mut over, mut within) = (mode, tables.most() + 1);
    while within - over > 1 {
        let middle = over + (within - over) / 2;
        if tables.ln_probability(middle) <= bound { within = middle } else { over = middle }
    }
    within
}

/// The last number below the mode with a probability within the bound.
fn last_below(tables: &Tables, mode: u64, bound: f64) -> Option<u64> {
    let fewest = tables.fewest();
    if tables.ln_probability(fewest) > bound {
        return None;
    }
    let (mut within, mut over) = (fewest, mode);
    while over - within > 1 {
        let middle = within + (over - within) / 2;
        if tables.ln_probability(middle) <= bound { within = middle } else { over = middle }
    }
    Some(within)
}

#[cfg(test)]
mod tests {
    use super::{super::Count, Pair, less, two_sided};

    /// Worked out with exact integers.
    #[test]
    fn small_p_values_keep_their_digits() {
        for (x1, n1, x2, n2, below, both) in [
            (50, 2000, 200, 3000, 3.853_770_532_111_309e-12, 7.130_508_447_229_818e-12),
            (10, 4000, 100, 2500, 4.150_905_187_164_74e-31, 4.150_905_187_164_74e-31),
            (1, 3000, 60, 3500, 1.693_068_591_913_591e-15, 1.842_291_555_687_632e-15),
        ] {
            let pair = Pair::of(Count::new(x1, n1), Count::new(x2, n2)).unwrap();
            assert!((less(&pair) / below - 1.0).abs() < 1e-12, "{} instead of {below}", less(&pair));
            assert!((two_sided(&pair) / both - 1.0).abs() < 1e-12, "{} instead of {both}", two_sided(&pair));
        }
    }
}
