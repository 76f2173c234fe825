//! Cube files: counted, merged in any order, audited again, and refused when no counting could have given them.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const CONFIG: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"parts\"\n[columns]\ndecision = \"sent\"\n\
    weight = \"w\"\ncampaign = \"c\"\n[[attribute]]\nname = \"gender\"\nmissing = [\"?\"]\n[[attribute]]\nname = \"age\"\n\
    bins = [25, 45]\n";

/// Three parts whose labels differ: `x` and campaign `b` are in the last alone, and the second lacks decisions.
fn campaign() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("parts")).unwrap();
    for (part, genders, campaigns) in
        [("1", ["m", "f", "?"], ["a", "a"]), ("2", ["f", "m", "m"], ["a", ""]), ("3", ["x", "f", "m"], ["b", "a"])]
    {
        let mut csv = String::from("gender,age,sent,w,c\n");
        for row in 0..120_u32 {
            let decision =
                if part == "2" && row % 10 == 0 { String::new() } else { u32::from(row % 7 < 3).to_string() };
            let age = 18 + (row * 13) % 50;
            let weight = f64::from(row % 9) * 0.37;
            let (gender, campaign) = (genders[row as usize % 3], campaigns[row as usize % 2]);
            writeln!(csv, "{gender},{age},{decision},{weight},{campaign}").unwrap();
        }
        fs::write(folder.path().join(format!("parts/{part}.csv")), csv).unwrap();
    }
    fs::write(folder.path().join("evenhand.toml"), CONFIG).unwrap();
    folder
}

fn evenhand(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(arguments).args(["--lang", "en"]);
    command.env_remove("SOURCE_DATE_EPOCH");
    command
}

/// Runs it and asserts the exit code; what it said to standard error.
fn done(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = evenhand(folder, arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{said}");
    said
}

/// Every file of a cube by name.
fn bytes(folder: &Path, cube: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder.join(cube))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

fn document(folder: &Path, cube: &str) -> Value {
    serde_json::from_slice(&fs::read(folder.join(cube).join("cube.json")).unwrap()).unwrap()
}

/// The three parts as p1.cube to p3.cube, and the whole as whole.cube.
fn counted() -> TempDir {
    let folder = campaign();
    for part in ["1", "2", "3"] {
        done(folder.path(), &["count", &format!("parts/{part}.csv"), "-o", &format!("p{part}.cube")], 0);
    }
    done(folder.path(), &["count", "-o", "whole.cube"], 0);
    folder
}

#[test]
fn parts_merged_in_any_order_are_byte_for_byte_the_cube_of_the_whole() {
    let folder = counted();
    let (at, whole) = (folder.path(), bytes(folder.path(), "whole.cube"));
    let names: Vec<&str> = whole.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["cells-0.parquet", "cube.json"]);
    for (n, order) in
        [["1", "2", "3"], ["1", "3", "2"], ["2", "1", "3"], ["2", "3", "1"], ["3", "1", "2"], ["3", "2", "1"]]
            .iter()
            .enumerate()
    {
        let cubes = order.map(|part| format!("p{part}.cube"));
        let output = format!("all{n}.cube");
        done(at, &["merge", &cubes[0], &cubes[1], &cubes[2], "-o", &output], 0);
        assert!(bytes(at, &output) == whole, "{order:?}");
        let (pair, grouped) = (format!("pair{n}.cube"), format!("grouped{n}.cube"));
        done(at, &["merge", &cubes[0], &cubes[1], "-o", &pair], 0);
        done(at, &["merge", &cubes[2], &pair, "-o", &grouped], 0);
        assert!(bytes(at, &grouped) == whole, "two first: {order:?}");
    }
}

#[test]
fn the_same_holds_where_the_cross_is_too_large_and_declared_crosses_stand_in() {
    let folder = counted();
    let at = folder.path();
    let counts = |cube: &str| evenhand_cube::file::read(&at.join(cube)).unwrap();
    let plan = |data: &str| {
        let flags = evenhand::plan::Overrides { folder: at.into(), data: Some(data.into()), ..Default::default() };
        let mut plan = evenhand::plan::read(&flags).unwrap();
        plan.max_cells = 40;
        plan
    };
    let exact = |data: &str| evenhand_cube::count::exact(&plan(data), &mut |_| {}).unwrap();
    // (2 genders + missing) x (3 ages + missing) x (1 campaign + missing) is 24 cells; with x and b it is 48.
    let parts = ["parts/1.csv", "parts/2.csv", "parts/3.csv"].map(exact);
    let merged = parts[1].merge(&parts[2]).unwrap().merge(&parts[0]).unwrap();
    evenhand_cube::file::write(&merged, &at.join("merged.cube")).unwrap();
    evenhand_cube::file::write(&exact("parts"), &at.join("crosses.cube")).unwrap();
    assert!(bytes(at, "merged.cube") == bytes(at, "crosses.cube"));
    assert_eq!(document(at, "crosses.cube")["cuboids"].as_array().unwrap().len(), 3, "gender, age, gender x age");
    assert_eq!(counts("crosses.cube").people(), counts("whole.cube").people());
}

#[test]
fn an_audit_of_the_cube_finds_what_an_audit_of_the_rows_finds() {
    let folder = counted();
    let at = folder.path();
    done(at, &["audit", "-q", "--min-ratio", "0.8", "--exit-zero", "-o", "rows.json"], 0);
    done(at, &["merge", "p3.cube", "p1.cube", "p2.cube", "-o", "all.cube"], 0);
    done(at, &["audit", "-q", "--cube", "all.cube", "--min-ratio", "0.8", "--exit-zero", "-o", "cube.json"], 0);
    let [rows, cube] = ["rows.json", "cube.json"]
        .map(|name| serde_json::from_slice::<Value>(&fs::read(at.join(name)).unwrap()).unwrap());
    for part in ["findings", "checks", "population", "segments", "attributes", "counts", "exit_code"] {
        assert_eq!(rows[part], cube[part], "{part}");
    }
    assert!(!rows["findings"].as_array().unwrap().is_empty());
    assert_eq!(cube["inputs"][3]["role"], "cube", "the cube itself is named beside the files that it was made of");
}

#[test]
fn checks_may_differ_from_those_counted_with_and_attributes_may_not() {
    let folder = counted();
    let at = folder.path();
    let config = |from: &str, to: &str| {
        assert!(CONFIG.contains(from));
        fs::write(at.join("evenhand.toml"), CONFIG.replace(from, to)).unwrap();
    };
    let audit = ["audit", "-q", "--cube", "whole.cube"];
    config("bins = [25, 45]", "bins = [25, 45]\nreference = \"45+\"\nlabel = { en = \"Age\" }");
    done(at, &audit, 0);
    for (from, to, key) in [
        ("bins = [25, 45]", "bins = [25, 50]", "attribute.age.bins"),
        ("missing = [\"?\"]", "", "attribute.gender.missing"),
        ("decision = \"sent\"", "decision = { column = \"sent\", positive = [0] }", "columns.decision"),
        ("weight = \"w\"\n", "", "columns.weight"),
        ("name = \"age\"", "name = \"years\"\ncolumn = \"age\"", "attribute"),
    ] {
        config(from, to);
        let said = done(at, &audit, 2);
        assert!(said.contains("EVH-C008") && said.contains(&format!("`{key}`")), "{said}");
    }
}

#[test]
fn unlike_plans_are_not_merged_and_the_difference_is_named() {
    let folder = counted();
    let at = folder.path();
    done(at, &["count", "parts/3.csv", "--seed", "2", "-o", "seed.cube"], 0);
    done(at, &["count", "parts/3.csv", "--depth", "1", "-o", "depth.cube"], 0);
    fs::write(at.join("evenhand.toml"), CONFIG.replace("45]", "50]")).unwrap();
    done(at, &["count", "parts/3.csv", "-o", "bins.cube"], 0);
    for (cube, key) in [("bins", "attribute.age.bins"), ("seed", "statistics.seed"), ("depth", "intersections")] {
        let said = done(at, &["merge", "p1.cube", &format!("{cube}.cube"), "-o", "no.cube"], 2);
        assert!(said.contains("EVH-C002") && said.contains(&format!("`{key}`")), "{said}");
        assert!(!at.join("no.cube").exists());
    }
}

#[test]
fn a_file_counted_twice_is_noticed_and_repeated_people_are_said_not_to_be() {
    let folder = counted();
    let at = folder.path();
    assert!(done(at, &["merge", "p1.cube", "whole.cube", "-o", "no.cube"], 2).contains("EVH-C003"));
    let said = done(at, &["merge", "p1.cube", "p2.cube", "-o", "two.cube"], 0);
    assert!(said.contains("people who stand in several of the 2 parts cannot be detected"), "{said}");
    assert!(said.contains("; treat the folder as personal data"), "{said}");
}

#[test]
fn a_part_in_which_nobody_was_selected_can_be_counted_though_not_audited() {
    let folder = campaign();
    let at = folder.path();
    fs::write(at.join("parts/4.csv"), "gender,age,sent,w,c\nm,30,0,1,a\n").unwrap();
    let said = done(at, &["count", "parts/4.csv", "-o", "p4.cube"], 0);
    assert!(said.contains("warning: one cell holds one person; treat the folder as personal data"), "{said}");
    assert!(done(at, &["audit", "--cube", "p4.cube"], 2).contains("EVH-D031"));
    done(at, &["count", "parts/1.csv", "-o", "p1.cube"], 0);
    done(at, &["merge", "p4.cube", "p1.cube", "-o", "both.cube"], 0);
    done(at, &["audit", "-q", "--cube", "both.cube"], 0);
}

#[test]
fn a_name_that_is_taken_or_does_not_end_in_cube_is_refused_before_counting() {
    let folder = counted();
    let at = folder.path();
    let before = bytes(at, "p1.cube");
    assert!(done(at, &["count", "parts/2.csv", "-o", "p1.cube"], 2).contains("EVH-C006"));
    assert!(done(at, &["count", "parts/2.csv", "-o", "p1"], 2).contains("EVH-C005"));
    assert!(done(at, &["count", "parts/2.csv", "-o", "nowhere/p.cube"], 2).contains("EVH-U004"));
    assert!(done(at, &["merge", "p2.cube", "p3.cube", "-o", "p1.cube"], 2).contains("EVH-C006"));
    assert_eq!(bytes(at, "p1.cube"), before);
    let hidden = |entry: fs::DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    assert!(!fs::read_dir(at).unwrap().any(|entry| hidden(entry.unwrap())), "nothing temporary is left");
}

#[test]
fn with_an_audience_halves_by_person_add_up_and_a_shared_audience_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for (part, people) in [("1", 0..60_u32), ("2", 60..120)] {
        let (mut audience, mut decisions) = (String::from("id,sex\n"), String::from("id,sent\n"));
        for id in people {
            writeln!(audience, "{id},{}", if id % 3 == 0 { "f" } else { "m" }).unwrap();
            if id % 4 < 2 {
                writeln!(decisions, "{id},{}", u32::from(id % 5 < 2)).unwrap();
            }
        }
        for (name, text) in [("audience", audience), ("decisions", decisions)] {
            fs::create_dir_all(at.join(name)).unwrap();
            fs::write(at.join(name).join(format!("{part}.csv")), text).unwrap();
        }
    }
    let count = |decisions: &str, audience: &str, rule: &str, output: &str| {
        let flags =
            ["--decision", "sent", "--attributes", "sex", "--key", "id", "--audience", audience, "--absent", rule];
        done(at, &[&["count", decisions, "-o", output], &flags[..]].concat(), 0);
    };
    for rule in ["left-out", "rejected"] {
        let name = |part: &str| format!("{rule}-{part}.cube");
        count("decisions/1.csv", "audience/1.csv", rule, &name("1"));
        count("decisions/2.csv", "audience/2.csv", rule, &name("2"));
        count("decisions", "audience", rule, &name("whole"));
        done(at, &["merge", &name("2"), &name("1"), "-o", &name("both")], 0);
        assert!(bytes(at, &name("both")) == bytes(at, &name("whole")), "{rule}");
        count("decisions/2.csv", "audience", rule, &name("wide"));
        count("decisions/1.csv", "audience", rule, &name("wide1"));
        assert!(done(at, &["merge", &name("wide"), &name("wide1"), "-o", "no.cube"], 2).contains("EVH-C003"));
    }
}

/// A change of `cube.json`.
type Change = fn(&mut Value);

/// Writes `cube.json` anew, with a change, and gives the error of reading it.
fn refusal(at: &Path, change: impl Fn(&mut Value)) -> String {
    let mut changed = document(at, "p1.cube");
    change(&mut changed);
    let original = fs::read(at.join("p1.cube/cube.json")).unwrap();
    fs::write(at.join("p1.cube/cube.json"), changed.to_string()).unwrap();
    let said = done(at, &["audit", "--cube", "p1.cube"], 2);
    fs::write(at.join("p1.cube/cube.json"), original).unwrap();
    said
}

#[test]
fn a_document_that_no_counting_writes_is_refused_with_the_reason() {
    let folder = counted();
    let at = folder.path();
    let cases: [(&str, Change); 11] = [
        ("not of the version", |cube| cube["schema"] = "evenhand.cube/2".into()),
        ("not a cube of exact counts", |cube| cube["kind"] = "archive".into()),
        ("damaged", |cube| cube["surplus"] = 1.into()),
        ("damaged", |cube| cube["population"]["people"] = (-3).into()),
        ("agree with itself", |cube| cube["counting"]["max_cells"] = 7.into()),
        ("agree with itself", |cube| cube["seed"] = 9.into()),
        ("dimensions", |cube| cube["dimensions"][0]["labels"] = serde_json::json!(["m", "f"])),
        ("dimensions", |cube| cube["dimensions"][0]["labels"] = serde_json::json!(["f", "f"])),
        ("does not hold the cells", |cube| cube["dimensions"][0]["labels"] = serde_json::json!(["f"])),
        ("does not hold the cells", |cube| cube["cuboids"][0]["cells"] = 1.into()),
        ("cannot belong together", |cube| cube["population"]["people"] = 1.into()),
    ];
    for (reason, change) in cases {
        let said = refusal(at, change);
        assert!(said.contains("EVH-C007") && said.contains(reason), "{reason}: {said}");
    }
    let left_out = |cube: &mut Value| {
        cube["population"]["left_out"] =
            serde_json::json!([{ "reason": "no-decision", "people": 2, "by": [[1, 1, 0]] }]);
    };
    assert!(refusal(at, left_out).contains("left out do not add up"));
    done(at, &["audit", "-q", "--cube", "p1.cube"], 0);
}

#[test]
fn files_that_are_cut_off_changed_or_gone_are_refused() {
    let folder = counted();
    let at = folder.path();
    let cells = at.join("p1.cube/cells-0.parquet");
    let whole = fs::read(&cells).unwrap();
    for cut in [0, 4, whole.len() / 2, whole.len() - 1] {
        fs::write(&cells, &whole[..cut]).unwrap();
        assert!(done(at, &["audit", "--cube", "p1.cube"], 2).contains("a file is not the one that cube.json names"));
    }
    fs::remove_file(&cells).unwrap();
    assert!(done(at, &["audit", "--cube", "p1.cube"], 2).contains("a file of it cannot be read"));
    assert!(done(at, &["audit", "--cube", "parts"], 2).contains("EVH-C001"));
    assert!(done(at, &["audit", "--cube", "none.cube"], 2).contains("EVH-C001"));
    fs::write(at.join("p2.cube/cube.json"), "{").unwrap();
    assert!(done(at, &["merge", "p2.cube", "p3.cube", "-o", "no.cube"], 2).contains("EVH-C007"));
}

#[test]
fn cells_with_a_matching_digest_are_still_held_against_what_people_can_give() {
    use evenhand_cube::read::{Column, Format, write_table};
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("d.csv"), "g,sent\nf,1\nf,0\nm,0\n").unwrap();
    done(at, &["count", "d.csv", "--decision", "sent", "--attributes", "g", "-o", "p1.cube"], 0);
    let kinds = [
        "selected_positive",
        "selected_negative",
        "selected_unknown",
        "rejected_positive",
        "rejected_negative",
        "rejected_unknown",
    ];
    let forged = |codes: [Option<i64>; 2], selected: [Option<i64>; 2], rejected: [Option<i64>; 2]| {
        let counts = kinds.map(|kind| match kind {
            "selected_unknown" => selected,
            "rejected_unknown" => rejected,
            _ => [Some(0), Some(0)],
        });
        let names = kinds.map(|kind| format!("#n_{kind}"));
        let mut columns = vec![("@g", Column::Integers(codes.to_vec()))];
        columns.extend(names.iter().zip(counts).map(|(name, count)| (name.as_str(), Column::Integers(count.to_vec()))));
        let path = at.join("p1.cube/cells-0.parquet");
        write_table(&path, &columns, Format::Parquet).unwrap();
        let digest = evenhand::digest::sha256(&fs::read(path).unwrap());
        let mut cube = document(at, "p1.cube");
        cube["cuboids"][0]["sha256"] = digest.into();
        fs::write(at.join("p1.cube/cube.json"), cube.to_string()).unwrap();
        let flags = ["--decision", "sent", "--attributes", "g"];
        let output = evenhand(at, &[&["audit", "-q", "--cube", "p1.cube"], &flags[..]].concat()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = forged([Some(0), Some(1)], [Some(1), Some(0)], [Some(1), Some(1)]);
    assert_eq!(code, Some(0), "as it was counted: {said}");
    for (codes, selected, rejected) in [
        ([Some(0), Some(2)], [Some(1), Some(0)], [Some(1), Some(1)]),
        ([Some(0), Some(-1)], [Some(1), Some(0)], [Some(1), Some(1)]),
        ([Some(1), Some(0)], [Some(1), Some(0)], [Some(1), Some(1)]),
        ([Some(0), Some(0)], [Some(1), Some(0)], [Some(1), Some(1)]),
        ([Some(0), Some(1)], [Some(-1), Some(0)], [Some(3), Some(1)]),
        ([Some(0), Some(1)], [Some(1), None], [Some(1), Some(1)]),
        ([Some(0), Some(1)], [Some(3), Some(0)], [Some(0), Some(0)]),
        ([Some(0), Some(1)], [Some(2), Some(0)], [Some(1), Some(1)]),
        ([Some(0), Some(1)], [Some(i64::MAX), Some(i64::MAX)], [Some(i64::MAX), Some(1)]),
    ] {
        let (code, said) = forged(codes, selected, rejected);
        assert_eq!(code, Some(2));
        assert!(said.contains("EVH-C007"), "{said}");
    }
}

#[test]
fn a_written_document_obeys_its_schema() {
    let folder = counted();
    let schema: Value = serde_json::from_str(&evenhand_cube::file::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let cube = document(folder.path(), "whole.cube");
    assert_eq!(validator.iter_errors(&cube).map(|error| error.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
    assert!(cube["warning"].as_str().unwrap().contains("personal data"));
}

#[cfg(unix)]
#[test]
fn a_cube_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = counted();
    assert_eq!(fs::metadata(folder.path().join("p1.cube")).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_cube_is_audited_in_french_too() {
    let folder = counted();
    let at = folder.path();
    let said = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("evenhand").unwrap();
        let output = command.current_dir(at).args(arguments).args(["--lang", "fr"]).output().unwrap();
        String::from_utf8(output.stderr).unwrap().replace(['\u{a0}', '\u{202f}'], " ")
    };
    let merged = said(&["merge", "p1.cube", "p2.cube", "-o", "m.cube"]);
    assert!(
        merged.contains("les personnes présentes dans plusieurs des 2 parties ne peuvent pas être détectées"),
        "{merged}"
    );
    assert!(merged.contains("avertissement : ") && merged.contains("données personnelles"), "{merged}");
    let refused = said(&["merge", "p1.cube", "m.cube", "-o", "n.cube"]);
    assert!(refused.starts_with("erreur[EVH-C003] : parts/1.csv a été compté dans les deux parties"), "{refused}");
}

const OLD: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"sent\"\n\
    unit = \"person\"\nscore = \"score\"\nholdout = \"control\"\n[[attribute]]\nname = \"gender\"\n[[check]]\nid = \"c\"\n\
    measure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.5\n";

#[test]
fn a_cube_of_thirty_two_folds_is_still_read_and_is_not_merged_with_one_of_more() {
    let folder = tempfile::tempdir().unwrap();
    let (at, fixtures) = (folder.path(), Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"));
    fs::write(at.join("evenhand.toml"), OLD).unwrap();
    fs::copy(fixtures.join("folds-32.csv"), at.join("people.csv")).unwrap();
    fs::create_dir(at.join("old.cube")).unwrap();
    for file in fs::read_dir(fixtures.join("folds-32.cube")).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), at.join("old.cube").join(file.file_name())).unwrap();
    }
    for (arguments, output) in [(&["--cube", "old.cube"][..], "old.json"), (&["people.csv"][..], "new.json")] {
        done(at, &[&["audit", "-q", "--exit-zero", "-o", output], arguments].concat(), 0);
    }
    let [old, new] = ["old.json", "new.json"]
        .map(|name| serde_json::from_slice::<Value>(&fs::read(at.join(name)).unwrap()).unwrap());
    let of = |audit: &Value, id: &str| {
        let findings = audit["findings"].as_array().unwrap();
        findings.iter().find(|finding| finding["id"] == id).unwrap().clone()
    };
    for id in ["selection-rate/ratio/gender=f", "selection-rate/value/gender=f", "mean-score/difference/gender=f"] {
        let (old, new) = (of(&old, id), of(&new, id));
        assert_eq!(old["value"], new["value"], "{id}");
        let degrees = |of: &Value| of["interval"]["degrees"].as_f64();
        assert!(old["interval"]["low"].is_number() && new["interval"]["low"].is_number(), "{id}");
        // No more degrees of freedom than folds with people, less one; of thirty people of each gender, thirty less one.
        let most = |degrees: Option<f64>, most: f64| degrees.is_none_or(|degrees| degrees <= most);
        assert!(most(degrees(&old), 31.0) && most(degrees(&new), 29.0), "{id}: {old} {new}");
    }
    done(at, &["count", "-o", "new.cube"], 0);
    assert_eq!(document(at, "new.cube")["counting"]["folds"], 4_096);
    assert!(document(at, "old.cube")["counting"].get("folds").is_none());
    let said = done(at, &["merge", "old.cube", "new.cube", "-o", "no.cube"], 2);
    assert!(said.contains("EVH-C002") && said.contains("`columns.unit: folds`"), "{said}");
}
