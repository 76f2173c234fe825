//! Weights and the precision of a rate, by hand and by simulation: as good as none where they are equal, and honest where
//! they tell something of the rate.

use evenhand_metrics::{
    catalog::{RATES, Weighted},
    cell::{Cell, Weight},
    draw::Source,
    interval::{Confidence, DifferenceMethod, ProportionMethod, RatioMethod, difference, proportion, ratio},
    outcomes::Outcome,
    significance::{default_test_of_tallies, z_pooled},
    special::{normal, student},
    tally::Tally,
    undefined::Undefined,
    weights::{Weighed, precision},
};

#[expect(clippy::unwrap_used, reason = "the tests name numbers that are weights")]
fn cell(rows: &[(Outcome, u64, f64)]) -> Cell {
    rows.iter().fold(Cell::default(), |mut cell, (kind, people, w)| {
        cell.add_weighted(*kind, *people, Weight::from_f64(*w).unwrap());
        cell
    })
}

const SELECTED: Outcome = Outcome::SelectedUnknown;
const REJECTED: Outcome = Outcome::RejectedUnknown;

#[expect(clippy::unwrap_used, reason = "the tests make cells of people with weights")]
fn selection(rows: &[(Outcome, u64, f64)]) -> Weighted {
    RATES[0].weighted(&cell(rows)).unwrap().unwrap()
}

#[test]
fn equal_weights_are_as_good_as_none_to_the_last_digit() {
    let counts = [40, 31, 22, 13, 54, 65];
    for w in [1.0, 0.1, 1.0 / 3.0, 2.5, 1e-6, 536_870_911.9] {
        let rows: Vec<_> = Outcome::ALL.into_iter().map(|kind| (kind, counts[kind.index()], w)).collect();
        let weighted = cell(&rows);
        for rate in RATES {
            let plain = rate.tally(&Cell::of_counts(counts)).unwrap();
            let found = rate.weighted(&weighted).unwrap().unwrap();
            assert!(found.is_even && found.freedom.is_infinite(), "{} {w}: {found:?}", rate.id);
            assert_eq!((found.rate, found.deff, found.kish), (plain.top / plain.bottom, 1.0, 1.0), "{} {w}", rate.id);
        }
    }
    // One row, and everybody in one kind.
    let one = selection(&[(SELECTED, 1, 0.3)]);
    assert_eq!((one.rate, one.deff, one.is_even), (1.0, 1.0, true));
}

#[test]
fn one_weight_that_is_another_is_seen() {
    for other in [1.000_000_1, 0.999, 2.0, 0.0] {
        let found = selection(&[(SELECTED, 20, 1.0), (REJECTED, 79, 1.0), (REJECTED, 1, other)]);
        assert!(!found.is_even && found.kish > 1.0, "{other}: {found:?}");
    }
    // Two kinds that weigh the same, a third that does not.
    let mixed = cell(&[(SELECTED, 5, 2.0), (REJECTED, 5, 2.0), (Outcome::TruePositive, 1, 3.0)]);
    assert!(!mixed.is_even(RATES[0].bottom));
}

#[test]
fn weights_that_favour_the_rarer_kind_cost_and_those_that_do_not_spare() {
    let at = |w: f64| selection(&[(SELECTED, 10, w), (REJECTED, 90, 1.0)]);
    // n² w / (n₁ w + n₂)²: one weight on each side.
    for w in [0.25, 0.5, 2.0, 4.0] {
        let want = 100.0 * 100.0 * w / (10.0 * w + 90.0_f64).powi(2);
        let found = at(w);
        assert!((found.deff - want).abs() < 1e-12 && found.freedom.is_infinite(), "{w}: {found:?}");
    }
    assert!(at(4.0).deff > 2.0 && at(4.0).kish < 1.5);
    assert!(at(0.25).deff < 0.4 && at(0.25).kish > 1.0);
    // Ten selected tell as much as ten, whatever all of them weigh.
    assert!((at(4.0).rate * 100.0 / at(4.0).deff - 10.0 * (90.0 + 40.0) / 100.0).abs() < 1e-12);
}

#[test]
fn a_rate_of_zero_or_one_falls_back_on_the_weights_alone() {
    for kind in [SELECTED, REJECTED] {
        let found = selection(&[(kind, 3, 1.0), (kind, 1, 9.0)]);
        // 4 x 84 / 144: nobody is seen on the other side, so nothing ties the weights to the rate.
        assert!((found.deff - 4.0 * 84.0 / 144.0).abs() < 1e-12 && (found.kish - found.deff).abs() < 1e-12);
        // e = 3/7 of four people: 4 x (3/7) / (4/7) = 3.
        assert!((found.freedom - 3.0).abs() < 1e-12, "{found:?}");
    }
    // People who weigh nothing are nobody on their side.
    let found = selection(&[(SELECTED, 5, 0.0), (REJECTED, 3, 1.0), (REJECTED, 1, 9.0)]);
    assert!(found.rate <= 0.0 && (found.deff - found.kish).abs() < 1e-12 && found.freedom > 0.0, "{found:?}");
    let nobody = Weighed { people: 3.0, weight: 0.0, squares: 0.0 };
    assert_eq!(precision(nobody, nobody), Err(Undefined::EmptyGroup));
}

#[test]
fn few_who_weigh_most_are_named_and_many_are_not() {
    let at =
        |light: u64, heavy: u64| selection(&[(SELECTED, light, 1.0), (SELECTED, heavy, 10.0), (REJECTED, 5_000, 1.0)]);
    // 9 of weight 1 and one of 10: 19²/109 is worth 3.3 people. Six times as many: 19.9.
    assert!(at(9, 1).few_carry && !at(54, 6).few_carry);
    // Weights that are worth more than half of the people are not uneven, however few there are.
    assert!(!selection(&[(SELECTED, 3, 1.0), (SELECTED, 3, 2.0), (REJECTED, 40, 1.0)]).few_carry);
    // p(1-p) n (1/60 + 1/5000)/e, p = 114/5114, e = 114²/654/60; by its own weights it is ((1-p)² 654 + p² 5000)/5114² n/(p(1-p)).
    let found = at(54, 6);
    let (p, e) = (114.0 / 5114.0, 114.0 * 114.0 / 654.0 / 60.0);
    assert!((found.cautious / (p * (1.0 - p) * 5060.0 * (1.0 / 60.0 + 1.0 / 5000.0) / e) - 1.0).abs() < 1e-12);
    assert!(found.cautious >= found.deff);
}

#[test]
fn the_unit_of_weights_changes_nothing() {
    let rows = [(SELECTED, 3, 1.5), (SELECTED, 1, 7.0), (REJECTED, 11, 0.5), (REJECTED, 4, 3.25)];
    let one = selection(&rows);
    let other = selection(&rows.map(|(kind, people, w)| (kind, people, w * 1024.0)));
    assert!((one.deff / other.deff - 1.0).abs() < 1e-14 && (one.freedom / other.freedom - 1.0).abs() < 1e-13);
    assert!((one.rate - other.rate).abs() < 1e-15);
}

#[test]
fn few_degrees_of_freedom_are_those_of_the_side_that_matters() {
    // Three selected of whom one holds most: a spread that three people show.
    let rare = selection(&[(SELECTED, 2, 1.0), (SELECTED, 1, 10.0), (REJECTED, 500, 1.0)]);
    // e = 144/102/3 on that side; nearly the whole variance comes from there.
    let e: f64 = 144.0 / 102.0 / 3.0;
    assert!((rare.freedom / (3.0 * e / (1.0 - e)) - 1.0).abs() < 0.02, "{rare:?}");
    // The same weights on five hundred leave the variance well known.
    let many = selection(&[(SELECTED, 200, 1.0), (SELECTED, 100, 10.0), (REJECTED, 500, 1.0)]);
    assert!(many.freedom > 100.0);
}

#[test]
fn the_test_is_held_against_the_distribution_of_the_interval() {
    let (a, b) = (Tally::new(12.5, 40.25), Tally::new(70.0, 150.5));
    let z = z_pooled(a, b).unwrap().statistic.unwrap();
    for freedom in [1.0, 3.5, 12.0, 400.0, f64::INFINITY] {
        let p = default_test_of_tallies(a, b, freedom).unwrap().tested.p_value;
        // Level 1 - p is where the critical value is the statistic.
        let critical = Confidence::student(1.0 - p, freedom).critical();
        assert!((critical / z.abs() - 1.0).abs() < 1e-9, "{freedom}: {critical}, {z}");
    }
    let p = default_test_of_tallies(a, b, 0.2).unwrap().tested.p_value;
    assert_eq!(p.to_bits(), student::two_sided(z, 1.0).to_bits(), "never fewer than one");
    assert!((student::two_sided(z, 1e8) / normal::two_sided(z) - 1.0).abs() < 1e-6);
}

/// People of a group drawn one by one: selected with a rate, weights log-normal and `factor` times as large for the selected.
fn group(source: &mut Source, people: u32, share: f64, spread: f64, factor: f64) -> Cell {
    (0..people).fold(Cell::default(), |mut cell, _| {
        let selected = source.share() < share;
        let weight = (spread * normal_deviate(source)).exp() * if selected { factor } else { 1.0 };
        cell.merge(&self::cell(&[(if selected { SELECTED } else { REJECTED }, 1, weight)]));
        cell
    })
}

/// Box and Muller.
fn normal_deviate(source: &mut Source) -> f64 {
    let (u, v) = (source.share().max(f64::MIN_POSITIVE), source.share());
    (-2.0 * f64::ln(u)).sqrt() * (std::f64::consts::TAU * v).cos()
}

#[test]
fn intervals_cover_what_they_promise_however_weights_are_tied_to_the_rate() {
    const WORLDS: u32 = 400;
    for (stream, factor) in (0..).zip([0.25, 1.0, 4.0]) {
        let mut source = Source::new(7, stream);
        let truth = |share: f64| share * factor / (share * factor + 1.0 - share);
        let (p1, p2) = (truth(0.2), truth(0.3));
        let (mut covered, mut by_kish) = ([0_u32; 3], 0_u32);
        for _ in 0..WORLDS {
            let cells = [group(&mut source, 150, 0.2, 0.5, factor), group(&mut source, 200, 0.3, 0.5, factor)];
            let [a, b] = cells.map(|cell| {
                let found = RATES[0].weighted(&cell).unwrap().unwrap();
                let people = Tally::of_counts(0, cell.people()).bottom;
                (found, Tally::new(found.rate * people, people))
            });
            let sure = |freedom| Confidence::student(0.95, freedom);
            let (x, y) = (a.1.over(a.0.deff), b.1.over(b.0.deff));
            let least = sure(a.0.freedom.min(b.0.freedom));
            let one = proportion(ProportionMethod::Wilson, x, &sure(a.0.freedom)).unwrap();
            let two = ratio(RatioMethod::default(), x, y, &least).unwrap();
            let gap = difference(DifferenceMethod::default(), x, y, &least).unwrap();
            covered[0] += u32::from(one.contains(p1));
            covered[1] += u32::from(two.contains(p1 / p2));
            covered[2] += u32::from(gap.contains(p1 - p2));
            let kish = ratio(RatioMethod::default(), a.1.over(a.0.kish), b.1.over(b.0.kish), &Confidence::normal(0.95));
            by_kish += u32::from(kish.unwrap().contains(p1 / p2));
        }
        let share = |hits: u32| f64::from(hits) / f64::from(WORLDS);
        // Two standard errors of 400 worlds on either side of 93 to 97.
        assert!(covered.iter().all(|hits| (0.91..=0.99).contains(&share(*hits))), "{factor}: {covered:?}");
        // What weights tell of the rate escapes Kish's factor.
        assert!(factor >= 1.0 || share(by_kish) > 0.99, "{factor}: {by_kish}");
    }
}
