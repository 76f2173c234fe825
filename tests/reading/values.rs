//! Which values mean what: words for missing, yes and no, labels, sums, files read twice. From the files to the audit,
//! with expectations worked out by hand.

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
    for name in
        ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CI", "SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE"]
    {
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
        fs::write(folder.path().join("evenhand.toml"), config(outcome, holdout)).unwrap();
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
    // So few are told as few.
    let missing = &audit["population"]["missing"][0];
    assert_eq!((&missing["attribute"], &missing["people_below"]), (&"g".into(), &11.into()), "{missing}");
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
        refused(&folder, "EVH-P090", &["a.csv", "--decision", "sel", "--attributes", "sel,g", "--min-ratio", "0.8"]);
    assert!(said.contains("`sel` is the decision and an attribute too"), "{said}");
    let outcome = ["a.csv", "--decision", "sel", "--outcome", "sel", "--observed", "before", "--attributes", "g"];
    assert!(refused(&folder, "EVH-P090", &outcome).contains("the decision and the outcome"));
    let weighed = ["a.csv", "--decision", "sel", "--count", "s", "--weight", "s", "--attributes", "g"];
    assert!(refused(&folder, "EVH-P090", &weighed).contains("the number of people and the weight"));
    let config = |columns: &str, attribute: &str| {
        let text = format!(
            "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"a.csv\"\n[columns]\n{columns}\n[[attribute]]\nname = \"g\"\n\
             {attribute}"
        );
        fs::write(folder.path().join("evenhand.toml"), text).unwrap();
    };
    config("decision = { columns = [\"sel\", \"g\"] }", "");
    assert!(refused(&folder, "EVH-P090", &[]).contains("`g` is the decision and an attribute too"));
    // A score that is the value too, and people compared with their like in the score that the decision cuts.
    let band = "[[attribute]]\nname = \"s\"\nkind = \"stratum\"\nbins = [0.5]\n";
    config("decision = { column = \"s\", at_least = 0.5 }\nscore = \"s\"\nvalue = \"s\"", band);
    audited(&folder, &[]);
}

const PLATFORM: &str = "Gender,Impr.,Clicks\nMale,130400,3712\nFemale,98900,2067\nTotal: Genders,229300,5779\nTotal: Account,229300,5779\n";

#[test]
fn rows_that_sum_up_others_are_no_people() {
    let folder = holding(&[("a.csv", PLATFORM)]);
    let run = ["a.csv", "--count", "Impr.", "--selected", "Clicks", "--attributes", "Gender"];
    let with = |further: &[&'static str]| [run.as_slice(), further].concat();
    let said = refused(&folder, "EVH-D071", &with(&["--min-ratio", "0.8"]));
    assert!(
        said.contains("Total: Account") && said.contains("Total: Genders") && said.contains("--totals drop"),
        "{said}"
    );

    let (audit, _) = audited(&folder, &with(&["--min-ratio", "0.8", "--totals", "drop"]));
    assert_eq!((audit["exit_code"].as_u64(), audit["population"]["people_used"].as_u64()), (Some(1), Some(229_300)));
    assert_eq!(left_out(&audit, "total"), 458_600);
    let ratio = audit["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["id"] == "selection-rate/ratio/Gender=Female");
    // (2,067 / 98,900) / (3,712 / 130,400)
    assert!((ratio.unwrap()["value"].as_f64().unwrap() - 0.734_199).abs() < 1e-6, "{ratio:?}");

    // They are groups where that is said, and where nothing is judged a warning is enough.
    let (kept, _) = audited(&folder, &with(&["--min-ratio", "0.8", "--totals", "keep"]));
    assert_eq!(kept["population"]["people_used"], 687_900);
    let (_, shown) = audited(&folder, &run);
    assert!(shown.contains("sum up other rows") && shown.contains("--totals drop"), "{shown}");
}

#[test]
fn a_row_without_a_name_that_sums_up_all_others_is_found_by_its_sums() {
    let text =
        "Campaign name,Gender,Impressions,Link clicks\n,,28300,494\nSpring,female,13100,194\nSpring,male,15200,300\n";
    let folder = holding(&[("a.csv", text)]);
    let run = ["a.csv", "--count", "Impressions", "--selected", "Link clicks", "--attributes", "Gender"];
    let (_, shown) = audited(&folder, &run);
    assert!(shown.contains("() in Gender sums up other rows"), "{shown}");
    let (audit, _) = audited(&folder, &[run.as_slice(), &["--totals", "drop"]].concat());
    assert_eq!(audit["population"]["people_used"], 28_300);
    assert_eq!((&audit["population"]["missing"][0]["people"], left_out(&audit, "total")), (&0.into(), 28_300));
    // From a pipe the rows are read once, and still left out.
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder.path()).args(["audit", "-", "--totals", "drop", "-o", "b.json"]).args(&run[1..]);
    command.write_stdin(text).assert().success();
    let piped: Value = serde_json::from_slice(&fs::read(folder.path().join("b.json")).unwrap()).unwrap();
    assert_eq!(piped["population"]["people_used"], 28_300);
}

#[test]
fn totals_of_campaigns_are_found_and_rows_of_people_never_are() {
    let text = "c,g,n\nmay,f,400\nmay,m,600\njune,f,500\njune,m,500\nGesamt,f,900\nGesamt,m,1100\n";
    let people = rows("g,d", &[(20, "Total,1"), (20, "Total,0"), (20, "f,1"), (20, "f,0")]);
    let folder = holding(&[("a.csv", text), ("p.csv", &people)]);
    let run = ["a.csv", "--count", "n", "--campaign", "c", "--attributes", "g", "--totals", "drop"];
    let (audit, _) = audited(&folder, &run);
    assert_eq!((audit["population"]["people_used"].as_u64(), left_out(&audit, "total")), (Some(2_000), 2_000));
    let (audit, _) = audited(&folder, &["p.csv", "--decision", "d", "--attributes", "g", "--min-ratio", "0.8"]);
    assert_eq!(audit["population"]["people_used"], 80);
}

#[test]
fn words_for_no_answer_that_stay_groups_are_said() {
    let text = rows(
        "g,d",
        &[(30, "f,1"), (30, "f,0"), (30, "m,1"), (30, "m,0"), (20, "NA,1"), (20, "not stated,0"), (19, "   ,1")],
    );
    let folder = holding(&[("a.csv", &text)]);
    let run = ["a.csv", "--decision", "d", "--attributes", "g"];
    let (audit, shown) = audited(&folder, &run);
    assert!(shown.contains("In g, NA, not stated are groups like any other"), "{shown}");
    assert!(shown.contains("--missing 'NA,not stated'"), "{shown}");
    assert_eq!(audit["population"]["missing"][0]["people"], 19, "a field of blanks is empty");
    let (audit, shown) = audited(&folder, &[run.as_slice(), &["--missing", "NA,not stated"]].concat());
    assert!(!shown.contains("like any other"), "{shown}");
    assert_eq!(audit["population"]["missing"][0]["people"], 59);
}

#[test]
fn labels_that_differ_in_case_or_blanks_are_said_and_joined_on_request() {
    let times = [
        (60, "Male,1"),
        (30, "Male,0"),
        (30, "Male ,1"),
        (60, "Male ,0"),
        (20, "male,1"),
        (60, "male,0"),
        (40, "Female,1"),
        (55, "Female,0"),
    ];
    let backwards: Vec<(usize, &str)> = times.iter().rev().copied().collect();
    let folder = holding(&[("a.csv", &rows("g,d", &times)), ("b.csv", &rows("g,d", &backwards))]);
    let (_, shown) = audited(&folder, &["a.csv", "--decision", "d", "--attributes", "g"]);
    assert!(
        shown.contains("\"Male\", \"Male \", \"male\" differ only in case or blanks")
            || shown.contains("\"Male\", \"Male\u{20}\", \"male\""),
        "{shown}"
    );
    for file in ["a.csv", "b.csv"] {
        let (audit, shown) = audited(&folder, &[file, "--decision", "d", "--attributes", "g", "--join-labels"]);
        assert_eq!((rate(&audit, "g", "Male"), rate(&audit, "g", "Female")), ((110, 260), (40, 95)), "{file}");
        assert!(!shown.contains("differ only"), "{shown}");
    }
}

/// Ages 19 to 59, ten people each, every fourth of them selected; and 20 people of whom 999 says that it is not known.
fn ages() -> String {
    let row = |age: usize, at: usize| format!("{age},{}\n", u8::from(at.is_multiple_of(4)));
    let known = (19..60).flat_map(|age| (0..10).map(move |at| row(age, at)));
    let unknown = (0..20).map(|at| row(999, at));
    format!("age,sel\n{}", known.chain(unknown).collect::<String>())
}

#[test]
fn an_age_without_bins_is_an_error_whose_remedy_works() {
    let folder = holding(&[("a.csv", &ages())]);
    let run = ["a.csv", "--decision", "sel", "--attributes", "age", "--min-ratio", "0.8"];
    let said = refused(&folder, "EVH-D073", &run);
    assert!(said.contains("42 different numbers") && said.contains("999 lies far from all others"), "{said}");
    let remedy = said.split("roughly: ").nth(1).unwrap().split(';').next().unwrap();
    let remedy: Vec<&str> = remedy.split(' ').collect();
    assert!(remedy[0] == "--bins" && remedy[2..] == ["--missing", "999"], "{remedy:?}");
    let (audit, shown) = audited(&folder, &[run.as_slice(), &remedy].concat());
    assert_eq!(audit["population"]["missing"][0]["people"], 20);
    assert!(!shown.contains("far from"), "{shown}");
    let groups =
        audit["segments"].as_array().unwrap().iter().filter(|part| part["people"].as_u64().unwrap_or(0) > 50).count();
    assert_eq!(groups, 5, "fifths of 410 people, roughly");
    // In bins the number is still said to be far off, and as labels every number is a group.
    let (_, shown) = audited(&folder, &[run.as_slice(), &["--bins", "age=30,40,50"]].concat());
    assert!(shown.contains("a number in the bin 50+ lies far from all others"), "{shown}");
    let (audit, _) = audited(&folder, &[run.as_slice(), &["--bins", "age=labels"]].concat());
    assert_eq!(
        audit["segments"].as_array().unwrap().iter().filter(|part| part["segment"]["age"].is_string()).count(),
        42
    );
}

#[test]
fn what_is_missing_in_the_row_is_named() {
    let folder = holding(&[("a.csv", "g,n,k\na,1000,40\nb,900,30\nb,800,\na,,3\n")]);
    let (audit, shown) = audited(&folder, &["a.csv", "--count", "n", "--selected", "k", "--attributes", "g"]);
    assert_eq!((left_out(&audit, "selected-missing"), left_out(&audit, "count-missing")), (800, 1));
    assert!(shown.contains("no number of selected in the row"), "{shown}");
}

#[test]
fn bins_that_a_map_leaves_out_are_named() {
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"a.csv\"\n[columns]\ndecision = \"sel\"\n[[attribute]]\nname = \
                  \"age\"\nbins = [25, 61]\nmap = { \"<25\" = \"outside\", \"61+\" = \"outside\" }\n";
    let folder = holding(&[("a.csv", &ages()), ("evenhand.toml", config)]);
    let said = refused(&folder, "EVH-D026", &[]);
    assert!(said.contains("leaves out the bin 25-60 of `age` (350 rows)"), "{said}");
}

#[test]
fn the_file_of_a_folder_that_lacks_a_column_is_named() {
    let folder = holding(&[("d/nov.csv", "g,n\na,1000\nb,1000\n"), ("d/oct.csv", "g,n,k\na,1000,40\nb,1000,30\n")]);
    let said = refused(&folder, "EVH-D004", &["d", "--count", "n", "--selected", "k", "--attributes", "g"]);
    assert!(said.contains("no column `k` in d/nov.csv (it is in d/oct.csv)"), "{said}");
    fs::rename(folder.path().join("d/oct.csv"), folder.path().join("d/aug.csv")).unwrap();
    let said = refused(&folder, "EVH-D004", &["d", "--count", "n", "--selected", "k", "--attributes", "g"]);
    assert!(said.contains("no column `k` in d/nov.csv (it is in d/aug.csv)"), "{said}");
}

#[test]
fn blank_decisions_are_a_no_only_where_that_is_said() {
    let text = rows("g,d", &[(20, "a,1"), (30, "a,"), (15, "b,1"), (35, "b,")]);
    let folder = holding(&[("a.csv", &text)]);
    let said = refused(&folder, "EVH-D031", &["a.csv", "--decision", "d", "--attributes", "g"]);
    assert!(said.contains("everybody with a decision") && said.contains("65 people have no decision"), "{said}");
    assert!(said.contains("--decision d=1 --decision-negative ''"), "{said}");
    let (audit, _) = audited(&folder, &["a.csv", "--decision", "d=1", "--decision-negative", "", "--attributes", "g"]);
    assert_eq!((rate(&audit, "g", "a"), rate(&audit, "g", "b")), ((20, 50), (15, 50)));
}

#[test]
fn parts_whose_noes_are_unlike_are_not_added_up() {
    let part =
        |no: &str| rows("g,d", &[(20, "a,Yes"), (20, &format!("a,{no}")), (20, "b,Yes"), (20, &format!("b,{no}"))]);
    let folder = holding(&[
        ("may.csv", &part("No")),
        ("june.csv", &part("Pending")),
        ("july.csv", &format!("{}a,Yes\n", part("No"))),
    ]);
    for month in ["may", "june", "july"] {
        let (data, cube) = (format!("{month}.csv"), format!("{month}.cube"));
        let (code, _, said) =
            run(folder.path(), &["count", &data, "--decision", "d=Yes", "--attributes", "g", "-o", &cube]);
        assert_eq!(code, 0, "{said}");
    }
    assert_eq!(run(folder.path(), &["merge", "may.cube", "july.cube", "-o", "both.cube"]).0, 0);
    let (code, _, said) = run(folder.path(), &["merge", "may.cube", "june.cube", "-o", "all.cube"]);
    assert!(code == 2 && said.contains("EVH-C002") && said.contains("d: negative"), "{said}");
}
