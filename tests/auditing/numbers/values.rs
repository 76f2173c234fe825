//! Findings of values.

use evenhand::document::Verdict;
use evenhand::lang::Lang;
use evenhand::report::{self, Format};

use super::{SHOWN, config, people};
use crate::support::world::{audit, finding};

/// `a`: 0 (rejected), 0 (selected), 2 (rejected), 4 (selected), 9 (rejected), as the catalog; `b`: 1, 2, 3 and 6, selected.
fn offers() -> String {
    let a = [("0", 0), ("0", 1), ("2", 0), ("4", 1), ("9", 0)].map(|(v, d)| ("a", "0.5", 1, d, v, 0));
    let b = ["1", "2", "3", "6"].map(|v| ("b", "0.5", 1, 1, v, 0));
    people(&[a.to_vec(), b.to_vec()].concat())
}

#[test]
fn means_are_over_everybody_the_selected_and_those_who_got_something() {
    let audit = audit(&config("value = \"v\"", SHOWN), &offers());
    for (measure, own, reference, people) in [
        ("mean-value", 3.0, 3.0, 5),
        ("mean-value-of-selected", 2.0, 3.0, 2),
        ("mean-value-nonzero", 5.0, 3.0, 3),
        ("nonzero-share", 0.6, 1.0, 5),
    ] {
        let found = finding(&audit, &format!("{measure}/value/g=a"));
        assert_eq!((found.value, found.bottom), (Some(own), Some(people)), "{measure}");
        assert_eq!(finding(&audit, &format!("{measure}/difference/g=a")).value, Some(own - reference), "{measure}");
        assert_eq!(finding(&audit, &format!("{measure}/ratio/g=a")).value, Some(own / reference), "{measure}");
    }
}

#[test]
fn the_ratio_may_honestly_have_no_bounds() {
    let a = [("2", 0), ("4", 1)].map(|(v, d)| ("a", "0.5", 1, d, v, 0)).repeat(10);
    let b = ["-3", "4"].map(|v| ("b", "0.5", 1, 1, v, 0)).repeat(11);
    let audit = audit(&config("value = \"v\"", SHOWN), &people(&[a, b].concat()));
    // The reference's mean 0.5 has the variance 49/4/21: 0 is not ruled out.
    let ratio = finding(&audit, "mean-value/ratio/g=a").interval.clone().unwrap();
    assert_eq!((ratio.method.as_deref(), ratio.shape.as_str() == "bounded"), (Some("hall-ratio"), false));
    let value = finding(&audit, "mean-value/value/g=b").interval.clone().unwrap();
    // Above and below 0, so Student's: 0.5 + 2.079614 √(49/84)
    assert_eq!(value.method.as_deref(), Some("hall"));
    assert!((value.high.unwrap() - 2.088_331).abs() < 1e-5, "{value:?}");
}

#[test]
fn few_values_have_a_mean_and_no_interval_and_the_share_that_has_one_does() {
    let with = |values: usize| {
        let group = |name: &'static str| {
            let some = [(name, "0.5", 1, 1, "3", 0), (name, "0.5", 1, 1, "5", 0)].repeat(values / 2);
            [some, vec![(name, "0.5", 1, 0, "0", 0); 200]].concat()
        };
        let check = "[[check]]\nid = \"c\"\nmeasure = \"mean-value\"\ncomparison = \"difference\"\nmax_gap = 0.5\n";
        audit(&config("value = \"v\"", &format!("{SHOWN}{check}")), &people(&[group("a"), group("b")].concat()))
    };
    let few = with(10);
    let found = finding(&few, "mean-value/difference/g=a");
    assert_eq!((found.value, found.interval.as_ref()), (Some(0.0), None));
    assert_eq!(found.no_interval.as_deref(), Some("few-values"), "(4 x 10)² / (17 x 10) is 9.4");
    let result = &few.checks[0].results[0];
    assert_eq!((result.verdict, result.reason.as_deref()), (Verdict::CannotTell, Some("few-values")));
    let share = finding(&few, "nonzero-share/ratio/g=a").interval.clone().unwrap();
    assert_eq!(share.method, finding(&few, "selection-rate/ratio/g=a").interval.clone().unwrap().method);
    assert!(finding(&with(12), "mean-value/difference/g=a").interval.is_some());
    // Both languages say why, on the page and in the terminal.
    for (lang, words) in [(Lang::En, "a few large ones hold most of the sum"), (Lang::Fr, "essentiel de la somme")] {
        for format in [Format::from_id("html").unwrap(), Format::from_id("text").unwrap()] {
            let mut page = Vec::new();
            report::write(format, &few, lang, &mut page).unwrap();
            let page = String::from_utf8(page).unwrap();
            let page: Vec<&str> = page.split_whitespace().collect();
            assert!(page.join(" ").contains(words), "{lang:?} {format:?}");
        }
    }
}

#[test]
fn rows_that_carry_weights_have_no_means_of_values() {
    let audit = audit(&config("value = \"v\"\nweight = \"u\"", SHOWN), &offers().replace(",0\n", ",2\n"));
    assert_eq!(finding(&audit, "mean-value/value/g=a").undefined.as_deref(), Some("weighted-values"));
}

#[test]
fn a_stated_design_effect_widens_every_interval_by_its_root() {
    // With values on both sides of 0 it is Student's interval.
    let offers = || offers().repeat(30).replace("\ng,s,y,d,v,u\n", "\n").replace(",9,", ",-9,");
    let plain = audit(&config("value = \"v\"", SHOWN), &offers());
    let effect = format!("{SHOWN}[statistics]\ndesign_effect = 4\n");
    let wide = audit(&config("value = \"v\"", &effect), &offers());
    let half = |audit: &evenhand::document::Audit| {
        let found = finding(audit, "mean-value/value/g=a");
        found.interval.clone().unwrap().high.unwrap() - found.value.unwrap()
    };
    // Twice as wide, and by 2.0273 / 1.9760 for 36.5 degrees of freedom in place of 149.
    let ratio = half(&wide) / half(&plain);
    assert!((ratio - 2.0 * 2.0273 / 1.9760).abs() < 1e-3, "{ratio}");
    assert_eq!(finding(&wide, "mean-value/value/g=a").interval.clone().unwrap().deff, Some(4.0));
}
