//! Means of values of which a few are large: against decimals of sixty digits, by hand, and by simulation.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use crate::table::{Got, compare_every_row};
use evenhand_metrics::cell::{Amount, Cell};
use evenhand_metrics::draw::Source;
use evenhand_metrics::family::{Correction, level_each};
use evenhand_metrics::interval::{Confidence, Interval, Mean, fieller, ratio_of};
use evenhand_metrics::undefined::Undefined;
use evenhand_metrics::value::{Skewed, ValueSums, degrees_of_freedom, effective_values, mean};

fn sums(values: &[f64]) -> ValueSums {
    let mut cell = Cell::default();
    for value in values {
        cell.add_value(false, 1, Amount::from_f64(*value).unwrap());
    }
    cell.values.unwrap_or_default().all.sums()
}

#[test]
fn every_skewed_mean_agrees() {
    compare_every_row("skewed_mean.csv", &[], &[], |row| {
        let (a, b): (Vec<f64>, Vec<f64>) = (row.json("a", ""), row.json("b", ""));
        let sure = Confidence::normal(0.95);
        let (a, b) = (sums(&a), sums(&b));
        let (own, other) = (Skewed::of(a, 1.0).unwrap(), Skewed::of(b, 1.0).unwrap());
        let estimate: f64 = row.read("mean_a");
        assert!(own.interval(&sure).unwrap().contains(estimate));
        let bounded = |found: Result<Interval, Undefined>| {
            let end = |end: Option<f64>| end.map_or(Got::Undefined, Got::from);
            let found = found.ok().filter(|found| found.shape == evenhand_metrics::interval::Shape::Bounded);
            (end(found.and_then(|found| found.low)), end(found.and_then(|found| found.high)))
        };
        let (alone, gap, over) =
            (bounded(own.interval(&sure)), bounded(own.minus(&other, &sure)), bounded(own.over(&other, &sure)));
        vec![
            ("effective_a", effective_values(a).into()),
            ("mean_a", own.mean.value.into()),
            ("variance_a", own.mean.variance.into()),
            ("skewness_a", own.skewness.into()),
            ("low_a", alone.0),
            ("high_a", alone.1),
            ("low_difference", gap.0),
            ("high_difference", gap.1),
            ("low_ratio", over.0),
            ("high_ratio", over.1),
        ]
    });
}

#[test]
fn too_few_values_have_no_interval_and_say_so() {
    let few = |values: &[f64]| Skewed::of(sums(values), 1.0);
    assert_eq!(few(&[]), Err(Undefined::EmptyGroup));
    assert_eq!(few(&[4.0]), Err(Undefined::TooFew));
    assert_eq!(few(&[0.0; 500]), Err(Undefined::FewValues));
    assert_eq!(few(&[&[0.0; 500][..], &[3.0; 9]].concat()), Err(Undefined::FewValues));
    assert!(few(&[&[0.0; 500][..], &[3.0; 10]].concat()).is_ok());
    // 200 people with 1 and one with 200: as good as 400² / 40,200, nearly four.
    let one_large = [&[1.0; 200][..], &[200.0]].concat();
    assert!((effective_values(sums(&one_large)) - 160_000.0 / 40_200.0).abs() < 1e-9);
    assert_eq!(few(&one_large), Err(Undefined::FewValues));
    // Values on both sides of 0 may have any sum; it is the people that count.
    let both = [&[0.0; 50][..], &[1.0; 10], &[-1.0; 10]].concat();
    assert!((effective_values(sums(&both)) - 20.0).abs() < 1e-12);
    let found = few(&both).unwrap();
    assert!(found.skewness.abs() <= 0.0 && found.mean.value.abs() <= 0.0);
    // Five rows a person: a fifth of the values.
    let plenty = sums(&[2.0; 40]);
    assert!(Skewed::of(plenty, 1.0).is_ok());
    assert_eq!(Skewed::of(plenty, 5.0), Err(Undefined::FewValues));
    assert_eq!(Skewed::of(plenty, 1.0).unwrap().interval(&Confidence::normal(0.95)), Err(Undefined::ZeroVariance));
}

#[test]
fn turning_the_sign_turns_the_interval() {
    let values: Vec<f64> = (0..60).map(|at| if at % 3 == 0 { 0.0 } else { f64::from(at * at) / 7.0 }).collect();
    let negative: Vec<f64> = values.iter().map(|v| -v).collect();
    let sure = Confidence::normal(0.9);
    let of = |values: &[f64]| Skewed::of(sums(values), 1.0).unwrap();
    let (up, down) = (of(&values).interval(&sure).unwrap(), of(&negative).interval(&sure).unwrap());
    assert!((up.low.unwrap() + down.high.unwrap()).abs() < 1e-9 && (up.high.unwrap() + down.low.unwrap()).abs() < 1e-9);
    let over = of(&values).over(&of(&values[10..]), &sure).unwrap();
    let both = of(&negative).over(&of(&negative[10..]), &sure).unwrap();
    assert!((over.low.unwrap() - both.low.unwrap()).abs() < 1e-12, "{over:?} {both:?}");
    let mixed = of(&negative).over(&of(&values[10..]), &sure).unwrap();
    assert!((over.low.unwrap() + mixed.high.unwrap()).abs() < 1e-12, "{over:?} {mixed:?}");
}

#[test]
fn without_skewness_they_are_fieller_s_whatever_the_signs() {
    let sure = Confidence::normal(0.95);
    for (a, b) in [(5.0, 4.0), (0.1, 4.0), (-3.0, 4.0), (5.0, -4.0), (0.0, 1.0), (-0.2, -4.0)] {
        for (v, w) in [(0.04, 0.09), (0.5, 0.01), (0.0, 0.2), (0.3, 0.0)] {
            let mean = |value, variance| Skewed { mean: Mean { value, variance }, skewness: 0.0 };
            let (own, other) = (mean(a, v), mean(b, w));
            let found = own.over(&other, &sure).unwrap();
            let want = fieller(own.mean, other.mean, 0.0, &sure).unwrap();
            for (got, want) in [(found.low, want.low), (found.high, want.high)] {
                assert!((got.unwrap() - want.unwrap()).abs() < 1e-12, "{a} {b} {v} {w}: {found:?}, not {want:?}");
            }
        }
    }
    let hazy = Interval::bounded(-1.0, 3.0, 0.95);
    assert_eq!(ratio_of((1.0, hazy), (1.0, hazy)), Err(Undefined::NoInterval));
    assert_eq!(ratio_of((1.0, Interval::unbounded(0.5, 0.95)), (1.0, hazy)), Err(Undefined::NoInterval));
}

/// Of so many people one in twenty has a value, log-normal with this spread; the mean is `exp(spread²/2)` / 20.
fn revenue(source: &mut Source, people: u32, spread: f64) -> ValueSums {
    let mut found = ValueSums { people: people.into(), nonzero: 0, negative: 0, sum: 0.0, squares: 0.0 };
    for _ in 0..people {
        if source.share() < 0.05 {
            let (u, v) = (source.share().max(f64::MIN_POSITIVE), source.share());
            let value = (spread * (-2.0 * f64::ln(u)).sqrt() * (std::f64::consts::TAU * v).cos()).exp();
            found.nonzero += 1;
            found.sum += value;
            found.squares += value * value;
        }
    }
    found
}

#[test]
fn intervals_of_revenue_cover_what_they_promise_or_say_that_there_is_too_little() {
    const WORLDS: u32 = 400;
    for (stream, (people, spread)) in (0..).zip([(300, 1.0), (1_000, 1.0), (1_000, 1.5), (2_000, 1.5)]) {
        let mut source = Source::new(11, stream);
        let truth = 0.05 * f64::exp(0.5 * spread * spread);
        let (mut wrong, mut wrong_ratio, mut by_student) = (0_u32, 0_u32, 0_u32);
        for _ in 0..WORLDS {
            let [a, b] = [people, 2 * people].map(|people| revenue(&mut source, people, spread));
            let sure = Confidence::student(0.95, f64::from(people) - 1.0);
            if let (Ok(own), Ok(other)) = (Skewed::of(a, 1.0), Skewed::of(b, 1.0)) {
                wrong_ratio += u32::from(!own.over(&other, &sure).unwrap().contains(1.0));
            }
            if let Ok(own) = Skewed::of(a, 1.0) {
                wrong += u32::from(!own.interval(&sure).unwrap().contains(truth));
            }
            let usual = mean(a).unwrap();
            by_student += u32::from((usual.value - truth).abs() > sure.critical() * usual.variance.sqrt());
        }
        // 5 % and two standard errors.
        let most = WORLDS * 7 / 100;
        assert!(wrong <= most && wrong_ratio <= most, "{people} {spread}: {wrong} {wrong_ratio}");
        assert!(by_student > WORLDS * 7 / 100, "{people} {spread}: Student's t alone is wrong in {by_student}");
    }
}

#[test]
fn families_of_even_groups_find_something_in_one_world_of_twenty_at_most() {
    const WORLDS: u32 = 100;
    for (stream, groups) in (0..).zip([2_u32, 7, 14, 40]) {
        let (mut source, mut found) = (Source::new(12, stream), 0_u32);
        let level = level_each(Correction::Sidak, 0.95, (groups - 1) as usize);
        for _ in 0..WORLDS {
            let all: Vec<ValueSums> = (0..groups).map(|_| revenue(&mut source, 600, 1.0)).collect();
            let differs = |own: &ValueSums| {
                let (own, other) = (Skewed::of(*own, 1.0)?, Skewed::of(all[0], 1.0)?);
                let freedom = degrees_of_freedom((own.mean, 600.0), (other.mean, 600.0));
                let sure = Confidence::student(level, freedom);
                let gap = own.minus(&other, &sure)?;
                Ok::<bool, Undefined>(!gap.contains(0.0))
            };
            found += u32::from(all[1..].iter().any(|own| differs(own).unwrap_or(false)));
        }
        // 5 and two standard errors of 100 worlds.
        assert!(found <= 9, "{groups} groups: {found}");
    }
}
