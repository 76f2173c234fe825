//! What passing claims: shown within for most people, nothing seen outside where it would have been seen, or the estimate
//! alone.

use evenhand::document::Verdict;

use super::{over_g, ratio_check};
use crate::support::world::{COUNTS, audit, audit_with, finding, result};

const EVEN: &str = "g,people,selected\na,20000,4000\nb,20000,4000\nc,100,20\n";

#[test]
fn even_rates_pass_when_most_people_are_in_groups_shown_within() {
    let audit = audit(&over_g("b", &ratio_check("min = 0.8\n")), EVEN);
    let check = &audit.checks[0];
    assert_eq!(result(&audit, "selection-rate/ratio/g=a").verdict, Verdict::Within);
    assert_eq!(result(&audit, "selection-rate/ratio/g=c").verdict, Verdict::CannotTell);
    // a: 20,000 of the 20,100 outside the reference.
    assert!((check.coverage["g"] - 20_000.0 / 20_100.0).abs() < 1e-12);
    assert_eq!((check.claim.as_str(), check.needs_coverage, check.needs_detectable), ("shown", Some(0.8), None));
    assert_eq!((check.verdict, check.passes, audit.exit_code), (Verdict::CannotTell, Some(true), 0));
}

#[test]
fn the_same_rates_are_undecided_when_every_result_has_to_be_shown_within() {
    let audit = audit(&over_g("b", &ratio_check("min = 0.8\nclaim = \"show-within\"\n")), EVEN);
    let check = &audit.checks[0];
    assert_eq!((check.passes, audit.exit_code), (None, 3));
    assert_eq!((check.claim.as_str(), check.needs_coverage), ("shown", Some(1.0)));
}

/// 20,000 of 20,100 people compared are shown within: 0.995.
#[test]
fn the_share_that_has_to_be_shown_is_the_configs() {
    for (needs, passes) in [("0.99", Some(true)), ("0.996", None)] {
        let lines = ratio_check(&format!("min = 0.8\nneeds_coverage = {needs}\n"));
        assert_eq!(audit(&over_g("b", &lines), EVEN).checks[0].passes, passes, "{needs}");
    }
}

/// a: 0.84 of b's rate. By hand on the logarithm: ln 0.84 = -0.174, standard error sqrt(0.832/840 + 0.8/12000) = 0.0325; 95 %:
/// 0.788 to 0.895. With 8 comparisons at 99.36 % (z = 2.73): 0.769 to 0.918. The limit of 0.78 lies between the two lower
/// ends.
#[test]
fn within_is_told_by_the_interval_of_the_group_itself_and_outside_by_that_of_the_family() {
    let others = (0..7).map(|group| format!("o{group},50000,10000\n")).collect::<Vec<_>>().concat();
    let rows = format!("g,people,selected\nb,60000,12000\na,5000,840\n{others}");
    let audit = audit(&over_g("b", &ratio_check("min = 0.78\n")), &rows);
    let a = result(&audit, "selection-rate/ratio/g=a");
    assert_eq!((a.verdict, a.decided_by.as_deref()), (Verdict::Within, Some("nominal")));
    let (own, family) = (a.interval.clone().unwrap(), a.family_interval.clone().unwrap());
    assert!(
        (own.low.unwrap() - 0.788).abs() < 2e-3 && (family.low.unwrap() - 0.769).abs() < 2e-3,
        "{own:?} {family:?}"
    );
    let nominal = finding(&audit, "selection-rate/ratio/g=a").interval.clone().unwrap();
    assert_eq!((own.low, own.high), (nominal.low, nominal.high));
}

#[test]
fn nobody_selected_in_the_reference_and_everybody_in_the_group_is_outside() {
    let audit = audit(&over_g("a", &ratio_check("min = 0.8\n")), "g,people,selected\na,1000,0\nb,900,900\n");
    let b = result(&audit, "selection-rate/ratio/g=b");
    assert_eq!((b.verdict, b.decided_by.as_deref()), (Verdict::Outside, Some("family")));
    assert_eq!((b.reason.as_deref(), audit.exit_code), (Some("reference-zero"), 1));
    let interval = b.interval.clone().unwrap();
    // Told to the whole number; no other program's figure stands behind it.
    assert!((interval.low.unwrap() - 261.0).abs() < 1.0 && interval.high.is_none(), "{interval:?}");
    let found = finding(&audit, "selection-rate/ratio/g=b");
    assert_eq!((found.value, found.undefined.as_deref()), (None, Some("reference-zero")));
}

#[test]
fn where_nobody_is_selected_on_either_side_nothing_is_assessed() {
    let rows = "g,people,selected\na,1000,0\nb,900,0\nc,50,20\n";
    let audit = audit(&over_g("a", &ratio_check("min = 0.8\n")), rows);
    let b = result(&audit, "selection-rate/ratio/g=b");
    assert_eq!((b.verdict, b.reason.as_deref()), (Verdict::NotAssessed, Some("reference-zero")));
}

#[test]
fn values_of_which_nothing_is_shown_leave_the_check_undecided() {
    let check = "[[check]]\nid = \"floor\"\nmeasure = \"selection-rate\"\ncomparison = \"value\"\nmin = 0.2\n";
    let rows = "g,people,selected\na,20,2\nb,20,1\nc,20,3\nd,20,2\ne,20,2\n";
    for (gate, exit) in [("", 3), ("[gate]\non_cannot_tell = \"fail\"\n", 1)] {
        let audit = audit(&over_g("a", &format!("{check}{gate}")), rows);
        assert_eq!((audit.counts.cannot_tell, audit.checks[0].passes, audit.exit_code), (5, None, exit));
    }
}

/// Above the reference it is the upper side of the limit that decides, and the gap that would show lies above it.
#[test]
fn the_gap_that_would_show_is_told_on_the_side_of_the_estimate() {
    let audit =
        audit(&over_g("b", &ratio_check("min = 0.8\n")), "g,people,selected\na,200,44\nb,5000,1000\nc,200,36\n");
    let seen = |group: &str| result(&audit, &format!("selection-rate/ratio/g={group}")).detectable.unwrap();
    assert!(seen("a") > 1.25 && seen("c") < 0.8, "{} {}", seen("a"), seen("c"));
}

#[test]
fn too_little_coverage_is_undecided_and_the_gate_setting_says_what_that_means() {
    let rows = "g,people,selected\na,300,6\nb,20000,400\n";
    for (setting, exit) in [("exit3", 3), ("fail", 1), ("warn", 0)] {
        let gate = format!("[gate]\non_cannot_tell = \"{setting}\"\n");
        let audit = audit(&over_g("b", &format!("{}{gate}", ratio_check("min = 0.8\n"))), rows);
        assert_eq!((audit.checks[0].passes, audit.exit_code), (None, exit), "{setting}");
    }
}

#[test]
fn a_check_that_only_warns_never_changes_the_exit_code() {
    let rows = "g,people,selected\na,10000,1000\nb,10000,3000\n";
    let audit = audit(&over_g("b", &ratio_check("min = 0.8\nseverity = \"warn\"\n")), rows);
    assert_eq!((audit.checks[0].passes, audit.checks[0].verdict), (Some(false), Verdict::Outside));
    assert_eq!((audit.exit_code, audit.verdict), (0, Some(Verdict::Outside)));
}

#[test]
fn a_limit_has_two_sides_unless_it_says_otherwise() {
    let rows = "g,people,selected\na,10000,6000\nb,10000,3000\n";
    for (lines, verdict) in [
        ("min = 0.8\n", Verdict::Outside),
        ("min = 0.8\none_sided = true\n", Verdict::Within),
        ("max = 1.25\none_sided = true\n", Verdict::Outside),
        ("min = 0.8\nmax = 2.5\n", Verdict::Within),
    ] {
        let audit = audit(&over_g("b", &ratio_check(lines)), rows);
        assert_eq!(result(&audit, "selection-rate/ratio/g=a").verdict, verdict, "{lines}");
    }
}

#[test]
fn a_gap_is_held_on_both_sides_of_nothing() {
    let check = "[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"difference\"\nmax_gap = 0.05\n";
    let audit =
        audit(&over_g("b", check), "g,people,selected\na,10000,3000\nb,10000,2000\nc,10000,2010\nd,10000,1000\n");
    let verdicts = ["a", "c", "d"].map(|g| result(&audit, &format!("selection-rate/difference/g={g}")).verdict);
    assert_eq!(verdicts, [Verdict::Outside, Verdict::Within, Verdict::Outside]);
}

/// 16 of 80 against 3 of 20: one different person would reverse the order (15/80 < 4/20), so nothing is held against
/// it although the ratio is 0.75. 160 of 800 against 30 of 200 has the same ratio and is held.
#[test]
fn the_four_fifths_pack_exempts_what_one_person_would_reverse() {
    let config = format!("policies = [\"us-four-fifths\"]\n{COUNTS}[[attribute]]\nname = \"g\"\n");
    let exempt = audit(&config, "g,people,selected\na,80,16\nb,20,3\n");
    let id = "selection-rate/ratio/g=b/vs=highest-rate-2pct";
    assert_eq!(result(&exempt, id).verdict, Verdict::CannotTell);
    assert_eq!(result(&exempt, id).reason.as_deref(), Some("flip-exempt"));
    assert_eq!((exempt.checks[0].passes, exempt.exit_code), (Some(true), 0));
    // (1 - 0.15) / (1 - 0.2)
    assert!((result(&exempt, id).complement_ratio.unwrap() - 1.0625).abs() < 1e-12);
    let held = audit(&config, "g,people,selected\na,800,160\nb,200,30\n");
    assert_eq!((result(&held, id).verdict, held.exit_code), (Verdict::Outside, 1));
    assert_eq!(held.checks[0].pack.as_ref().map(|pack| pack.source.as_str()), Some("29 CFR 1607.4(D)"));
}

/// a: 10 of 500, 2 %; the pack passes over groups under 2 % of the people: c has 40 of 10,540 people.
#[test]
fn the_pack_takes_no_reference_from_a_group_under_two_per_cent_and_names_it() {
    let config = format!("policies = [\"us-four-fifths\"]\n{COUNTS}[[attribute]]\nname = \"g\"\n");
    let audit = audit(&config, "g,people,selected\na,5000,1000\nb,5500,1000\nc,40,39\n");
    let found = finding(&audit, "selection-rate/ratio/g=b/vs=highest-rate-2pct");
    let reference = found.reference.as_ref().unwrap();
    assert_eq!(reference.segment.as_ref().map(evenhand::segment::Segment::id).as_deref(), Some("g=a"));
    assert_eq!(reference.passed_over.iter().map(evenhand::segment::Segment::id).collect::<Vec<_>>(), ["g=c"]);
}

#[test]
fn a_waiver_holds_until_its_last_day_and_down_to_its_floor() {
    let rows = "g,people,selected\na,10000,1000\nb,10000,2000\n";
    let config = over_g("b", &format!("{}[gate]\nwaivers = \"waivers.toml\"\n", ratio_check("min = 0.8\n")));
    let waiver = |expires: &str, floor: &str| {
        format!(
            "schema = \"evenhand.waivers/1\"\n[[waiver]]\ncheck = \"c\"\nsegment = {{ g = \"a\" }}\nreason = \"r\"\n\
             owner = \"role:o\"\napproved = 2026-11-01\nexpires = {expires}\n{floor}"
        )
    };
    for (expires, floor, verdict, state) in [
        ("2026-11-22", "", Verdict::Waived, "applies"),
        ("2026-11-21", "", Verdict::Outside, "expired"),
        ("\"soon\"", "", Verdict::Outside, "expired"),
        ("2027-03-31", "floor = 0.5\n", Verdict::Waived, "applies"),
        ("2027-03-31", "floor = 0.51\n", Verdict::Outside, "below-floor"),
    ] {
        let text = waiver(expires, floor);
        let (_, audit) = audit_with(&config, rows, &[("waivers.toml", &text)]);
        let judged = result(&audit, "selection-rate/ratio/g=a");
        assert_eq!((judged.verdict, judged.waiver.as_ref().unwrap().state.as_str()), (verdict, state), "{text}");
        assert_eq!(audit.exit_code, u8::from(verdict == Verdict::Outside));
        assert_eq!(audit.warnings.iter().any(|said| said.id == "warn-expired-waiver"), state == "expired");
    }
}

#[test]
fn a_waiver_that_bears_on_nothing_is_warned_of() {
    let config = over_g("b", &format!("{}[gate]\nwaivers = \"waivers.toml\"\n", ratio_check("min = 0.8\n")));
    let waivers = "schema = \"evenhand.waivers/1\"\n[[waiver]]\ncheck = \"c\"\nsegment = { g = \"a\" }\nreason = \"r\"\n\
        owner = \"role:o\"\napproved = 2026-11-01\nexpires = 2027-03-31\n";
    let (_, audit) = audit_with(&config, EVEN, &[("waivers.toml", waivers)]);
    assert_eq!(audit.warnings.iter().map(|said| said.id.as_str()).collect::<Vec<_>>(), ["warn-unused-waiver"]);
}

/// 400 of 1,000, 240 of 800, 9 of 15: the 15 are 0.83 % of 1,815 people. Over the highest, 9/15: 0.4 / 0.6 and 0.3 / 0.6;
/// with them passed over: 1 and 0.3 / 0.4. 25 people are of no known group.
#[test]
fn local_law_144_shows_ratios_to_the_highest_with_and_without_small_groups_and_judges_nothing() {
    let config = format!("policies = [\"ll144\"]\n{COUNTS}[[attribute]]\nname = \"g\"\n");
    let audit = audit(&config, "g,people,selected\na,1000,400\nb,800,240\nc,15,9\n,25,5\n");
    assert_eq!((audit.exit_code, audit.verdict, audit.checks.len()), (0, None, 0));
    let [table] = audit.impact_ratios.as_slice() else { panic!("{:?}", audit.impact_ratios) };
    assert_eq!((table.attributes.as_str(), table.unknown), ("g", 25));
    let near = |value: Option<f64>, told: f64| value.is_some_and(|value| (value - told).abs() < 1e-12);
    let [a, b, c] = table.rows.as_slice() else { panic!("{:?}", table.rows) };
    assert!(near(a.ratio, 2.0 / 3.0) && near(b.ratio, 0.5) && near(c.ratio, 1.0), "{table:?}");
    assert!(near(a.ratio_of_large, 1.0) && near(b.ratio_of_large, 0.75) && c.ratio_of_large.is_none(), "{table:?}");
    assert_eq!([a, b, c].map(|row| row.under_two_percent), [false, false, true]);
    assert_eq!((c.people, c.top), (Some(15), Some(9)), "its count and rate stay");
}

#[test]
fn new_jersey_asks_for_the_alternatives_that_were_considered() {
    let config = format!("policies = [\"nj-13-16\"]\n{COUNTS}[[attribute]]\nname = \"g\"\n");
    let warned = |config: &str| {
        let audit = audit(config, "g,people,selected\na,1000,400\nb,800,240\n");
        assert_eq!((audit.exit_code, audit.verdict), (0, None));
        audit.warnings.iter().any(|said| said.id == "warn-no-alternatives")
    };
    assert!(warned(&config));
    assert!(!warned(&format!("{config}[[alternative]]\nwhat = \"a lower threshold\"\nadopted = false\n")));
}

#[test]
fn a_rule_whose_standing_was_to_be_looked_up_again_is_said() {
    let pack = |review: &str| {
        format!(
            "id = \"own\"\ntitle = {{ en = \"Own\" }}\nsource = \"us\"\nstatus = \"house-rule\"\nlast_verified = 2026-01-01\n\
             next_review = {review}\n"
        )
    };
    let config = format!("policies = [\"own.toml\"]\n{COUNTS}[[attribute]]\nname = \"g\"\n");
    // The audits of these tests are made for 22 November 2026.
    for (review, said) in [("2026-11-21", true), ("2026-11-22", false)] {
        let (_, audit) = audit_with(&config, EVEN, &[("own.toml", &pack(review))]);
        assert_eq!(audit.warnings.iter().any(|said| said.id == "warn-pack-review"), said, "{review}");
    }
}

/// Under the highest rate two groups within fall outside; the worst verdict was outside before. That is no other choice under
/// which the verdicts stay.
#[test]
fn verdicts_stay_only_where_every_one_does() {
    let rows = "g,people,selected\nlarge,10000,2000\na,5000,400\nb,5000,1025\nc,5000,1350\n";
    let audit = audit(&over_g("large", &ratio_check("min = 0.8\n")), rows);
    let b = result(&audit, "selection-rate/ratio/g=b").verdict;
    assert_eq!((b, audit.checks[0].verdict), (Verdict::Within, Verdict::Outside));
    let of = |choice: &str| audit.checks[0].robustness.iter().find(|other| other.choice == choice).unwrap();
    let highest = of("highest-rate");
    let moved = highest.changed.iter().filter(|one| one.was.is_some() && one.verdict.is_some()).count();
    assert_eq!((highest.verdict, highest.same, moved), (Verdict::Outside, false, 1));
    assert!(of("koopman").same && of("koopman").changed.is_empty());
}
