//! Audits that are kept: archived, verified, found, held against each other, and taken away on their day.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use evenhand::archive::{Archive, intact};
use evenhand::lang::Said;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::program::evenhand;

/// The share of women selected in a month, of men one half.
const MONTHS: [(&str, u32); 3] = [("2026-01-31", 48), ("2026-02-28", 42), ("2026-03-31", 30)];

const CONFIG: &str = r#"schema = "evenhand.config/1"

[audit]
name = "Prêt & crédit / mars"
model = "ranker"
retain_until = 2031-12-31

[data]
decisions = "people.csv"

[columns]
decision = "sent"

[[attribute]]
name = "gender"
reference = "men"

[[check]]
id = "ratio"
measure = "selection-rate"
comparison = "ratio"
min = 0.8
"#;

/// 2,000 men of whom half are selected, and 2,000 women of whom so many in 100 are.
fn people(women: u32) -> String {
    let mut csv = String::from("gender,sent\n");
    for person in 0..2_000 {
        let place = person % 100;
        let selected = |share: u32| if place < share { "1" } else { "0" };
        csv.extend(["men,", selected(50), "\nwomen,", selected(women), "\n"]);
    }
    csv
}

fn ran(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = evenhand(folder, arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What a command prints that ends with 0.
fn fine(folder: &Path, arguments: &[&str]) -> String {
    let (code, out, said) = ran(folder, arguments);
    assert_eq!(code, Some(0), "{arguments:?}: {said}");
    out
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&fine(folder, arguments)).unwrap()
}

/// An archive with an audit of each month.
fn three_months() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("evenhand.toml"), CONFIG).unwrap();
    for (day, women) in MONTHS {
        fs::write(at.join("people.csv"), people(women)).unwrap();
        let (code, _, said) = ran(at, &["audit", "-q", "--as-of", day, "--archive", "archive"]);
        assert!(matches!(code, Some(0 | 1 | 3)), "{day}: {said}");
    }
    folder
}

fn bags(archive: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(archive).unwrap().map(|entry| entry.unwrap().path());
    let mut bags: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    bags.sort();
    bags
}

#[test]
fn a_drift_is_seen_through_time_and_between_two_months() {
    let folder = three_months();
    let at = folder.path();
    let list = json(at, &["archive", "list", "--json"]);
    let of = |key: &str| list.as_array().unwrap().iter().map(|line| line[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("as_of"), MONTHS.map(|(day, _)| day));
    // 0.48 / 0.5, 0.42 / 0.5 and 0.3 / 0.5 against 0.8: shown within, not told from the limit, outside.
    assert_eq!(of("verdict"), ["within", "cannot_tell", "outside"]);
    assert_eq!(of("until"), ["2031-12-31"; 3]);
    let ids: Vec<String> = of("id").iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    assert!(ids[0].starts_with("2026-01-31-pret-credit-mars-"), "{}", ids[0]);

    let trend = json(at, &["archive", "trend", "--check", "ratio", "--segment", "gender=women", "--json"]);
    let points = trend[0][1].as_array().unwrap();
    let values: Vec<f64> = points.iter().map(|point| point["value"].as_f64().unwrap()).collect();
    assert_eq!(values, [0.96, 0.84, 0.6]);
    assert!(points.iter().all(|point| point["differs"].is_null()), "{points:?}");

    let diff = json(at, &["archive", "diff", &ids[0], &ids[2], "--json"]);
    assert_eq!(diff["comparable"], true);
    assert_eq!(diff["changes"].as_array().unwrap().len(), 1);
    assert_eq!(diff["changes"][0]["before"]["value"], 0.96);
    assert_eq!(diff["changes"][0]["after"]["verdict"], "outside");

    let found = json(
        at,
        &["archive", "search", "--segment", "gender=women", "--verdict", "outside", "--since", "2026-02", "--json"],
    );
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["as_of"], "2026-03-31");
    assert_eq!(json(at, &["archive", "search", "--until", "2026-01", "--json"]).as_array().unwrap().len(), 1);
    assert_eq!(json(at, &["archive", "search", "--name", "autre", "--json"]).as_array().unwrap().len(), 0);

    let shown = fine(at, &["archive", "trend", "--check", "ratio", "--lang", "fr"]);
    assert!(shown.contains("31/03/2026") && shown.contains("0,60"), "{shown}");
}

#[test]
fn a_line_through_time_breaks_where_the_question_changes() {
    let folder = three_months();
    let at = folder.path();
    fs::write(at.join("evenhand.toml"), CONFIG.replace("min = 0.8", "min = 0.7")).unwrap();
    let (code, _, said) = ran(at, &["audit", "-q", "--as-of", "2026-04-30", "--archive", "archive"]);
    assert_eq!(code, Some(1), "{said}");
    let trend = json(at, &["archive", "trend", "--check", "ratio", "--json"]);
    let differs: Vec<Value> = trend[0][1].as_array().unwrap().iter().map(|point| point["differs"].clone()).collect();
    assert_eq!(differs, [Value::Null, Value::Null, Value::Null, serde_json::json!(["checks.ratio"])]);
    let shown = fine(at, &["archive", "trend", "--check", "ratio"]);
    assert!(shown.contains("another question was asked: checks.ratio"), "{shown}");
    let list = json(at, &["archive", "list", "--json"]);
    let id = |at: usize| list[at]["id"].as_str().unwrap().to_owned();
    let diff = fine(at, &["archive", "diff", &id(2), &id(3)]);
    assert!(diff.contains("asked different questions") && diff.contains("checks.ratio"), "{diff}");
}

#[test]
fn an_archived_audit_is_what_it_was_and_follows_from_its_counts() {
    let folder = three_months();
    let at = folder.path();
    let text = fine(at, &["verify", "archive"]);
    assert_eq!(text.matches("consistent: holds").count(), 3, "{text}");
    assert_eq!(text.matches("rendered: holds").count(), 3, "{text}");
    assert!(text.contains("3 audits, every line follows"), "{text}");
    let last = bags(&at.join("archive")).pop().unwrap();
    let name = last.to_str().unwrap();
    let verified = json(at, &["verify", name, "--data", "people.csv", "--json"]);
    assert_eq!(verified[0]["levels"][4]["outcome"], "holds");
    fs::write(at.join("people.csv"), people(31)).unwrap();
    let (code, out, _) = ran(at, &["verify", name, "--data", "people.csv"]);
    assert!(code == Some(1) && out.contains("do not count to the cube"), "{out}");
    // Anybody can check the files, and evenhand is not needed to.
    let sums = std::process::Command::new("sha256sum");
    let mut sums = sums;
    sums.args(["--check", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"]).current_dir(&last);
    assert!(sums.status().unwrap().success());
}

#[test]
fn what_stands_in_an_archive_is_judged_again_under_another_rule() {
    let folder = three_months();
    let at = folder.path();
    let last = bags(&at.join("archive")).pop().unwrap();
    let (code, out, said) = ran(at, &["verify", last.to_str().unwrap(), "--judge", "us-four-fifths"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        out.contains(
            "Under us-four-fifths on 2026-03-31: Outside limit (exit 1). As archived: Outside limit (exit 1)."
        ),
        "{out}"
    );
}

#[test]
fn flags_packs_and_waivers_are_kept_so_that_the_question_can_be_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("evenhand.toml"), CONFIG).unwrap();
    let rows =
        people(30).replace("women,", "women,old,").replace("\nmen,", "\nmen,young,").replace("gender,", "gender,age,");
    fs::write(at.join("people.csv"), rows).unwrap();
    let waivers = "schema = \"evenhand.waivers/1\"\n[[waiver]]\ncheck = \"ratio\"\nsegment = { gender = \"women\" }\n\
        reason = \"known\"\nowner = \"role:head\"\napproved = 2026-01-01\nexpires = 2026-06-30\n";
    fs::write(at.join("w.toml"), waivers).unwrap();
    let flags = [
        &["--policy", "ll144", "--waivers", "w.toml", "--min-ratio", "0.7", "--level", "0.9"][..],
        &["--attributes", "gender,age", "--reference", "highest-rate", "--reference", "age=young", "--min-cell", "5"],
        &["--needs-coverage", "0.5", "--depth", "1", "--seed", "7", "--name", "another", "--missing", "NA"],
    ];
    for (name, flags) in [
        ("all", flags.concat()),
        ("none", Vec::new()),
        (
            "flags",
            vec![
                "--no-config",
                "people.csv",
                "--decision",
                "sent=1",
                "--decision-negative",
                "0",
                "--attributes",
                "gender",
                "--max-gap",
                "0.1",
            ],
        ),
    ] {
        let archive = at.join(name);
        let typed =
            [&["audit", "-q", "--as-of", "2026-03-31", "--archive", archive.to_str().unwrap()][..], &flags].concat();
        let (code, _, said) = ran(at, &typed);
        assert!(matches!(code, Some(0 | 1 | 3)), "{name}: {said}");
        let text = fine(at, &["verify", archive.to_str().unwrap()]);
        assert!(text.contains("consistent: holds"), "{name}: {text}");
    }
    let kept = &bags(&at.join("all"))[0].join("data");
    assert!(fs::read_to_string(kept.join("packs/0-ll144.toml")).unwrap().contains("ll144"));
    assert_eq!(fs::read_to_string(kept.join("waivers.toml")).unwrap(), waivers);
}

#[test]
fn where_files_stood_on_a_machine_is_in_no_archive() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("people.csv"), people(48)).unwrap();
    let whole = at.join("people.csv").to_str().unwrap().to_owned();
    fs::write(at.join("evenhand.toml"), CONFIG.replace("people.csv", &whole)).unwrap();
    fine(at, &["audit", "-q", "--archive", "archive"]);
    let mut kept = BTreeMap::new();
    files(&at.join("archive"), &at.join("archive"), &mut kept);
    for (name, bytes) in kept {
        assert!(!String::from_utf8_lossy(&bytes).contains(at.to_str().unwrap()), "{name}");
    }
    fine(at, &["verify", "archive"]);
}

#[test]
fn an_audit_and_a_cube_that_are_strangers_to_each_other_are_not_archived_together() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("evenhand.toml"), CONFIG).unwrap();
    for (name, women) in [("one", 30), ("two", 31)] {
        fs::write(at.join("people.csv"), people(women)).unwrap();
        fine(at, &["count", "-q", "-o", &format!("{name}.cube")]);
        let (code, ..) = ran(at, &["audit", "-q", "-o", &format!("{name}.json")]);
        assert_eq!(code, Some(1));
    }
    let (code, _, said) = ran(at, &["archive", "add", "one.json", "--cube", "two.cube"]);
    assert!(code == Some(2) && said.contains("EVH-A007"), "{said}");
    assert!(!at.join("archive").exists());
    fine(at, &["archive", "add", "-q", "one.json", "--cube", "one.cube"]);
    let (code, _, said) = ran(at, &["archive", "add", "one.json", "--cube", "one.cube"]);
    assert!(code == Some(2) && said.contains("EVH-A002"), "{said}");
    // Without its cube it is another record of the same audit, and says what it lacks.
    fine(at, &["archive", "add", "-q", "one.json"]);
    let text = fine(at, &["verify", "archive"]);
    assert_eq!(text.matches("consistent: not checked").count(), 1, "{text}");
}

#[test]
fn nothing_is_taken_away_before_its_day_or_while_it_is_held() {
    let folder = three_months();
    let at = folder.path();
    let ids: Vec<String> = json(at, &["archive", "list", "--json"])
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(fine(at, &["archive", "expire", "--as-of", "2031-12-31"]), "", "the last day is still one");
    fine(at, &["archive", "hold", "-q", &ids[1], "--reason", "case 12"]);
    fine(at, &["archive", "retain", "-q", &ids[2], "--until", "2040-01-01", "--reason", "policy 3"]);
    let dry = fine(at, &["archive", "expire", "--as-of", "2032-01-01", "-q"]);
    assert_eq!(dry, format!("{}: kept until 2031-12-31\n", ids[0]));
    assert_eq!(bags(&at.join("archive")).len(), 3, "a dry run takes nothing away");
    fine(at, &["archive", "expire", "--yes", "--as-of", "2032-01-01", "-q"]);
    assert_eq!(bags(&at.join("archive")).len(), 2);
    let text = fine(at, &["verify", "archive"]);
    assert_eq!(text.matches("intact: holds").count(), 2, "{text}");
    fine(at, &["archive", "release", "-q", &ids[1], "--reason", "closed"]);
    assert!(fine(at, &["archive", "expire", "--as-of", "2032-01-01", "-q"]).starts_with(&ids[1]));
    let (code, _, said) = ran(at, &["archive", "hold", &ids[0], "--reason", "too late"]);
    assert!(code == Some(2) && said.contains("EVH-A003"), "{said}");
}

#[test]
fn a_folder_that_is_no_archive_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("photos")).unwrap();
    fs::write(at.join("photos/one.jpg"), "").unwrap();
    fs::write(at.join("evenhand.toml"), CONFIG).unwrap();
    fs::write(at.join("people.csv"), people(48)).unwrap();
    for command in [
        &["audit", "--archive", "photos"][..],
        &["archive", "list", "-a", "photos"],
        &["archive", "list", "-a", "nowhere"],
        &["archive", "expire", "--yes", "-a", "photos"],
    ] {
        let (code, _, said) = ran(at, command);
        assert!(code == Some(2) && said.contains("EVH-A001"), "{command:?}: {said}");
    }
    let (code, _, said) = ran(at, &["verify", "photos"]);
    assert!(code == Some(2) && said.contains("EVH-A006"), "{said}");
    assert_eq!(fs::read_dir(at.join("photos")).unwrap().count(), 1);
}

fn files(folder: &Path, root: &Path, all: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, root, all);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            all.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Random numbers that are the same every time: Steele, Lea and Flood (2014), splitmix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[test]
fn a_thousand_changes_of_an_archive_are_each_found_and_named() {
    let folder = three_months();
    let archive = folder.path().join("archive");
    let mut kept = BTreeMap::new();
    files(&archive, &archive, &mut kept);
    kept.remove(".lock");
    let names: Vec<&String> = kept.keys().collect();
    let mut state = 5;
    for round in 0..1_000 {
        let name = names[usize::try_from(next(&mut state)).unwrap_or(usize::MAX) % names.len()];
        let bytes = &kept[name];
        let path = archive.join(name);
        let at = usize::try_from(next(&mut state) % bytes.len().max(1) as u64).unwrap();
        let what = match next(&mut state) % 5 {
            0 => {
                fs::remove_file(&path).unwrap();
                "removed"
            }
            1 => {
                fs::write(&path, &bytes[..at]).unwrap();
                "cut"
            }
            2 => {
                let more = path.with_file_name("more.txt");
                fs::write(&more, "x").unwrap();
                "added beside"
            }
            3 => {
                let mut changed = bytes.clone();
                changed.insert(at, b'0');
                fs::write(&path, changed).unwrap();
                "a byte more in"
            }
            _ => {
                let mut changed = bytes.clone();
                changed[at] = changed[at].wrapping_add(1 + u8::try_from(next(&mut state) % 255).unwrap());
                fs::write(&path, changed).unwrap();
                "another byte in"
            }
        };
        let beside_ledger = what == "added beside" && name == "LEDGER.jsonl";
        let bag = name.split_once('/').map(|(bag, _)| bag);
        let found = found(&archive, bag);
        let named = if what == "added beside" { "more.txt" } else { name.rsplit('/').next().unwrap() };
        assert!(
            beside_ledger || found.iter().any(|fault| fault.contains(named)),
            "round {round}: {what} {name}: {found:?}"
        );
        fs::write(&path, bytes).unwrap();
        fs::remove_file(path.with_file_name("more.txt")).unwrap_or_default();
    }
    assert_eq!(found(&archive, None), Vec::<String>::new(), "all was put back");
}

/// What is wrong with an archive, file by file, or with one of its bags.
fn found(folder: &Path, bag: Option<&str>) -> Vec<String> {
    let archive = match Archive::open(folder) {
        Ok(archive) => archive,
        Err(error) => return vec![format!("LEDGER.jsonl {}", error.code())],
    };
    let fault = |fault: Said| {
        let file = fault.values.get("file").and_then(Value::as_str).unwrap_or_default();
        // A ledger without its last line knows nothing of the bag.
        if fault.id == "verify-untold" { "LEDGER.jsonl".to_owned() } else { format!("{} {file}", fault.id) }
    };
    let told = archive.kept().into_iter().map(|kept| archive.folder_of(&kept));
    let bags = told.chain(archive.untold().into_iter().map(|name| folder.join(name)));
    let bags = bags.filter(|path| bag.is_none_or(|bag| path.ends_with(bag)));
    bags.flat_map(|bag| intact(&bag, Some(&archive)).faults).map(fault).collect()
}

#[test]
fn the_pages_of_an_archive_lead_to_its_reports_and_are_written_when_they_change() {
    let folder = three_months();
    let at = folder.path();
    let said = |arguments: &[&str]| ran(at, arguments).2;
    assert!(said(&["archive", "site", "-o", "site"]).contains("4 pages, 4 of them"));
    assert!(said(&["archive", "site", "-o", "site"]).contains("4 pages, 0 of them"));
    let page = |name: &str| fs::read_to_string(at.join("site").join(name)).unwrap();
    let index = page("index.fr.html");
    for bag in bags(&at.join("archive")) {
        let link = format!("../archive/{}/data/report.fr.html", bag.file_name().unwrap().to_str().unwrap());
        assert!(index.contains(&format!("href=\"{link}\"")), "{link}");
        assert!(at.join("site").join(link).is_file());
    }
    let names: Vec<String> =
        fs::read_dir(at.join("site")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let own =
        names.iter().find(|name| name.starts_with("campaign-pret-credit-mars-") && name.ends_with(".en.html")).unwrap();
    assert!(index.contains(&own.replace(".en.", ".fr.")));
    let campaign = page(own);
    // One group, three audits, the limit's two sides, and where each stands.
    assert_eq!(campaign.matches("<svg").count(), 1);
    for value in ["0.96", "0.84", "0.60", "women (gender)", "Outside limit", "Cannot tell", "Within limit"] {
        assert!(campaign.contains(value), "{value}");
    }
    assert!(names.iter().all(|name| !page(name).contains("<script")));
    // What is kept no longer is on no page.
    fine(at, &["archive", "expire", "--yes", "-q", "--as-of", "2040-01-01"]);
    fine(at, &["archive", "site", "-o", "site", "-q"]);
    assert_eq!(fs::read_dir(at.join("site")).unwrap().count(), 2);
}

#[test]
fn two_who_change_an_archive_at_once_do_not_lose_what_one_of_them_writes() {
    let folder = three_months();
    let archive = folder.path().join("archive");
    let _held = Archive::to_change(&archive, "2026-04-01").unwrap();
    let id = bags(&archive)[0].file_name().unwrap().to_str().unwrap().to_owned();
    let (code, _, said) = ran(folder.path(), &["archive", "hold", &id, "--reason", "x"]);
    assert!(code == Some(2) && said.contains("EVH-A005"), "{said}");
    fine(folder.path(), &["archive", "list"]);
}
