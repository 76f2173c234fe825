//! Labels are hostile input. Whatever stands in a group, a campaign, a column or the config's own words, every output
//! shows it as text that does nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use evenhand_cube::read::{Column, Format, write_table};
use serde_json::Value;
use tempfile::TempDir;

/// What people, or those who want something of people, put into a field.
fn hostile() -> Vec<String> {
    let fixed = [
        "<script>alert(1)</script>",
        "</title></script><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)' x='",
        "line\nbreak\r\n::error::forged",
        "\u{1b}[31mred\u{1b}]0;title\u{7}",
        "\u{202e}txet\u{2066}\u{200b}",
        "=cmd|' /C calc'!A0",
        "nul\0\u{85}\u{9b}31m",
        "{{ 7 * 7 }} {% raw %} { $label }",
        "a x b, c=d / e %2C ()",
        "]]> --> */ <!-- ${{x}} `rm`",
    ];
    fixed.iter().map(|label| (*label).to_owned()).chain([format!("long{}", "x".repeat(5_000))]).collect()
}

/// A TOML string: its escapes are those of JSON, but for DEL.
fn quoted(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(arguments);
    for name in
        ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CI", "SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE"]
    {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code(), out, err)
}

/// Nothing but letters and line breaks: no control, no sign that turns or hides text.
fn is_still(text: &str) -> bool {
    text.chars().all(|letter| letter == '\n' || !evenhand::lang::is_hostile(&letter.to_string()))
}

/// The names of all tags of a page, and of what stands in them as attributes.
fn tags(page: &str) -> BTreeSet<String> {
    let mut tags = BTreeSet::new();
    for part in page.split('<').skip(1) {
        let tag = part.split('>').next().unwrap();
        let mut quotes = tag.split('"');
        let plain = quotes.by_ref().step_by(2).collect::<Vec<_>>().concat();
        let words = plain.split_whitespace().map(|word| word.trim_matches(['=', '/']).to_lowercase());
        tags.extend(words.filter(|word| !word.is_empty()).take(12));
    }
    tags
}

/// Two groups for each label, in two campaigns of the same names, with a difference that shows.
fn people(labels: &[String]) -> [(&'static str, Column); 7] {
    let (mut group, mut campaign) = (vec![], vec![]);
    let (mut sent, mut called, mut asked, mut first, mut second) = (vec![], vec![], vec![], vec![], vec![]);
    for (place, label) in labels.iter().enumerate() {
        for row in 0..60_i64 {
            group.push(Some(label.clone()));
            campaign.push(Some(labels[(place + usize::from(row % 2 == 0)) % labels.len()].clone()));
            sent.push(Some(i64::from(row % 10 < i64::try_from(place % 9 + 1).unwrap())));
            called.push(Some(i64::from(row % 4 == 0)));
            asked.push(Some(i64::from(row % 3 != 0)));
            first.push(Some(i64::from(row % 3 == 0)));
            second.push(Some(i64::from(row % 3 != 0)));
        }
    }
    [
        ("group", Column::Strings(group)),
        ("campaign", Column::Strings(campaign)),
        ("sent", Column::Integers(sent)),
        ("called", Column::Integers(called)),
        ("asked", Column::Integers(asked)),
        ("first", Column::Integers(first)),
        ("second", Column::Integers(second)),
    ]
}

fn config(labels: &[String], decision: &str) -> String {
    let [a, b, c, d, e] = [0, 1, 2, 3, 5].map(|at| quoted(&labels[at]));
    let words: Vec<String> =
        labels.iter().map(|label| format!("{} = {{ en = {}, fr = {} }}", quoted(label), b, c)).collect();
    format!(
        "schema = \"evenhand.config/1\"\n[audit]\nname = {a}\n[data]\ndecisions = \"d.parquet\"\n[columns]\n{decision}\n\
         [[attribute]]\nname = {e}\ncolumn = \"group\"\nlabel = {{ en = {a}, fr = {d} }}\nsource = \"declared\"\n\
         basis = {b}\npurpose = {d}\nnote = {c}\n[attribute.groups]\n{}\n\
         [[attribute]]\nname = \"hot\"\none_hot = {{ {a} = \"first\", {d} = \"second\" }}\n\
         [[attribute]]\nname = \"sql\"\nsql = {}\n\
         [[check]]\nid = {d}\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\ncampaigns = \"each\"\n\
         attributes = [\"hot\"]\n[[check]]\nid = \"plain\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n",
        words.join("\n"),
        quoted("CASE WHEN first = 1 THEN '<script>alert(2)</script>' ELSE '\u{202e}' END"),
    )
}

fn folder(labels: &[String], decision: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_table(&folder.path().join("d.parquet"), &people(labels), Format::Parquet).unwrap();
    fs::write(folder.path().join("evenhand.toml"), config(labels, decision)).unwrap();
    folder
}

/// The same with words that do nothing, to be compared with.
fn harmless() -> Vec<String> {
    (0..hostile().len()).map(|place| format!("label {place}")).collect()
}

fn wide(labels: &[String]) -> String {
    format!("decision = {{ columns = {{ {} = \"called\", {} = \"asked\" }} }}", quoted(&labels[0]), quoted(&labels[3]))
}

const LONG: &str = "decision = \"sent\"\ncampaign = \"campaign\"";

#[test]
fn every_output_of_an_audit_is_inert() {
    let (bad, good) = (hostile(), harmless());
    for (decision, plain) in [(LONG.to_owned(), LONG.to_owned()), (wide(&bad), wide(&good))] {
        let (bad, good) = (folder(&bad, &decision), folder(&good, &plain));
        for lang in ["en", "fr"] {
            let flags =
                ["audit", "--as-of", "2026-11-22", "--lang", lang, "-o", "a.json", "-o", "a.html", "-o", "a.txt"];
            let (code, _, _) = run(good.path(), &flags);
            let (found, out, err) = run(bad.path(), &flags);
            assert_eq!(found, code, "{err}");
            assert_ne!(found, Some(2), "{err}");
            let read = |folder: &TempDir, name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
            assert!(is_still(&out) && is_still(&err), "{out}\n{err}");
            assert!(is_still(&read(&bad, "a.txt")));
            let page = read(&bad, "a.html");
            assert!(is_still(&page), "a control reached the page");
            let (tags_found, tags_known) = (tags(&page), tags(&read(&good, "a.html")));
            let strangers: Vec<_> = tags_found.difference(&tags_known).collect();
            assert!(strangers.is_empty(), "{strangers:?}");
            let (document, label) = (read(&bad, "a.json"), &hostile()[0]);
            assert!(document.chars().all(|letter| letter == '\n' || !letter.is_control()));
            let document: Value = serde_json::from_str(&document).unwrap();
            let kept =
                document["segments"].as_array().unwrap().iter().any(|part| part["segment"]["hot"] == label.as_str());
            assert!(kept, "the document keeps labels as they are");
        }
    }
}

#[test]
fn cube_files_pages_of_a_file_and_errors_are_inert() {
    let folder = folder(&hostile(), LONG);
    let (code, out, err) = run(folder.path(), &["count", "-c", "evenhand.toml", "-o", "c.cube"]);
    assert!(code == Some(0) && is_still(&out) && is_still(&err), "{err}");
    let cube = fs::read_to_string(folder.path().join("c.cube/cube.json")).unwrap();
    assert!(cube.chars().all(|letter| letter == '\n' || !letter.is_control()));
    assert!(serde_json::from_str::<Value>(&cube).is_ok());

    let (code, out, err) = run(folder.path(), &["inspect", "d.parquet", "--attributes", "group,campaign"]);
    assert!(code == Some(0) && is_still(&out) && is_still(&err), "{out}{err}");

    let text = fs::read_to_string(folder.path().join("evenhand.toml")).unwrap();
    for (was, is, code) in [
        ("column = \"group\"", "column = \"group\"\nreference = \"nobody\"", "EVH-D029"),
        ("column = \"group\"", "column = \"\\u001b[31m\\u202e\"", "EVH-D004"),
        ("min = 0.8\ncampaigns", "mni = 0.8\ncampaigns", "EVH-P015"),
        ("sql = ", "sql = \"\\u001b[31m(\\u202e\" # ", "EVH-P041"),
        ("sql = ", "sql = \"\\u202e\\u001b(a)\" # ", "EVH-P04"),
    ] {
        fs::write(folder.path().join("evenhand.toml"), text.replacen(was, is, 1)).unwrap();
        for lang in ["en", "fr"] {
            let (found, out, err) = run(folder.path(), &["audit", "--lang", lang]);
            assert_eq!(found, Some(2), "{was}: {out}");
            assert!(
                is_still(&out) && is_still(&err) && (err.contains(code) || err.contains("EVH-P004")),
                "{code}: {err}"
            );
        }
    }
}

#[test]
fn a_config_proposed_for_hostile_columns_is_read_back() {
    // A NUL near the beginning of a text file says that it is none.
    let labels: Vec<String> = hostile().into_iter().filter(|label| !label.contains('\0')).collect();
    let names: Vec<String> = labels.iter().take(7).map(|label| format!("sex {label}")).collect();
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let head: Vec<String> =
        names.iter().map(|name| quoted(name)).chain(["is_a".into(), "is_<b>".into(), "sent".into()]).collect();
    let row = |at: usize| {
        let cells = (0..names.len()).map(|place| quoted(&labels[(at + place) % labels.len()]));
        let flags = [u8::from(at.is_multiple_of(2)), u8::from(!at.is_multiple_of(2)), u8::from(at.is_multiple_of(3))]
            .map(|flag| flag.to_string());
        cells.chain(flags).collect::<Vec<_>>().join(",")
    };
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{}\n{}\n", head.join(","), (0..40).map(row).collect::<Vec<_>>().join("\n"));
    fs::write(folder.path().join("d.csv"), text).unwrap();
    let (code, out, err) = run(folder.path(), &["init", "d.csv", "--decision", "sent"]);
    assert!(code == Some(0) && is_still(&out) && is_still(&err), "{err}");
    let text = fs::read_to_string(folder.path().join("evenhand.toml")).unwrap();
    assert!(is_still(&text), "{text}");
    let table: toml::Table = toml::from_str(&text).unwrap();
    assert_eq!(table.keys().map(String::as_str).collect::<Vec<_>>(), ["columns", "data", "schema"]);
    let all: toml::Table = toml::from_str(&text.replace("#? ", "")).unwrap();
    let columns: Vec<&str> =
        all["attribute"].as_array().unwrap().iter().filter_map(|own| own.get("column")?.as_str()).collect();
    assert!(columns.iter().all(|column| names.iter().any(|name| name == column)), "{columns:?}");
    let hot = all["attribute"].as_array().unwrap().iter().find_map(|own| own.get("one_hot")).unwrap();
    assert_eq!(hot["<b>"].as_str(), Some("is_<b>"));
}
