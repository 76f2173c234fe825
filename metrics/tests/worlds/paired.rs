//! Whether a change that brought nobody closer is said to have, in worlds drawn at random.

#![expect(clippy::unwrap_used, clippy::cast_precision_loss, reason = "every world has people, and few")]

use evenhand_metrics::{
    draw::{Binomial, Source},
    interval::Confidence,
    paired::{Moments, Paired, closer},
    undefined::Undefined,
};

const RUNS: u32 = 4_000;

/// A group of `n` of whom each is selected with a rate, and then selected anew, or taken away, with another.
#[derive(Clone, Copy)]
struct Group {
    n: u64,
    before: f64,
    added: f64,
    dropped: f64,
}

impl Group {
    const fn unchanged(n: u64, before: f64) -> Self {
        Self { n, before, added: 0.0, dropped: 0.0 }
    }

    /// A rule that moves a rate to another one, people drawn at random among those it can move.
    fn moved(n: u64, before: f64, rate: f64, to: f64) -> Self {
        let added = if to > rate { (to - rate) / (1.0 - rate) } else { 0.0 };
        let dropped = if to < rate { (rate - to) / rate } else { 0.0 };
        Self { n, before, added, dropped }
    }

    fn draw(&self, source: &mut Source) -> Moments {
        let before = Binomial::new(self.n, self.before).draw(source);
        let added = Binomial::new(self.n - before, self.added).draw(source);
        let dropped = Binomial::new(before, self.dropped).draw(source);
        let real = |count: u64| count as f64;
        Moments::of_counts([real(self.n - before - added), real(added), real(dropped), real(before - dropped)])
    }
}

fn judged(group: Group, reference: Group, source: &mut Source) -> Paired {
    closer(group.draw(source), reference.draw(source), &Confidence::normal(0.95)).unwrap()
}

/// The share of runs in which the groups are said to be closer.
fn claimed(stream: u64, mut world: impl FnMut(&mut Source) -> Paired) -> f64 {
    let mut source = Source::new(20_261, stream);
    let closer: u32 = (0..RUNS).map(|_| u32::from(world(&mut source).closer)).sum();
    f64::from(closer) / f64::from(RUNS)
}

const WORLDS: [(u64, u64, f64); 8] = [
    (12, 30, 0.3),
    (30, 30, 0.5),
    (40, 400, 0.1),
    (200, 200, 0.5),
    (150, 3_000, 0.05),
    (1_000, 1_000, 0.2),
    (5_000, 50_000, 0.02),
    (100_000, 100_000, 0.5),
];

#[test]
fn a_chance_gap_closed_on_one_half_is_claimed_on_the_other_in_at_most_5_percent() {
    for (stream, (n, m, p)) in (0..).zip(WORLDS) {
        let share = claimed(stream, |source| {
            // Fitted where the gap is chance, and judged on other people of the same world.
            let (fitted, other) = (Binomial::new(n, p).draw(source), Binomial::new(m, p).draw(source));
            let rate = |x: u64, n: u64| x as f64 / n as f64;
            let group = Group::moved(n, p, rate(fitted, n), rate(other, m));
            judged(group, Group::unchanged(m, p), source)
        });

        assert!(share <= 0.05, "{n} and {m} at {p}: {share}");
    }
}

#[test]
fn a_gap_that_only_changed_sides_or_stayed_is_claimed_in_at_most_5_percent() {
    for (stream, (n, m, p)) in (100..).zip(WORLDS) {
        let apart = p / 2.0;
        let mirrored = Group::moved(n, p - apart, p - apart, p + apart);
        let share = claimed(stream, |source| judged(mirrored, Group::unchanged(m, p), source));

        assert!(share <= 0.05, "mirrored, {n} and {m} at {p}: {share}");
        // Both moved by as much.
        let (low, high) = (Group::moved(n, p / 2.0, p / 2.0, p), Group::moved(m, p, p, 1.5 * p));
        let share = claimed(stream + 50, |source| judged(low, high, source));

        assert!(share <= 0.05, "moved along, {n} and {m} at {p}: {share}");
    }
}

#[test]
fn a_gap_that_was_closed_is_seen() {
    let (group, reference) = (Group::moved(500, 0.2, 0.2, 0.38), Group::unchanged(500, 0.4));
    assert!(claimed(300, |source| judged(group, reference, source)) > 0.95);
}

#[test]
fn a_published_change_of_approval_is_found() {
    // Agresti (2002), table 10.1: 944 and then 880 of 1600 approved, 794 of them twice; 95 % limits -0.06 and -0.02.
    let approval = Moments::of_counts([570.0, 86.0, 150.0, 794.0]);
    let found = closer(approval, approval, &Confidence::normal(0.95)).unwrap();
    assert!((found.group.value - -0.04).abs() < 1e-15);
    let (low, high) = (found.group.interval.low.unwrap(), found.group.interval.high.unwrap());
    assert!((low - -0.0587).abs() < 1e-4 && (high - -0.0213).abs() < 1e-4, "{low} {high}");
    assert!(found.gap.value.abs() < 1e-15 && !found.closer);
}

#[test]
fn nobody_changed_is_no_claim_and_nobody_at_all_is_no_answer() {
    let (some, none) = (Moments::of_counts([60.0, 0.0, 0.0, 40.0]), Moments::of_counts([0.0; 4]));
    let more = Moments::of_counts([20.0, 0.0, 0.0, 80.0]);
    let sure = Confidence::normal(0.95);
    assert!(!closer(some, more, &sure).unwrap().closer);
    assert_eq!(closer(none, some, &sure), Err(Undefined::EmptyGroup));
    assert_eq!(closer(some, none, &sure), Err(Undefined::ReferenceUndefined));
}

#[test]
fn groups_the_other_way_round_are_judged_alike() {
    let mut source = Source::new(1, 45);
    let (group, reference) = (Group::moved(300, 0.2, 0.2, 0.3), Group::unchanged(300, 0.4));
    for _ in 0..200 {
        let (a, b) = (group.draw(&mut source), reference.draw(&mut source));
        let sure = Confidence::student(0.9, 31.0);
        let (one, other) = (closer(a, b, &sure).unwrap(), closer(b, a, &sure).unwrap());
        assert_eq!((one.closer, one.group, one.reference), (other.closer, other.reference, other.group));
        // Ten people who count for one say less.
        assert!(!closer(a.over(10.0), b.over(10.0), &sure).unwrap().closer || one.closer);
    }
}
