//! Roles that are made of columns, from the config to the audit: one-hot attributes, ages, a decision for each campaign,
//! expressions.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
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

/// A folder with a config and a file of data.
fn folder(config: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{config}")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// The audit of a folder that must be audited.
fn audited(folder: &TempDir) -> serde_json::Value {
    let arguments = ["audit", "--as-of", "2026-11-22", "--quiet", "--exit-zero", "-o", "a.json"];
    let output = evenhand(folder.path(), &arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&fs::read(folder.path().join("a.json")).unwrap()).unwrap()
}

/// What a folder that must be refused is told, in both languages; `--dry-run` when no row is needed for it.
fn refused(folder: &TempDir, code: &str, further: &[&str]) -> [String; 2] {
    ["en", "fr"].map(|lang| {
        let arguments = [&["audit", "--as-of", "2026-11-22", "--lang", lang], further].concat();
        let output = evenhand(folder.path(), &arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(code), "{code}: {said}");
        said
    })
}

/// The people of each segment of one attribute, and those without a value last.
fn segments(audit: &serde_json::Value, attribute: &str) -> Vec<(String, u64)> {
    let own = audit["segments"].as_array().unwrap().iter().filter(|part| {
        part["segment"].as_object().is_some_and(|segment| segment.len() == 1 && segment.contains_key(attribute))
    });
    own.map(|part| {
        let label = part["segment"][attribute].as_str().unwrap_or("()").to_owned();
        (label, part["people"].as_u64().unwrap_or(0))
    })
    .collect()
}

fn people<const N: usize>(expected: [(&str, u64); N]) -> Vec<(String, u64)> {
    expected.map(|(label, people)| (label.to_owned(), people)).into()
}

fn rows(head: &str, times: &[(u32, &str)]) -> String {
    let rows = times.iter().map(|(times, row)| format!("{row}\n").repeat(*times as usize));
    format!("{head}\n{}", rows.collect::<Vec<_>>().concat())
}

const ONE_HOT: &str = "
[data]
decisions = \"d.csv\"
[columns]
decision = \"sent\"
[[attribute]]
name = \"race\"
one_hot = { black = \"is_black\", white = \"is_white\" }
[privacy]
min_cell = 1
";

#[test]
fn an_attribute_of_several_columns_takes_the_one_that_is_set() {
    let data = [(3, "1,0,1"), (2, "1,0,0"), (4, "0,1,1"), (1, "0,1,0"), (5, "0,0,1"), (6, ",,0")];
    let folder = folder(ONE_HOT, &[("d.csv", &rows("is_black,is_white,sent", &data))]);
    let audit = audited(&folder);
    assert_eq!(segments(&audit, "race"), people([("black", 5), ("white", 5), ("()", 11)]));
    let warned = audit["warnings"].as_array().unwrap().iter().any(|said| said["id"] == "one-hot-none");
    assert!(warned, "no set column may be a group that was left out: {}", audit["warnings"]);
    assert_eq!(audit["inputs"][0]["columns_read"], serde_json::json!(["sent", "is_black", "is_white"]));
}

#[test]
fn two_set_columns_of_an_attribute_are_counted_and_refused() {
    let data = rows("is_black,is_white,sent", &[(3, "1,0,1"), (2, "1,1,0"), (4, "0,1,0")]);
    let folder = folder(ONE_HOT, &[("d.csv", &data)]);
    let [en, fr] = refused(&folder, "EVH-D040", &[]);
    assert!(en.contains("race") && en.contains("2 rows") && en.contains("sql ="), "{en}");
    assert!(fr.contains("2 lignes"), "{fr}");
    let unknown = ONE_HOT.replace("is_white", "is_whit");
    fs::write(folder.path().join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{unknown}")).unwrap();
    let [en, _] = refused(&folder, "EVH-D004", &["--dry-run"]);
    assert!(en.contains("is_white"), "suggested: {en}");
}

const AGE: &str = "
[data]
decisions = \"d.csv\"
missing = [\"n/a\"]
[columns]
decision = \"sent\"
[[attribute]]
name = \"age\"
age = { born = \"birth\", at = 2026-11-01 }
bins = [26, 65]
[privacy]
min_cell = 1
";

#[test]
fn ages_are_whole_years_at_the_day_named() {
    let data = [
        (1, "2000-11-01,1"), // 26 that day
        (1, "2000-11-02,0"), // 25
        (2, "1961-11-01 08:30:00,1"),
        (1, "1961-11-02,0"), // 64
        (3, "n/a,1"),
        (1, ",0"),
    ];
    let folder = folder(AGE, &[("d.csv", &rows("birth,sent", &data))]);
    let expected = people([("<26", 1), ("26-64", 2), ("65+", 2), ("()", 4)]);
    assert_eq!(segments(&audited(&folder), "age"), expected);
}

#[test]
fn a_day_that_could_be_a_month_and_a_birth_to_come_are_refused_without_being_shown() {
    let unread = folder(AGE, &[("d.csv", "birth,sent\n2000-01-01,1\n05/06/1971,0\n05/06/1972,0\n")]);
    for said in refused(&unread, "EVH-D055", &[]) {
        assert!(!said.contains("1971") && !said.contains("05/06") && said.contains(": 3"), "{said}");
    }
    let unborn = folder(AGE, &[("d.csv", "birth,sent\n2000-01-01,1\n2027-05-17,0\n1890-05-18,0\n")]);
    for said in refused(&unborn, "EVH-D042", &[]) {
        assert!(said.contains("2026-11-01") && !said.contains("05-17") && !said.contains("05-18"), "{said}");
    }
    let binless = AGE.replace("bins = [26, 65]\n", "");
    let [en, _] = refused(&folder(&binless, &[("d.csv", "birth,sent\n2000-01-01,1\n")]), "EVH-P023", &["--dry-run"]);
    assert!(en.contains("bins"), "{en}");
}

const WIDE: &str = "
[data]
decisions = \"d.csv\"
[columns]
decision = { columns = { spring = \"mail_spring\", autumn = \"mail_autumn\" } }
[[attribute]]
name = \"sex\"
[[check]]
id = \"selection-ratio\"
measure = \"selection-rate\"
comparison = \"ratio\"
min = 0.8
campaigns = \"each\"
";

/// People with a decision in two campaigns, some missing, in one row each.
const PEOPLE: [(u32, &str); 5] = [(300, "f,1,0"), (200, "m,0,1"), (100, "f,,1"), (150, "m,1,"), (50, "m,0,0")];

/// The same people in one row for each campaign.
fn long() -> String {
    let mut rows = "sex,wave,sent\n".to_owned();
    for (times, row) in PEOPLE {
        let [sex, spring, autumn] = row.split(',').collect::<Vec<_>>().try_into().unwrap();
        rows += &format!("{sex},spring,{spring}\n{sex},autumn,{autumn}\n").repeat(times as usize);
    }
    rows
}

/// What an audit found, without the files that it was found in and the lines that asked for it.
fn found(audit: &serde_json::Value) -> [serde_json::Value; 5] {
    let population = |key: &str| audit["population"][key].clone();
    let mut checks = audit["checks"].clone();
    for check in checks.as_array_mut().unwrap() {
        check.as_object_mut().unwrap().remove("place");
    }
    [audit["findings"].clone(), checks, audit["segments"].clone(), population("people_used"), population("left_out")]
}

#[test]
fn a_column_for_each_campaign_is_audited_as_a_row_for_each_would_be() {
    let wide = audited(&folder(WIDE, &[("d.csv", &rows("sex,mail_spring,mail_autumn", &PEOPLE))]));
    let columns = "decision = { columns = { spring = \"mail_spring\", autumn = \"mail_autumn\" } }";
    let config = WIDE.replace(columns, "decision = \"sent\"\ncampaign = \"wave\"");
    let long = audited(&folder(&config, &[("d.csv", &long())]));
    assert_eq!(found(&wide), found(&long));
    assert_eq!(wide["population"]["people_used"], 1350, "800 people in two campaigns, 250 decisions missing");
    assert_eq!(wide["population"]["left_out"][0]["people"], 250);
    assert!(
        wide["warnings"].as_array().unwrap().iter().any(|said| said["id"] == "wide-campaigns"),
        "said, not guessed"
    );
    assert!(wide["findings"].as_array().unwrap().iter().any(|finding| finding["campaign"] == "autumn"));
}

#[test]
fn people_absent_from_wide_decisions_are_rejected_in_every_campaign() {
    let config = |columns: &str| {
        WIDE.replace(
            "decisions = \"d.csv\"",
            "decisions = \"d.csv\"\naudience = \"a.csv\"\nkey = \"id\"\nabsent = \"rejected\"",
        )
        .replace("{ columns = { spring = \"mail_spring\", autumn = \"mail_autumn\" } }", columns)
    };
    let audience =
        (0..400).map(|id| format!("{id},{}\n", if id % 2 == 0 { "f" } else { "m" })).collect::<Vec<_>>().concat();
    let audience = format!("id,sex\n{audience}");
    let wide = (0..300)
        .map(|id| format!("{id},{},{}\n", u8::from(id % 3 == 0), u8::from(id % 5 == 0)))
        .collect::<Vec<_>>()
        .concat();
    let long = (0..300)
        .map(|id| format!("{id},mail_spring,{}\n{id},mail_autumn,{}\n", u8::from(id % 3 == 0), u8::from(id % 5 == 0)))
        .collect::<Vec<_>>()
        .concat();
    let wide = format!("id,mail_spring,mail_autumn\n{wide}");
    let long = format!("id,wave,sent\n{long}");
    let listed = config("{ columns = [\"mail_spring\", \"mail_autumn\"] }");
    let wide = audited(&folder(&listed, &[("d.csv", &wide), ("a.csv", &audience)]));
    let long = audited(&folder(&config("\"sent\"\ncampaign = \"wave\""), &[("d.csv", &long), ("a.csv", &audience)]));
    assert_eq!(found(&wide), found(&long));
    assert_eq!(wide["population"]["people_used"], 800);
}

#[test]
fn wide_counts_are_kept_and_unlike_columns_are_refused() {
    let folder = folder(WIDE, &[("d.csv", &rows("sex,mail_spring,mail_autumn", &PEOPLE))]);
    let audit = audited(&folder);
    evenhand(folder.path(), &["count", "-c", "evenhand.toml", "-o", "c.cube"]).assert().success();
    let arguments = ["audit", "--cube", "c.cube", "--as-of", "2026-11-22", "--quiet", "--exit-zero", "-o", "b.json"];
    evenhand(folder.path(), &arguments).assert().success();
    let again: serde_json::Value = serde_json::from_slice(&fs::read(folder.path().join("b.json")).unwrap()).unwrap();
    assert_eq!(found(&again), found(&audit));
    let other = WIDE.replace("spring = ", "summer = ");
    fs::write(folder.path().join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{other}")).unwrap();
    let output = evenhand(folder.path(), &arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.code() == Some(2) && said.contains("EVH-C008") && said.contains("columns.decision"),
        "{said}"
    );
}

#[test]
fn a_campaign_column_beside_wide_decisions_is_refused() {
    let config = WIDE.replace("[[attribute]]", "campaign = \"wave\"\n[[attribute]]");
    let [en, _] = refused(&folder(&config, &[("d.csv", "sex\n")]), "EVH-P022", &["--dry-run"]);
    assert!(en.contains("decision.columns") && en.contains("campaign"), "{en}");
    let config = WIDE.replace("mail_autumn", "mail_autum");
    let data = rows("sex,mail_spring,mail_autumn", &PEOPLE);
    let [en, _] = refused(&folder(&config, &[("d.csv", &data)]), "EVH-D004", &["--dry-run"]);
    assert!(en.contains("mail_autumn"), "{en}");
}

#[test]
fn numbers_without_bins_are_refused_with_bins_that_would_do() {
    let config = "[data]\ndecisions = \"d.csv\"\n[columns]\ndecision = \"sent\"\n[[attribute]]\nname = \"income\"\n";
    let rows = (0..500).map(|row| format!("{},{}\n", 10_007 + row * 83, row % 2)).collect::<Vec<_>>().concat();
    let folder = folder(config, &[("d.csv", &format!("income,sent\n{rows}"))]);
    for said in refused(&folder, "EVH-D025", &[]) {
        assert!(said.contains("bins = [18000, 26000, 34000, 44000]"), "{said}");
        assert!(!said.contains("10007") && !said.contains("10,007"), "{said}");
    }
    let binned = format!("{config}bins = [18000, 26000, 34000, 44000]\n");
    fs::write(folder.path().join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{binned}")).unwrap();
    assert_eq!(segments(&audited(&folder), "income").len(), 5);
}

const CHOSEN: &str = "
[data]
decisions = \"d.csv\"
[columns]
decision = \"sent\"
campaign = \"wave\"
[[attribute]]
name = \"sex\"
[[check]]
id = \"each\"
measure = \"selection-rate\"
comparison = \"ratio\"
min = 0.8
campaigns = \"each\"
[privacy]
min_cell = 1
";

/// 100 people; 30 were chosen in spring, 10 in autumn, two of whom nobody knows.
fn chosen() -> [(&'static str, String); 2] {
    let audience =
        (0..100).map(|id| format!("{id},{}\n", if id % 4 == 0 { "f" } else { "m" })).collect::<Vec<_>>().concat();
    let spring = (0..30).map(|id| format!("{id},spring,1,f\n")).collect::<Vec<_>>().concat();
    let autumn = (92..102).map(|id| format!("{id},autumn,1,m\n")).collect::<Vec<_>>().concat();
    [("d.csv", format!("id,wave,sent,sex\n{spring}{autumn}")), ("a.csv", format!("id,sex\n{audience}"))]
}

#[test]
fn a_list_of_the_chosen_is_refused_with_the_remedy_that_then_works() {
    let [decisions, audience] = chosen();
    let audience = audience.1.replace("id,sex", "id,gender");
    let folder = folder(CHOSEN, &[("d.csv", &decisions.1), ("a.csv", &audience)]);
    for said in refused(&folder, "EVH-D031", &[]) {
        assert!(said.contains("absent = \"rejected\""), "{said}");
    }
    let remedied = CHOSEN
        .replace("[columns]", "audience = \"a.csv\"\nkey = \"id\"\nabsent = \"rejected\"\n[columns]")
        .replace("decision = \"sent\"\n", "")
        .replace("name = \"sex\"", "name = \"sex\"\ncolumn = \"gender\"");
    fs::write(folder.path().join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{remedied}")).unwrap();
    let audit = audited(&folder);
    assert_eq!(audit["population"]["people_used"], 200, "100 people in each of two campaigns");
    let rate = |id: &str| {
        let findings = audit["findings"].as_array().unwrap();
        let found = findings.iter().find(|finding| finding["id"] == id).unwrap_or_else(|| panic!("{id}"));
        (found["top"].as_u64().unwrap(), found["bottom"].as_u64().unwrap())
    };
    assert_eq!(rate("selection-rate/value/sex=f/in=spring"), (8, 25), "0, 4 .. 28");
    assert_eq!(rate("selection-rate/value/sex=m/in=spring"), (22, 75));
    assert_eq!(rate("selection-rate/value/sex=f/in=autumn"), (2, 25), "92 and 96");
    assert_eq!(rate("selection-rate/value/sex=m/in=autumn"), (6, 75));
    let left_out = &audit["population"]["left_out"];
    let expected = serde_json::json!([{
        "reason": "not-in-audience", "people": 2, "by": [{ "campaign": "autumn", "people": 2 }]
    }]);
    assert_eq!(*left_out, expected);
    let results = audit["checks"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2, "one ratio in each campaign");
}

#[test]
fn people_without_a_match_are_counted_on_both_sides_by_segment_or_campaign() {
    let [decisions, audience] = chosen();
    let config =
        CHOSEN.replace("[columns]", "audience = \"a.csv\"\nkey = \"id\"\n[columns]").replace("\"sex\"", "\"gender\"");
    let decisions = decisions.1.replace("29,spring,1", "29,spring,0");
    let audience = audience.1.replace("id,sex", "id,gender");
    let audit = audited(&folder(&config, &[("d.csv", &decisions), ("a.csv", &audience)]));
    let expected = serde_json::json!([
        { "reason": "not-in-audience", "people": 2, "by": [{ "campaign": "autumn", "people": 2 }] },
        { "reason": "no-decision", "people": 62, "by": [
            { "segment": { "gender": "f" }, "people": 15 },
            { "segment": { "gender": "m" }, "people": 47 }
        ] }
    ]);
    assert_eq!(audit["population"]["left_out"], expected);
    let strict = config.replace("key = \"id\"", "key = \"id\"\nabsent = \"error\"");
    let [en, fr] = refused(&folder(&strict, &[("d.csv", &decisions), ("a.csv", &audience)]), "EVH-D033", &[]);
    assert!(en.contains("62 people") && fr.contains("62 personnes"), "{en}");
}
