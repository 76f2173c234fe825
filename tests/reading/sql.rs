//! SQL in the config: attributes, decisions and conditions, the same from every format.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use evenhand_cube::read::{Column, Format, write_table};
use serde_json::Value;
use tempfile::TempDir;

/// evenhand in a folder, with nothing of this machine's environment that it listens to.
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

fn folder(config: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    rewrite(&folder, config);
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn rewrite(folder: &TempDir, config: &str) {
    fs::write(folder.path().join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{config}")).unwrap();
}

fn audited(folder: &TempDir, further: &[&str]) -> Value {
    let arguments = [&["audit", "--as-of", "2026-11-22", "--quiet", "--exit-zero", "-o", "a.json"], further].concat();
    let output = evenhand(folder.path(), &arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&fs::read(folder.path().join("a.json")).unwrap()).unwrap()
}

fn refused(folder: &TempDir, code: &str, further: &[&str]) -> [String; 2] {
    ["en", "fr"].map(|lang| {
        let arguments = [&["audit", "--as-of", "2026-11-22", "--lang", lang], further].concat();
        let output = evenhand(folder.path(), &arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains(code), "{code}: {said}");
        said
    })
}

/// The people of each group of one attribute.
fn groups(audit: &Value, attribute: &str) -> Vec<(String, u64)> {
    let own = audit["segments"].as_array().unwrap().iter().filter(|part| {
        part["segment"].as_object().is_some_and(|segment| segment.len() == 1 && segment.contains_key(attribute))
    });
    let label = |part: &Value| part["segment"][attribute].as_str().unwrap_or("()").to_owned();
    own.map(|part| (label(part), part["people"].as_u64().unwrap_or(0))).collect()
}

fn people<const N: usize>(expected: [(&str, u64); N]) -> Vec<(String, u64)> {
    expected.map(|(label, people)| (label.to_owned(), people)).into()
}

/// What was found, and who was left out; not from which files.
fn found(audit: &Value) -> Value {
    serde_json::json!([audit["findings"], audit["checks"], audit["segments"], audit["population"]])
}

const CONFIG: &str = r#"
[data]
decisions = "d.csv"
where = "eligible = 1 AND (age IS NULL OR age BETWEEN 18 AND 90)"
missing = ["n/a"]
[columns]
decision = { sql = "CASE WHEN status = 'sent' THEN TRUE WHEN status IN ('held', 'skipped') THEN FALSE END" }
outcome = { sql = "amount > 0.5 * 20", observed = "after-decision" }
[[attribute]]
name = "group"
sql = "CASE WHEN age < 40 THEN sex || ' under 40' WHEN age IS NOT NULL THEN upper(sex) ELSE 'no age' END"
[[attribute]]
name = "code"
sql = "CAST(code AS VARCHAR)"
[privacy]
min_cell = 1
"#;

const DATA: &str = "sex,age,eligible,status,amount,code,born,vip
f,20,1,sent,12.5,7,1990-01-02,true
f,30,1,held,0,7,1991-01-02,false
m,39.5,1,sent,10,8,1992-01-02,false
m,40,1,skipped,10.5,8,1993-01-02,
m,91,1,sent,1,9,1994-01-02,true
f,n/a,1,sent,2,7,,true
f,50,0,test,3,7,1995-01-02,false
f,,,sent,3,7,1995-01-02,false
m,66,1,,100,8,1996-01-02,true
";

#[test]
fn attributes_decisions_and_conditions_are_computed_row_by_row() {
    let folder = folder(CONFIG, &[("d.csv", DATA)]);
    let audit = audited(&folder, &[]);
    let expected = people([("M", 1), ("f under 40", 2), ("m under 40", 1), ("no age", 1)]);
    assert_eq!(groups(&audit, "group"), expected);
    assert_eq!(groups(&audit, "code"), people([("7", 3), ("8", 2)]));
    let left_out = &audit["population"]["left_out"];
    assert_eq!(left_out[0]["reason"], "where", "{left_out}");
    assert_eq!((&left_out[0]["people"], &left_out[1]["reason"]), (&3.into(), &"decision-missing".into()));
    let of_where = left_out[0]["by"].as_array().unwrap().iter().filter(|part| part["segment"]["group"].is_string());
    assert_eq!(of_where.count(), 3, "known by segment: {left_out}");
    let read = serde_json::json!(["status", "eligible", "age", "amount", "sex", "code"]);
    assert_eq!(audit["inputs"][0]["columns_read"], read, "and no other column is decoded");
    let page = evenhand(folder.path(), &["audit", "--as-of", "2026-11-22"]).output().unwrap();
    assert!(String::from_utf8(page.stdout).unwrap().contains("removed by the condition"), "shown on the first screen");
}

#[test]
fn every_format_and_a_cube_give_the_same_answer() {
    let config = CONFIG.replace("min_cell = 1\n", "min_cell = 1\n[[attribute]]\nname = \"year\"\nsql = \"CASE WHEN born < '1993' THEN left(born, 4) ELSE 'later' END\"\n[[attribute]]\nname = \"vip\"\nsql = \"vip OR age / 2 > 15\"\n");
    let config = config.replace("[privacy]\nmin_cell = 1\n", "") + "[privacy]\nmin_cell = 1\n";
    let folder = folder(&config, &[("d.csv", DATA)]);
    let from_csv = audited(&folder, &[]);
    assert_eq!(groups(&from_csv, "year").len(), 4, "{}", from_csv["segments"]);

    let records: Vec<Vec<&str>> = DATA.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let column = |at: usize| records.iter().map(move |record| record[at]);
    let text =
        |at: usize| Column::Strings(column(at).map(|cell| (!cell.is_empty()).then(|| cell.to_owned())).collect());
    let float = |at: usize| Column::Floats(column(at).map(|cell| cell.parse().ok()).collect());
    let whole = |at: usize| Column::Integers(column(at).map(|cell| cell.parse().ok()).collect());
    let flag = |at: usize| Column::Bools(column(at).map(|cell| cell.parse().ok()).collect());
    let columns = [
        ("sex", text(0)),
        ("age", float(1)),
        ("eligible", whole(2)),
        ("status", text(3)),
        ("amount", float(4)),
        ("code", whole(5)),
        ("born", text(6)),
        ("vip", flag(7)),
    ];
    write_table(&folder.path().join("d.parquet"), &columns, Format::Parquet).unwrap();
    let lines = records.iter().map(|record| {
        let number = |at: usize| record[at].parse::<f64>().map_or(Value::Null, Value::from);
        let text = |at: usize| if record[at].is_empty() { Value::Null } else { Value::from(record[at]) };
        let row = serde_json::json!({
            "sex": text(0), "age": number(1), "eligible": number(2), "status": text(3), "amount": number(4),
            "code": record[5].parse::<i64>().unwrap(), "born": text(6), "vip": record[7].parse::<bool>().ok(),
        });
        format!("{row}\n")
    });
    fs::write(folder.path().join("d.ndjson"), lines.collect::<Vec<_>>().concat()).unwrap();
    for file in ["d.parquet", "d.ndjson"] {
        assert_eq!(found(&audited(&folder, &[file])), found(&from_csv), "{file}");
    }
    evenhand(folder.path(), &["count", "-c", "evenhand.toml", "-o", "c.cube"]).assert().success();
    let again = audited(&folder, &["--cube", "c.cube"]);
    assert_eq!(found(&again)[2], found(&from_csv)[2]);
    assert_eq!(again["population"]["left_out"], from_csv["population"]["left_out"]);
    rewrite(&folder, &config.replace("BETWEEN 18", "BETWEEN 19"));
    let output = evenhand(folder.path(), &["audit", "--cube", "c.cube"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("EVH-C008") && said.contains("data.where"), "{said}");
}

#[test]
fn no_result_depends_on_where_a_batch_ends() {
    let config = CONFIG.replace("d.csv", "parts/*.csv").replace("amount > 0.5 * 20", "amount > 3");
    let folder = folder(&config, &[]);
    fs::create_dir(folder.path().join("parts")).unwrap();
    let rows: Vec<&str> = DATA.lines().skip(1).collect();
    let head = DATA.lines().next().unwrap();
    let write = |sizes: &[usize]| {
        let mut at = 0;
        for (part, size) in sizes.iter().enumerate() {
            let text = format!("{head}\n{}\n", rows[at..at + size].join("\n"));
            fs::write(folder.path().join(format!("parts/{part}.csv")), text).unwrap();
            at += size;
        }
        found(&audited(&folder, &[]))
    };
    let split = write(&[2, 3, 4]);
    (0..3).for_each(|part| fs::remove_file(folder.path().join(format!("parts/{part}.csv"))).unwrap());
    assert_eq!(write(&[9]), split);
}

#[test]
fn an_expression_that_cannot_hold_is_refused_before_a_row_is_read() {
    let base = CONFIG.replace("eligible = 1 AND (age IS NULL OR age BETWEEN 18 AND 90)", "CONDITION");
    for (condition, code, fact) in [
        ("eligible = ", "EVH-P041", "end of"),
        ("avg(age) > 3", "EVH-P042", "avg"),
        ("agee > 3", "EVH-D004", "age"),
        ("uper(sex) = 'F'", "EVH-P042", "upper"),
        ("born < CURRENT_DATE", "EVH-P042", "current_date"),
        ("sex > 3", "EVH-D044", "sex (VARCHAR)"),
        ("code = '7'", "EVH-D044", "code (DOUBLE)"),
    ] {
        let folder = folder(&base.replace("CONDITION", condition), &[("d.csv", DATA)]);
        for said in refused(&folder, code, &["--dry-run"]) {
            let fact = if fact == "end of" { "EOF" } else { fact };
            assert!(said.contains(fact) && said.contains("evenhand.toml"), "{condition}: {said}");
        }
    }
}

#[test]
fn a_later_value_that_does_not_fit_is_named_by_its_place_and_never_shown() {
    let rows = "1,1\n2,0\n".repeat(20_000);
    let data = format!("x,sent\n{rows}secret-word,1\n{rows}");
    let config =
        "[data]\ndecisions = \"d.csv\"\n[columns]\ndecision = \"sent\"\n[[attribute]]\nname = \"a\"\nsql = \"SQL\"\n";
    let folder = folder(&config.replace("SQL", "CASE WHEN x > 1 THEN 'b' ELSE 'a' END"), &[("d.csv", &data)]);
    for said in refused(&folder, "EVH-D045", &[]) {
        assert!(said.contains("002") && said.contains("CAST(x AS VARCHAR)") && !said.contains("secret"), "{said}");
    }
    rewrite(&folder, &config.replace("SQL", "CASE WHEN CAST(x AS VARCHAR) = '2' THEN 'b' ELSE 'a' END"));
    assert_eq!(groups(&audited(&folder, &[]), "a"), people([("a", 40_001), ("b", 40_000)]));
    rewrite(&folder, &config.replace("SQL", "CAST(substr(CAST(x AS VARCHAR), 1, 2) AS INTEGER)"));
    for said in refused(&folder, "EVH-D046", &[]) {
        assert!(said.contains("002") && said.contains("TRY_CAST") && !said.contains("secret"), "{said}");
    }
    rewrite(&folder, &config.replace("SQL", "TRY_CAST(CAST(x AS VARCHAR) AS INTEGER)"));
    assert_eq!(groups(&audited(&folder, &[]), "a"), people([("1", 40_000), ("2", 40_000), ("()", 0)]));
}

#[test]
fn a_decision_that_is_neither_yes_nor_no_is_refused() {
    let config =
        "[data]\ndecisions = \"d.csv\"\n[columns]\ndecision = { sql = \"x + 1\" }\n[[attribute]]\nname = \"a\"\n";
    let folder = folder(config, &[("d.csv", "x,a\n0,f\n1,m\n")]);
    let [en, fr] = refused(&folder, "EVH-D020", &[]);
    assert!(en.contains("x + 1") && en.contains("true or false"), "{en}");
    assert!(fr.contains("true ou false"), "{fr}");
}

const JOINED: &str = r#"
[data]
decisions = "d.csv"
audience = "a.csv"
key = "id"
absent = "rejected"
where = "country = 'FR' AND age >= 18"
[columns]
campaign = "wave"
[[attribute]]
name = "sex"
[privacy]
min_cell = 1
"#;

/// 40 people, of whom every fourth lives elsewhere; the first ten were chosen in spring, the first five in autumn.
fn joined(absent: &str) -> TempDir {
    let audience = (0..40)
        .map(|id| format!("{id},{},{},{}\n", ["f", "m"][id % 2], ["XX", "FR", "FR", "FR"][id % 4], 18 + id))
        .collect::<Vec<_>>()
        .concat();
    let chosen = |people: u32, wave: &str| (0..people).map(|id| format!("{id},{wave}\n")).collect::<Vec<_>>().concat();
    let decisions = format!("id,wave\n{}{}99,autumn\n", chosen(10, "spring"), chosen(5, "autumn"));
    let config = JOINED.replace("\"rejected\"", absent);
    folder(&config, &[("d.csv", &decisions), ("a.csv", &format!("id,sex,country,age\n{audience}"))])
}

#[test]
fn a_condition_on_the_audience_decides_who_can_be_absent() {
    let audit = audited(&joined("\"rejected\""), &[]);
    assert_eq!(audit["population"]["people_used"], 60, "30 people of France in two campaigns");
    let left_out = audit["population"]["left_out"].as_array().unwrap();
    let reasons: Vec<_> =
        left_out.iter().map(|part| (part["reason"].as_str().unwrap(), part["people"].as_u64().unwrap())).collect();
    // Of the ten elsewhere, 0, 4 and 8 were chosen: three rows in spring, two in autumn; the other seven once each.
    assert_eq!(reasons, [("not-in-audience", 1), ("where", 12)]);
    assert_eq!(left_out[0]["by"][0]["campaign"], "autumn", "of people nobody knows the campaign is known");
    assert_eq!(left_out[1]["by"][0]["segment"]["sex"], "f", "and of others the segment");
    let selected: u64 = audit["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| {
            finding["measure"] == "selection-rate"
                && finding["comparison"] == "value"
                && finding["campaign"] == "spring"
        })
        .filter_map(|finding| finding["top"].as_u64())
        .sum();
    assert_eq!(selected, 7, "ten chosen in spring without 0, 4 and 8");
}

#[test]
fn with_absent_people_rejected_a_condition_may_name_columns_of_the_audience_alone() {
    let folder = joined("\"rejected\"");
    let config = JOINED.replace("country = 'FR'", "wave <> 'autumn'");
    rewrite(&folder, &config);
    let [en, fr] = refused(&folder, "EVH-D047", &["--dry-run"]);
    assert!(en.contains("wave") && fr.contains("wave"), "{en}");
    let listed = JOINED.replace("[columns]", "[columns]\ndecision = { sql = \"wave <> 'x'\" }");
    rewrite(
        &folder,
        &listed
            .replace("\"rejected\"", "\"left-out\"")
            .replace("country = 'FR' AND age >= 18", "wave <> 'autumn' AND country = 'FR'"),
    );
    let [en, _] = refused(&folder, "EVH-D031", &[]);
    assert!(en.contains("absent = \"rejected\""), "conditions on both tables are joined by AND: {en}");
    rewrite(
        &folder,
        &listed.replace("\"rejected\"", "\"left-out\"").replace("country = 'FR' AND age >= 18", "wave = country"),
    );
    refused(&folder, "EVH-D043", &["--dry-run"]);
}

#[test]
fn rows_that_the_condition_removes_stand_for_their_people_and_decide_nothing() {
    let config = "[data]\ndecisions = \"d.csv\"\nwhere = \"live\"\n[columns]\ndecision = \"sent\"\ncount = \"people\"\n\
                  [[attribute]]\nname = \"sex\"\n";
    // A decision of a row that is not kept is no fault, whatever it says.
    let data = "sex,sent,people,live\nf,1,40,true\nm,0,60,true\nf,test,20,false\nm,0,13,\n";
    let audit = audited(&folder(config, &[("d.csv", data)]), &[]);
    assert_eq!(audit["population"]["people_used"], 100);
    let expected = serde_json::json!([{ "reason": "where", "people": 33, "by": [
        { "segment": { "sex": "f" }, "people": 20 },
        { "segment": { "sex": "m" }, "people": 13 }
    ] }]);
    assert_eq!(audit["population"]["left_out"], expected);
}
