//! Every world small enough to be tried whole: the 64 cells that hold nobody or one person of each kind, all pairs of
//! them, and cuboids made of pairs. Laws are tested beside pinned values, since a law alone holds for wrong sums too.

use evenhand_metrics::catalog::{RATES, rate};
use evenhand_metrics::cell::Cell;
use evenhand_metrics::cube::{Code, Cube, Cuboid, Dimension, MISSING};
use evenhand_metrics::outcomes::{KINDS, Outcomes};
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

fn cells() -> impl Iterator<Item = Cell> + Clone {
    (0..1_u64 << KINDS).map(|bits| Cell::of_counts(std::array::from_fn(|kind| bits >> kind & 1)))
}

fn pairs() -> impl Iterator<Item = (Cell, Cell)> {
    cells().flat_map(|a| cells().map(move |b| (a.clone(), b)))
}

fn sum(a: &Cell, b: &Cell) -> Cell {
    let mut sum = a.clone();
    sum.merge(b);
    sum
}

#[test]
fn merging_adds_the_people_of_each_kind() {
    assert_eq!(
        sum(&Cell::of_counts([1, 2, 3, 4, 5, 6]), &Cell::of_counts([10, 20, 30, 40, 50, 60])),
        Cell::of_counts([11, 22, 33, 44, 55, 66])
    );
    for (a, b) in pairs() {
        assert_eq!(sum(&a, &b).n, std::array::from_fn(|kind| a.n[kind] + b.n[kind]));
        assert_eq!(sum(&a, &b), sum(&b, &a));
        assert_eq!(sum(&a, &b).people(), a.people() + b.people());
        assert_eq!(sum(&a, &Cell::default()), a);
    }
}

#[test]
fn a_rate_has_no_value_exactly_when_nobody_is_below_the_line() {
    for cell in cells() {
        let [tp, fp, su, neg, tn, ru] = cell.n;
        // The thirteen fractions again, by hand, in the order of the list.
        let by_hand = [
            (tp + fp + su, tp + fp + su + neg + tn + ru),
            (neg + tn + ru, tp + fp + su + neg + tn + ru),
            (tp + neg, tp + fp + neg + tn),
            (tp, tp + neg),
            (fp, fp + tn),
            (tn, fp + tn),
            (neg, tp + neg),
            (tp, tp + fp),
            (tn, neg + tn),
            (fp, tp + fp),
            (neg, neg + tn),
            (tp + tn, tp + fp + neg + tn),
            (fp + neg, tp + fp + neg + tn),
        ];
        for (rate, (top, bottom)) in RATES.iter().zip(by_hand) {
            match rate.tally(&cell) {
                Ok(tally) => assert_eq!(tally, Tally::of_counts(top, bottom), "{} of {cell:?}", rate.id),
                Err(_) => assert_eq!(bottom, 0, "{} of {cell:?}", rate.id),
            }
            assert_eq!(rate.tally(&cell).is_err(), bottom == 0, "{} of {cell:?}", rate.id);
        }
    }
}

#[test]
fn the_reason_names_who_is_not_there() {
    let reasons = [
        // Only people selected with a negative outcome.
        ("true-positive-rate", [0, 3, 0, 0, 0, 0], Undefined::NoPositives),
        ("false-negative-rate", [0, 3, 0, 0, 0, 0], Undefined::NoPositives),
        ("negative-predictive-value", [0, 3, 0, 0, 0, 0], Undefined::EverybodySelected),
        ("false-omission-rate", [0, 3, 0, 0, 0, 0], Undefined::EverybodySelected),
        // Only people rejected with a positive outcome.
        ("false-positive-rate", [0, 0, 0, 3, 0, 0], Undefined::NoNegatives),
        ("true-negative-rate", [0, 0, 0, 3, 0, 0], Undefined::NoNegatives),
        ("precision", [0, 0, 0, 3, 0, 0], Undefined::NobodySelected),
        ("false-discovery-rate", [0, 0, 0, 3, 0, 0], Undefined::NobodySelected),
        // Nobody's outcome is known.
        ("true-positive-rate", [0, 0, 2, 0, 0, 2], Undefined::NoOutcome),
        ("false-positive-rate", [0, 0, 2, 0, 0, 2], Undefined::NoOutcome),
        ("precision", [0, 0, 2, 0, 0, 2], Undefined::NoOutcome),
        ("false-omission-rate", [0, 0, 2, 0, 0, 2], Undefined::NoOutcome),
        ("base-rate", [0, 0, 2, 0, 0, 2], Undefined::NoOutcome),
        ("accuracy", [0, 0, 2, 0, 0, 2], Undefined::NoOutcome),
        ("error-rate", [0, 0, 2, 0, 0, 2], Undefined::NoOutcome),
        // The outcome is known of the selected alone.
        ("negative-predictive-value", [3, 1, 0, 0, 0, 9], Undefined::NoOutcome),
    ];
    for (id, counts, reason) in reasons {
        assert_eq!(rate(id).unwrap().tally(&Cell::of_counts(counts)), Err(reason), "{id} of {counts:?}");
    }
    // People without an outcome still count as selected.
    assert_eq!(rate("selection-rate").unwrap().tally(&Cell::of_counts([0, 0, 2, 0, 0, 6])), Ok(Tally::new(2.0, 8.0)));
}

/// Gender x age, the first with missing values, out of two cells.
fn world(a: &Cell, b: &Cell) -> Cuboid {
    let mut cuboid =
        Cuboid::new(vec![Dimension::new("gender", ["men", "women"]), Dimension::new("age", ["-24", "25-44", "45+"])]);
    cuboid.add(&[1, 2], a.clone());
    cuboid.add(&[1, 0], b.clone());
    cuboid.add(&[MISSING, 2], b.clone());
    cuboid.add(&[1, 2], b.clone());
    cuboid
}

#[test]
fn margins_keep_everybody_and_slices_part_them() {
    for (a, b) in pairs() {
        let cuboid = world(&a, &b);
        let everybody = Cell::of_counts(std::array::from_fn(|kind| a.n[kind] + 3 * b.n[kind]));
        for dims in [&[][..], &[0], &[1], &[0, 1], &[1, 0]] {
            assert_eq!(cuboid.margin(dims).total(), everybody);
        }
        let slices = [0, 1, MISSING].map(|code| cuboid.slice(0, code).total());
        assert_eq!(slices.iter().fold(Cell::default(), |all, slice| sum(&all, slice)), everybody);
        assert_eq!(slices, [Cell::default(), sum(&sum(&a, &b), &b), b.clone()]);
        assert_eq!(cuboid.without_missing(&[0]).total(), slices[1]);
        assert_eq!(cuboid.without_missing(&[1]), cuboid);
    }
}

#[test]
fn cells_come_sorted_by_key_with_missing_last_and_nobody_is_no_cell() {
    let one = Cell::of_counts([1, 0, 0, 0, 0, 0]);
    let cuboid = world(&one, &one);
    let keys: Vec<&[Code]> = cuboid.cells().map(|(key, _)| key).collect();
    assert_eq!(keys, [&[1, 0][..], &[1, 2], &[MISSING, 2]]);
    assert_eq!(cuboid.get(&[1, 2]), Some(&Cell::of_counts([2, 0, 0, 0, 0, 0])));
    let turned = cuboid.margin(&[1, 0]);
    assert_eq!(turned.cells().map(|(key, _)| key).collect::<Vec<_>>(), [&[0, 1][..], &[2, 1], &[2, MISSING]]);
    assert!(world(&Cell::default(), &Cell::default()).is_empty());
}

fn by_label(labels: &[&str], people: &[u64]) -> Cuboid {
    let mut cuboid = Cuboid::new(vec![Dimension::new("region", labels.iter().copied())]);
    for (code, people) in (0..).zip(people) {
        cuboid.add(&[code], Cell::of_counts([*people, 0, 0, 0, 0, 1]));
    }
    cuboid.add(&[MISSING], Cell::of_counts([0, 0, 0, 0, 0, 7]));
    cuboid
}

#[test]
fn labels_are_united_by_value_whatever_the_order_of_the_parts() {
    let parts =
        [by_label(&["west", "east"], &[1, 2]), by_label(&["north", "west"], &[10, 20]), by_label(&["east"], &[400])];
    let [a, b, c] = &parts;
    let whole = a.merge(b).unwrap().merge(c).unwrap();
    assert_eq!(whole.dims(), [Dimension::new("region", ["east", "north", "west"])]);
    let selected: Vec<u64> = whole.cells().map(|(_, cell)| cell.count(Outcomes::SELECTED)).collect();
    assert_eq!(selected, [402, 10, 21, 0]);
    assert_eq!(whole.get(&[MISSING]), Some(&Cell::of_counts([0, 0, 0, 0, 0, 21])));
    for [x, y, z] in [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]] {
        assert_eq!(x.merge(y).unwrap().merge(z).unwrap(), whole);
        assert_eq!(x.merge(&y.merge(z).unwrap()).unwrap(), whole);
    }
}

#[test]
fn labels_keep_the_order_of_the_plan() {
    let (a, b) = (by_label(&["<25", "25-44"], &[1, 2]), by_label(&["25-44", "100+"], &[3, 4]));
    let plan = ["<25", "25-44", "100+"];
    let place = |label: &str| plan.iter().position(|known| *known == label);
    let by_age = |_: &str, a: &str, b: &str| place(a).cmp(&place(b));
    let whole = a.merge_by(&b, by_age).unwrap();
    assert_eq!(whole.dims()[0].labels, plan);
    assert_eq!(b.merge_by(&a, by_age).unwrap(), whole);
    // Bytes decide where the order does not.
    let undecided = |_: &str, _: &str, _: &str| std::cmp::Ordering::Equal;
    assert_eq!(b.merge_by(&a, undecided).unwrap(), a.merge(&b).unwrap());
    // The same labels on both sides stay as they are.
    assert_eq!(a.merge(&a).unwrap().dims(), a.dims());
}

#[test]
fn unlike_dimensions_do_not_merge() {
    let (one, two) = (Cell::of_counts([1; KINDS]), Cell::of_counts([2; KINDS]));
    let (cross, single) = (world(&one, &two), world(&one, &two).margin(&[1]));
    let error = cross.merge(&single).unwrap_err();
    assert_eq!(error.to_string(), "the dimensions differ: [gender x age] and [age]");
    assert!(cross.merge(&cross.margin(&[1, 0])).is_err());
    let (both, alone) = (Cube { cuboids: vec![cross.clone(), single] }, Cube { cuboids: vec![cross] });
    let error = both.merge(&alone).unwrap_err();
    assert_eq!(error.to_string(), "the dimensions differ: [gender x age; age] and [gender x age]");
    assert_eq!(both.merge(&both).unwrap().total(), sum(&both.total(), &both.total()));
}

#[test]
fn a_cube_answers_from_its_smallest_cuboid_that_can() {
    let cross = world(&Cell::of_counts([1; KINDS]), &Cell::of_counts([2; KINDS]));
    // Marked by one person more, so that the answer shows where it came from.
    let mut ages = cross.margin(&[1]);
    ages.add(&[0], Cell::of_counts([1, 0, 0, 0, 0, 0]));
    let cube = Cube { cuboids: vec![cross.clone(), ages.clone()] };
    assert_eq!(cube.margin(&["age"]), Some(ages.clone()));
    assert_eq!(cube.margin(&["gender"]), Some(cross.margin(&[0])));
    assert_eq!(cube.margin(&["age", "gender"]), Some(cross.margin(&[1, 0])));
    assert_eq!(cube.margin(&["age", "region"]), None);
    assert_eq!(cube.total(), ages.total());
    assert_eq!(Cube::default().total(), Cell::default());
}
