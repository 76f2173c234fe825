//! What a file and flags make of a plan.

use std::collections::BTreeMap;
use std::fs;

use evenhand_cube::role::Role;
use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::family::Correction;

use evenhand::plan::{
    Absent, Campaigns, Claim, Decision, Inference, Limit, Observed, OnUndecided, Overrides, Plan, Severity, Small,
    Test, read,
};

use super::{ATTRIBUTES, DATA, HEAD, around, check, day, folder, ratio, read_with, some, typed};

fn plan(config: &str) -> Plan {
    read_with(config, Overrides::default()).unwrap()
}

#[test]
fn a_config_with_nothing_optional_has_every_default() {
    let plan = plan(&ratio("min = 0.8"));
    assert_eq!((plan.name.as_str(), plan.inference, plan.depth), ("people", Inference::Process, 2));
    assert_eq!(plan.data.absent, Absent::LeftOut);
    assert_eq!((plan.statistics.level, plan.seed), (0.95, 1));
    assert_eq!(plan.statistics.proportion.id(), "wilson");
    assert_eq!(plan.statistics.difference.id(), "miettinen-nurminen");
    assert_eq!(plan.statistics.ratio.id(), "miettinen-nurminen");
    assert_eq!((plan.privacy.min_cell, plan.privacy.small, plan.max_groups), (11, Small::Hide, 200));
    assert_eq!((plan.gate.on_cannot_tell, plan.gate.on_not_assessed), (OnUndecided::Exit3, OnUndecided::Exit3));
    assert_eq!(plan.max_cells, 16_000_000);
    assert!(plan.attributes.iter().all(|attribute| attribute.reference == ReferenceRule::Largest));
    let check = &plan.checks[0];
    assert_eq!((check.claim, check.correction), (Claim::Shown, Correction::Sidak));
    assert_eq!((check.severity, check.one_sided, check.reference.clone()), (Severity::Error, false, None));
    assert_eq!((check.needs_coverage, check.needs_detectable), (0.8, None));
    assert_eq!(check.campaigns, Campaigns::Pooled);
}

#[test]
fn a_check_without_attributes_judges_every_attribute_alone() {
    let plan = plan(&ratio("min = 0.8"));
    assert_eq!(plan.checks[0].attributes, [vec![0], vec![1]]);
    assert_eq!(plan.attribute_sets(), [vec![0], vec![1], vec![0, 1]]);
}

#[test]
fn a_cross_is_named_in_any_order_and_kept_in_the_order_of_the_config() {
    assert_eq!(plan(&ratio("min = 0.8\nattributes = [\"age_band x gender\"]")).checks[0].attributes, [vec![0, 1]]);
    assert_eq!(plan(&around("[intersections]\ncross = [[\"age_band\", \"gender\"]]")).crosses, [vec![0, 1]]);
}

#[test]
fn a_limit_keeps_the_digits_it_was_written_with() {
    let plan = plan(&ratio("min = 0.80\nmax = 1.250"));
    let Limit::Range { min, max } = &plan.checks[0].limit else { panic!("not a range") };
    assert_eq!((min.as_ref().unwrap().text.as_str(), max.as_ref().unwrap().text.as_str()), ("0.80", "1.250"));
}

#[test]
fn what_must_have_been_seen_lies_beyond_the_limit() {
    let seen = "claim = \"no-evidence-outside\"\nneeds_detectable";
    let needs = |config: String| plan(&config).checks[0].needs_detectable;
    assert_eq!(needs(check(&format!("comparison = \"difference\"\nmax_gap = 0.05\n{seen} = 0.06"))), Some(0.06));
    assert_eq!(needs(ratio(&format!("max = 1.25\n{seen} = 0.79"))), Some(0.79), "below 1 / 1.25 = 0.8");
    assert_eq!(needs(ratio("min = 0.4")), None, "nothing asks for power unless it is written");
}

#[test]
fn a_claim_of_older_configs_is_the_same_of_everybody() {
    let claimed = |lines: &str| {
        let plan = plan(&ratio(&format!("min = 0.8\nclaim = \"show-within\"\n{lines}")));
        (plan.checks[0].claim, plan.checks[0].needs_coverage)
    };
    assert_eq!(claimed(""), (Claim::Shown, 1.0));
    assert_eq!(claimed("needs_coverage = 0.9"), (Claim::Shown, 0.9));
}

#[test]
fn flags_say_what_their_check_claims() {
    let flags = typed(&[
        ("--min-ratio", "0.5"),
        ("--claim", "no-evidence-outside"),
        ("--needs-coverage", "0.7"),
        ("--needs-detectable", "0.4"),
        ("--must-decide", "gender=women"),
    ]);
    let check = &read_with(&around(""), flags).unwrap().checks[0];
    assert_eq!((check.claim, check.needs_coverage), (Claim::NoEvidenceOutside, 0.7));
    assert_eq!((check.needs_detectable, check.must_decide[0].parts.clone()), (Some(0.4), vec![(0, "women".into())]));
}

#[test]
fn a_limit_keeps_who_set_it_and_when() {
    let plan = plan(&ratio("min = 0.8\nset_by = \"role:compliance\"\nset_on = 2026-11-02"));
    let check = &plan.checks[0];
    assert_eq!((check.set_by.as_deref(), check.set_on.as_deref()), (Some("role:compliance"), Some("2026-11-02")));
}

#[test]
fn the_correction_follows_the_reference() {
    let correction = |lines: &str| plan(&ratio(&format!("min = 0.8\n{lines}"))).checks[0].correction;
    assert_eq!(correction(""), Correction::Sidak);
    assert_eq!(correction("claim = \"show-within\""), Correction::Sidak);
    assert_eq!(correction("reference = \"rest\""), Correction::Bonferroni);
    assert_eq!(correction("reference = \"rest\"\ncorrection = \"none\""), Correction::None);
    assert_eq!(correction("correction = \"bonferroni\""), Correction::Bonferroni);
    let attribute = ratio("min = 0.8").replacen("name = \"gender\"", "name = \"gender\"\nreference = \"rest\"", 1);
    assert_eq!(plan(&attribute).checks[0].correction, Correction::Bonferroni);
}

#[test]
fn a_census_claims_its_estimates_when_nothing_is_written() {
    assert_eq!(plan(&ratio("min = 0.8\n[audit]\ninference = \"census\"")).checks[0].claim, Claim::Point);
}

#[test]
fn an_attribute_keeps_its_bins_map_words_and_sources() {
    let plan = plan(&format!(
        "{HEAD}{DATA}[[attribute]]\nname = \"gender\"\ncolumn = \"sex\"\nreference = \"men\"\nmissing = [\"unknown\", -9]\n\
         source = \"declared\"\nbasis = \"consent\"\nmap = {{ 2 = \"women\", 1 = \"men\", \"*\" = \"other\" }}\n\
         label = {{ en = \"Gender\", fr = \"Genre\" }}\ngroups = {{ men = {{ fr = \"hommes\" }} }}\n\
         [[attribute]]\nname = \"age\"\nbins = [25, 35.5, 45]\nreference = \"25-34\"\n"
    ));
    let gender = &plan.attributes[0];
    assert_eq!((gender.column.as_str(), &gender.reference), ("sex", &ReferenceRule::Named("men".into())));
    assert_eq!(gender.map_order, ["women", "men", "other"]);
    assert_eq!(gender.map.get("*").map(String::as_str), Some("other"));
    assert_eq!(gender.missing, ["unknown", "-9"]);
    assert_eq!(gender.label, BTreeMap::from([("en".into(), "Gender".into()), ("fr".into(), "Genre".into())]));
    assert_eq!(gender.groups["men"]["fr"], "hommes");
    assert_eq!((gender.source.as_deref(), gender.basis.as_deref()), (Some("declared"), Some("consent")));
    assert_eq!(plan.attributes[1].bins, [25.0, 35.5, 45.0]);
}

#[test]
fn a_decision_is_a_column_a_value_a_cut_off_two_counts_or_the_list_itself() {
    let decision = |data: &str, columns: &str| {
        plan(&format!("{HEAD}[data]\ndecisions = \"people.csv\"\n{data}\n[columns]\n{columns}\n{ATTRIBUTES}"))
            .cube
            .columns
            .decision
    };
    let test = |columns: &str| match decision("", columns) {
        Decision::Row { read, .. } => (read.column.column, read.test),
        other => panic!("not by row: {other:?}"),
    };
    assert_eq!(test("decision = \"t\""), ("t".into(), Test::OneOrTrue));
    assert_eq!(
        test("decision = { column = \"t\", positive = [1, \"yes\", true, 0.5] }"),
        ("t".into(), Test::any_of(["1", "yes", "true", "0.5"]))
    );
    assert_eq!(test("decision = { column = \"t\", at_least = 0.7 }"), ("t".into(), Test::AtLeast(0.7)));
    assert_eq!(test("decision = { column = \"t\", above = 3 }"), ("t".into(), Test::Above(3.0)));
    assert!(matches!(decision("", "count = \"n\"\nselected = \"k\""), Decision::Counted { .. }));
    let audience =
        "audience = \"a.parquet\"\nkey = { decisions = \"uid\", audience = \"user_id\" }\nabsent = \"rejected\"";
    assert!(matches!(decision(audience, ""), Decision::Listed));
}

#[test]
fn paths_of_the_file_start_in_its_folder_and_absolute_ones_are_not_shown() {
    let files = folder(&[]);
    let nested = files.path().join("nested");
    fs::create_dir(&nested).unwrap();
    fs::write(nested.join("my.toml"), around("")).unwrap();
    let config = Some("nested/my.toml".into());
    let flags = Overrides { folder: files.path().into(), config, as_of: day(), ..Overrides::default() };
    let plan = read(&flags).unwrap();
    assert_eq!(plan.data.decisions, nested.join("people.csv"));
    assert_eq!(plan.data.decisions_name, "people.csv");
    let flags = Overrides { data: Some("/elsewhere/spring.csv".into()), ..flags };
    assert_eq!(read(&flags).unwrap().data.decisions_name, "spring.csv");
}

#[test]
fn flags_alone_make_a_plan() {
    let folder = folder(&[]);
    let flags = Overrides {
        folder: folder.path().into(),
        data: Some("spring.csv".into()),
        as_of: day(),
        ..typed(&[
            ("--decision", "targeted=yes"),
            ("--outcome", "converted"),
            ("--observed", "before"),
            ("--attributes", "gender"),
            ("--attributes", "age_band"),
            ("--min-ratio", "0.8"),
            ("--max-gap", "0.05"),
            ("--reference", "gender=men"),
        ])
    };
    let plan = read(&flags).unwrap();
    assert_eq!((plan.name.as_str(), plan.config.is_none()), ("spring", true));
    assert_eq!(plan.data.decisions, folder.path().join("spring.csv"));
    let ids: Vec<&str> = plan.checks.iter().map(|check| check.id.as_str()).collect();
    assert_eq!(ids, ["selection-ratio", "selection-difference"]);
    assert_eq!(plan.checks[0].attributes, [vec![0], vec![1]]);
    assert_eq!(plan.attributes[0].reference, ReferenceRule::Named("men".into()));
    assert_eq!(plan.columns.outcome.as_ref().unwrap().observed, Some(Observed::Before));
}

#[test]
fn a_plan_without_checks_is_a_plan() {
    assert!(plan(&around("")).checks.is_empty());
}

#[test]
fn flags_replace_what_the_file_says() {
    let config = format!(
        "{HEAD}policies = [\"us-four-fifths\"]\n[audit]\nname = \"file\"\n{DATA}weight = \"w\"\n{ATTRIBUTES}\
         [[check]]\nid = \"selection-ratio\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.9\n\
         [statistics]\nlevel = 0.9\nseed = 7\n[privacy]\nmin_cell = 20\n[intersections]\ndepth = 3\n\
         [gate]\non_cannot_tell = \"warn\"\n"
    );
    let flags = Overrides {
        data: Some("other.parquet".into()),
        policies: vec!["us-four-fifths".into()],
        ..typed(&[
            ("--name", "flag"),
            ("--decision", "chosen"),
            ("--weight", "weight2"),
            ("--attributes", "age_band"),
            ("--min-ratio", "0.75"),
            ("--level", "0.99"),
            ("--seed", "3"),
            ("--min-cell", "5"),
            ("--depth", "1"),
            ("--on-cannot-tell", "fail"),
            ("--missing", "n/a"),
        ])
    };
    let plan = read_with(&config, flags).unwrap();
    assert_eq!((plan.name.as_str(), plan.data.decisions_name.as_str()), ("flag", "other.parquet"));
    assert_eq!(plan.attributes.len(), 1);
    let ids: Vec<&str> = plan.checks.iter().map(|check| check.id.as_str()).collect();
    assert_eq!(ids, ["us-four-fifths/adverse-impact", "selection-ratio"]);
    let Limit::Range { min, .. } = &plan.checks[1].limit else { panic!("not a range") };
    assert_eq!(min.as_ref().unwrap().text, "0.75");
    assert_eq!((plan.statistics.level, plan.seed), (0.99, 3));
    assert_eq!((plan.privacy.min_cell, plan.depth), (5, 1));
    assert_eq!((plan.gate.on_cannot_tell, plan.gate.on_not_assessed), (OnUndecided::Fail, OnUndecided::Exit3));
    assert_eq!(plan.columns[Role::Weight].as_ref().unwrap().column, "weight2");
    assert_eq!(plan.data.missing, ["n/a"]);
}

#[test]
fn the_date_is_the_flag_then_the_epoch_of_the_environment() {
    let date = |as_of: Option<&str>, epoch: &str| {
        let files = folder(&[("evenhand.toml", &around(""))]);
        let (as_of, source_date_epoch) = (as_of.map(String::from), some(epoch));
        read(&Overrides { folder: files.path().into(), as_of, source_date_epoch, ..Overrides::default() })
            .unwrap()
            .as_of
    };
    // 20 417 days after 1970 began, 2025-11-25 begins.
    assert_eq!(date(None, "1764028800").to_string(), "2025-11-25");
    assert_eq!(date(None, "1764028799").to_string(), "2025-11-24");
    assert_eq!(date(Some("2026-11-22"), "1764028800").to_string(), "2026-11-22");
}

#[test]
fn the_four_fifths_pack_is_a_point_estimate_on_one_side_with_its_source() {
    let flags = Overrides { policies: vec!["us-four-fifths".into()], ..Overrides::default() };
    let plan = read_with(&around(""), flags).unwrap();
    let check = &plan.checks[0];
    assert_eq!((check.id.as_str(), check.measure.id()), ("us-four-fifths/adverse-impact", "selection-rate"));
    assert_eq!((check.claim, check.one_sided), (Claim::Point, true));
    assert!(check.flip_test);
    assert_eq!(check.reference, Some(ReferenceRule::HighestRate2pct));
    assert_eq!(check.attributes, [vec![0], vec![1]], "single attributes, crosses never");
    let pack = check.pack.as_ref().unwrap();
    assert_eq!((pack.source.as_str(), pack.status.id()), ("29 CFR 1607.4(D)", "rescission-pending"));
    assert_eq!((pack.last_verified.as_str(), pack.title["fr"].as_str()), ("2026-12-01", "Règle des quatre cinquièmes"));
}

/// A plan with one waiver of these dates.
fn waived(approved: &str, expires: &str) -> Plan {
    let waivers = format!(
        "schema = \"evenhand.waivers/1\"\n[[waiver]]\ncheck = \"c\"\nsegment = {{ age_band = \"65+\" }}\nreason = \"r\"\n\
         owner = \"role:compliance\"\napproved = {approved}\nexpires = {expires}\nfloor = 0.45\nticket = \"CMP-481\"\n"
    );
    let config = ratio("min = 0.8\n[gate]\nwaivers = \"waivers.toml\"");
    let folder = folder(&[("evenhand.toml", &config), ("waivers.toml", &waivers)]);
    read(&Overrides { folder: folder.path().into(), as_of: day(), ..Overrides::default() }).unwrap()
}

#[test]
fn a_waiver_ends_on_its_last_day_and_lasts_at_most_366() {
    let last_day =
        |approved: &str, expires: &str| waived(approved, expires).waivers[0].expires_on.map(|date| date.to_string());
    assert_eq!(last_day("2026-11-20", "2027-03-31"), some("2027-03-31"));
    assert_eq!(last_day("2026-11-22", "2027-11-23"), some("2027-11-23"), "366 days after 2026-11-22");
    assert_eq!(last_day("2026-11-22", "2027-11-24"), None, "367 days");
    assert_eq!(last_day("2026-11-21", "2027-11-23"), None, "367 days after its approval");
    assert_eq!(last_day("2027-06-01", "2027-12-01"), None, "more than 366 days after the date of the audit");
    assert_eq!(last_day("2026-11-20", "\"31/03/2027\""), None, "a malformed date counts as expired");
    assert_eq!(last_day("\"soon\"", "2027-03-31"), None);
    let waiver = &waived("2026-11-20", "2027-03-31").waivers[0];
    assert_eq!((waiver.floor, waiver.ticket.as_deref()), (Some(0.45), Some("CMP-481")));
    assert_eq!(waiver.segment["age_band"], "65+");
}
