//! Corrections for many comparisons, on rates whose exact probabilities at the limit are known.

use evenhand::document::{Audit, Verdict};

use super::over_g;
use crate::support::world::audit;

/// Four groups of 10,000 held under 10 %. The binomial tail at the limit, summed by another program, is below 1e-6 for 1,200,
/// 0.0069 for 1,075, 0.0091 for 1,072 and 0.26 for 1,020.
fn judged(correction: &str) -> Audit {
    let check = format!(
        "[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"value\"\nmax = 0.1\ncorrection = \"{correction}\"\n"
    );
    let people = "g,people,selected\na,10000,1200\nb,10000,1075\nc,10000,1072\nd,10000,1020\n";
    audit(&over_g("largest", &check), people)
}

fn outside(audit: &Audit) -> Vec<&str> {
    let results = audit.checks[0].results.iter().filter(|result| result.verdict == Verdict::Outside);
    results.map(|result| result.finding.rsplit('=').next().unwrap()).collect()
}

/// Each side has half of the error: 0.05/4/2 = 0.00625 at first; once a is out 0.05/3/2 = 0.0083, then 0.05/2/2 = 0.0125.
#[test]
fn holm_finds_in_steps_what_bonferroni_misses() {
    assert_eq!(outside(&judged("bonferroni")), ["a"]);
    let holm = judged("holm");
    assert_eq!(outside(&holm), ["a", "b", "c"]);
    assert!((holm.checks[0].family.level_each - 0.95).abs() < 1e-12);
}

/// The largest k of which k are at or below k 0.05/4/2: three, at 0.01875.
#[test]
fn the_false_discovery_rate_is_that_of_benjamini_and_hochberg() {
    let found = judged("bh");
    assert_eq!(outside(&found), ["a", "b", "c"]);
    assert!((found.checks[0].family.level_each - (1.0 - 3.0 * 0.05 / 4.0)).abs() < 1e-12);
    assert_eq!(found.checks[0].family.correction.as_str(), "bh");
}
