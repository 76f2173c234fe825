//! People with several rows: what a unit, or a stated design effect, does to intervals and verdicts.

use std::fmt::Write;

use evenhand::audit::{Audit, Finding, Verdict};

use super::world::{COUNTS, audit, finding};
use super::{over_g, ratio_check};

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
