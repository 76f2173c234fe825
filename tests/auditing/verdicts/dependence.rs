//! People with several rows: what a unit, or a stated design effect, does to intervals and verdicts.

use std::fmt::Write;

use evenhand::document::{Audit, Finding, Verdict};
use evenhand_metrics::draw::Source;

use super::{over_g, ratio_check};
use crate::support::world::{COUNTS, audit, finding};

const ROWS: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"sent\"\n\
    unit = \"person\"\n[[attribute]]\nname = \"g\"\nreference = \"m\"\n[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\n\
    comparison = \"ratio\"\nmin = 0.8\n";

/// 600 people with four rows each, of whom some are sent everything and most are sent little; every row `times` times.
fn people(times: usize) -> String {
    let mut csv = "person,g,sent\n".to_owned();
    for person in 0..600 {
        for row in 0..4 {
            let sent = u32::from(person % 5 == 0 || (person + row) % 13 == 0);
            for _ in 0..times {
                writeln!(csv, "p{person},{},{sent}", ["m", "f"][person % 2]).unwrap();
            }
        }
    }
    csv
}

fn ratio(audit: &Audit) -> Finding {
    finding(audit, "selection-rate/ratio/g=f").clone()
}

#[test]
fn rows_that_repeat_a_person_word_for_word_change_no_interval() {
    let (once, thrice) = (audit(ROWS, &people(1)), audit(ROWS, &people(3)));
    let (one, three) = (ratio(&once), ratio(&thrice));
    assert_eq!(three.bottom, one.bottom.map(|bottom| 3 * bottom));
    let (one, three) = (one.interval.unwrap(), three.interval.unwrap());
    let ends = [(one.low, three.low), (one.high, three.high)];
    assert!(ends.iter().all(|(one, three)| (one.unwrap() - three.unwrap()).abs() < 1e-12), "{ends:?}");
    // three times the rows for the same people: each counts a third
    assert!((three.deff.unwrap() / one.deff.unwrap() - 3.0).abs() < 1e-12);
    assert!(one.deff.unwrap() > 2.0, "a fifth of the people are sent everything");
}

#[test]
fn without_the_unit_the_same_rows_look_surer_than_they_are() {
    let ignorant = ROWS.replace("unit = \"person\"\n", "");
    let width = |audit: &Audit| {
        let interval = ratio(audit).interval.unwrap();
        interval.high.unwrap() - interval.low.unwrap()
    };
    let (known, ignored) = (audit(ROWS, &people(3)), audit(&ignorant, &people(3)));
    assert!(width(&known) > 2.0 * width(&ignored), "{} {}", width(&known), width(&ignored));
    assert_eq!(ratio(&known).value, ratio(&ignored).value);
}

#[test]
fn fewer_than_ten_folds_of_people_cannot_tell() {
    let mut csv = "person,g,sent\n".to_owned();
    for row in 0..400 {
        writeln!(csv, "p{},{},{}", row % 4, ["m", "f"][row % 2], u32::from(row % 3 == 0)).unwrap();
    }
    let audit = audit(ROWS, &csv);
    let found = ratio(&audit);
    assert!(found.value.is_some());
    assert_eq!((found.interval, found.no_interval.as_deref()), (None, Some("too-few-units")));
    let result = &audit.checks[0].results[0];
    assert_eq!((result.verdict, result.reason.as_deref()), (Verdict::CannotTell, Some("too-few-units")));
    assert_eq!(audit.exit_code, 3);
}

#[test]
fn a_stated_design_effect_of_four_makes_four_rows_one_person() {
    let with = |deff: &str| {
        let config = over_g("m", &ratio_check("min = 0.8\n"));
        config.replacen("[[attribute]]", &format!("[statistics]\n{deff}\n[[attribute]]"), 1)
    };
    assert!(with("").starts_with(COUNTS));
    let four = audit(&with("design_effect = 4"), "g,people,selected\nm,4000,1200\nf,2000,400\n");
    let one = audit(&with(""), "g,people,selected\nm,1000,300\nf,500,100\n");
    let (four, one) = (ratio(&four).interval.unwrap(), ratio(&one).interval.unwrap());
    assert!(
        (four.low.unwrap() - one.low.unwrap()).abs() < 1e-12 && (four.high.unwrap() - one.high.unwrap()).abs() < 1e-12
    );
    assert_eq!((four.deff, one.deff), (Some(4.0), None));
}

/// 300 people with 1 to 30 rows each, which are all alike; about a third of the people are sent everything.
fn uneven() -> String {
    let mut source = Source::new(12, 0);
    let mut csv = "person,g,sent\n".to_owned();
    for person in 0..300 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 30")]
        let rows = 1 + (30.0 * source.share().powi(3)) as usize;
        let sent = u32::from(source.share() < [0.36, 0.35][person % 2]);
        for _ in 0..rows {
            writeln!(csv, "p{person},{},{sent}", ["m", "f"][person % 2]).unwrap();
        }
    }
    csv
}

fn with_seed(seed: u32, min: f64) -> String {
    let config = ROWS.replace("min = 0.8\n", &format!("min = {min}\none_sided = true\n"));
    config.replacen("[[attribute]]", &format!("[statistics]\nseed = {seed}\n[[attribute]]"), 1)
}

#[test]
fn of_forty_seeds_two_at_most_turn_a_verdict_near_a_limit_and_where_one_could_it_is_said() {
    let csv = uneven();
    let found = ratio(&audit(&with_seed(1, 0.5), &csv));
    let (value, low) = (found.value.unwrap(), found.interval.unwrap().low.unwrap());
    // A twentieth of the way from the end of the interval to the estimate, on either side.
    for (min, verdict) in
        [(low - (value - low) / 20.0, Verdict::Within), (low + (value - low) / 20.0, Verdict::CannotTell)]
    {
        let results: Vec<_> =
            (1..=40).map(|seed| audit(&with_seed(seed, min), &csv).checks[0].results[0].clone()).collect();
        let others = results.iter().filter(|result| result.verdict != verdict).count();
        assert!(others <= 2, "{others} of 40 seeds are not {verdict:?} at {min}");
        let told = results.iter().filter(|result| result.survives_seed == Some(true)).count();
        assert!(told >= 20, "{told} of 40 seeds say that none turns it");
    }
    // At the very end any seed may decide.
    let edge = audit(&with_seed(1, low + 1e-9), &csv).checks[0].results[0].clone();
    assert_eq!((edge.verdict, edge.survives_seed), (Verdict::CannotTell, Some(false)));
    // Rows that are people have no folds.
    let blind = audit(&with_seed(1, 0.5).replace("unit = \"person\"\n", ""), &csv);
    assert_eq!(blind.checks[0].results[0].survives_seed, None);
}

#[test]
fn one_person_with_a_third_of_the_rows_leaves_the_verdict_open_with_the_effective_number_of_people() {
    let mut csv = "person,g,sent\n".to_owned();
    for person in 0..600 {
        writeln!(csv, "p{person},{},{}", ["m", "f"][person % 2], u32::from(person % 5 < 2)).unwrap();
    }
    csv += &"whale,f,1\n".repeat(150);
    let audit = audit(ROWS, &csv);
    let found = ratio(&audit);
    assert_eq!((found.interval, found.no_interval.as_deref()), (None, Some("few-hold-most")));
    // 450 rows: 450²/(300 + 150²)
    assert!((found.people_effective.unwrap() - 8.88).abs() < 0.3, "{:?}", found.people_effective);
    let result = &audit.checks[0].results[0];
    assert_eq!((result.verdict, result.reason.as_deref()), (Verdict::CannotTell, Some("few-hold-most")));
    assert_eq!(audit.exit_code, 3);
}

/// As many women as men, a tenth of either weighing ten times as much as the others; of the men a fifth are sent something.
fn weighed(women_sent: usize) -> String {
    let mut csv = "w,g,sent\n".to_owned();
    for (g, sent) in [("m", 200), ("f", women_sent)] {
        for person in 0..1_000 {
            writeln!(csv, "{},{g},{}", if person % 10 == 3 { 10 } else { 1 }, u32::from(person < sent)).unwrap();
        }
    }
    csv
}

#[test]
fn few_who_carry_most_of_the_weight_leave_the_verdict_open() {
    let config = ROWS.replace("unit = \"person\"", "weight = \"w\"");
    // 20 sent: 18 of weight 1 and two of 10, worth 38²/218 = 6.6 people; of 100, 33.
    let few = audit(&config, &weighed(20));
    assert_eq!(ratio(&few).no_interval.as_deref(), Some("few-carry-weight"));
    let result = &few.checks[0].results[0];
    assert_eq!((result.verdict, result.reason.as_deref()), (Verdict::CannotTell, Some("few-carry-weight")));
    assert_eq!(few.exit_code, 3);
    let enough = audit(&config, &weighed(100));
    assert!(ratio(&enough).interval.is_some() && enough.checks[0].results[0].reason.is_none());
}

/// People open to a campaign and people kept out, half of either group: of group `b` few have the outcome, and one of them
/// in ten weighs ten times as much.
fn weighed_lift() -> String {
    let mut csv = "w,g,held,sent,y\n".to_owned();
    for (g, outcomes) in [("a", 200), ("b", 20)] {
        for (held, person) in (0..2).flat_map(|held| (0..1_000).map(move |person| (held, person))) {
            let weight = if g == "b" && person % 10 == 3 { 10 } else { 1 };
            writeln!(csv, "{weight},{g},{held},{},{}", person % 2, u32::from(person < outcomes)).unwrap();
        }
    }
    csv
}

#[test]
fn a_lift_of_which_few_carry_most_of_the_weight_has_no_interval() {
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"sent\"\n\
        holdout = \"held\"\nweight = \"w\"\noutcome = { column = \"y\", observed = \"after-decision\" }\n\
        [[attribute]]\nname = \"g\"\n";
    let lift = audit(config, &weighed_lift()).lift.unwrap();
    let row = |label: &str| lift.segments.iter().find(|row| row.segment.id() == format!("g={label}")).unwrap();
    let reason = |estimate: &evenhand::document::Estimate| estimate.undefined.as_deref().map(str::to_owned);
    assert!(row("a").effect.interval.is_some() && row("a").open_rate.interval.is_some());
    assert_eq!(reason(&row("b").effect).as_deref(), Some("few-carry-weight"));
    assert_eq!(reason(&row("b").held_out_rate).as_deref(), Some("few-carry-weight"));
    let against = row("a").against.as_ref().or(row("b").against.as_ref()).unwrap();
    assert_eq!(reason(&against.difference).as_deref(), Some("few-carry-weight"));
    assert_eq!(lift.equal[0].test.undefined.as_deref(), Some("few-carry-weight"));
}

/// Households with a row of either sex: so many of which both, she alone and he alone are sent something.
fn households(both: usize, she: usize, he: usize) -> String {
    let mut csv = "person,g,sent\n".to_owned();
    for household in 0..500 {
        let (f, m) = (household < both + she, household < both || (both + she..both + she + he).contains(&household));
        writeln!(csv, "h{household},f,{}\nh{household},m,{}", u32::from(f), u32::from(m)).unwrap();
    }
    csv
}

#[test]
fn households_that_are_decided_together_are_compared_within_themselves() {
    let csv = households(100, 4, 6);
    let (known, blind) = (audit(ROWS, &csv), audit(&ROWS.replace("unit = \"person\"\n", ""), &csv));
    let verdict = |audit: &Audit| audit.checks[0].results[0].verdict;
    assert_eq!((verdict(&known), verdict(&blind)), (Verdict::Within, Verdict::CannotTell));
    let shared = ratio(&known).interval.unwrap().shared.unwrap();
    // 10 discordant of 500: 0.02/500 against 2 x 0.21 x 0.79/500, and a household more
    assert!((0.05..0.075).contains(&shared), "{shared}");
    // She and he told apart in 56 of 500: p of McNemar's test 0.0001.
    let apart = audit(ROWS, &households(30, 14, 42));
    let found = finding(&apart, "selection-rate/difference/g=f");
    let (low, high) = (found.interval.as_ref().unwrap().low.unwrap(), found.interval.as_ref().unwrap().high.unwrap());
    let error = (56.0_f64 - 28.0 * 28.0 / 500.0).sqrt() / 500.0;
    assert!(((high - low) / 2.0 / (1.96 * error) - 1.0).abs() < 0.06, "{low} {high}");
    assert!(found.p_value.unwrap() < 0.001);
    // One offer to a household: whoever is sent something takes it from the other.
    let one = audit(ROWS, &households(0, 200, 200));
    assert!(ratio(&one).interval.unwrap().shared.unwrap() > 1.5);
}
