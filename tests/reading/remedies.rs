//! Remedies are in the words of where the user stands, and work when they are followed to the letter.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use evenhand::error::ErrorCode;
use evenhand::lang::{Lang, ids};
use serde_json::Value;

/// Codes that only a config, a pack, a waivers file or a stored document can bring about, so that nobody who typed flags
/// alone reads them.
const OF_FILES: &[&str] = &[
    "EVH-P002", "EVH-P003", "EVH-P020", "EVH-P004", "EVH-P008", "EVH-P013", "EVH-P014", "EVH-P015", "EVH-P017",
    "EVH-P025", "EVH-P026", "EVH-P030", "EVH-P032", "EVH-P036", "EVH-P040", "EVH-P041", "EVH-P042", "EVH-P050",
    "EVH-P051", "EVH-P061", "EVH-P062", "EVH-P070", "EVH-P071", "EVH-P072", "EVH-D026", "EVH-D040", "EVH-D041",
    "EVH-D042", "EVH-D043", "EVH-D044", "EVH-D045", "EVH-D046", "EVH-D047", "EVH-D053", "EVH-D055", "EVH-P010",
    "EVH-P080",
];

/// The choices of a message's source: each variable it selects by, and the words of its branches.
fn choices(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut open: Vec<String> = Vec::new();
    for line in source.lines() {
        let branch = line.trim_start().trim_start_matches('*');
        if let (Some(name), Some((word, _))) =
            (open.last(), branch.strip_prefix('[').and_then(|rest| rest.split_once(']')))
        {
            found.entry(name.clone()).or_default().insert(word.to_owned());
        }
        if line.trim_start().starts_with('}') {
            open.pop();
        }
        for part in line.split("{ ").skip(1) {
            let Some((head, _)) = part.split_once(" ->") else { continue };
            let name = head.trim_start_matches("HAS(").trim_start_matches('$').trim_end_matches(')');
            let has = if head.starts_with("HAS(") { "?" } else { "" };
            open.push(format!("{}{has}", name.trim_start_matches('$')));
        }
    }
    found
}

/// Every text that a part of a message can have for somebody who typed flags.
fn texts(lang: Lang, code: &str, source: &str, part: &str) -> BTreeSet<String> {
    let choices = choices(source);
    let mut all: Vec<BTreeMap<String, Value>> = vec![BTreeMap::from([("from".to_owned(), "flag".into())])];
    for (name, words) in choices.iter().filter(|(name, _)| *name != "from") {
        let values: Vec<Option<Value>> = match name.strip_suffix('?') {
            Some(_) => vec![None, Some("x".into())],
            None => {
                words.iter().map(|word| Some(word.parse::<u64>().map_or(word.as_str().into(), Value::from))).collect()
            }
        };
        let name = name.trim_end_matches('?');
        let with = |map: &BTreeMap<String, Value>| -> Vec<BTreeMap<String, Value>> {
            let set = |value: &Option<Value>| {
                let mut map = map.clone();
                map.extend(value.clone().map(|value| (name.to_owned(), value)));
                map
            };
            values.iter().map(set).collect()
        };
        all = all.iter().flat_map(with).collect();
    }
    all.iter().filter_map(|values| lang.attribute(code, part, values)).collect()
}

/// What only a config can hold: a key with a value in quotes, brackets or braces, a table's head, a key with its table.
fn is_of_a_config(text: &str) -> bool {
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let assigned = text.split(" = ").collect::<Vec<_>>();
    let has_value = assigned.windows(2).any(|pair| {
        let key = pair[0].rsplit([' ', '(', '`', '«', '\u{a0}', '\u{202f}']).next().unwrap_or_default();
        !key.is_empty() && letters(key)
    });
    let has_head = text
        .split('[')
        .skip(1)
        .any(|rest| rest.split(']').next().is_some_and(|word| !word.is_empty() && letters(word)));
    let tables = [
        "columns.",
        "data.",
        "csv.separator",
        "csv.decimal",
        "csv.encoding",
        "privacy.",
        "statistics.",
        "gate.",
        "fix.",
    ];
    has_value || has_head || tables.iter().any(|table| text.contains(table))
}

#[test]
fn nobody_who_typed_flags_is_told_keys_of_a_config() {
    for lang in Lang::ALL {
        for (code, source) in ids(lang)
            .into_iter()
            .filter(|(id, _)| ErrorCode::ALL.iter().any(|code| code.id() == *id) && !OF_FILES.contains(id))
        {
            for part in ["label", "help"] {
                let told = texts(lang, code, &source, part);
                assert!(!told.is_empty(), "{code}");
                for text in told {
                    assert!(!is_of_a_config(&text), "{code} .{part}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_key_of_a_config_is_known_when_it_is_seen() {
    for text in ["write absent = \"rejected\"", "raise privacy.max_groups", "[columns] decision", "bins = [1, 2]"] {
        assert!(is_of_a_config(text), "{text}");
    }
    for text in ["--decision 'score>=0.5'", "--reference g=a", "folders named key=value", "expected 0 < x < 1"] {
        assert!(!is_of_a_config(text), "{text}");
    }
}

/// A run that goes wrong, and what its error tells to do.
struct Wrong {
    code: &'static str,
    /// The file that is read.
    data: &'static str,
    /// The line as it was typed, after the program's name.
    typed: &'static str,
    /// Part of the remedy, letter by letter.
    told: &'static str,
    /// The line as it is after the remedy was followed; empty: the config that was printed is written, and the command
    /// that was named is run.
    followed: &'static str,
}

const PEOPLE: &str = "id,g,sel,score,n,k\n1,a,Oui,0.9,10,5\n2,a,Non,0.2,10,4\n3,b,Oui,0.8,10,6\n4,b,Non,0.1,10,3\n";
const CHOSEN: &str = "id,g,sel\n1,a,1\n2,a,1\n3,b,1\n";

const TABLE: &[Wrong] = &[
    Wrong {
        code: "EVH-P029",
        data: PEOPLE,
        typed: "audit a.csv --attributes g",
        told: "for a score --decision 'score>=0.5'",
        followed: "audit a.csv --attributes g --decision score>=0.5",
    },
    Wrong {
        code: "EVH-P029",
        data: PEOPLE,
        typed: "audit a.csv --attributes g",
        told: "for counted rows --count",
        followed: "audit a.csv --attributes g --count n --selected k",
    },
    Wrong {
        code: "EVH-P007",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g --reference a",
        told: "--reference g=a",
        followed: "audit a.csv --count n --selected k --attributes g --reference g=a",
    },
    Wrong {
        code: "EVH-P007",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g --reference larges",
        told: "did you mean \"largest\"?",
        followed: "audit a.csv --count n --selected k --attributes g --reference largest",
    },
    Wrong {
        code: "EVH-P028",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k",
        told: "--attributes gender",
        followed: "audit a.csv --count n --selected k --attributes g",
    },
    Wrong {
        code: "EVH-P033",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g --min-ratio 8",
        told: "--min-ratio 0.8",
        followed: "audit a.csv --count n --selected k --attributes g --min-ratio 0.8",
    },
    Wrong {
        code: "EVH-P023",
        data: PEOPLE,
        typed: "audit a.csv --selected k --attributes g",
        told: "add `--count`",
        followed: "audit a.csv --selected k --attributes g --count n",
    },
    Wrong {
        code: "EVH-P022",
        data: PEOPLE,
        typed: "audit a.csv --decision score>0.5 --count n --selected k --attributes g",
        told: "take one of the two out",
        followed: "audit a.csv --decision score>0.5 --count n --attributes g",
    },
    Wrong {
        code: "EVH-D004",
        data: PEOPLE,
        typed: "audit a.csv --decision scor>0.5 --attributes g",
        told: "did you mean `score`?",
        followed: "audit a.csv --decision score>0.5 --attributes g",
    },
    Wrong {
        code: "EVH-D020",
        data: PEOPLE,
        typed: "audit a.csv --decision sel --attributes g --min-cell 1",
        told: "--decision sel=VALUE",
        followed: "audit a.csv --decision sel=Oui --attributes g --min-cell 1",
    },
    Wrong {
        code: "EVH-D027",
        data: "g,sel\n20,1\n21,0\n40,0\n41,1\nNA,1\n",
        typed: "audit a.csv --decision sel --attributes g --bins g=30 --min-cell 1",
        told: "--missing NA",
        followed: "audit a.csv --decision sel --attributes g --bins g=30 --min-cell 1 --missing NA",
    },
    Wrong {
        code: "EVH-D031",
        data: CHOSEN,
        typed: "audit a.csv --decision sel --attributes g",
        told: "--audience everybody.csv --key id --absent rejected",
        followed: "audit a.csv --decision sel --attributes g --audience everybody.csv --key id --absent rejected",
    },
    Wrong {
        code: "EVH-D029",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g --reference g=c",
        told: "the groups are: a, b",
        followed: "audit a.csv --count n --selected k --attributes g --reference g=b",
    },
    Wrong {
        code: "EVH-P011",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g --reference h=a",
        told: "attributes: g",
        followed: "audit a.csv --count n --selected k --attributes g --reference g=a",
    },
    Wrong {
        code: "EVH-P024",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g -p us-four-fifth",
        told: "did you mean \"us-four-fifths\"?",
        followed: "audit a.csv --count n --selected k --attributes g -p us-four-fifths --min-cell 1",
    },
    Wrong {
        code: "EVH-P009",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g --level 95",
        told: "choose a value x with 0.5 < x < 1",
        followed: "audit a.csv --count n --selected k --attributes g --level 0.95",
    },
    Wrong {
        code: "EVH-P021",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g --as-of 22/11/2026",
        told: "--as-of takes a date such as 2026-11-22",
        followed: "audit a.csv --count n --selected k --attributes g --as-of 2026-11-22",
    },
    Wrong {
        code: "EVH-D033",
        data: CHOSEN,
        typed: "audit a.csv --decision sel --attributes g --audience everybody.csv --key id --absent error",
        told: "--absent rejected",
        followed: "audit a.csv --decision sel --attributes g --audience everybody.csv --key id --absent rejected",
    },
    Wrong {
        code: "EVH-P023",
        data: CHOSEN,
        typed: "audit a.csv --decision sel --attributes g --audience everybody.csv",
        told: "add `--key`",
        followed: "audit a.csv --decision sel --attributes g --audience everybody.csv --key id --absent rejected",
    },
    Wrong {
        code: "EVH-U003",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g -o -",
        told: "add --format json|html",
        followed: "audit a.csv --count n --selected k --attributes g -o - --format json",
    },
    Wrong {
        code: "EVH-U002",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g -o audit.txt2",
        told: "needs --format",
        followed: "audit a.csv --count n --selected k --attributes g -o audit.txt2 --format text",
    },
    Wrong {
        code: "EVH-U009",
        data: PEOPLE,
        typed: "audit a.csv --count n --selected k --attributes g -o a.csv",
        told: "write to a file of another name, with -o",
        followed: "audit a.csv --count n --selected k --attributes g -o b.csv",
    },
    Wrong {
        code: "EVH-P027",
        data: PEOPLE,
        typed: "audit --count n --selected k --attributes g",
        told: "evenhand audit people.csv",
        followed: "audit a.csv --count n --selected k --attributes g",
    },
];

fn run(folder: &Path, typed: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(typed);
    for name in ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CI", "SOURCE_DATE_EPOCH", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// The code of the error that was told.
fn code(told: &str) -> &str {
    told.split_once("error[").and_then(|(_, rest)| rest.split_once(']')).map_or("", |(code, _)| code)
}

/// The config below an error, and the command to run with it.
fn config(told: &str) -> Option<(&str, Vec<&str>)> {
    let start = told.find("\nschema = ")?;
    let (_, command) = told.split_once("then run evenhand ")?;
    Some((&told[start + 1..], command.lines().next()?.split(' ').collect()))
}

#[test]
fn a_remedy_followed_to_the_letter_is_the_end_of_its_error() {
    for wrong in TABLE {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.csv"), wrong.data).unwrap();
        fs::write(folder.path().join("everybody.csv"), "id,g\n1,a\n2,a\n3,b\n4,b\n5,a\n6,b\n").unwrap();
        let typed: Vec<&str> = wrong.typed.split(' ').collect();
        let (exit, told) = run(folder.path(), &typed);
        assert_eq!((exit, code(&told)), (Some(2), wrong.code), "{}: {told}", wrong.typed);
        assert!(told.contains(wrong.told), "{}: {told}", wrong.typed);
        let followed: Vec<&str> = match (wrong.followed, config(&told)) {
            ("", Some((config, command))) => {
                fs::write(folder.path().join("evenhand.toml"), config).unwrap();
                command
            }
            (followed, _) => followed.split(' ').collect(),
        };
        let (exit, told) = run(folder.path(), &followed);
        assert_ne!(code(&told), wrong.code, "{followed:?}: {told}");
        assert_ne!(exit, Some(2), "{followed:?}: {told}");
    }
}

/// A config that is right: each entry below puts one thing wrong, and takes the remedy's words for it.
const CONFIG: &str = r#"schema = "evenhand.config/1"
[data]
decisions = "a.csv"
[columns]
decision = { column = "score", at_least = 0.5 }
[[attribute]]
name = "g"
[[check]]
id = "c"
measure = "selection-rate"
comparison = "ratio"
min = 0.8
"#;

/// The code; what stands in the config, and the wrong thing in its place; part of the remedy; what it puts there.
const KEYS: &[(&str, &str, &str, &str, &str)] = &[
    ("EVH-P004", "measure =", "mesure =", "did you mean \"measure\"?", "measure ="),
    ("EVH-P010", "\"selection-rate\"", "\"selction-rate\"", "did you mean \"selection-rate\"?", "\"selection-rate\""),
    ("EVH-P033", "min = 0.8", "min = 8", "min = 0.8", "min = 0.8"),
    ("EVH-P015", "min = 0.8", "severity = \"warn\"", "a ratio or a value takes min", "min = 0.8"),
    ("EVH-P017", "min = 0.8", "max_gap = 0.05", "write min, max or both", "min = 0.8"),
    ("EVH-P019", "\"selection-rate\"", "\"base-rate\"", "or judge selection-rate", "\"selection-rate\""),
    ("EVH-P060", "\"selection-rate\"", "\"mean-value\"", "or judge selection-rate", "\"selection-rate\""),
    ("EVH-P006", "min = 0.8", "min = \"0.8\"", "write the value in the form shown beside it", "min = 0.8"),
    ("EVH-P008", "id = \"c\"\n", "", "add `check.id`", "id = \"c\"\n"),
    (
        "EVH-P003",
        "schema = \"evenhand.config/1\"\n",
        "",
        "schema = \"evenhand.config/1\"",
        "schema = \"evenhand.config/1\"\n",
    ),
    (
        "EVH-P042",
        "name = \"g\"",
        "name = \"g\"\nsql = \"EXTRACT(YEAR FROM g)\"",
        "left(born, 4)",
        "name = \"g\"\nsql = \"left(g, 4)\"",
    ),
    (
        "EVH-P042",
        "name = \"g\"",
        "name = \"g\"\nsql = \"uper(g)\"",
        "did you mean upper?",
        "name = \"g\"\nsql = \"upper(g)\"",
    ),
];

#[test]
fn a_remedy_in_keys_is_followed_in_the_config() {
    for (wanted, right, wrong, remedy, put) in KEYS {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.csv"), PEOPLE).unwrap();
        let config =
            |text: &str| fs::write(folder.path().join("evenhand.toml"), CONFIG.replacen(right, text, 1)).unwrap();
        config(wrong);
        let (exit, told) = run(folder.path(), &["audit", "--min-cell", "1"]);
        assert_eq!((exit, code(&told)), (Some(2), *wanted), "{wrong}: {told}");
        assert!(told.contains(remedy), "{wrong}: {told}");
        config(put);
        let (exit, told) = run(folder.path(), &["audit", "--min-cell", "1"]);
        assert_ne!(exit, Some(2), "{put}: {told}");
    }
}

#[test]
fn what_no_flag_says_is_printed_as_a_config_that_runs() {
    let folder = tempfile::tempdir().unwrap();
    let codes = (0..250).map(|n| format!("c{n},{}\n", n % 2)).collect::<Vec<_>>().concat();
    fs::write(folder.path().join("a.csv"), format!("g,sel\n{codes}{codes}")).unwrap();
    let (exit, told) = run(folder.path(), &["audit", "a.csv", "--decision", "sel", "--attributes", "g"]);
    assert_eq!((exit, code(&told)), (Some(2), "EVH-D025"), "{told}");
    let (config, command) = config(&told).unwrap();
    assert!(config.contains("\n[privacy]\nmax_groups = "), "{told}");
    fs::write(folder.path().join("evenhand.toml"), config).unwrap();
    let (exit, told) = run(folder.path(), &command);
    assert_eq!(exit, Some(0), "{told}");
}

#[test]
fn bins_for_too_many_numbers_are_told_as_a_flag_that_works() {
    let folder = tempfile::tempdir().unwrap();
    let rows = (0..1_200).map(|n| format!("{},{}\n", f64::from(n % 600) / 4.0, n % 2)).collect::<Vec<_>>().concat();
    fs::write(folder.path().join("a.csv"), format!("income,sel\n{rows}")).unwrap();
    let typed = ["audit", "a.csv", "--decision", "sel", "--attributes", "income"];
    let (exit, told) = run(folder.path(), &typed);
    assert_eq!(exit, Some(2), "{told}");
    let (_, rest) = told.split_once("--bins '").unwrap_or_else(|| panic!("{told}"));
    let (bins, _) = rest.split_once('\'').unwrap();
    let (exit, told) = run(folder.path(), &[&typed[..], &["--bins", bins]].concat());
    assert_eq!(exit, Some(0), "{told}");
}

#[test]
fn the_same_error_is_told_in_keys_to_whoever_wrote_a_config() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), CHOSEN).unwrap();
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"a.csv\"\n[columns]\ndecision = \"sel\"\n[[attribute]]\nname = \"g\"\n";
    fs::write(folder.path().join("evenhand.toml"), config).unwrap();
    let (_, told) = run(folder.path(), &["audit"]);
    assert!(told.contains("absent = \"rejected\"") && !told.contains("--absent"), "{told}");
    let (_, told) = run(folder.path(), &["audit", "--no-config", "a.csv", "--decision", "sel", "--attributes", "g"]);
    assert!(told.contains("--absent rejected") && !told.contains("absent = "), "{told}");
    let (_, told) = run(folder.path(), &["audit", "--min-ratio", "8"]);
    assert!(told.contains("--min-ratio 0.8") && !told.contains("min = 0.8"), "a flag beside a config: {told}");
}
