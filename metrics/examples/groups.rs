//! Seven groups against the largest: a ratio and two intervals each, one for the group alone and one that the whole family
//! of comparisons keeps.
//!
//! `cargo run -p evenhand-metrics --example groups`

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::family::{Correction, level_each};
use evenhand_metrics::interval::{Confidence, Interval, RatioMethod, ratio};
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

/// Group, selected, people.
const GROUPS: [(&str, u64, u64); 7] = [
    ("25-34", 2_400, 10_000),
    ("18-24", 1_130, 5_000),
    ("35-44", 2_010, 9_200),
    ("45-54", 1_340, 8_800),
    ("55-64", 610, 4_300),
    ("65+", 180, 2_100),
    ("not in work", 0, 40),
];

#[expect(clippy::print_stdout, reason = "an example shows what it found")]
fn main() -> Result<(), Undefined> {
    let [(reference, selected, people), others @ ..] = GROUPS;
    let largest = Tally::of_counts(selected, people);
    let each = Confidence::normal(level_each(Correction::Sidak, 0.95, others.len()));
    println!("selection rate against {reference}, 95 %");
    for (group, k, n) in others {
        let value = Comparison::Ratio.of_counts((k, n), (selected, people))?;
        let at = |sure: &Confidence| ratio(RatioMethod::MiettinenNurminen, Tally::of_counts(k, n), largest, sure);
        let (alone, family) = (at(&Confidence::normal(0.95))?, at(&each)?);
        println!("{group:<12} {value:.2}  {}  family {}", shown(&alone), shown(&family));
    }
    Ok(())
}

/// An end that does not exist is said to be open.
fn shown(interval: &Interval) -> String {
    let end = |end: Option<f64>| end.map_or_else(|| "open".to_owned(), |end| format!("{end:.2}"));
    format!("[{}, {}]", end(interval.low), end(interval.high))
}
