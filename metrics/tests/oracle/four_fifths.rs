//! The four-fifths rule against exact fractions.

use crate::table::{Got, compare_every_row};
use evenhand_metrics::{
    four_fifths::{below_four_fifths, complement_ratio, flip, impact_ratio, shortfall},
    significance::Count,
    tally::Tally,
    undefined::Undefined,
};

/// The table writes x/0 as infinite and 0/0 as undefined; to us both are undefined, for different reasons.
fn infinite_or_not(got: Result<f64, Undefined>) -> Got {
    match got {
        Err(Undefined::ReferenceZero) => f64::INFINITY.into(),
        other => other.ok().into(),
    }
}

fn rate(count: Count) -> Option<f64> {
    Tally::from(count).rate()
}

#[test]
fn every_four_fifths_row_agrees() {
    compare_every_row("four_fifths.csv", &[], &[], |row| {
        let group = Count::new(row.read("x_focal"), row.read("n_focal"));
        let reference = Count::new(row.read("x_ref"), row.read("n_ref"));
        let flipped = flip(group, reference).ok();
        let short = shortfall(group, reference).ok();
        // The table leaves every cell of a row undefined when one of its groups is empty.
        let both = short.is_some();
        vec![
            ("rate_focal", rate(group).filter(|_| both).into()),
            ("rate_ref", rate(reference).filter(|_| both).into()),
            ("ratio", infinite_or_not(impact_ratio(group, reference))),
            ("below_four_fifths", below_four_fifths(group, reference).ok().into()),
            ("flip_rate_focal", flipped.and_then(|f| rate(f.group)).into()),
            ("flip_rate_ref", flipped.and_then(|f| rate(f.reference)).into()),
            ("flip_exempt", flipped.map(|f| f.exempt).into()),
            ("complement_ratio", infinite_or_not(complement_ratio(group, reference))),
            ("shortfall_pooled", short.map(|s| s.pooled).into()),
            ("shortfall_parity", short.map(|s| s.parity).into()),
        ]
    });
}
