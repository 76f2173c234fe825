//! Which values mean what: words for missing, yes and no, labels, sums, files read twice. From the files to the audit,
//! with expectations worked out by hand.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A folder with files.
fn holding(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// `head`, then each row so many times.
fn rows(head: &str, times: &[(usize, &str)]) -> String {
    let rows = times.iter().map(|(times, row)| format!("{row}\n").repeat(*times));
    format!("{head}\n{}", rows.collect::<Vec<_>>().concat())
}

/// A run of evenhand: exit code, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(arguments);
    for name in ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The audit of a run that must succeed, and what the terminal showed.
fn audited(folder: &TempDir, arguments: &[&str]) -> (Value, String) {
    let further = ["--as-of", "2026-11-22", "--exit-zero", "-o", "a.json"];
    let (code, shown, said) = run(folder.path(), &[&["audit"], arguments, &further].concat());
    assert_eq!(code, 0, "{said}");
    (serde_json::from_slice(&fs::read(folder.path().join("a.json")).unwrap()).unwrap(), shown)
}

/// What a run that must be refused is told.
fn refused(folder: &TempDir, code: &str, arguments: &[&str]) -> String {
    let (exit, _, said) = run(folder.path(), &[&["audit"], arguments].concat());
    assert!(exit == 2 && said.contains(code), "{exit}: {said}");
    assert!(!said.contains("private"), "{said}");
    said
}

/// Numerator and denominator of a group's selection rate.
fn rate(audit: &Value, attribute: &str, label: &str) -> (u64, u64) {
    let id = format!("selection-rate/value/{attribute}={label}");
    let found = audit["findings"].as_array().unwrap().iter().find(|finding| finding["id"] == id.as_str());
    let found = found.unwrap_or_else(|| panic!("{id}"));
    (found["top"].as_u64().unwrap(), found["bottom"].as_u64().unwrap())
}

/// People left out for a reason.
fn left_out(audit: &Value, reason: &str) -> u64 {
    let parts = audit["population"]["left_out"].as_array().unwrap();
    parts.iter().filter(|part| part["reason"] == reason).map(|part| part["people"].as_u64().unwrap()).sum()
}

/// The values of a warning.
fn warning<'a>(audit: &'a Value, id: &str) -> &'a Value {
    let found = audit["warnings"].as_array().unwrap().iter().find(|said| said["id"] == id);
    &found.unwrap_or_else(|| panic!("{id} in {}", audit["warnings"]))["values"]
}

/// A: 40 of 100. B: 30 yes, 30 no and 40 of whom nothing is known.
fn hired(nothing: &str) -> String {
    let (yes, no) = ("B,Yes", "B,No");
    rows("g,hired", &[(40, "A,Yes"), (60, "A,No"), (30, yes), (30, no), (40, &format!("B,{nothing}"))])
}

#[test]
fn a_word_for_missing_is_missing_in_the_decision_too() {
    let folder = holding(&[("a.csv", &hired("NA"))]);
    let run = ["a.csv", "--decision", "hired=Yes", "--attributes", "g", "--missing", "NA"];
    let (audit, _) = audited(&folder, &run);
    assert_eq!((rate(&audit, "g", "A"), rate(&audit, "g", "B")), ((40, 100), (30, 60)));
    assert_eq!(left_out(&audit, "decision-missing"), 40);
}

#[test]
fn a_third_value_is_never_a_silent_no() {
    let files = [
        ("a.csv", hired("NA")),
        ("b.csv", hired("x-private")),
        ("c.csv", rows("g,hired", &[(20, "A,Yes"), (20, "B,NA")])),
    ];
    let folder = holding(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
    let flags = ["--decision", "hired=Yes", "--attributes", "g"];
    let with = |file: &'static str, further: &[&'static str]| [&[file], flags.as_slice(), further].concat();

    let said = refused(&folder, "EVH-D070", &with("a.csv", &[]));
    assert!(said.contains("holds 2 values beside those that mean yes, in 130 rows (among them NA)"), "{said}");
    assert!(said.contains("--decision-negative A,B") && said.contains("--missing NA"), "{said}");
    // The remedies, to the letter.
    assert_eq!(rate(&audited(&folder, &with("a.csv", &["--missing", "NA"])).0, "g", "B"), (30, 60));
    assert_eq!(rate(&audited(&folder, &with("a.csv", &["--decision-negative", "*"])).0, "g", "B"), (30, 100));
    let (audit, shown) = audited(&folder, &with("a.csv", &["--decision-negative", "No"]));
    assert_eq!((rate(&audit, "g", "B"), left_out(&audit, "decision-missing")), ((30, 60), 40));
    assert!(shown.contains("`hired`, 40 rows hold a value that is neither a yes nor a no as stated"), "{shown}");

    assert!(!refused(&folder, "EVH-D070", &with("b.csv", &[])).contains("among them"));
    // A word for no answer is no answer, also where it is the only other value.
    assert!(
        refused(&folder, "EVH-D070", &with("c.csv", &[]))
            .contains("holds one value beside those that mean yes, in 20 rows (NA)")
    );
    assert_eq!(rate(&audited(&folder, &with("c.csv", &["--decision-negative", "NA"])).0, "g", "B"), (0, 20));
}

#[test]
fn a_config_is_told_its_own_keys_and_they_hold_for_every_yes_and_no() {
    let text = rows(
        "g,d,y,h",
        &[(20, "A,1,won,in"), (20, "A,0,lost,in"), (9, "B,1,won,out"), (20, "B,0,?,in"), (9, "B,0,lost,x")],
    );
    let config = |outcome: &str, holdout: &str| {
        format!(
            "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"a.csv\"\n[columns]\ndecision = \"d\"\noutcome = {{ column = \
             \"y\", positive = [\"won\"]{outcome} }}\nholdout = {{ column = \"h\", positive = [\"out\"]{holdout} }}\n\
             [[attribute]]\nname = \"g\"\n"
        )
    };
    let folder = holding(&[("a.csv", text.as_str()), ("evenhand.toml", &config("", ""))]);
    let set = |outcome: &str, holdout: &str| {
        fs::write(folder.path().join("evenhand.toml"), config(outcome, holdout)).unwrap()
    };
    let said = refused(&folder, "EVH-D070", &[]);
    assert!(said.contains("`y` holds 2 values") && said.contains("negative = [\"...\"]"), "{said}");
    assert!(said.contains("[data]: missing = [\"?\"]"), "{said}");
    set(", negative = \"lost\"", "");
    assert!(refused(&folder, "EVH-D070", &[]).contains("`h` holds 2 values"));
    set(", negative = [\"lost\"]", ", negative = [\"in\", \"x\"]");
    let (audit, _) = audited(&folder, &[]);
    assert_eq!(warning(&audit, "values-left")["rows"], 20);
    set(", negative = [\"lost\", \"won\"]", "");
    refused(&folder, "EVH-P022", &[]);
    let run = ["a.csv", "--decision", "d", "--attributes", "g", "--decision-negative", "0"];
    assert!(refused(&folder, "EVH-P023", &run).contains("--decision COLUMN=VALUE"));
}

#[test]
fn wide_decisions_are_held_to_the_same() {
    let text = rows("g,may,june", &[(20, "A,sent,sent"), (20, "A,held,held"), (20, "B,sent,sent"), (20, "B,held,NA")]);
    let config = |further: &str| {
        format!(
            "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"a.csv\"\n[columns]\ndecision = {{ columns = [\"may\", \
             \"june\"], positive = [\"sent\"]{further} }}\n[[attribute]]\nname = \"g\"\n"
        )
    };
    let folder = holding(&[("a.csv", text.as_str()), ("evenhand.toml", &config(""))]);
    assert!(refused(&folder, "EVH-D070", &[]).contains("`june` holds 2 values"));
    fs::write(folder.path().join("evenhand.toml"), config(", negative = [\"held\"]")).unwrap();
    assert_eq!(rate(&audited(&folder, &[]).0, "g", "B"), (40, 60));
}

#[test]
fn one_and_one_point_zero_and_true_are_one_value() {
    let text = rows("g,pred", &[(40, "a,1"), (60, "a,0"), (10, "b,1"), (30, "b,1.0"), (40, "b,0.0"), (20, "b,FALSE")]);
    let folder = holding(&[("a.csv", &text)]);
    for decision in ["pred=1", "pred=1.0", "pred=true"] {
        let (audit, _) = audited(&folder, &["a.csv", "--decision", decision, "--attributes", "g"]);
        assert_eq!((rate(&audit, "g", "a"), rate(&audit, "g", "b")), ((40, 100), (40, 100)), "{decision}");
    }
}

#[test]
fn a_word_for_missing_is_missing_in_every_column_of_the_plan() {
    // A row that says NA in one column each, and one that says it nowhere, 20 times.
    let columns = ["g", "d", "y", "c", "u", "w", "s", "v"];
    let whole = ["a", "1", "1", "may", "7", "2", "0.5", "3"];
    let mut times = vec![(20, "b,0,0,may,8,2,0.5,3".to_owned()), (20, whole.join(","))];
    for at in 0..columns.len() {
        let mut row = whole;
        row[at] = "NA";
        times.push((1, row.join(",")));
    }
    let times: Vec<(usize, &str)> = times.iter().map(|(times, row)| (*times, row.as_str())).collect();
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"a.csv\"\nmissing = [\"NA\"]\n[columns]\ndecision = \"d\"\n\
                  outcome = { column = \"y\", positive = [1] }\ncampaign = \"c\"\nunit = \"u\"\nweight = \"w\"\nscore = \"s\"\nvalue = \
                  \"v\"\n[[attribute]]\nname = \"g\"\n";
    let folder = holding(&[("a.csv", &rows(&columns.join(","), &times)), ("evenhand.toml", config)]);
    let (audit, _) = audited(&folder, &[]);
    let reasons = ["decision-missing", "unit-missing", "weight-missing"].map(|reason| left_out(&audit, reason));
    assert_eq!(reasons, [1, 1, 1]);
    // Without an attribute, an outcome, a campaign, a score or a value people are counted on.
    assert_eq!(audit["population"]["people_used"], 45);
    assert_eq!(audit["population"]["missing"][0]["people"], 1);
    let campaigns = audit["findings"].as_array().unwrap().iter().filter_map(|finding| finding["campaign"].as_str());
    assert!(campaigns.into_iter().all(|campaign| campaign == "may"));

    let counts = rows("g,n,k", &[(1, "a,1000,40"), (1, "b,900,30"), (1, "b,NA,3")]);
    let folder = holding(&[("c.csv", &counts)]);
    let (audit, _) =
        audited(&folder, &["c.csv", "--count", "n", "--selected", "k", "--attributes", "g", "--missing", "NA"]);
    assert_eq!(rate(&audit, "g", "b"), (30, 900));
}

#[test]
fn a_download_saved_twice_is_counted_once_or_not_at_all() {
    let (september, october) = ("g,n,k\na,1000,40\nb,1000,30\n", "g,n,k\na,1000,41\nb,1000,29\n");
    let files = [("d/oct.csv", october), ("d/sept (1).csv", september), ("d/sept.csv", september)];
    let folder = holding(&files);
    let run = ["d", "--count", "n", "--selected", "k", "--attributes", "g"];
    let said = refused(&folder, "EVH-D072", &run);
    assert!(said.contains("d/sept.csv and d/sept (1).csv") && said.contains("--same-files count"), "{said}");
    let (audit, _) = audited(&folder, &[run.as_slice(), &["--same-files", "count"]].concat());
    assert_eq!(audit["population"]["people_used"], 6_000);
    fs::remove_file(folder.path().join("d/sept (1).csv")).unwrap();
    assert_eq!(audited(&folder, &run).0["population"]["people_used"], 4_000);
}

#[test]
fn files_alike_in_folders_that_tell_them_apart_are_two() {
    let text = "d\n1\n0\n1\n";
    let folder = holding(&[("t/g=a/p.csv", text), ("t/g=b/p.csv", text)]);
    let (audit, _) = audited(&folder, &["t", "--decision", "d", "--attributes", "g", "--min-cell", "1"]);
    assert_eq!(rate(&audit, "g", "b"), (2, 3));
}

#[test]
fn a_column_in_two_parts_that_contradict_each_other_is_an_error() {
    let text = rows("g,sel,s", &[(20, "a,1,0.9"), (40, "a,0,0.2"), (20, "b,1,0.8"), (40, "b,0,0.1")]);
    let folder = holding(&[("a.csv", &text)]);
    let said =
        refused(&folder, "EVH-P080", &["a.csv", "--decision", "sel", "--attributes", "sel,g", "--min-ratio", "0.8"]);
    assert!(said.contains("`sel` is the decision and an attribute too"), "{said}");
    let outcome = ["a.csv", "--decision", "sel", "--outcome", "sel", "--observed", "before", "--attributes", "g"];
    assert!(refused(&folder, "EVH-P080", &outcome).contains("the decision and the outcome"));
    let weighed = ["a.csv", "--decision", "sel", "--count", "s", "--weight", "s", "--attributes", "g"];
    assert!(refused(&folder, "EVH-P080", &weighed).contains("the number of people and the weight"));
    let config = |columns: &str, attribute: &str| {
        let text = format!(
            "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"a.csv\"\n[columns]\n{columns}\n[[attribute]]\nname = \"g\"\n\
             {attribute}"
        );
        fs::write(folder.path().join("evenhand.toml"), text).unwrap();
    };
    config("decision = { columns = [\"sel\", \"g\"] }", "");
    assert!(refused(&folder, "EVH-P080", &[]).contains("`g` is the decision and an attribute too"));
    // A score that is the value too, and people compared with their like in the score that the decision cuts.
    let band = "[[attribute]]\nname = \"s\"\nkind = \"stratum\"\nbins = [0.5]\n";
    config("decision = { column = \"s\", at_least = 0.5 }\nscore = \"s\"\nvalue = \"s\"", band);
    audited(&folder, &[]);
}
