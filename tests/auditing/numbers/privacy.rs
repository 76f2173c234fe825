//! Nobody's own score or value can be read from the document.

use super::{SCORES, config, people};
use crate::support::world::{audit, finding};

const MANY: usize = 60;

/// Two groups of sixty; `change` alters the rows of `a`.
fn world(change: impl Fn(usize, &mut (&'static str, &'static str, u8, u8, &'static str, u32))) -> String {
    let mut rows = Vec::new();
    for place in 0..MANY {
        let score = ["0.15", "0.35", "0.55", "0.75"][place % 4];
        let mut own = ("a", score, u8::from(place % 3 == 0), u8::from(place % 2 == 0), "3.25", 0);
        change(place, &mut own);
        rows.push(own);
        rows.push(("b", score, u8::from(place % 2 == 0), u8::from(place % 2 == 0), "4.5", 0));
    }
    people(&rows)
}

#[test]
fn a_mean_over_a_few_people_is_not_shown() {
    // One person of a was selected: the mean value of the selected would be theirs.
    let audit = audit(&config("value = \"v\"", ""), &world(|place, row| row.3 = u8::from(place == 0)));
    let found = finding(&audit, "mean-value-of-selected/value/g=a");
    assert_eq!((found.undefined.as_deref(), found.bottom), (Some("too-few"), None));
    assert!(finding(&audit, "mean-value/value/g=a").value.is_some());
}

#[test]
fn a_mean_that_leaves_a_few_people_out_is_not_shown_either() {
    // All but one were selected: the mean of all less that of the selected would be the one's value.
    let audit = audit(&config("value = \"v\"", ""), &world(|place, row| row.3 = u8::from(place != 0)));
    assert_eq!(finding(&audit, "mean-value-of-selected/value/g=a").undefined.as_deref(), Some("too-few"));
}

#[test]
fn scores_of_a_few_people_of_a_large_group_are_not_shown() {
    let audit = audit(&config(SCORES, ""), &world(|place, row| row.1 = if place < 3 { "0.35" } else { "" }));
    for id in ["mean-score/value/g=a", "auc/value/g=a", "kolmogorov-smirnov/value/g=a"] {
        assert_eq!(finding(&audit, id).undefined.as_deref(), Some("too-few"), "{id}");
    }
    let groups: Vec<String> = audit.score_curves[0].groups.iter().map(|group| group.segment.id()).collect();
    assert_eq!(groups, ["g=b"], "and they have no curve");
}

#[test]
fn a_hidden_group_has_no_number_and_its_neighbour_no_curve() {
    let few = people(&[("c", "0.9375", 1, 1, "987654", 0); 4]).replace("g,s,y,d,v,u\n", "");
    let columns = format!("{SCORES}\nvalue = \"v\"");
    let audit = audit(&config(&columns, "").replace("\"b\"", "\"a\""), &format!("{}{few}", world(|_, _| ())));
    for id in ["mean-score/value/g=c", "mean-value/value/g=c", "mean-value/ratio/g=c"] {
        let found = finding(&audit, id);
        assert_eq!((found.undefined.as_deref(), found.people, found.people_below), (Some("too-few"), None, Some(11)));
    }
    let text = serde_json::to_string(&audit).unwrap();
    assert!(!text.contains("987654") && !text.contains("0.9375"));
}

#[test]
fn no_step_of_a_curve_is_made_by_fewer_people_than_may_be_shown() {
    let audit = audit(
        &config(SCORES, ""),
        &world(|place, row| row.1 = if place < 5 { "0.95" } else { row.1 }).replace("b,0.75", "b,0.95"),
    );
    for group in &audit.score_curves[0].groups {
        let all = f64::from(u32::try_from(group.people).unwrap());
        let mut last = 0.0;
        for rate in group.rates.iter().flatten().chain([&1.0]) {
            let step = (rate - last) * all;
            assert!(step.abs() < 1e-9 || step > 10.999, "{}: {step}", group.segment.id());
            last = *rate;
        }
        assert!(group.calibration.iter().all(|bin| bin.people >= 11));
    }
    let a = audit.score_curves[0].groups.iter().find(|group| group.segment.id() == "g=a").unwrap();
    assert!(a.rates.iter().any(Option::is_none), "the five at the top are too few to be told apart");
}
