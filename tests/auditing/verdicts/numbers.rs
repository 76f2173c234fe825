//! One finding and one result down to the digits.

use evenhand::document::{Audit, Verdict};

use super::{over_g, ratio_check};
use crate::support::world::{COUNTS, audit, finding, result};

fn near(got: Option<f64>, want: f64, within: f64) {
    let got = got.unwrap_or(f64::NAN);
    assert!((got - want).abs() <= within, "{got} is not {want}");
}

/// 5 of 12 against 100 of 1,000: on a limit of 1/0.99 that many or more have a probability of 0.0028 at most (every table
/// added up in Python), so the limit is ruled out at 95 % and not at 99.7 %.
#[test]
fn an_interval_that_decides_lies_beyond_a_limit_only_where_the_exact_test_does() {
    let judged = |level: &str| {
        let config = over_g("m", &format!("[statistics]\nlevel = {level}\n{}", ratio_check("min = 0.99\n")));
        let audit = audit(&config, "g,people,selected\nm,1000,100\nf,12,5\n");
        let nominal = finding(&audit, "selection-rate/ratio/g=f").interval.as_ref().and_then(|interval| interval.low);
        let result = result(&audit, "selection-rate/ratio/g=f");
        (nominal.unwrap(), result.interval.as_ref().and_then(|interval| interval.low).unwrap(), result.verdict)
    };
    let (nominal, deciding, verdict) = judged("0.997");
    assert!(nominal > 1.02, "{nominal}");
    assert!((deciding - 1.0 / 0.99).abs() < 1e-12 && verdict == Verdict::CannotTell, "{deciding} {verdict:?}");
    let (nominal, deciding, verdict) = judged("0.95");
    assert_eq!((deciding, verdict), (nominal, Verdict::Outside));
}

/// 7,139 of 39,880 women against 9,937 of 41,230 men, and a third group that makes the family one of two.
#[test]
fn the_worked_example_of_the_design_comes_out_to_the_printed_digits() {
    let config = over_g("men", &ratio_check("min = 0.8\n"));
    let audit = audit(&config, "g,people,selected\nmen,41230,9937\nwomen,39880,7139\nnon-binary,312,58\n");
    let id = "selection-rate/ratio/g=women";
    let found = finding(&audit, id);
    near(found.value, 0.742_745_924_197_065_4, 1e-15);
    let interval = found.interval.as_ref().unwrap();
    near(interval.low, 0.722_87, 5e-6);
    near(interval.high, 0.763_15, 5e-6);
    near(found.p_value, 5.6e-104, 5e-106);
    near(found.detectable.unwrap().low, 0.965, 5e-4);
    near(found.detectable.unwrap().high, 1.035, 5e-4);
    assert_eq!(found.test.as_deref(), Some("z-pooled"));

    let check = &audit.checks[0];
    assert_eq!((check.family.size, check.family.correction.as_str()), (2, "sidak"));
    near(Some(check.family.level_each), 0.974_68, 5e-6);
    near(check.limit.max, 1.25, 0.0);
    let judged = result(&audit, id);
    let deciding = judged.interval.as_ref().unwrap();
    near(deciding.low, 0.720_11, 5e-6);
    near(deciding.high, 0.766_07, 5e-6);
    near(judged.p_holm, 1.1e-103, 5e-105);
    near(judged.detectable, 0.767, 5e-4);
    assert_eq!((judged.verdict, judged.decided_by.as_deref()), (Verdict::Outside, Some("family")));
    assert_eq!((check.passes, audit.exit_code), (Some(false), 1));
}

/// Of 1,000 in the segment 100 were selected, of the reference's 1,000 125: 0.8 exactly. 60 people have no value, 30 of
/// them selected. Placed against the segment: 100 of 1,030 against 155 of 1,030, 0.645; for it: 130 against 125 of
/// 1,030, 1.04.
#[test]
fn a_point_on_the_limit_does_not_survive_the_worst_placement_of_the_unknown() {
    let config = over_g("b", &ratio_check("min = 0.8\nclaim = \"point\"\n"));
    let unknown = audit(&config, "g,people,selected\na,1000,100\nb,1000,125\n,60,30\n");
    let known = audit(&config, "g,people,selected\na,1000,100\nb,1000,125\n");
    let id = "selection-rate/ratio/g=a";
    assert_eq!((result(&unknown, id).verdict, result(&unknown, id).survives_missing), (Verdict::Within, Some(false)));
    assert_eq!((result(&known, id).verdict, result(&known, id).survives_missing), (Verdict::Within, Some(true)));
}

/// 4/200 against 5/200 is 0.8 in integers and 0.7999999999999999 in doubles.
#[test]
fn a_ratio_equal_to_its_limit_is_within() {
    let config = over_g("b", &ratio_check("min = 0.8\nclaim = \"point\"\n"));
    for (selected, verdict) in [(4, Verdict::Within), (3, Verdict::Outside)] {
        let audit = audit(&config, &format!("g,people,selected\na,200,{selected}\nb,200,5\n"));
        assert_eq!(result(&audit, "selection-rate/ratio/g=a").verdict, verdict);
    }
}

const WEIGHTED: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\n\
    decision = \"d\"\nweight = \"w\"\n[[attribute]]\nname = \"g\"\nreference = \"a\"\n";

/// All selected weigh 2 and all rejected 1: n² x 2 x 1 / (Σw)² = 100² x 2 / 150² = 8/9 in every group. Kish's 10/9 knows
/// only that weights differ, and not that they tell who was selected.
#[test]
fn a_weighted_rate_is_of_weights_and_its_interval_knows_what_they_tell() {
    let mut people = String::from("g,d,w\n");
    for group in ["a", "b"] {
        people.push_str(&format!("{group},1,2\n{group},0,1\n").repeat(50));
    }
    let audit = audit(WEIGHTED, &people);
    let found = finding(&audit, "selection-rate/value/g=a");
    near(found.value, 2.0 / 3.0, 1e-15);
    assert_eq!((found.top, found.bottom), (Some(50), Some(100)));
    near(found.interval.as_ref().unwrap().deff, 8.0 / 9.0, 1e-12);
    near(found.weighted.map(|sums| sums.bottom), 150.0, 0.0);
}

#[test]
fn equal_weights_give_what_no_weights_give() {
    let rows = |weight: &str| {
        let group = |name: &str, yes: usize, no: usize| {
            format!("{name},1,{weight}\n").repeat(yes) + &format!("{name},0,{weight}\n").repeat(no)
        };
        format!("g,d,w\n{}{}{}", group("a", 75, 25), group("b", 60, 40), group("c", 3, 14))
    };
    let of = |config: &str, weight: &str| audit(&format!("{config}{}", ratio_check("min = 0.8\n")), &rows(weight));
    let plain = of(&WEIGHTED.replace("weight = \"w\"\n", ""), "1");
    for weight in ["1", "0.1", "3", "12.7"] {
        let weighted = of(WEIGHTED, weight);
        assert_eq!(weighted.findings.len(), plain.findings.len());
        for (with, without) in weighted.findings.iter().zip(&plain.findings) {
            assert_eq!((&with.id, with.value, with.p_value), (&without.id, without.value, without.p_value), "{weight}");
            assert_eq!((&with.interval, &with.test), (&without.interval, &without.test), "{} {weight}", with.id);
        }
        let results = |audit: &Audit| audit.checks[0].results.clone();
        assert_eq!(results(&weighted), results(&plain), "{weight}");
    }
    // 60 of 100 against 75 of 100 is 0.8, in integers too.
    assert_eq!(finding(&plain, "selection-rate/ratio/g=b").value, Some(0.8));
}

/// Nobody of b is seen selected, so b's weights say nothing of what the selected would weigh; those of a say that they
/// weigh three times as much.
#[test]
fn where_nobody_was_selected_the_other_side_says_what_weights_cost() {
    let b = "b,0,1\nb,0,1.5\n".repeat(30);
    let people = |heavy: &str| format!("g,d,w\n{}{}{b}", format!("a,1,{heavy}\n").repeat(100), "a,0,1\n".repeat(900));
    let deff = |heavy: &str| {
        let audit = audit(WEIGHTED, &people(heavy));
        let at = |id: &str| finding(&audit, id).interval.as_ref().unwrap().deff.unwrap();
        (at("selection-rate/ratio/g=b"), at("selection-rate/value/g=b"), at("selection-rate/value/g=a"))
    };
    let kish = 60.0 * (30.0 + 30.0 * 2.25) / (75.0 * 75.0);
    let (in_pair, alone, of_a) = deff("3");
    near(Some(alone), kish, 1e-12);
    near(Some(in_pair), of_a, 1e-12);
    near(Some(of_a), 1000.0 * 1000.0 * 3.0 / (1200.0 * 1200.0), 1e-12);
    // Where those selected weigh less, nothing is spared by it.
    near(Some(deff("0.5").0), kish, 1e-12);
}

#[test]
fn an_audit_of_a_census_has_no_intervals_and_no_tests() {
    let census = COUNTS.replace("[data]", "[audit]\ninference = \"census\"\n[data]");
    let config = format!("{census}[[attribute]]\nname = \"g\"\n{}", ratio_check("min = 0.8\nclaim = \"point\"\n"));
    let audit = audit(&config, "g,people,selected\na,1000,100\nb,900,125\n");
    assert!(audit.findings.iter().all(|found| found.interval.is_none() && found.p_value.is_none()));
    assert_eq!(result(&audit, "selection-rate/ratio/g=b").verdict, Verdict::Outside);
    assert_eq!(result(&audit, "selection-rate/ratio/g=b").interval, None);
}

/// Rates 0.1, 0.2 and 0.4; the hidden pair has 1 of 9 and 3 of 10. By 200,000 draws with another generator (numpy,
/// binomial at the pooled rate 700/3000): the largest difference of alike groups has median 0.021 and 95 % point 0.044.
#[test]
fn a_summary_stands_beside_what_alike_groups_would_give() {
    let people = "g,people,selected\na,1000,100\nb,1000,200\nc,1000,400\nd,9,1\ne,10,3\n";
    let audit = audit(&over_g("a", ""), people);
    let largest = finding(&audit, "selection-rate/largest-difference/g");
    near(largest.value, 0.3, 1e-12);
    near(largest.under_equality.map(|equal| equal.median), 0.021, 0.002);
    near(largest.under_equality.map(|equal| equal.p95), 0.044, 0.003);
    assert!(largest.interval.is_none());
    near(finding(&audit, "selection-rate/smallest-ratio/g").value, 0.25, 1e-12);
}
