//! The config is thrown away, and made anew of `question` alone: the audit must come out the same.

use std::fs;

use serde_json::{Map, Value, json};

use super::{document, folder, made};

const CONFIG: &str = r#"
schema = "evenhand.config/1"
policies = ["us-four-fifths", "own.toml"]
use = "credit"
jurisdictions = ["eu"]

[audit]
name = "rebuilt"

[data]
decisions = "decisions.csv"
audience = "audience.csv"
key = { decisions = "uid", audience = "person" }
absent = "rejected"
where = "area < 9"
missing = ["?"]
csv = { separator = ";" }

[columns]
decision = { column = "score", at_least = 0.35 }
outcome = { column = "paid", positive = ["Y", "y"], observed = "before" }
value = "amount"

[[attribute]]
name = "gender"
column = "sex"
map = { "1" = "men", "2" = "women", "*" = "other" }
reference = "men"
missing = ["refused"]
label = { en = "Gender", fr = "Genre" }
groups = { men = { fr = "hommes" } }
source = "declared"

[[attribute]]
name = "age_band"
column = "age"
bins = [25, 45.5]
reference = "rest"

[[attribute]]
name = "north"
sql = "CASE WHEN area < 4 THEN 'yes' ELSE 'no' END"

[intersections]
depth = 1
cross = [["gender", "age_band"]]

[[check]]
id = "rate"
measure = "selection-rate"
comparison = "ratio"
attributes = ["gender", "gender x age_band"]
min = 0.80
max = 1.3
set_by = "role:compliance"
set_on = 2026-10-01
must_decide = [{ gender = "women" }]

[[check]]
id = "gap"
measure = "true-positive-rate"
comparison = "difference"
attributes = ["age_band"]
reference = "largest"
max_gap = 0.10
correction = "bonferroni"
severity = "warn"

[statistics]
level = 0.9
ratio = "koopman"
seed = 7

[privacy]
min_cell = 5

[gate]
on_cannot_tell = "warn"
"#;

const PACK: &str = r#"
id = "own"
title = { en = "Own rule", fr = "Règle maison" }
source = "the house"
status = "in-force"
last_verified = 2026-11-22
[[check]]
id = "rate"
measure = "selection-rate"
comparison = "ratio"
min = 0.5
claim = "point"
"#;

fn decisions() -> String {
    let row = |at: u32| {
        let paid = ["Y", "y", "n", ""][at as usize * 7 % 4];
        format!("{at};0.{:02};{paid};{}\n", at * 37 % 100, at * 13 % 50)
    };
    format!("uid;score;paid;amount\n{}", (0..600).map(row).collect::<String>())
}

fn audience() -> String {
    let row = |at: u32| {
        let sex = ["1", "2", "1", "2", "2", "3", "?", "refused"][at as usize * 5 % 8];
        format!("{at};{sex};{};{}\n", 18 + at * 11 % 50, at * 3 % 10)
    };
    format!("person;sex;age;area\n{}", (0..900).map(row).collect::<String>())
}

/// The value under a key, moved to another.
fn moved(from: &Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    keys.iter().filter_map(|key| Some(((*key).to_owned(), from.get(*key)?.clone()))).collect()
}

/// The number of a text, so that TOML has it as one.
fn decimals(limit: &Value) -> Map<String, Value> {
    let number = |text: &Value| serde_json::from_str::<Value>(text.as_str().unwrap()).unwrap();
    limit.as_object().unwrap().iter().map(|(key, text)| (key.clone(), number(text))).collect()
}

fn reference(of: &Value) -> Value {
    of.get("group").unwrap_or(&of["rule"]).clone()
}

/// The config that asks a question.
fn config(question: &Value) -> Value {
    let object = |key: &str| question[key].as_object().unwrap();
    let attribute = |own: &Value| {
        let own = own.as_object().unwrap();
        let mut out =
            moved(own, &["name", "kind", "column", "sql", "bins", "map", "missing", "label", "groups", "source"]);
        out.insert("reference".into(), reference(&own["reference"]));
        // Groups stand in the order in which the map first names them.
        if let Some(map) = own.get("map").and_then(Value::as_object) {
            let of = |group: &Value| {
                map.iter()
                    .filter(move |(_, to)| *to == group)
                    .map(|(from, to)| (from.clone(), to.clone()))
                    .collect::<Vec<_>>()
            };
            let ordered: Map<String, Value> = own["order"].as_array().unwrap().iter().flat_map(of).collect();
            out.insert("map".into(), ordered.into());
        }
        Value::from(out)
    };
    let check = |own: &Value| {
        let pairs = own.as_object().unwrap();
        let keys = [
            "id",
            "measure",
            "comparison",
            "attributes",
            "one_sided",
            "claim",
            "needs_detectable",
            "needs_coverage",
            "must_decide",
            "campaigns",
            "correction",
            "severity",
            "set_by",
            "set_on",
        ];
        let mut out = moved(pairs, &keys);
        out.extend(decimals(&own["limit"]));
        out.extend(pairs.get("reference").map(|own| ("reference".to_owned(), reference(own))));
        Value::from(out)
    };
    let list = |key: &str| question[key].as_array().unwrap().iter();
    let audience = &question["data"]["audience"];
    let mut data = moved(object("data"), &["decisions", "where", "missing", "csv"]);
    data.insert("audience".into(), audience["file"].clone());
    data.insert(
        "key".into(),
        json!({ "decisions": audience["key_in_decisions"], "audience": audience["key_in_audience"] }),
    );
    data.insert("absent".into(), audience["absent"].clone());
    let mut columns = moved(object("columns"), &["value"]);
    columns.insert("decision".into(), question["decision"]["selected"].clone());
    columns.insert("outcome".into(), question["outcome"].clone());
    json!({
        "schema": "evenhand.config/1",
        "policies": list("packs").map(|pack| pack["named"].clone()).collect::<Vec<_>>(),
        "use": question["use"],
        "jurisdictions": question["jurisdictions"],
        "audit": { "name": "rebuilt" },
        "data": data,
        "columns": columns,
        "attribute": list("attributes").map(attribute).collect::<Vec<_>>(),
        "intersections": moved(object("intersections"), &["depth", "cross"]),
        "check": list("checks").filter(|check| check.get("pack").is_none()).map(check).collect::<Vec<_>>(),
        "statistics": question["statistics"],
        "privacy": question["privacy"],
        "gate": question["gate"],
    })
}

#[test]
fn the_question_of_an_audit_makes_the_config_that_asks_it() {
    let (decisions, audience) = (decisions(), audience());
    let data = [("decisions.csv", decisions.as_str()), ("audience.csv", audience.as_str())];
    let first = folder(&[&data[..], &[("evenhand.toml", CONFIG), ("own.toml", PACK)]].concat());
    made(first.path(), &["audit", "-o", "audit.json"]);
    fs::remove_file(first.path().join("evenhand.toml")).unwrap();
    fs::remove_file(first.path().join("own.toml")).unwrap();
    let audit = document(first.path(), "audit.json");
    let question = &audit["question"];

    // What a stranger asks first, as the config says it.
    assert_eq!(question["decision"], json!({ "kind": "row", "selected": { "column": "score", "at_least": 0.35 } }));
    assert_eq!(question["data"]["where"], "area < 9");
    assert_eq!(question["attributes"][0]["map"], json!({ "*": "other", "1": "men", "2": "women" }));
    assert_eq!(question["attributes"][1]["bins"], json!([25.0, 45.5]));
    let limits: Vec<&Value> = question["checks"].as_array().unwrap().iter().map(|check| &check["limit"]).collect();
    let told = [
        json!({ "min": "0.8" }),
        json!({ "min": "0.5" }),
        json!({ "min": "0.80", "max": "1.3" }),
        json!({ "max_gap": "0.10" }),
    ];
    assert_eq!(limits, told.iter().collect::<Vec<_>>());
    let own = &question["packs"][1];
    assert_eq!((own["named"].as_str(), own["text"].as_str()), (Some("own.toml"), Some(PACK)));

    let rebuilt = toml::to_string(&config(question)).unwrap();
    let second =
        folder(&[&data[..], &[("evenhand.toml", &rebuilt), ("own.toml", own["text"].as_str().unwrap())]].concat());
    made(second.path(), &["audit", "-o", "audit.json"]);
    let mut again = document(second.path(), "audit.json");
    let mut audit = audit;
    for document in [&mut audit, &mut again] {
        // The line of the file, its digest, and how decimals are written are the file's own.
        document["settings"]["config_sha256"].take();
        for check in document["checks"].as_array_mut().unwrap() {
            check["place"].take();
        }
        for check in document["question"]["checks"].as_array_mut().unwrap() {
            check["limit"].take();
        }
    }
    for key in ["question", "settings", "population", "attributes", "segments", "findings", "checks", "exit_code"] {
        assert_eq!(again[key], audit[key], "{key}");
    }
}
