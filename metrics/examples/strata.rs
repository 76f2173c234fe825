//! Simpson's paradox, and what a comparison of people alike says of it: admissions to six departments of a university
//! (Bickel, Hammel and O'Connell 1975), women against men.
//!
//! `cargo run -p evenhand-metrics --example strata`

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::strata::rate_ratio;
use evenhand_metrics::tally::{Pair, Tally};
use evenhand_metrics::undefined::Undefined;

/// Admitted, of so many.
type Admitted = (u64, u64);

/// A department.
struct Department {
    name: &'static str,
    women: Admitted,
    men: Admitted,
}

const DEPARTMENTS: [Department; 6] = [
    Department { name: "A", women: (89, 108), men: (512, 825) },
    Department { name: "B", women: (17, 25), men: (353, 560) },
    Department { name: "C", women: (202, 593), men: (120, 325) },
    Department { name: "D", women: (131, 375), men: (138, 417) },
    Department { name: "E", women: (94, 393), men: (53, 191) },
    Department { name: "F", women: (24, 341), men: (22, 373) },
];

#[expect(clippy::print_stdout, reason = "an example shows what it found")]
fn main() -> Result<(), Undefined> {
    let sum = |side: fn(&Department) -> Admitted| {
        DEPARTMENTS.iter().map(side).fold((0, 0), |(k, n), (more, people)| (k + more, n + people))
    };
    let pooled = Comparison::Ratio.of_counts(sum(|own| own.women), sum(|own| own.men))?;
    println!("all departments together: {pooled:.2}");
    for Department { name, women, men } in DEPARTMENTS {
        println!("{name}: {:.2}", Comparison::Ratio.of_counts(women, men)?);
    }
    let tally = |(k, n): Admitted| Tally::of_counts(k, n);
    let strata: Vec<Pair> = DEPARTMENTS.iter().map(|own| Pair::new(tally(own.women), tally(own.men))).collect();
    let alike = rate_ratio(&strata, &Confidence::normal(0.95))?;
    let interval = alike.interval?;
    let (low, high) = (interval.low.unwrap_or(0.0), interval.high.unwrap_or(f64::INFINITY));
    println!("among applicants to the same department: {:.2} [{low:.2}, {high:.2}]", alike.value);
    Ok(())
}
