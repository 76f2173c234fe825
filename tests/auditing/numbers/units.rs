//! People who have several rows.

use super::{SCORES, SHOWN, config, people};
use crate::support::world::{audit, finding, result};

/// So many people with so many identical rows each.
fn repeated(persons: u32, rows: usize) -> String {
    let mut all = Vec::new();
    for person in 0..persons {
        let (group, y) = (if person % 2 == 0 { "a" } else { "b" }, u8::from(person % 3 == 0));
        let score = ["0.1", "0.3", "0.5", "0.7", "0.9"][usize::try_from((person * 7 + 2 * u32::from(y)) % 5).unwrap()];
        let value = ["0", "2", "5", "11"][usize::try_from(person * 5 % 4).unwrap()];
        all.extend(std::iter::repeat_n((group, score, y, u8::from(person % 5 < 2), value, person), rows));
    }
    people(&all)
}

#[test]
fn repeating_everybody_does_not_make_a_number_surer() {
    let columns = format!("{SCORES}\nvalue = \"v\"\nunit = \"u\"");
    let (once, often) =
        (audit(&config(&columns, SHOWN), &repeated(400, 1)), audit(&config(&columns, SHOWN), &repeated(400, 9)));
    for measure in [
        "mean-score/value",
        "mean-score/difference",
        "auc/value",
        "auc/difference",
        "cross-auc/value",
        "brier-score/value",
        "observed-over-expected/value",
        "mean-value/value",
        "mean-value/difference",
        "mean-value/ratio",
        "mean-value-of-selected/ratio",
        "scoring-rate/ratio",
    ] {
        let of = |audit| finding(audit, &format!("{measure}/g=a")).interval.clone().unwrap();
        let (a, b) = (of(&once), of(&often));
        assert!(a.method.as_deref().is_some_and(|method| method.starts_with("jackknife")), "{measure}: {:?}", a.method);
        assert!((a.low.unwrap() - b.low.unwrap()).abs() < 1e-9, "{measure}");
        assert!((a.high.unwrap() - b.high.unwrap()).abs() < 1e-9, "{measure}");
    }
    // Without the unit, nine times the rows are taken for nine times the people.
    let blind = |rows| audit(&config(&format!("{SCORES}\nvalue = \"v\""), SHOWN), &repeated(400, rows));
    let width = |audit: &evenhand::document::Audit| {
        let interval = finding(audit, "auc/value/g=a").interval.clone().unwrap();
        interval.high.unwrap() - interval.low.unwrap()
    };
    assert!(width(&blind(9)) < 0.5 * width(&blind(1)));
}

#[test]
fn fewer_than_ten_folds_are_too_few_units() {
    let columns = format!("{SCORES}\nvalue = \"v\"\nunit = \"u\"");
    let audit = audit(&config(&columns, SHOWN), &repeated(12, 40));
    for id in ["mean-score/difference/g=a", "auc/value/g=a", "mean-value/ratio/g=a"] {
        let found = finding(&audit, id);
        assert_eq!((found.interval.clone(), found.no_interval.as_deref()), (None, Some("too-few-units")), "{id}");
    }
}

#[test]
fn tests_that_take_rows_for_people_are_not_made_of_people_with_several() {
    let audit = audit(&config(&format!("{SCORES}\nunit = \"u\""), SHOWN), &repeated(400, 2));
    for id in ["auc/difference/g=a", "kolmogorov-smirnov/value/g=a", "expected-calibration-error/value/g=a"] {
        let found = finding(&audit, id);
        assert_eq!((found.test.clone(), found.p_value, found.under_equality.is_none()), (None, None, true), "{id}");
    }
    let ratios = audit.score_curves[0].groups.iter().flat_map(|group| group.ratios.iter().flatten());
    assert!(ratios.clone().count() > 0 && ratios.clone().all(|point| point.low.is_none()));
}

#[test]
fn numbers_of_people_with_several_rows_say_how_many_people_they_are_worth_and_what_another_seed_would_say() {
    let columns = format!("{SCORES}\nvalue = \"v\"\nunit = \"u\"");
    let check = "[[check]]\nid = \"c\"\nmeasure = \"mean-value\"\ncomparison = \"difference\"\nmax_gap = 8.0\n";
    let found = audit(&format!("{}{check}", config(&columns, SHOWN)), &repeated(400, 9));
    // Two hundred people with nine rows each; scores have too few folds to tell.
    let worth = |id: &str| finding(&found, id).people_effective;
    assert!((worth("mean-value/difference/g=a").unwrap() - 200.0).abs() < 20.0);
    assert_eq!(worth("auc/value/g=a"), None);
    let result = result(&found, "mean-value/difference/g=a");
    assert_eq!((result.verdict, result.survives_seed), (evenhand::document::Verdict::Within, Some(true)));
    // On the edge of the interval another seed decides.
    let high = result.interval.as_ref().unwrap().high.unwrap().max(-result.interval.as_ref().unwrap().low.unwrap());
    let check = format!(
        "[[check]]\nid = \"c\"\nmeasure = \"mean-value\"\ncomparison = \"difference\"\nmax_gap = {}\n",
        high * 1.000_1
    );
    let near = audit(&format!("{}{check}", config(&columns, SHOWN)), &repeated(400, 9));
    assert_eq!(near.checks[0].results[0].survives_seed, Some(false), "{high}");
    // Rows that are people have neither.
    let rows = audit(&format!("{}{check}", config(&format!("{SCORES}\nvalue = \"v\""), SHOWN)), &repeated(400, 1));
    assert_eq!(
        (finding(&rows, "auc/value/g=a").people_effective, rows.checks[0].results[0].survives_seed),
        (None, None)
    );
}
