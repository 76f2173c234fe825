//! Every fault of a file or a flag ends in its own error, at its own place.

use std::collections::BTreeSet;

use evenhand::error::{Error, ErrorCode, Place};
use evenhand::plan::{Overrides, read};

use super::{ATTRIBUTES, DATA, HEAD, around, check, day, folder, line_and_column, ratio, read_with, some, typed};

fn attribute(lines: &str) -> String {
    format!("{HEAD}{DATA}[[attribute]]\nname = \"gender\"\n{lines}\n")
}

fn columns(lines: &str) -> String {
    format!("{HEAD}[data]\ndecisions = \"people.csv\"\n[columns]\n{lines}\n{ATTRIBUTES}")
}

fn data(lines: &str) -> String {
    format!("{HEAD}[data]\ndecisions = \"people.csv\"\n{lines}\n[columns]\ndecision = \"t\"\n{ATTRIBUTES}")
}

/// A check of a measure, after these columns.
fn of(columns: &str, measure: &str, comparison: &str, limit: &str) -> String {
    let check = format!("id = \"c\"\nmeasure = \"{measure}\"\ncomparison = \"{comparison}\"\n{limit}\n");
    format!("{HEAD}{DATA}{columns}{ATTRIBUTES}[[check]]\n{check}")
}

/// Code, line and column, config.
pub(crate) type Fault = (&'static str, (usize, usize), String);

fn faults_of_words_and_types() -> Vec<Fault> {
    vec![
        ("EVH-P001", (11, 11), around("[gate]\nwaivers = \"waivers.toml\"")),
        ("EVH-P002", (10, 7), around("name =\n")),
        ("EVH-P003", (1, 10), format!("schema = \"evenhand.config/2\"\n{DATA}{ATTRIBUTES}")),
        ("EVH-P004", (14, 1), ratio("mni = 0.8")),
        ("EVH-P004", (10, 2), around("[statistic]\nlevel = 0.9")),
        ("EVH-P004", (15, 1), ratio("min = 0.8\nflip_test = true")),
        ("EVH-P005", (10, 2), around("[population]\nsource = \"census\"")),
        ("EVH-P050", (11, 10), around("[funnel]\nstages = [\"sent\"]")),
        ("EVH-P051", (15, 10), ratio("min = 0.8\nwithin = \"gender\"")),
        ("EVH-P051", (15, 10), check("comparison = \"value\"\nmin = 0.8\nwithin = \"month\"")),
        (
            "EVH-P052",
            (9, 11),
            columns(
                "count = \"n\"\ncampaign = \"c\"\n[[check]]\nid = \"a\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8",
            ),
        ),
        ("EVH-P005", (6, 1), columns("decision = \"t\"\nrank = \"s\"")),
        ("EVH-P005", (8, 8), attribute("kind = \"proxy-check\"")),
        ("EVH-P023", (8, 1), attribute("justification = { aim = \"a\" }")),
        ("EVH-P028", (1, 1), attribute("kind = \"stratum\"")),
        ("EVH-P041", (4, 9), data("where = \"eligible = \"")),
        ("EVH-P041", (5, 20), columns("decision = { sql = \"a > 1 b\" }")),
        ("EVH-P042", (4, 9), data("where = \"a > 1 AND avg(b) > 2\"")),
        ("EVH-P042", (8, 7), attribute("sql = \"uper(sex)\"")),
        ("EVH-P007", (4, 20), data("csv = { encoding = \"windos-1252\" }")),
        ("EVH-P005", (8, 1), attribute("probabilities = { a = \"p_a\" }")),
        ("EVH-P040", (8, 11), attribute("one_hot = { a = \"is_a\" }")),
        ("EVH-P005", (3, 13), around("").replace("people.csv", "people.sav")),
        ("EVH-P022", (5, 12), data("key = \"id\"\naudience = \"-\"").replace("people.csv", "-")),
        ("EVH-P006", (11, 9), around("[statistics]\nlevel = \"0.95\"")),
        ("EVH-P006", (11, 12), around("[privacy]\nmin_cell = 11.0")),
        ("EVH-P006", (14, 7), ratio("min = 8e-1")),
        ("EVH-P007", (15, 9), ratio("min = 0.8\nclaim = \"points\"")),
        ("EVH-P007", (8, 13), attribute("reference = \"highest_rate\"")),
        ("EVH-P008", (10, 1), around("[[check]]\nid = \"c\"\ncomparison = \"ratio\"\nmin = 0.8")),
        ("EVH-P009", (11, 9), around("[statistics]\nlevel = 0.5")),
        ("EVH-P009", (11, 9), around("[statistics]\nlevel = 1.0")),
        ("EVH-P009", (11, 12), around("[privacy]\nmin_cell = 0")),
        ("EVH-P009", (14, 7), ratio("min = 0")),
        ("EVH-P009", (14, 11), check("comparison = \"difference\"\nmax_gap = 1.0")),
        ("EVH-P009", (15, 18), ratio("min = 0.8\nneeds_coverage = 1.1")),
        ("EVH-P010", (12, 11), ratio("min = 0.8").replace("selection-rate", "selction-rate")),
        ("EVH-P011", (15, 15), ratio("min = 0.8\nattributes = [\"gendre x age_band\"]")),
        ("EVH-P011", (15, 18), ratio("min = 0.8\nmust_decide = [{ sex = \"women\" }]")),
        ("EVH-P012", (9, 13), attribute("map = { 1 = \"men\", 2 = \"women\" }\nreference = \"man\"")),
        ("EVH-P013", (10, 8), attribute("\n[[attribute]]\nname = \"gender\"")),
        ("EVH-P013", (15, 25), ratio("min = 0.8\nattributes = [\"gender\", \"gender\"]")),
        ("EVH-P013", (15, 15), ratio("min = 0.8\nattributes = [\"gender x gender\"]")),
        ("EVH-P024", (2, 13), format!("{HEAD}policies = [\"us-four-fifth\"]\n{DATA}{ATTRIBUTES}")),
        ("EVH-P031", (7, 8), attribute("").replace("\"gender\"", "\"@campaign\"")),
        ("EVH-P031", (7, 8), attribute("").replace("\"gender\"", "\"a x b\"")),
    ]
}

fn faults_of_rules_that_cannot_hold() -> Vec<Fault> {
    let twice = "min = 0.8\n[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8";
    let by_campaign = ratio("min = 0.8\ncampaigns = [\"a\"]").replace("selection-rate", "precision");
    vec![
        ("EVH-P013", (16, 6), ratio(twice)),
        ("EVH-P014", (8, 17), attribute("bins = [25, 45, 35]")),
        ("EVH-P015", (10, 1), ratio("")),
        ("EVH-P016", (15, 7), ratio("min = 0.9\nmax = 0.8")),
        ("EVH-P016", (15, 7), check("comparison = \"value\"\nmin = 0.9\nmax = 0.8")),
        ("EVH-P017", (14, 11), ratio("max_gap = 0.05")),
        ("EVH-P017", (14, 7), check("comparison = \"difference\"\nmin = 0.8")),
        ("EVH-P018", (15, 9), ratio("min = 0.8\nclaim = \"show-within\"\n[audit]\ninference = \"census\"")),
        ("EVH-P019", (12, 11), ratio("min = 0.8").replace("selection-rate", "miss-rate")),
        ("EVH-P020", (15, 13), ratio("min = 0.8\ncampaigns = \"each\"")),
        ("EVH-P020", (17, 13), by_campaign.replace("[columns]\n", "[columns]\noutcome = \"o\"\ncampaign = \"k\"\n")),
        ("EVH-P022", (4, 36), data("csv = { separator = \",\", decimal = \",\" }")),
        ("EVH-P022", (7, 12), columns("decision = \"t\"\ncount = \"n\"\nselected = \"k\"")),
        ("EVH-P022", (5, 44), columns("decision = { column = \"s\", at_least = 0.7, above = 0.5 }")),
        ("EVH-P022", (16, 13), ratio("min = 0.8\nmax = 1.2\none_sided = true")),
        ("EVH-P022", (16, 14), ratio("min = 0.8\nreference = \"rest\"\ncorrection = \"sidak\"")),
        ("EVH-P022", (16, 14), ratio("min = 0.8\nreference = \"everyone\"\ncorrection = \"sidak\"")),
        ("EVH-P022", (15, 20), check("comparison = \"value\"\nmin = 0.1\nneeds_detectable = 0.5")),
        ("EVH-P022", (15, 13), check("comparison = \"value\"\nmin = 0.1\nreference = \"rest\"")),
        ("EVH-P023", (4, 12), data("audience = \"a.csv\"")),
        ("EVH-P023", (4, 7), data("key = \"id\"")),
        ("EVH-P023", (4, 10), data("absent = \"rejected\"")),
        ("EVH-P023", (5, 12), columns("selected = \"k\"")),
        ("EVH-P027", (1, 1), format!("{HEAD}{ATTRIBUTES}[columns]\ndecision = \"t\"")),
        ("EVH-P027", (2, 1), format!("{HEAD}[data]\n{ATTRIBUTES}[columns]\ndecision = \"t\"")),
        ("EVH-P028", (1, 1), format!("{HEAD}{DATA}")),
        ("EVH-P029", (4, 1), columns("weight = \"w\"")),
        ("EVH-P030", (8, 8), attribute("bins = []")),
        ("EVH-P030", (15, 14), ratio("min = 0.8\nattributes = []")),
        ("EVH-P032", (11, 10), around("[intersections]\ncross = [[\"gender\"]]")),
        ("EVH-P033", (14, 7), ratio("min = 1.1")),
        ("EVH-P033", (14, 7), ratio("max = 0.9")),
        ("EVH-P022", (15, 20), ratio("min = 0.8\nneeds_detectable = 0.5")),
        ("EVH-P022", (16, 18), ratio("min = 0.8\nclaim = \"point\"\nneeds_coverage = 0.5")),
        ("EVH-P022", (15, 9), check("comparison = \"value\"\nmin = 0.1\nclaim = \"no-evidence-outside\"")),
        ("EVH-P023", (15, 9), ratio("min = 0.8\nclaim = \"no-evidence-outside\"")),
        ("EVH-P006", (15, 10), ratio("min = 0.8\nset_on = \"last spring\"")),
        ("EVH-P034", (16, 20), ratio("min = 0.8\nclaim = \"no-evidence-outside\"\nneeds_detectable = 0.85")),
        (
            "EVH-P034",
            (16, 20),
            check(
                "comparison = \"difference\"\nmax_gap = 0.05\nclaim = \"no-evidence-outside\"\nneeds_detectable = 0.05",
            ),
        ),
        ("EVH-P035", (16, 16), ratio("min = 0.8\nattributes = [\"age_band\"]\nmust_decide = [{ gender = \"women\" }]")),
        ("EVH-P060", (12, 11), of("", "auc", "value", "min = 0.5")),
        ("EVH-P060", (12, 11), of("", "mean-value", "ratio", "min = 0.8")),
        ("EVH-P061", (14, 14), of("score = \"s\"\n", "ks", "difference", "max_gap = 0.1")),
        ("EVH-P062", (12, 6), of("score = \"s\"\n", "ks", "value", "max = 0.1")),
        ("EVH-P036", (15, 13), ratio("min = 0.8\nreference = \"men\"")),
        ("EVH-P013", (8, 29), attribute("one_hot = { a = \"is_a\", b = \"is_a\" }")),
        ("EVH-P006", (8, 26), attribute("age = { born = \"b\", at = \"1/11/2026\" }\nbins = [40]")),
        ("EVH-P013", (5, 30), columns("decision = { columns = [\"a\", \"a\"] }")),
        ("EVH-P022", (5, 14), columns("decision = { column = \"a\", sql = \"a > 1\" }")),
        ("EVH-P022", (6, 12), columns("decision = { columns = [\"a\", \"b\"] }\ncampaign = \"k\"")),
        ("EVH-P022", (6, 8), columns("decision = { columns = [\"a\", \"b\"] }\ncost = \"k\"")),
        ("EVH-P022", (6, 9), columns("decision = { columns = [\"a\", \"b\"] }\nreach = \"k\"")),
        ("EVH-P022", (9, 1), attribute("one_hot = { a = \"is_a\", b = \"is_b\" }\nbins = [1]")),
        ("EVH-P022", (9, 1), attribute("column = \"a\"\nsql = \"b\"")),
        ("EVH-P023", (8, 1), attribute("age = { born = \"b\", at = 2026-11-01 }")),
        ("EVH-P030", (5, 24), columns("decision = { columns = [] }")),
        ("EVH-P090", (6, 11), columns("decision = \"t\"\noutcome = \"t\"")),
        ("EVH-P090", (7, 8), columns("decision = { columns = [\"a\", \"gender\"] }")),
        ("EVH-P022", (5, 55), columns("decision = { column = \"a\", positive = [1], negative = [1] }")),
        ("EVH-P023", (5, 53), columns("decision = { column = \"a\", at_least = 1, negative = [0] }")),
        ("EVH-P007", (4, 14), data("same_files = \"twice\"")),
        ("EVH-P070", (11, 9), around("[fix]\nequal = \"true-positive-rate\"")),
        ("EVH-P022", (12, 13), around("[fix]\nequal = \"selection-rate\"\nmin_ratio = 0.9")),
        ("EVH-P009", (11, 12), around("[fix]\nstrength = 1.5")),
        ("EVH-P071", (11, 10), around("[fix]\nbounds = [1.5, 2]")),
        (
            "EVH-P080",
            (15, 13),
            ratio("min = 0.8\none_sided = true")
                .replace("decision = \"targeted\"", "decision = { column = \"targeted\", meaning = \"burden\" }"),
        ),
        ("EVH-P072", (11, 22), around("[fix]\nmargins = { gender = { women = 0 } }")),
        ("EVH-P091", (1, 1), around("[limits]\ncombinations = 1")),
    ]
}

pub(crate) fn faults() -> Vec<Fault> {
    [faults_of_words_and_types(), faults_of_rules_that_cannot_hold()].concat()
}

/// Code, flag, flags.
pub(crate) fn faults_of_flags() -> Vec<(&'static str, &'static str, Overrides)> {
    let none = Overrides::default;
    vec![
        ("EVH-P001", "--config", Overrides { config: Some("none.toml".into()), ..none() }),
        ("EVH-P005", "DATA", Overrides { data: Some("people.orc".into()), ..none() }),
        ("EVH-P006", "--min-ratio", typed(&[("--min-ratio", "80%")])),
        ("EVH-P006", "--seed", typed(&[("--seed", "-1")])),
        ("EVH-P007", "--reference", typed(&[("--reference", "men")])),
        ("EVH-P009", "--level", typed(&[("--level", "95")])),
        ("EVH-P009", "--depth", typed(&[("--depth", "0")])),
        ("EVH-P011", "--reference", typed(&[("--reference", "sex=men")])),
        ("EVH-P013", "--attributes", typed(&[("--attributes", "a"), ("--attributes", "a")])),
        ("EVH-P016", "--max-ratio", typed(&[("--min-ratio", "1"), ("--max-ratio", "0.9")])),
        ("EVH-P021", "--as-of", Overrides { as_of: some("22/11/2026"), ..none() }),
        ("EVH-P023", "--observed", typed(&[("--observed", "before")])),
        ("EVH-P024", "--policy", Overrides { policies: vec!["eu-ai-act".into()], ..none() }),
        ("EVH-P007", "--claim", typed(&[("--min-ratio", "0.8"), ("--claim", "show")])),
        ("EVH-P023", "--claim", typed(&[("--min-ratio", "0.8"), ("--claim", "no-evidence-outside")])),
        (
            "EVH-P034",
            "--needs-detectable",
            typed(&[("--min-ratio", "0.5"), ("--claim", "no-evidence-outside"), ("--needs-detectable", "0.6")]),
        ),
        ("EVH-P023", "--needs-coverage", typed(&[("--needs-coverage", "0.9")])),
        ("EVH-P006", "--must-decide", typed(&[("--min-ratio", "0.8"), ("--must-decide", "women")])),
        ("EVH-P011", "--must-decide", typed(&[("--min-ratio", "0.8"), ("--must-decide", "sex=f")])),
    ]
}

const WAIVER: &str = "schema = \"evenhand.waivers/1\"\n[[waiver]]\ncheck = \"c\"\nsegment = { gender = \"women\" }\n\
                      reason = \"r\"\nowner = \"role:x\"\napproved = 2026-11-20\nexpires = 2027-03-31\n";
/// Code, what is right in the waiver, what is wrong in its place.
const FAULTS_OF_WAIVERS: [(&str, &str, &str); 6] = [
    ("EVH-P003", "evenhand.waivers/1", "evenhand.waivers/2"),
    ("EVH-P008", "owner = \"role:x\"\n", ""),
    ("EVH-P025", "check = \"c\"", "check = \"d\""),
    ("EVH-P026", "segment = { gender = \"women\" }", "segment = { gender = \"*\" }"),
    ("EVH-P026", "segment = { gender = \"women\" }", "segment = {}"),
    ("EVH-P011", "segment = { gender = \"women\" }", "segment = { sex = \"women\" }"),
];

#[test]
fn every_fault_of_the_file_is_named_and_pointed_at() {
    for (code, place, config) in faults() {
        let error = read_with(&config, Overrides::default()).expect_err(&config);
        assert_eq!(error.code(), code, "{config}");
        assert_eq!(line_and_column(&error), place, "{code}\n{config}");
    }
}

#[test]
fn every_fault_of_a_flag_names_the_flag() {
    for (code, flag, flags) in faults_of_flags() {
        let shown = format!("{flags:?}");
        let error = read_with(&around(""), flags).expect_err(&shown);
        assert_eq!((error.code(), &*error.place), (code, &Place::Flag(flag.to_owned())), "{shown}");
    }
}

/// The error that each fault of a waiver ends in.
pub(crate) fn of_waiver() -> Vec<Error> {
    let config = ratio("min = 0.8\n[gate]\nwaivers = \"w.toml\"");
    let error = |(_, right, wrong): (&str, &str, &str)| {
        let folder = folder(&[("evenhand.toml", &config), ("w.toml", &WAIVER.replace(right, wrong))]);
        read(&Overrides { folder: folder.path().into(), as_of: day(), ..Overrides::default() }).unwrap_err()
    };
    FAULTS_OF_WAIVERS.into_iter().map(error).collect()
}

#[test]
fn every_fault_of_a_waiver_is_an_error_and_not_an_open_gate() {
    let errors = of_waiver();
    let codes: Vec<&str> = errors.iter().map(Error::code).collect();
    assert_eq!(codes, FAULTS_OF_WAIVERS.map(|(code, ..)| code));
}

/// The error that a config ends in which names waivers in another folder, where it may not.
fn of_a_file_outside() -> Error {
    let outside = folder(&[("w.toml", WAIVER)]);
    let waivers = toml::Value::from(outside.path().join("w.toml").to_str().unwrap());
    let config = ratio(&format!("min = 0.8\n[gate]\nwaivers = {waivers}"));
    read_with(&config, Overrides { confined: true, ..Overrides::default() }).unwrap_err()
}

#[test]
fn what_leads_outside_is_pointed_at() {
    assert_eq!(line_and_column(&of_a_file_outside()), (16, 11));
}

#[test]
fn a_file_that_does_not_begin_as_ours_is_named_and_not_shown() {
    for text in [format!("{DATA}{ATTRIBUTES}"), "SECRET=1".to_owned(), "schema = \"else/1\"".to_owned()] {
        let error = read_with(&text, Overrides::default()).expect_err(&text);
        let whole = Place::Data { file: "evenhand.toml".to_owned(), column: None, row: None };
        assert_eq!((error.code(), &*error.place), ("EVH-P003", &whole), "{text}");
    }
}

#[test]
fn every_code_of_the_plan_is_reached_by_a_fault() {
    let mut reached: BTreeSet<&str> = faults().iter().map(|(code, ..)| *code).collect();
    reached.extend(faults_of_flags().iter().map(|(code, ..)| *code));
    reached.extend(FAULTS_OF_WAIVERS.iter().map(|(code, ..)| *code));
    let outside = of_a_file_outside();
    reached.insert(outside.code());
    let codes: BTreeSet<&str> =
        ErrorCode::ALL.iter().map(|code| code.id()).filter(|code| code.starts_with("EVH-P")).collect();
    assert_eq!(reached, codes);
}
