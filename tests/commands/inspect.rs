//! `evenhand inspect` and `evenhand init`: what a file holds, and a first config that decides nothing by itself.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

fn run(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(arguments);
    for name in ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CI", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{err}");
    (out, err)
}

fn file(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("people.csv"), text).unwrap();
    folder
}

/// 6,426 people in two groups of 3,213, three of whom have no name of their group, and a decision of one in ten.
fn people() -> TempDir {
    let mut csv = String::from("sex,Nom secret,id,age,sent,when\n");
    for row in 0..6_426_u32 {
        let sex = if row % 2 == 0 { "women-xx" } else { "men-xx" };
        writeln!(csv, "{sex},Jane{},{row},{},{},2026-11-22", row % 5, 18 + row % 60, u32::from(row % 10 == 0)).unwrap();
    }
    csv.push_str("tiny-xx,,7,NA,0,\n,,8,20,0,\n");
    file(&csv)
}

#[test]
fn no_value_of_a_column_that_nobody_declared_is_shown() {
    let folder = people();
    for lang in ["en", "fr"] {
        let (out, err) = run(folder.path(), &["inspect", "people.csv", "--lang", lang], 0);
        for secret in ["women-xx", "men-xx", "tiny-xx", "Jane", "2026-11-22"] {
            assert!(!out.contains(secret) && !err.contains(secret), "{lang}: {out}");
        }
        let (out, _) = run(folder.path(), &["inspect", "people.csv", "--attributes", "sex", "--lang", lang], 0);
        assert!(out.contains("women-xx") && out.contains("tiny-xx") && !out.contains("Jane"), "{out}");
    }
}

/// Words of a line, so that alignment may change.
fn line<'t>(text: &'t str, starts: &str) -> Vec<&'t str> {
    let line = text.lines().find(|line| line.starts_with(starts)).unwrap_or_default();
    line.split_whitespace().collect()
}

#[test]
fn columns_types_missing_values_and_sizes_are_shown() {
    let folder = people();
    let (out, _) = run(folder.path(), &["inspect", "people.csv"], 0);
    assert!(out.starts_with("people.csv: 6,428 rows, 6 columns\n"), "{out}");
    assert_eq!(
        line(&out, "sex").join(" "),
        "sex text 1 3 3,213 · 2 too small to show",
        "with one more size shown, the group of one could be found by subtraction"
    );
    assert_eq!(line(&out, "id")[..4], ["id", "whole", "0", "6,426"]);
    assert_eq!(line(&out, "age")[..4], ["age", "whole", "(NA)", "0"]);
    assert_eq!(line(&out, "when")[..6], ["when", "date", "(year", "first)", "2", "1"]);
    assert_eq!(line(&out, "sent")[..2], ["sent", "yes/no"]);
}

/// The example of `detectable_ratios`: two groups of 3,213 at one in ten show a ratio of 0.8 eight times in ten.
#[test]
fn the_gap_that_a_group_could_show_is_the_one_of_the_power_tables() {
    let folder = file(
        &"g\n"
            .to_owned()
            .chars()
            .chain((0..6_426).flat_map(|row| if row % 2 == 0 { "a\n" } else { "b\n" }.chars()))
            .collect::<String>(),
    );
    let (out, _) = run(folder.path(), &["inspect", "people.csv"], 0);
    let gaps = out.lines().filter(|line| line.starts_with("g ")).nth(1).unwrap();
    let gaps: Vec<&str> = gaps.split_whitespace().collect();
    assert_eq!(gaps[..3], ["g", "smallest", "3,213"]);
    assert_eq!(gaps[4], "0.80", "at one in ten");
}

#[test]
fn the_observed_share_takes_the_place_of_the_three_rates() {
    let folder = people();
    let (out, _) = run(folder.path(), &["inspect", "people.csv", "--decision", "sent"], 0);
    assert!(out.contains("10.0% selected") && !out.contains("50.0% selected"), "{out}");
    let (_, err) = run(folder.path(), &["inspect", "people.csv", "--decision", "age"], 2);
    assert!(err.contains("EVH-D020"), "{err}");
    let (_, err) = run(folder.path(), &["inspect", "people.csv", "--attributes", "sexe"], 2);
    assert!(err.contains("did you mean `sex`?"), "{err}");
}

fn config(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("evenhand.toml")).unwrap()
}

/// Takes the mark away from the proposals of attributes.
fn accept_attributes(folder: &TempDir) {
    let text = config(folder);
    let mut within = false;
    let lines = text.lines().map(|line| {
        within = (within || line == "#? [[attribute]]") && !line.is_empty();
        if within { line.strip_prefix("#? ").unwrap_or(line) } else { line }
    });
    fs::write(folder.path().join("evenhand.toml"), lines.collect::<Vec<_>>().join("\n")).unwrap();
}

#[test]
fn what_is_protected_stays_a_proposal_until_somebody_says_so() {
    let folder = people();
    run(folder.path(), &["init", "people.csv"], 0);
    let text = config(&folder);
    assert!(text.contains("\n# sent: from its name (\"sent\")\ndecision = \"sent\"\n"), "{text}");
    assert!(text.contains("\n#? [[attribute]]\n#? name = \"sex\"\n") && !text.contains("\n[[attribute]]"), "{text}");
    let (_, err) = run(folder.path(), &["audit"], 2);
    assert!(err.contains("EVH-P028"), "no attribute: {err}");
    accept_attributes(&folder);
    run(folder.path(), &["audit", "--dry-run"], 0);
    let (out, _) = run(folder.path(), &["audit"], 0);
    assert!(out.contains("no limits set"), "{out}");
}

#[test]
fn a_column_that_somebody_names_is_no_proposal() {
    let folder = people();
    run(folder.path(), &["init", "people.csv", "--attributes", "sex,age", "--decision", "sent=1", "--lang", "fr"], 0);
    let text = config(&folder);
    assert!(text.contains("\n[[attribute]]\nname = \"sex\"\n"), "{text}");
    assert!(
        text.contains("\n[[attribute]]\nname = \"age\"\nbins = [25, 35, 45, 55, 65]\nmissing = [\"NA\"]\n"),
        "{text}"
    );
    assert!(text.contains("decision = { column = \"sent\", positive = [\"1\"] }"), "{text}");
    assert!(text.contains("C’est à vous de décider ce qui est protégé"), "{text}");
    run(folder.path(), &["audit", "-q"], 0);
}

#[test]
fn every_proposal_taken_at_once_is_still_a_config() {
    for csv in [
        "sex,y,weight,campaign\nf,yes,1.5,a\nm,no,2,b\nf,no,1,a\nm,yes,1,b\n",
        "Gender,Impressions,Clicks,zip\nf,100,3,1\nm,90,NA,2\nunknown,5,1,2\n",
        "sex;note\nf;1,5\nm;2\n",
    ] {
        let folder = file(csv);
        run(folder.path(), &["init", "people.csv"], 0);
        let text = config(&folder).replace("#? ", "");
        let parsed: Result<toml::Table, _> = toml::from_str(&text);
        assert!(parsed.is_ok(), "{parsed:?}\n{text}");
    }
}

#[test]
fn files_of_counts_are_read_as_counts() {
    let folder = file("Gender,Impressions,Clicks\nf,100,3\nm,90,NA\nf,50,1\nm,80,9\n");
    run(folder.path(), &["init", "people.csv"], 0);
    let text = config(&folder);
    for line in ["missing = [\"NA\"]", "count = \"Impressions\"", "selected = \"Clicks\""] {
        assert!(text.lines().any(|own| own == line), "{line} in {text}");
    }
    accept_attributes(&folder);
    let (out, _) = run(folder.path(), &["audit"], 0);
    assert!(out.contains("left out: 90"), "{out}");
}

#[test]
fn names_that_would_break_out_of_a_comment_or_a_string_stay_within() {
    let folder = file("\"sex\"\" = 1\n[gate]\nrace\",\"sent\"\nf,1\nm,0\n");
    run(folder.path(), &["init", "people.csv"], 0);
    let text = config(&folder);
    let table: toml::Table = toml::from_str(&text).unwrap();
    assert_eq!(table.keys().map(String::as_str).collect::<Vec<_>>(), ["columns", "data", "schema"], "{text}");
    accept_attributes(&folder);
    let table: toml::Table = toml::from_str(&config(&folder)).unwrap();
    let name = table["attribute"][0]["name"].as_str().unwrap();
    assert!(name.starts_with("sex\"") && name.ends_with(" = 1\n[gate]\nrace"), "{name}");
}

#[test]
fn a_config_that_is_there_is_not_replaced() {
    let folder = people();
    fs::write(folder.path().join("evenhand.toml"), "mine").unwrap();
    let (_, err) = run(folder.path(), &["init", "people.csv", "--lang", "fr"], 2);
    assert!(err.contains("EVH-U008") && err.contains("existe déjà"), "{err}");
    assert_eq!(config(&folder), "mine");
    fs::create_dir(folder.path().join("audits")).unwrap();
    run(folder.path(), &["init", "people.csv", "--attributes", "sex", "-o", "audits/spring.toml"], 0);
    run(folder.path(), &["audit", "-q", "-c", "audits/spring.toml"], 0);
}

#[test]
fn without_data_it_is_an_example_to_fill_in() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init"], 0);
    let text = config(&folder);
    assert!(text.contains("decisions = \"decisions.parquet\"") && text.contains("#? name = \"gender\""), "{text}");
}

#[test]
fn a_dry_run_finds_what_is_missing_and_counts_no_row() {
    let folder = people();
    let flags = ["audit", "people.csv", "--dry-run", "--attributes", "sex", "--decision"];
    let (out, _) = run(folder.path(), &[&flags[..], &["sent"]].concat(), 0);
    assert_eq!(
        out,
        "people.csv: config, files and columns hold together (one attribute, no check); the values of the \
         first 6,428 rows can be read; nothing was counted or written\n"
    );
    // A decision with sixty values is refused in the first rows.
    let (_, err) = run(folder.path(), &[&flags[..], &["age"]].concat(), 2);
    assert!(err.contains("EVH-D020"), "{err}");
    let (_, err) = run(folder.path(), &[&flags[..], &["snet"]].concat(), 2);
    assert!(err.contains("EVH-D004") && err.contains("did you mean `sent`?"), "{err}");
}

/// A config with every proposal taken that holds one of these words, and no other.
fn accept(folder: &TempDir, taken: &[&str]) {
    let text = config(folder);
    let blocks = text.split("\n\n").map(|block| {
        let lines = block.lines().map(|line| match line.strip_prefix("#? ") {
            Some(proposal) if taken.iter().any(|word| block.contains(word) && !proposal.starts_with("decision")) => {
                proposal
            }
            Some(proposal) if taken.contains(&proposal) => proposal,
            _ => line,
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    fs::write(folder.path().join("evenhand.toml"), blocks.collect::<Vec<_>>().join("\n\n")).unwrap();
}

#[test]
fn columns_of_which_one_is_set_are_proposed_as_one_attribute() {
    let mut csv = "sex_female,sex_male,birth_date,mail_spring,mail_autumn,opt_a,opt_b\n".to_owned();
    for row in 0..200 {
        let flag = |yes: bool| u8::from(yes);
        let woman = row % 2 == 0;
        let born = format!("19{}-03-04", 50 + row % 50);
        let (spring, autumn) = (flag(row % 3 == 0), flag(row % 5 == 0));
        writeln!(csv, "{},{},{born},{spring},{autumn},1,{}", flag(woman), flag(!woman), flag(row % 7 == 0)).unwrap();
    }
    let folder = file(&csv);
    let output = Command::cargo_bin("evenhand")
        .unwrap()
        .current_dir(folder.path())
        .args(["init", "people.csv", "--lang", "en"])
        .env("SOURCE_DATE_EPOCH", "1793491200")
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = config(&folder);
    for line in [
        "#? name = \"sex\"",
        "#? one_hot = { \"female\" = \"sex_female\", \"male\" = \"sex_male\" }",
        "# sex_female, sex_male: exactly one of them is 1 in every row, as if they were one attribute",
        "#? age = { born = \"birth_date\", at = 2026-11-01 }",
        "#? decision = { columns = [\"mail_spring\", \"mail_autumn\"] }",
    ] {
        assert!(text.lines().any(|own| own == line || own.contains(line)), "{line} in\n{text}");
    }
    assert!(!text.contains("opt_a\" = "), "both may be set: {text}");
    let wide = "decision = { columns = [\"mail_spring\", \"mail_autumn\"] }";
    accept(&folder, &["one_hot", "born", wide]);
    let (out, _) = run(folder.path(), &["audit", "--as-of", "2026-11-22"], 0);
    assert!(out.contains("female") && out.contains("65+") && out.contains("2 campaigns"), "{out}");
}

/// Sizes that a table of counts holds, and the gap that they could show: at 3,712 + 2,067 of 229,300, a rate of 2.52 %.
#[test]
fn people_are_counted_where_rows_stand_for_several() {
    let folder = file("Gender,Impr.,Clicks\nMale,130400,3712\nFemale,98900,2067\n");
    let arguments = ["inspect", "people.csv", "--count", "Impr.", "--selected", "Clicks", "--attributes", "Gender"];
    let (out, _) = run(folder.path(), &arguments, 0);
    assert!(out.starts_with("people.csv: 2 rows, 3 columns, 229,300 people\n"), "{out}");
    assert_eq!(line(&out, "Gender").join(" "), "Gender text 0 2 130,400 · 98,900");
    assert_eq!(line(&out, "Impr.")[..4], ["Impr.", "whole", "0", "2"]);
    assert!(out.contains("2.5% selected"), "{out}");
    let female = out.lines().find(|line| line.contains("Female")).unwrap();
    // (z_0.975 + z_0.8) sqrt((1-p)/p (1/98,900 + 1/130,400)) = 0.0734, and exp(-0.0734) = 0.929.
    assert!(female.contains("98,900") && female.trim_end().ends_with("0.92"), "{female}");
    let (out, _) = run(folder.path(), &["inspect", "people.csv"], 0);
    assert!(out.contains("evenhand inspect people.csv --count Impr. --selected Clicks\n"), "{out}");
    let (_, err) = run(folder.path(), &["inspect", "people.csv", "--count", "Imp."], 2);
    assert!(err.contains("did you mean `Impr.`?"), "{err}");
    run(folder.path(), &["inspect", "people.csv", "--selected", "Clicks"], 2);
}

#[test]
fn a_date_is_shown_with_its_order() {
    let folder =
        file("a,b,c,d\n2026-11-22,22/11/2026,11/22/2026,01/02/2026\n2026-11-23,01/12/2026,01/23/2026,03/04/2026\n");
    for (lang, words) in [
        ("en", ["year first", "day first", "month first", "day or month first"]),
        ("fr", ["année d’abord", "jour d’abord", "mois d’abord", "jour ou mois d’abord"]),
    ] {
        let (out, _) = run(folder.path(), &["inspect", "people.csv", "--lang", lang], 0);
        for (column, word) in ["a ", "b ", "c ", "d "].into_iter().zip(words) {
            assert!(line(&out, column).join(" ").starts_with(&format!("{column}date ({word})")), "{column}: {out}");
        }
    }
}
