//! One finding from end to end: the numbers that stand together on a page for 7,139 of 39,880 women against 9,937 of
//! 41,230 men, with two comparisons in the family.

use evenhand_metrics::{
    family::{Correction, level_each},
    interval::{Confidence, RatioMethod, ratio},
    power::{Aim, Group, Side, detectable_ratio_beyond, detectable_ratios},
    significance::{Count, TestId, default_test},
    tally::Tally,
};

fn rounds_to(got: Option<f64>, want: f64, digits: i32) {
    let near = got.is_some_and(|got| (got - want).abs() <= 0.500_001 * 10f64.powi(-digits));
    assert!(near, "{got:?} instead of {want}");
}

#[test]
fn the_numbers_of_one_finding_agree_with_each_other() {
    let (women, men) = (Count::new(7_139, 39_880), Count::new(9_937, 41_230));
    let of = |sure: &Confidence| ratio(RatioMethod::MiettinenNurminen, women.into(), men.into(), sure).unwrap();

    let nominal = of(&Confidence::normal(0.95));
    rounds_to(nominal.low, 0.722_87, 5);
    rounds_to(nominal.high, 0.763_15, 5);

    let each = level_each(Correction::Sidak, 0.95, 2);
    rounds_to(Some(each), 0.974_68, 5);
    let deciding = of(&Confidence::normal(each));
    rounds_to(deciding.low, 0.720_11, 5);
    rounds_to(deciding.high, 0.766_07, 5);

    let chosen = default_test(women, men).unwrap();
    assert_eq!(chosen.test, TestId::ZPooled);
    rounds_to(Some(chosen.tested.p_value * 1e104), 5.6, 1);

    let reference = Group { rate: Tally::from(men).rate().unwrap(), people: 41_230.0 };
    let seen = detectable_ratios(39_880.0, reference, &Aim::usual(Confidence::normal(0.95)));
    rounds_to(seen.low, 0.965, 3);
    rounds_to(seen.high, 1.035, 3);
    let aim = Aim::usual(Confidence::normal(each));
    rounds_to(detectable_ratio_beyond(Side::Below, 0.8, 39_880.0, reference, &aim), 0.767, 3);
}
