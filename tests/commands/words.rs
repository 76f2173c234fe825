//! What is asked and told in the field's own words, from outside: names, decisions that are a burden, what error rates say
//! together, and numbers that stand at their limit.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

fn evenhand(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(arguments);
    for name in
        ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CI", "SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE"]
    {
        command.env_remove(name);
    }
    command
}

fn folder(config: &str, data: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let head = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"d.csv\"\n";
    fs::write(folder.path().join("evenhand.toml"), format!("{head}{config}")).unwrap();
    fs::write(folder.path().join("d.csv"), data).unwrap();
    folder
}

const PACK: [&str; 2] = ["--policy", "us-four-fifths"];

/// Audits the folder into `name`, and reads it.
fn written(folder: &TempDir, name: &str, further: &[&str]) -> String {
    let arguments = [&["audit", "--as-of", "2026-11-22", "--quiet", "--exit-zero", "-o", name], further].concat();
    let output = evenhand(folder.path(), &arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(folder.path().join(name)).unwrap()
}

fn audited(folder: &TempDir, further: &[&str]) -> Value {
    serde_json::from_str(&written(folder, "a.json", further)).unwrap()
}

fn finding<'a>(audit: &'a Value, id: &str) -> &'a Value {
    audit["findings"].as_array().unwrap().iter().find(|finding| finding["id"] == id).unwrap_or(&Value::Null)
}

fn told(arguments: &[&str]) -> String {
    let output = evenhand(Path::new("."), arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_name_of_the_field_is_explained_with_what_to_ask_for() {
    let parity = told(&["explain", "demographic-parity", "--lang", "en"]);
    for words in
        ["Demographic parity", "S / (S + R)", "measure = \"selection-rate\", comparison = \"difference\"", "--max-gap"]
    {
        assert!(parity.contains(words), "{words}: {parity}");
    }
    assert!(told(&["explain", "equalized-odds", "--lang", "fr"]).contains("Égalité des cotes"));
    assert!(told(&["explain", "four-fifths", "--lang", "en"]).contains("--policy us-four-fifths"));
    assert!(told(&["explain", "conditional-statistical-parity", "--lang", "en"]).contains("within = \"STRATUM\""));
    let list = told(&["metrics", "--lang", "en"]);
    for name in ["statistical-parity-difference", "disparate-impact", "average-odds", "treatment-equality"] {
        assert!(list.contains(name), "{name}: {list}");
    }
}

#[test]
fn a_check_that_names_a_comparison_is_told_what_to_write() {
    let check = "[columns]\ncount = \"n\"\nselected = \"k\"\n[[attribute]]\nname = \"g\"\n[[check]]\nid = \"x\"\nmeasure = \"disparate-impact\"\ncomparison = \"ratio\"\nmin = 0.8\n";
    let folder = folder(check, "g,n,k\na,100,20\nb,100,30\n");
    for lang in ["en", "fr"] {
        let output = evenhand(folder.path(), &["audit", "--lang", lang]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("EVH-P010") && said.contains("measure = \"selection-rate\""), "{said}");
    }
}

const DENIED: &str = "g,n,denied\nmen,1000,100\nwomen,1000,300\n";

fn denied(meaning: &str) -> TempDir {
    let columns = format!("[columns]\ncount = \"n\"\nselected = \"denied\"\n{meaning}");
    folder(&format!("{columns}[[attribute]]\nname = \"g\"\n"), DENIED)
}

/// 900 of 1,000 men and 700 of 1,000 women were spared: 7/9 of the highest. As an advantage, women would be the highest
/// and men at a third of it.
#[test]
fn the_four_fifths_rule_compares_who_was_spared_a_burden() {
    let burden = denied("decision = { meaning = \"burden\" }\n");
    let audit = audited(&burden, &PACK);
    let result = &audit["checks"][0]["results"][0];
    assert_eq!(result["finding"], "rejection-rate/ratio/g=women/vs=highest-rate-2pct");
    assert_eq!(result["verdict"], "outside");
    assert_eq!(finding(&audit, result["finding"].as_str().unwrap())["value"], 7.0 / 9.0);
    assert_eq!(finding(&audit, "selection-rate/ratio/g=women")["value"], 3.0);
    assert_eq!(audit["settings"]["meaning"], "burden");

    let benefit = audited(&denied(""), &PACK);
    assert_eq!(benefit["checks"][0]["results"][0]["finding"], "selection-rate/ratio/g=men/vs=highest-rate-2pct");
    assert_eq!(finding(&benefit, "rejection-rate/value/g=men"), &Value::Null);
    assert_eq!(audited(&denied(""), &["--meaning", "burden", PACK[0], PACK[1]])["checks"], audit["checks"]);
}

#[test]
fn a_burden_reads_the_right_way_up_in_both_languages() {
    let burden = denied("decision = { meaning = \"burden\" }\n");
    let cases = [
        ("en", "Adverse decision rate", "received the adverse decision", "were selected"),
        ("fr", "Taux de décisions défavorables", "l’objet de la décision défavorable", "ont été sélectionnées"),
    ];
    for (lang, name, said, never) in cases {
        let page = written(&burden, "a.html", &["--lang", lang, "--min-ratio", "0.8"]);
        let notice = written(&burden, "n.notice.html", &["--lang", lang]);
        assert!(page.contains(name), "{lang}: {page}");
        for text in [&page, &notice] {
            assert!(text.contains(said) && !text.contains(never), "{lang}: {text}");
        }
        let text = written(&burden, "a.txt", &["--lang", lang, "--min-ratio", "0.8"]);
        assert!(text.contains(&name.to_lowercase()), "{text}");
    }
}

#[test]
fn a_limit_that_guards_the_wrong_side_of_a_burden_is_an_error() {
    let check = "[columns]\ncount = \"n\"\nselected = \"denied\"\ndecision = { meaning = \"burden\" }\n[[attribute]]\nname = \"g\"\n[[check]]\nid = \"x\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\none_sided = true\n";
    let folder = folder(check, DENIED);
    for (lang, remedy) in [("en", "max = 1.25"), ("fr", "max = 1.25")] {
        let output = evenhand(folder.path(), &["audit", "--lang", lang]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("EVH-P080") && said.contains(remedy), "{said}");
    }
}

/// True positive rates 40/50 and 30/50, false positive rates 10/50 and 5/50; false negatives for each false positive 10/10
/// and 20/5. Intervals by a second program: Newcombe's of both differences, then square-and-add, halved; Wilson's of 20 of
/// 25, carried over by p / (1 - p).
#[test]
fn error_rates_are_told_together() {
    let row = |group: &str, decision: u8, outcome: u8, people: u32| format!("{group},{decision},{outcome},{people}\n");
    let of = |group: &str, counts: [u32; 4]| {
        [(1, 1), (0, 1), (1, 0), (0, 0)]
            .into_iter()
            .zip(counts)
            .map(|((d, o), n)| row(group, d, o, n))
            .collect::<String>()
    };
    let data = format!("g,d,o,n\n{}{}", of("a", [40, 10, 10, 40]), of("b", [30, 20, 5, 45]));
    let config = "[columns]\ndecision = \"d\"\noutcome = { column = \"o\", observed = \"before\" }\ncount = \"n\"\n[statistics]\ndifference = \"newcombe\"\n[[attribute]]\nname = \"g\"\nreference = \"a\"\n";
    let audit = audited(&folder(config, &data), &[]);
    let near = |value: &Value, want: f64| {
        let got = value.as_f64().unwrap_or(f64::NAN);
        assert!((got - want).abs() < 1e-9, "{got} instead of {want}");
    };
    let average = finding(&audit, "average-odds/difference/g=b");
    near(&average["value"], -0.15);
    near(&average["interval"]["low"], -0.258_344_427_533_028_4);
    near(&average["interval"]["high"], -0.034_973_382_616_826_42);
    let equalised = finding(&audit, "equalised-odds/largest-difference/g");
    near(&equalised["value"], 0.2);
    assert_eq!((&equalised["segment"], &equalised["attribute"]), (&Value::Null, &Value::from("g")));
    let under = &equalised["under_equality"];
    assert!(under["median"].as_f64() < under["p95"].as_f64() && under["median"].as_f64() > Some(0.0), "{under}");
    let treatment = finding(&audit, "treatment-equality/value/g=b");
    near(&treatment["value"], 4.0);
    near(&treatment["interval"]["low"], 1.555_521_883_716_894_3);
    near(&treatment["interval"]["high"], 10.285_936_936_977_23);
    near(&finding(&audit, "treatment-equality/difference/g=b")["value"], 3.0);
}

/// 60 of 100 against 75 of 100 is exactly four fifths, and 700 of 1,000 exactly ten points below 800 of 1,000.
#[test]
fn a_number_at_its_limit_is_written_as_the_limit_is() {
    let columns = "[columns]\ncount = \"n\"\nselected = \"k\"\n[[attribute]]\nname = \"g\"\nreference = \"men\"\n";
    let ratio = folder(columns, "g,n,k\nmen,100,75\nwomen,100,60\n");
    let check = "[[check]]\nid = \"d\"\nmeasure = \"selection-rate\"\ncomparison = \"difference\"\nmax_gap = 0.1\nclaim = \"point\"\n";
    let gap = folder(&format!("{columns}{check}"), "g,n,k\nmen,1000,800\nwomen,1000,700\n");
    for (folder, further, want) in [(&ratio, &PACK[..], "0.80"), (&gap, &[][..], "−10.0")] {
        for name in ["a.txt", "a.md", "a.html"] {
            let text = written(folder, name, &[&["--lang", "en"], further].concat());
            assert!(name != "a.html" || text.contains(want), "{name}: {text}");
            for long in ["79999", "00000000", "0.8000", "99999"] {
                assert!(!text.contains(long), "{name} says {long}: {text}");
            }
        }
    }
}
