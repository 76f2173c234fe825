//! Findings of values.

use super::world::{audit, finding};
use super::{SHOWN, config, people};

/// `a`: 0 (rejected), 0 (selected), 2 (rejected), 4 (selected), 9 (rejected), as the catalog; `b`: 1, 2, 3 and 6, selected.
fn offers() -> String {
    let a = [("0", 0), ("0", 1), ("2", 0), ("4", 1), ("9", 0)].map(|(v, d)| ("a", "0.5", 1, d, v, 0));
    let b = ["1", "2", "3", "6"].map(|v| ("b", "0.5", 1, 1, v, 0));
    people(&[a.to_vec(), b.to_vec()].concat())
}

#[test]
fn means_are_over_everybody_the_selected_and_those_who_got_something() {
    let audit = audit(&config("value = \"v\"", SHOWN), &offers());
    for (measure, own, reference, people) in
        [("mean-value", 3.0, 3.0, 5), ("mean-value-of-selected", 2.0, 3.0, 2), ("mean-value-nonzero", 5.0, 3.0, 3)]
    {
        let found = finding(&audit, &format!("{measure}/value/g=a"));
        assert_eq!((found.value, found.bottom), (Some(own), Some(people)), "{measure}");
        assert_eq!(finding(&audit, &format!("{measure}/difference/g=a")).value, Some(own - reference), "{measure}");
        assert_eq!(finding(&audit, &format!("{measure}/ratio/g=a")).value, Some(own / reference), "{measure}");
    }
}

#[test]
fn the_ratio_may_honestly_have_no_bounds() {
    let audit = audit(&config("value = \"v\"", SHOWN), &offers());
    // The reference's mean 3 has the variance 14/12: with 1.6 degrees of freedom 0 is not ruled out.
    let ratio = finding(&audit, "mean-value-of-selected/ratio/g=a").interval.clone().unwrap();
    assert_eq!((ratio.method.as_deref(), ratio.shape == "bounded"), (Some("fieller"), false));
    let value = finding(&audit, "mean-value/value/g=b").interval.clone().unwrap();
    // 3 ± 3.182446 √(14/12)
    assert!((value.high.unwrap() - 6.437_430).abs() < 1e-4, "{value:?}");
}

#[test]
fn rows_that_carry_weights_have_no_means_of_values() {
    let audit = audit(&config("value = \"v\"\nweight = \"u\"", SHOWN), &offers().replace(",0\n", ",2\n"));
    assert_eq!(finding(&audit, "mean-value/value/g=a").undefined.as_deref(), Some("weighted-values"));
}

#[test]
fn a_stated_design_effect_widens_every_interval_by_its_root() {
    let plain = audit(&config("value = \"v\"", SHOWN), &offers().repeat(30).replace("\ng,s,y,d,v,u\n", "\n"));
    let effect = format!("{SHOWN}[statistics]\ndesign_effect = 4\n");
    let wide = audit(&config("value = \"v\"", &effect), &offers().repeat(30).replace("\ng,s,y,d,v,u\n", "\n"));
    let half = |audit: &evenhand::audit::Audit| {
        let interval = finding(audit, "mean-value/value/g=a").interval.clone().unwrap();
        interval.high.unwrap() - 3.0
    };
    // Twice as wide, and by 2.0273 / 1.9760 for 36.5 degrees of freedom in place of 149.
    let ratio = half(&wide) / half(&plain);
    assert!((ratio - 2.0 * 2.0273 / 1.9760).abs() < 1e-3, "{ratio}");
    assert_eq!(finding(&wide, "mean-value/value/g=a").interval.clone().unwrap().deff, Some(4.0));
}
