//! What an audit costs once it is counted: `cargo bench -p evenhand-metrics --bench segments`. 2,000 segments, all rates,
//! each with its value and interval, difference and ratio against the largest segment, test and detectable gaps, on one
//! core. Parts are printed as shares of the whole, which can be compared between machines.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a bench says what it measured, or stops")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers to be looked at"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use evenhand_metrics::{
    catalog::RATES,
    cell::Cell,
    draw::{Binomial, Source, multinomial},
    interval::{Confidence, DifferenceMethod, ProportionMethod, RatioMethod, difference, proportion, ratio},
    power::{Aim, Group, detectable_differences, detectable_ratios},
    significance::{Count, default_test},
    summary::{EqualWorlds, Summary},
    tally::Tally,
};

const SEGMENTS: u64 = 2_000;

/// A numerator and a denominator of whole people.
#[derive(Debug, Clone, Copy)]
struct Share {
    count: Count,
    tally: Tally,
}

fn main() {
    let cells = cells();
    let largest = cells.iter().max_by_key(|cell| cell.people()).expect("segments");
    let start = Instant::now();
    let shares: Vec<(Vec<Share>, Share)> = (RATES.iter())
        .map(|rate| {
            let of = |cell: &Cell| {
                let count = Count::new(cell.count(rate.top), cell.count(rate.bottom));
                Share { count, tally: count.into() }
            };
            (cells.iter().map(of).collect(), of(largest))
        })
        .collect();
    let mut parts = vec![("values", start.elapsed())];

    let sure = Confidence::normal(0.95);
    let aim = Aim::usual(sure);
    let mut time = |name, each: &dyn Fn(Share, Share)| {
        let start = Instant::now();
        for (segments, reference) in &shares {
            for segment in segments {
                each(*segment, *reference);
            }
        }
        parts.push((name, start.elapsed()));
    };
    time("intervals of values", &|a, _| used(proportion(ProportionMethod::default(), a.tally, &sure)));
    time("intervals of differences", &|a, b| {
        used(difference(DifferenceMethod::default(), a.tally, b.tally, &sure));
    });
    time("intervals of ratios", &|a, b| used(ratio(RatioMethod::default(), a.tally, b.tally, &sure)));
    time("tests", &|a, b| used(default_test(a.count, b.count)));
    let reference = |b: Share| Group { rate: b.tally.rate().expect("people"), people: b.tally.bottom };
    time("detectable differences", &|a, b| {
        used(detectable_differences(a.tally.bottom, reference(b), &aim));
    });
    time("detectable ratios", &|a, b| {
        used(detectable_ratios(a.tally.bottom, reference(b), &aim));
    });

    let whole: Duration = parts.iter().map(|(_, taken)| *taken).sum();
    println!("{SEGMENTS} segments, {} rates: {:.3} s", RATES.len(), whole.as_secs_f64());
    let pairs = SEGMENTS as f64 * RATES.len() as f64;
    for (name, taken) in &parts {
        let share = 100.0 * taken.as_secs_f64() / whole.as_secs_f64();
        println!("  {name:26} {share:5.1} %   {:7.0} ns each", 1e9 * taken.as_secs_f64() / pairs);
    }
    beside(&shares, whole);
}

/// Keeps what nobody looks at from being left out.
fn used<T>(value: T) {
    black_box(value);
}

/// What is drawn, beside the whole.
fn beside(shares: &[(Vec<Share>, Share)], whole: Duration) {
    let start = Instant::now();
    for (stream, (segments, _)) in (0..).zip(shares) {
        let tallies: Vec<Tally> = segments.iter().map(|segment| segment.tally).collect();
        let worlds = EqualWorlds::draw(&tallies, &mut Source::new(1, stream)).expect("groups");
        for summary in Summary::ALL {
            used(worlds.under_equality(summary));
        }
    }
    let taken = start.elapsed();
    let times = taken.as_secs_f64() / whole.as_secs_f64();
    println!("summaries of all segments under equality: {:.3} s, {times:.1} times the whole", taken.as_secs_f64());
    for n in [100, 10_000, 1_000_000_000] {
        let (binomial, mut source) = (Binomial::new(n, 0.3), Source::new(1, 0));
        let start = Instant::now();
        for _ in 0..1_000_000 {
            used(binomial.draw(&mut source));
        }
        println!("a draw from {n} people: {:.0} ns", 1e9 * start.elapsed().as_secs_f64() / 1e6);
    }
}

/// Segments of 20 to 200,000 people, the same on every machine.
fn cells() -> Vec<Cell> {
    let mut source = Source::new(1, 0);
    let cell = |_| {
        let people = (20.0 * 10_f64.powf(4.0 * source.share())) as u64;
        let (selected, positive) = (0.05 + 0.3 * source.share(), 0.1 + 0.4 * source.share());
        let shares = [
            selected * positive,
            selected * (1.0 - positive),
            (1.0 - selected) * positive / 2.0,
            (1.0 - selected) / 2.0,
        ];
        let drawn = multinomial(people, &shares, &mut source).expect("shares");
        Cell::of_counts([drawn[0], drawn[1], 0, drawn[2], drawn[3], 0])
    };
    (0..SEGMENTS).map(cell).collect()
}
