//! References: which group, rest or everyone a segment is compared with, and how large the family then is.

use super::{over_g, ratio_check};
use crate::support::world::{COUNTS, audit, finding, result};

/// Rates 0.1, 0.2, 0.3 of 1,000, 3,000 and 2,000 people.
const THREE: &str = "g,people,selected\na,1000,100\nb,3000,600\nc,2000,600\n";

fn value(reference: &str, group: &str) -> (Option<f64>, u64, String) {
    let audit = audit(&over_g(reference, &ratio_check("min = 0.8\n")), THREE);
    let found = finding(&audit, &format!("selection-rate/ratio/g={group}"));
    let rule = found.reference.as_ref().unwrap().rule.to_string();
    (found.value, audit.checks[0].family.size, rule)
}

fn assert_value(reference: &str, group: &str, want: (f64, u64, &str)) {
    let (got, size, rule) = value(reference, group);
    assert!((got.unwrap() - want.0).abs() < 1e-12, "{reference} {group}: {got:?}");
    assert_eq!((size, rule.as_str()), (want.1, want.2));
}

#[test]
fn every_rule_names_its_reference_and_sizes_its_family() {
    assert_value("a", "b", (2.0, 2, "named"));
    assert_value("largest", "a", (0.5, 2, "largest"));
    // All three pairs: any of the groups could have been the highest.
    assert_value("highest-rate", "a", (1.0 / 3.0, 3, "highest-rate"));
    // 0.1 against 1,200 of 5,000.
    assert_value("rest", "a", (0.1 / 0.24, 3, "rest"));
    // 0.1 against 1,300 of 6,000.
    assert_value("everyone", "a", (0.1 / (1300.0 / 6000.0), 3, "everyone"));
}

/// The interval against everyone is that against the rest, carried over by r / (w r + 1 - w) with w = 1/6.
#[test]
fn the_interval_against_everyone_is_that_against_the_rest_carried_over() {
    let config = over_g("rest", &ratio_check("min = 0.8\nreference = \"everyone\"\n"));
    let audit = audit(&config, THREE);
    let rest = finding(&audit, "selection-rate/ratio/g=a").interval.clone().unwrap();
    let everyone = finding(&audit, "selection-rate/ratio/g=a/vs=everyone").interval.clone().unwrap();
    let carried = |r: f64| r / (r / 6.0 + 5.0 / 6.0);
    assert!((everyone.low.unwrap() - carried(rest.low.unwrap())).abs() < 1e-12);
    assert!((everyone.high.unwrap() - carried(rest.high.unwrap())).abs() < 1e-12);
}

#[test]
fn a_check_that_names_another_reference_says_so_in_its_ids() {
    let audit = audit(&over_g("largest", &ratio_check("min = 0.8\nreference = \"c\"\n")), THREE);
    let id = "selection-rate/ratio/g=a/vs=named:c";
    assert!((finding(&audit, id).value.unwrap() - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(result(&audit, id).finding, id);
}

fn crossed(first: &str, second: &str) -> String {
    format!(
        "{COUNTS}[[attribute]]\nname = \"g\"\nreference = \"{first}\"\n[[attribute]]\nname = \"h\"\nreference = \"{second}\"\n"
    )
}

const CROSSED: &str = "g,h,people,selected\na,x,1000,100\na,y,2000,400\nb,x,3000,900\nb,y,1500,300\n";

fn reference_of_cross(config: &str, group: &str) -> (String, String) {
    let audit = audit(config, CROSSED);
    let reference = finding(&audit, &format!("selection-rate/ratio/{group}")).reference.clone().unwrap();
    (reference.rule.to_string(), reference.segment.map(|segment| segment.id()).unwrap_or_default())
}

#[test]
fn a_cross_is_compared_with_the_cross_of_the_named_references_else_with_the_largest_cell() {
    assert_eq!(reference_of_cross(&crossed("a", "y"), "g=b,h=x"), ("named".into(), "g=a,h=y".into()));
    assert_eq!(reference_of_cross(&crossed("a", "largest"), "g=a,h=x"), ("largest".into(), "g=b,h=x".into()));
}

/// A rule that all attributes share is the rule of their crosses too, as `--reference rest` asks of everything.
#[test]
fn a_cross_takes_the_rule_that_its_attributes_share() {
    assert_eq!(reference_of_cross(&crossed("rest", "rest"), "g=a,h=x"), ("rest".into(), String::new()));
    // 400 of 2,000 and 300 of 1,500 are 0.2, 900 of 3,000 is 0.3.
    let highest = ("highest-rate".into(), "g=b,h=x".into());
    assert_eq!(reference_of_cross(&crossed("highest-rate", "highest-rate"), "g=a,h=x"), highest);
    assert_eq!(reference_of_cross(&crossed("rest", "everyone"), "g=a,h=x"), ("largest".into(), "g=b,h=x".into()));
}

/// The largest group overall is b, although a is larger in the second campaign.
#[test]
fn the_largest_group_is_that_of_all_campaigns_together() {
    let columns = COUNTS.replace("selected = \"selected\"\n", "selected = \"selected\"\ncampaign = \"c\"\n");
    let config = format!("{columns}[[attribute]]\nname = \"g\"\n");
    let audit = audit(&config, "g,c,people,selected\na,1,1000,100\nb,1,5000,500\na,2,1000,100\nb,2,500,50\n");
    let reference = finding(&audit, "selection-rate/ratio/g=a/in=2").reference.clone().unwrap();
    assert_eq!(reference.segment.unwrap().id(), "g=b");
}

/// One fifth of the people: 0.2 / 0 has no value, and the comparison still counts in the family.
#[test]
fn a_reference_that_selected_nobody_gives_no_ratio_and_stays_in_the_family_and_is_judged() {
    let audit =
        audit(&over_g("b", &ratio_check("min = 0.8\n")), "g,people,selected\na,1000,200\nb,4000,0\nc,500,100\n");
    let judged = result(&audit, "selection-rate/ratio/g=a");
    assert_eq!((judged.verdict.id(), judged.reason.as_deref()), ("outside", Some("reference-zero")));
    assert_eq!((audit.checks[0].family.size, audit.exit_code), (2, 1));
}
