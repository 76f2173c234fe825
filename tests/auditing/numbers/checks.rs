//! Checks on scores and values.

use evenhand::document::Verdict;
use evenhand::plan::{self, Overrides};

use super::{SCORES, config, people};
use crate::support::world::{audit, result};

/// Two groups of 400 whose means are 0.3 and 0.5, and whose offers are 3 and 5 on average.
fn apart() -> String {
    let mut rows = Vec::new();
    for place in 0..400_u32 {
        let y = u8::from(place % 2 == 0);
        let (low, high) = [("0.1", "2"), ("0.5", "4")][usize::try_from(place / 2 % 2).unwrap()];
        rows.push(("a", low, y, y, high, place));
        let (low, high) = [("0.3", "4"), ("0.7", "6")][usize::try_from(place / 2 % 2).unwrap()];
        rows.push(("b", low, y, y, high, place));
    }
    people(&rows)
}

fn check(measure: &str, comparison: &str, limit: &str) -> String {
    format!("[[check]]\nid = \"c\"\nmeasure = \"{measure}\"\ncomparison = \"{comparison}\"\n{limit}\n")
}

#[test]
fn verdicts_follow_from_the_deciding_interval() {
    let columns = format!("{SCORES}\nvalue = \"v\"");
    for (measure, comparison, limit, verdict) in [
        ("mean-score", "difference", "max_gap = 0.1", Verdict::Outside),
        ("mean-score", "difference", "max_gap = 0.3", Verdict::Within),
        ("mean-score", "difference", "max_gap = 0.2", Verdict::CannotTell),
        ("auc", "difference", "max_gap = 0.2", Verdict::Within),
        ("mean-value", "ratio", "min = 0.8", Verdict::Outside),
        ("mean-value", "difference", "max_gap = 3", Verdict::Within),
        ("mean-value", "value", "min = 4", Verdict::Outside),
        // Half of either group scores above 0.4, the median of everybody.
        ("scoring-rate", "ratio", "min = 0.8", Verdict::Within),
        ("mean-score-gap", "value", "min = -0.1", Verdict::Outside),
        ("smd", "value", "min = -0.2\nclaim = \"point\"", Verdict::Outside),
        ("ks", "value", "max = 0.6\nclaim = \"point\"", Verdict::Within),
    ] {
        let audit = audit(&config(&columns, &check(measure, comparison, limit)), &apart());
        let judged = &audit.checks[0].results[0];
        assert_eq!(judged.verdict, verdict, "{measure} {comparison} {limit}");
        assert!(audit.finding(&judged.finding).is_some(), "{measure}: the result has its finding");
        assert_eq!(
            audit.exit_code,
            u8::from(verdict == Verdict::Outside) + 3 * u8::from(audit.checks[0].passes.is_none())
        );
    }
}

#[test]
fn the_deciding_interval_is_at_the_level_of_the_family() {
    let three = apart().replace("\nb,0.7", "\nc,0.7");
    let audit = audit(
        &config(
            SCORES,
            &check(
                "mean-score",
                "difference",
                "max_gap = 0.3\nclaim = \"no-evidence-outside\"\nneeds_detectable = 0.4",
            ),
        ),
        &three,
    );
    let family = &audit.checks[0].family;
    assert_eq!((family.size, (family.level_each - 0.974_679).abs() < 1e-6), (2, true));
    let judged = result(&audit, "mean-score/difference/g=a");
    let nominal = audit.finding("mean-score/difference/g=a").unwrap().interval.clone().unwrap();
    // Within is told by the nominal interval; that of the family stands beside it.
    assert_eq!((judged.decided_by.as_deref(), judged.interval.clone().unwrap().low), (Some("nominal"), nominal.low));
    let deciding = judged.family_interval.clone().unwrap();
    assert!(deciding.low.unwrap() < nominal.low.unwrap() && nominal.high.unwrap() < deciding.high.unwrap());
    // g + (z_each + z_0.8) SE, the standard error read off the interval.
    assert!(judged.detectable.unwrap() > 0.3 && judged.powered.is_some());
}

#[test]
fn where_no_interval_exists_nothing_passes_for_lack_of_evidence() {
    let audit = audit(&config(SCORES, &check("smd", "value", "min = -5\nmax = 5")), &apart());
    let judged = &audit.checks[0].results[0];
    assert_eq!((judged.verdict, judged.reason.as_deref()), (Verdict::CannotTell, Some("no-interval")));
    assert_eq!((audit.checks[0].passes, audit.exit_code), (None, 3));
}

#[test]
fn a_waiver_with_a_floor_covers_a_mean_until_it_falls_below() {
    let waivers = |floor: f64| {
        format!(
            "schema = \"evenhand.waivers/1\"\n[[waiver]]\ncheck = \"c\"\nsegment = {{ g = \"a\" }}\nreason = \"known\"\n\
             owner = \"head of pricing\"\napproved = 2026-11-01\nexpires = 2026-12-01\nfloor = {floor}\n"
        )
    };
    let text = config("value = \"v\"", &check("mean-value", "ratio", "min = 0.8")) + "[gate]\nwaivers = \"w.toml\"\n";
    for (floor, verdict) in [(0.5, Verdict::Waived), (0.7, Verdict::Outside)] {
        let (_, audit) = crate::support::world::audit_with(&text, &apart(), &[("w.toml", &waivers(floor))]);
        assert_eq!(audit.checks[0].results[0].verdict, verdict, "{floor}");
    }
}

/// The code that refuses a config.
fn refused(columns: &str, check: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("evenhand.toml"), config(columns, check)).unwrap();
    std::fs::write(folder.path().join("people.csv"), apart()).unwrap();
    let flags = Overrides { folder: folder.path().to_path_buf(), ..Overrides::default() };
    plan::read(&flags).expect_err("a config that says too much").code().to_owned()
}

#[test]
fn what_cannot_be_judged_is_refused_before_a_row_is_read() {
    for (columns, measure, comparison, limit, code) in [
        ("", "auc", "value", "min = 0.5", "EVH-P060"),
        ("", "mean-value", "value", "min = 5", "EVH-P060"),
        ("score = \"s\"", "auc", "value", "min = 0.5", "EVH-P019"),
        (SCORES, "auc", "ratio", "min = 0.8", "EVH-P061"),
        (SCORES, "ks", "difference", "max_gap = 0.1", "EVH-P061"),
        (SCORES, "ece", "difference", "max_gap = 0.1", "EVH-P061"),
        (SCORES, "ks", "value", "max = 0.1", "EVH-P062"),
        (SCORES, "auc", "value", "min = 1.5", "EVH-P009"),
        (SCORES, "auc", "difference", "max_gap = 1", "EVH-P009"),
        (SCORES, "mean-scor", "value", "min = 1", "EVH-P010"),
    ] {
        assert_eq!(refused(columns, &check(measure, comparison, limit)), code, "{measure} {comparison}");
    }
}
