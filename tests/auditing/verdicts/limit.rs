//! What is called outside was confirmed by a test made at the limit, and not by one of equality.

use evenhand::document::{CheckResult, Verdict};
use evenhand_metrics::family::{Correction, level_each};
use evenhand_metrics::interval::{Confidence, Interval, ProportionMethod, RatioMethod, proportion, ratio};
use evenhand_metrics::strata::rate_difference;
use evenhand_metrics::tally::{Pair, Tally};

use super::{over_g, ratio_check};
use crate::support::world::{COUNTS, audit, result};

/// As many groups as the family has beside the one in question, all with `row`.
fn rows(groups: u32, row: &str) -> String {
    let lines: Vec<String> = (0..groups).map(|group| format!("g{group:02},{row}")).collect();
    lines.join("\n") + "\n"
}

fn sure(comparisons: usize) -> Confidence {
    Confidence::normal(level_each(Correction::Sidak, 0.95, comparisons))
}

/// The verdict with the ends of the interval that decided.
fn stand(result: &CheckResult) -> (Verdict, Option<f64>, Option<f64>) {
    let interval = result.interval.clone().unwrap();
    (result.verdict, interval.low, interval.high)
}

/// 4 of 100 against a maximum of 1 %: Wilson's interval at the level of fourteen lies above it, and one audit in fifty has that
/// many by chance.
#[test]
fn a_rate_alone_is_outside_where_the_binomial_tail_says_so() {
    let check = "[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"value\"\nmax = 0.01\n";
    let with = |selected: u64| {
        let people = format!("g,people,selected\nx,100,{selected}\n{}", rows(13, "100,1"));
        let audit = audit(&over_g("largest", check), &people);
        (stand(result(&audit, "selection-rate/value/g=x")), audit.exit_code)
    };
    let alone = proportion(ProportionMethod::Wilson, Tally::of_counts(4, 100), &sure(14)).unwrap();
    assert!(alone.low.unwrap() > 0.01, "{alone:?}");
    let ((verdict, low, high), exit) = with(4);
    assert_eq!((verdict, low, high, exit), (Verdict::CannotTell, Some(0.01), alone.high, 3));
    let ((verdict, low, _), exit) = with(9);
    assert!(verdict == Verdict::Outside && low.unwrap() > 0.01 && exit == 1);
}

/// The first count whose score interval lies above 1.25 is one that a ratio of 1.25 brings about too often among forty.
#[test]
fn a_ratio_is_outside_where_the_exact_tail_at_the_limit_says_so() {
    let of = |selected| -> Interval {
        let (a, b) = (Tally::of_counts(selected, 200), Tally::of_counts(400, 20_000));
        ratio(RatioMethod::default(), a, b, &sure(40)).unwrap()
    };
    let first = (0..200).find(|selected| of(*selected).low.unwrap() > 1.25).unwrap();
    let with = |selected: u64| {
        let people = format!("g,people,selected\nx,200,{selected}\nlarge,20000,400\n{}", rows(39, "200,5"));
        stand(result(&audit(&over_g("large", &ratio_check("min = 0.8\n")), &people), "selection-rate/ratio/g=x"))
    };
    assert_eq!(with(first), (Verdict::CannotTell, Some(1.25), of(first).high));
    let (verdict, low, _) = with(first + 4);
    assert!(verdict == Verdict::Outside && low == of(first + 4).low);
}

/// Two small groups in two strata against large ones: nobody of them was selected, and of that Sato's interval makes a certainty.
#[test]
fn a_difference_within_strata_is_outside_where_the_score_at_the_limit_says_so() {
    let strata = [Pair::new(Tally::of_counts(0, 60), Tally::of_counts(120, 6_000)); 2];
    let alone = rate_difference(&strata, &sure(1)).unwrap().interval.unwrap();
    assert!(alone.high.unwrap() < -0.01, "{alone:?}");
    let config = format!(
        "{COUNTS}[[attribute]]\nname = \"g\"\nreference = \"large\"\n[[attribute]]\nname = \"month\"\nkind = \"stratum\"\n\
         [[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"difference\"\nmax_gap = 0.01\nwithin = \"month\"\n\
         attributes = [\"g\"]\n"
    );
    let with = |people: u64| {
        let rows = format!(
            "g,month,people,selected\nsmall,may,{people},0\nsmall,june,{people},0\nlarge,may,6000,120\nlarge,june,6000,120\n"
        );
        stand(result(&audit(&config, &rows), "selection-rate/difference/g=small/within=month"))
    };
    let (verdict, _, high) = with(60);
    assert_eq!((verdict, high), (Verdict::CannotTell, Some(-0.01)));
    assert_eq!(with(600).0, Verdict::Outside);
}

/// Everyone is the group and the rest: with half of all people in it, a ratio of 0.6 to the rest is one of 0.75 to everyone.
#[test]
fn against_everyone_the_limit_is_carried_to_the_rest() {
    for selected in 60..130 {
        let rows = format!("g,people,selected\na,1000,{selected}\nb,1000,200\n");
        let verdict =
            |lines: &str, id: &str| result(&audit(&over_g("largest", &ratio_check(lines)), &rows), id).verdict;
        let rest = verdict("min = 0.6\none_sided = true\nreference = \"rest\"\n", "selection-rate/ratio/g=a/vs=rest");
        let everyone =
            verdict("min = 0.75\none_sided = true\nreference = \"everyone\"\n", "selection-rate/ratio/g=a/vs=everyone");
        assert_eq!(rest, everyone, "{selected}");
    }
}

/// Against everyone as against the rest, comparisons pull against each other.
#[test]
fn families_against_everyone_take_bonferroni() {
    let people = "g,people,selected\na,1000,100\nb,1000,200\nc,1000,150\n";
    for reference in ["rest", "everyone"] {
        let lines = format!("min = 0.8\nreference = \"{reference}\"\n");
        let audit = audit(&over_g("largest", &ratio_check(&lines)), people);
        assert_eq!(audit.checks[0].family.correction.as_str(), "bonferroni", "{reference}");
    }
}

/// 11 of 100 are outside a minimum of 20 % (a binomial tail of 0.0126), 12 are not (0.0253); at a rate of 9.12 % there are 11 or fewer
/// 8 times in 10.
#[test]
fn a_rate_alone_has_a_detectable_rate_by_the_rule_that_decides() {
    let check = "[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"value\"\nmin = 0.2\n";
    let with = |selected: u64| {
        // Few people have a family of their own.
        let audit = audit(&over_g("largest", check), &format!("g,people,selected\nx,100,{selected}\ny,9,3\n"));
        let result = result(&audit, "selection-rate/value/g=x");
        (result.verdict, result.detectable.unwrap())
    };
    assert_eq!([with(11).0, with(12).0], [Verdict::Outside, Verdict::CannotTell]);
    assert!((with(12).1 - 0.0912).abs() < 1e-4, "{:?}", with(12));
}

/// Some 850 people would show equality to be within; who has 3,000 is not told so.
#[test]
fn how_many_people_would_do_is_told_to_those_who_have_fewer() {
    let rows = "g,people,selected\nlarge,50000,10000\nmany,3000,500\nfew,500,84\n";
    let audit = audit(&over_g("large", &ratio_check("min = 0.8\n")), rows);
    let of = |group: &str| {
        let result = result(&audit, &format!("selection-rate/ratio/g={group}"));
        let told = result.said.values.get("needed_within").and_then(serde_json::Value::as_u64);
        assert_eq!(told, result.equivalence.as_ref().and_then(|found| found.needed_within));
        (result.verdict, told)
    };
    assert_eq!(of("many"), (Verdict::CannotTell, None));
    let (verdict, told) = of("few");
    assert!(verdict == Verdict::CannotTell && told.is_some_and(|people| (700..1_000).contains(&people)), "{told:?}");
}
