//! Simpson's paradox, and what a comparison of people alike says of it: admissions to six departments of a university
//! (Bickel, Hammel and O'Connell 1975), women against men.
//!
//! `cargo run -p evenhand-metrics --example strata`

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::strata::rate_ratio;
use evenhand_metrics::tally::{Pair, Tally};
use evenhand_metrics::undefined::Undefined;

/// Department; women admitted, of so many; men admitted, of so many.
const DEPARTMENTS: [(&str, (u64, u64), (u64, u64)); 6] = [
    ("A", (89, 108), (512, 825)),
    ("B", (17, 25), (353, 560)),
    ("C", (202, 593), (120, 325)),
    ("D", (131, 375), (138, 417)),
    ("E", (94, 393), (53, 191)),
    ("F", (24, 341), (22, 373)),
];

#[expect(clippy::print_stdout, reason = "an example shows what it found")]
fn main() -> Result<(), Undefined> {
    let sum = |side: fn(&(&str, (u64, u64), (u64, u64))) -> (u64, u64)| {
        DEPARTMENTS.iter().map(side).fold((0, 0), |(k, n), (more, people)| (k + more, n + people))
    };
    let pooled = Comparison::Ratio.of_counts(sum(|row| row.1), sum(|row| row.2))?;
    println!("all departments together: {pooled:.2}");
    for (name, women, men) in DEPARTMENTS {
        println!("{name}: {:.2}", Comparison::Ratio.of_counts(women, men)?);
    }
    let tally = |(k, n): (u64, u64)| Tally::of_counts(k, n);
    let strata: Vec<Pair> = DEPARTMENTS.iter().map(|(_, women, men)| Pair::new(tally(*women), tally(*men))).collect();
    let alike = rate_ratio(&strata, &Confidence::normal(0.95))?;
    let interval = alike.interval?;
    let (low, high) = (interval.low.unwrap_or(0.0), interval.high.unwrap_or(f64::INFINITY));
    println!("among applicants to the same department: {:.2} [{low:.2}, {high:.2}]", alike.value);
    Ok(())
}
