//! What is proposed first: nobody loses a selection so that groups look alike, unless somebody says so. Numbers by hand.

use std::fmt::Write as _;
use std::fs;

use evenhand::document::{Audit, Fix};
use evenhand::fix::{Request, propose};
use evenhand::plan::Overrides;
use tempfile::TempDir;

use super::files::run;
use super::world::{at, plan_in, rows};

/// 40 of 100 men and 200 of 1,000 women are selected: a ratio of 0.5, where 0.8 is asked for. 120 women more bring theirs to
/// 0.32 and leave the men at 0.4; 15 men fewer bring the men's to 0.25 and leave the women at 0.2.
fn campaign(fix: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = format!(
        "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"sent\"\n[[attribute]]\n\
         name = \"sex\"\nreference = \"men\"\n[[check]]\nid = \"ratio\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\n\
         min = 0.8\n[fix]\nid = \"id\"\n{fix}"
    );
    fs::write(at(&folder, "evenhand.toml"), config).unwrap();
    let mut text = String::from("id,sex,sent\n");
    for row in 0..1_100 {
        let (sex, sent) = if row < 100 { ("men", row < 40) } else { ("women", row < 300) };
        writeln!(text, "{row},{sex},{}", u8::from(sent)).unwrap();
    }
    fs::write(at(&folder, "people.csv"), text).unwrap();
    folder
}

fn proposals(folder: &TempDir) -> Audit {
    propose(&plan_in(folder.path()), &Request::default(), &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

/// Method, people who gain and people who lose, of what is proposed.
fn told(audit: &Audit) -> Vec<(&str, Option<u64>, Option<u64>)> {
    let proposed = audit.fixes.iter().filter(|fix| fix.refused.is_none());
    proposed.map(|fix| (fix.method.as_str(), fix.gained, fix.lost)).collect()
}

const WEIGHTS: [(&str, Option<u64>, Option<u64>); 3] =
    [("reweigh", None, None), ("rake", None, None), ("calibrate", None, None)];
const ADDED: (&str, Option<u64>, Option<u64>) = ("sample", Some(120), Some(0));
const TAKEN: (&str, Option<u64>, Option<u64>) = ("sample", Some(0), Some(15));

#[test]
fn without_an_instruction_what_takes_a_selection_away_comes_last_and_says_from_how_many() {
    let folder = campaign("");
    let audit = proposals(&folder);
    assert_eq!(told(&audit), [&[ADDED], &WEIGHTS[..], &[TAKEN]].concat());
    let said = |fix: &Fix| fix.says.iter().find(|said| said.id == "fix-levelling-down").cloned();
    assert_eq!(said(&audit.fixes[0]), None);
    let levelled = said(audit.fixes.last().unwrap()).unwrap();
    assert_eq!(
        (levelled.values["people"].as_u64(), levelled.values["segments"][0].as_str()),
        (Some(15), Some("sex=men"))
    );
    for (lang, says) in [("en", "takes the selection from 15 people"), ("fr", "retire la sélection à 15 personnes")] {
        let (code, out, _) = run(&folder, lang, &["-v"]);
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(code == Some(0) && out.contains(says), "{out}");
    }
    // The file of the method is that of the proposal that takes from nobody.
    assert_eq!(run(&folder, "en", &["--method", "sample", "-o", "new.csv"]).0, Some(0));
    assert_eq!(rows(&at(&folder, "new.csv")).iter().filter(|(_, sent)| sent == "1").count(), 240 + 120);
}

#[test]
fn an_instruction_allows_losses_or_bars_them_by_key_or_by_flag() {
    let allowed = [&WEIGHTS[..], &[TAKEN]].concat();
    let barred = [&[ADDED], &WEIGHTS[..]].concat();
    assert_eq!(told(&proposals(&campaign("no_losses = false\n"))), allowed);
    assert_eq!(told(&proposals(&campaign("no_losses = true\n"))), barred);
    for (flag, key, selected) in [("--allow-losses", "true", 240 - 15), ("--no-losses", "false", 240 + 120)] {
        let folder = campaign(&format!("no_losses = {key}\n"));
        assert_eq!(run(&folder, "en", &["--method", "sample", flag, "-o", "new.csv"]).0, Some(0));
        assert_eq!(rows(&at(&folder, "new.csv")).iter().filter(|(_, sent)| sent == "1").count(), selected, "{flag}");
    }
}

#[test]
fn a_budget_that_only_losses_can_keep_is_refused_with_what_allows_them() {
    let folder = campaign("budget = 240\n");
    let audit = proposals(&folder);
    let refused = audit.fixes.iter().find_map(|fix| fix.refused.as_ref()).unwrap();
    assert_eq!((refused.id.as_str(), refused.values["least"].as_u64()), ("fix-budget-below", Some(360)));
    assert!(told(&audit).iter().any(|(method, _, lost)| *method == "sample" && *lost > Some(0)));
    let (code, out, err) = run(&folder, "en", &["--method", "sample", "-o", "new.csv"]);
    assert!(code == Some(2) && out.contains("--allow-losses") && !at(&folder, "new.csv").exists(), "{out}{err}");
    assert_eq!(run(&folder, "en", &["--method", "sample", "--allow-losses", "-o", "new.csv"]).0, Some(0));
}

#[test]
fn the_proposals_stand_side_by_side_first_and_details_come_when_asked_for() {
    let folder = campaign("");
    for (lang, today, second) in
        [("en", "Today", "Second, levelling down"), ("fr", "Aujourd’hui", "En second, nivellement")]
    {
        let (_, out, _) = run(&folder, lang, &["-o", "fix.md", "-o", "fix.html"]);
        let point = if lang == "fr" { "," } else { "." };
        let ratio = |text: &str| text.replace('.', point);
        let line = |start: &str| {
            let found = out.lines().find(|line| line.trim_start().starts_with(start));
            found.unwrap_or_else(|| panic!("{start}: {out}")).split_whitespace().collect::<Vec<_>>()
        };
        let today_line = line(today);
        assert!(today_line.contains(&ratio("0.50").as_str()), "{today_line:?}");
        let section = out.lines().skip_while(|line| !line.contains(today)).collect::<Vec<_>>();
        let numbers = |line: &str| -> Vec<String> {
            line.split_whitespace()
                .filter(|word| word.chars().all(|sign| sign.is_ascii_digit() || sign == ',' || sign == '.'))
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(numbers(section[1])[..3], ["120".to_owned(), "0".to_owned(), ratio("0.80")], "{out}");
        let place = section.iter().position(|line| line.contains(second)).unwrap();
        assert_eq!(numbers(section[place + 1])[..2], ["15", "15"], "{out}");
        // Balances, checks and groups one by one only with -v, or of one method.
        assert!(!out.contains("·") && out.contains("-v"), "{out}");
        assert!(run(&folder, lang, &["-v"]).1.contains("·"));
        assert!(run(&folder, lang, &["--method", "sample"]).1.contains("·"));

        let markdown = fs::read_to_string(at(&folder, "fix.md")).unwrap();
        let table = markdown.lines().skip_while(|line| !line.contains(today)).collect::<Vec<_>>();
        assert!(table[1].contains("| 120 | 0 |"), "{markdown}");
        let page = fs::read_to_string(at(&folder, "fix.html")).unwrap();
        let section = page.split("id=\"fixes\"").nth(1).unwrap();
        let (first, rest) = section.split_once("</table>").unwrap();
        assert!(first.contains(today) && first.matches("<tr>").count() >= 6 && !first.contains("<h3>"), "{first}");
        assert!(rest.contains("<h3>"));
    }
}

#[test]
fn weights_prepare_training_data_without_any_check_where_the_attribute_is_named() {
    let folder = campaign("");
    let bare = fs::read_to_string(at(&folder, "evenhand.toml")).unwrap();
    let unchecked = bare.replace(&bare[bare.find("[[check]]").unwrap()..bare.find("[fix]").unwrap()], "");
    fs::write(at(&folder, "evenhand.toml"), unchecked).unwrap();
    let (code, out, err) = run(&folder, "en", &["--method", "reweigh", "--attribute", "sex", "-o", "w.csv"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("Prepares training data for") && !out.contains("has 1 proposal"), "{out}");
    // Kamiran and Calders: share of the group times share of the label, over the share of both.
    let weights = rows(&at(&folder, "w.csv"));
    let expected = [(0, 100.0 * 240.0 / (1_100.0 * 40.0)), (50, 100.0 * 860.0 / (1_100.0 * 60.0))];
    let women = [(100, 1_000.0 * 240.0 / (1_100.0 * 200.0)), (1_099, 1_000.0 * 860.0 / (1_100.0 * 800.0))];
    for (row, weight) in expected.into_iter().chain(women) {
        assert!((weights[row].1.parse::<f64>().unwrap() - weight).abs() < 1e-9, "{row}");
    }
    // Which groups are meant must be said, and decisions are changed for a gap alone.
    for arguments in [&["--method", "reweigh", "-o", "w.csv"][..], &["--method", "rake", "-o", "w.csv"]] {
        let (code, _, err) = run(&folder, "en", arguments);
        assert!(code == Some(2) && err.contains("EVH-F001") && err.contains("--attribute"), "{err}");
    }
    let (code, _, err) = run(&folder, "en", &["--method", "sample", "--attribute", "sex", "-o", "d.csv"]);
    assert!(code == Some(2) && err.contains("EVH-F007"), "{err}");
    let plan = super::world::plan_with(folder.path(), Overrides::default().typed("--attribute", "sex"));
    let audit =
        propose(&plan, &Request { method: evenhand::fix::Method::from_id("rake"), output: None }, &mut |_| {}).unwrap();
    assert_eq!((audit.fixes.len(), audit.fixes[0].check.as_deref()), (1, None));
}
