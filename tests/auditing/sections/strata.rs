//! Groups compared within strata: Berkeley 1973, and what may be shown of small strata.

use evenhand::document::{Audit, Verdict};

use crate::support::world::{COUNTS, audit, finding, result};

/// Admissions to the six largest departments: men, then women. Bickel, Hammel and O'Connell (1975).
pub(crate) const BERKELEY: &str = "gender,department,people,selected\nmen,A,825,512\nmen,B,560,353\nmen,C,325,120\n\
    men,D,417,138\nmen,E,191,53\nmen,F,373,22\nwomen,A,108,89\nwomen,B,25,17\nwomen,C,593,202\nwomen,D,375,131\n\
    women,E,393,94\nwomen,F,341,24\n";
const WITHIN: &str = "[[attribute]]\nname = \"gender\"\nreference = \"men\"\n[[attribute]]\nname = \"department\"\n\
    kind = \"stratum\"\n";

fn berkeley(more: &str) -> Audit {
    audit(&format!("{COUNTS}{WITHIN}{more}"), BERKELEY)
}

#[test]
fn berkeley_reverses_within_departments() {
    let audit = berkeley("");
    let [women] = &audit.strata[..] else { panic!("{:?}", audit.strata) };
    assert_eq!(women.id, "selection-rate/gender=women/within=department");
    assert_eq!((women.strata, women.strata_used, women.people), (6, 6, Some(1835)));
    // Pooled 557/1835 against 1198/2691; the others by the formulas of the papers in another program.
    let close = |found: Option<f64>, expected: f64| assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?}");
    close(women.pooled_ratio.value, 0.681_829_843_563_068_3);
    close(women.ratio.value, 1.058_307_423_589_208);
    close(women.ratio.interval.as_ref().unwrap().high, 1.154_131_713_531_928);
    close(women.difference.value, 0.018_425_196_190_852_512);
    close(women.difference.interval.as_ref().unwrap().low, -0.010_632_042_964_837_208);
    close(women.association[0].statistic, 1.524_606_660_443_442_7);
    close(women.association[1].statistic, 1.426_946_228_586_695_2);
    assert!(women.simpson.alarm && women.simpson.reverses);
    assert_eq!(women.justification, None);
}

#[test]
fn a_check_within_a_stratum_is_judged_by_the_comparison_of_like_with_like() {
    let lines = |within: &str| {
        format!(
            "[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n{within}\
             claim = \"show-within\"\n"
        )
    };
    let pooled = berkeley(&lines(""));
    assert_eq!(result(&pooled, "selection-rate/ratio/gender=women").verdict, Verdict::Outside);
    let alike = berkeley(&lines("within = \"department\"\n"));
    let id = "selection-rate/ratio/gender=women/within=department";
    assert_eq!((alike.checks[0].within.as_deref(), alike.checks[0].passes), (Some("department"), Some(true)));
    assert_eq!(result(&alike, id).verdict, Verdict::Within);
    assert_eq!(finding(&alike, id).value, alike.strata[0].ratio.value);
    // Each is an alternative of the other, and says so.
    let of = |audit: &Audit, kind: &str| {
        audit.checks[0]
            .robustness
            .iter()
            .find(|other| other.kind.as_str() == kind)
            .map(|other| (other.verdict, other.same))
    };
    assert_eq!(of(&pooled, "within"), Some((Verdict::Within, false)));
    assert_eq!(of(&alike, "within"), Some((Verdict::Outside, false)));
    // 39 % of both would have to be many more or fewer people to lie on the limit: the p-value of parity stands beside.
    assert_eq!(
        result(&pooled, "selection-rate/ratio/gender=women").equivalence.as_ref().unwrap().test.as_str(),
        "tost"
    );
}
