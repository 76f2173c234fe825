//! What chance alone would show beside the widest gap.

use evenhand::lang::Lang;
use evenhand::report::{Format, write};

use super::{over_g, ratio_check};
use crate::support::world::audit;

fn shown(audit: &evenhand::document::Audit) -> String {
    let mut text = Vec::new();
    write(Format::from_id("text").unwrap(), audit, Lang::En, &mut text).unwrap();
    String::from_utf8(text).unwrap().replace("\n  ", " ")
}

/// Two groups of 10,000 at 20 % and 21 %, pooled 20.5 %: a standard error of √(0.205 x 0.795 x 2/10,000) = 0.00571. Half of the
/// differences of equal groups are within 0.6745 of it, 95 % within 1.96: 39 and 112 of 10,000.
#[test]
fn the_widest_gap_stands_beside_what_equal_groups_would_show() {
    let people = "g,people,selected\na,10000,2000\nb,10000,2100\n";
    let judged = audit(&over_g("b", &ratio_check("min = 0.8\n")), people);
    let chance = judged.widest_by_chance.unwrap();
    assert!((chance.median / 0.003_851 - 1.0).abs() < 0.08, "{}", chance.median);
    assert!((chance.p95 / 0.011_190 - 1.0).abs() < 0.06, "{}", chance.p95);
    let text = shown(&judged);
    assert!(text.contains("Widest gap: 10 fewer per 1,000 for a (g) than for b (g). Chance alone"), "{text}");
    assert!(text.contains("would show 4 or more half of the time, and in one of 20 audits more than 11."), "{text}");
}

#[test]
fn a_census_has_no_chance_and_what_is_not_judged_is_nominal() {
    let people = "g,people,selected\na,10000,2000\nb,10000,2100\n";
    let census = over_g("b", "[audit]\ninference = \"census\"\n");
    let census = audit(&census, people);
    assert!(census.widest_by_chance.is_none() && !shown(&census).contains("Chance alone"));
    let free = audit(&over_g("b", ""), people);
    assert!(free.widest_by_chance.is_some() && shown(&free).contains("intervals are nominal, each for itself alone"));
}
