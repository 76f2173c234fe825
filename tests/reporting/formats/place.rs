//! Where annotations stand: beside the line of the config that states the check.

use std::collections::BTreeSet;
use std::fs;

use evenhand::document::{Audit, CheckPlace};
use evenhand::lang::Lang;
use evenhand::report::Format;
use serde_json::Value;

use super::audits::sample;
use super::{audit, golden, root, written};

/// File and line of every entry of the three formats.
fn places(audit: &Audit) -> Vec<(String, String, u64)> {
    let mut found = Vec::new();
    let sarif: Value = serde_json::from_str(&written(Format::from_id("sarif").unwrap(), audit, Lang::En)).unwrap();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let place = &result["locations"][0]["physicalLocation"];
        let file = place["artifactLocation"]["uri"].as_str().unwrap();
        found.push((
            result["ruleId"].as_str().unwrap().into(),
            file.into(),
            place["region"]["startLine"].as_u64().unwrap(),
        ));
    }
    let gitlab: Value = serde_json::from_str(&written(Format::from_id("gitlab").unwrap(), audit, Lang::En)).unwrap();
    for issue in gitlab.as_array().unwrap() {
        let (file, line) = (issue["location"]["path"].as_str().unwrap(), &issue["location"]["lines"]["begin"]);
        found.push((issue["check_name"].as_str().unwrap().into(), file.into(), line.as_u64().unwrap()));
    }
    for line in written(Format::from_id("github").unwrap(), audit, Lang::En).lines() {
        let Some((properties, _)) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")) else { continue };
        let (_, properties) = properties.split_once(' ').unwrap();
        let value = |name: &str| properties.split(',').find_map(|pair| pair.strip_prefix(name));
        if let (Some(title), Some(file), Some(line)) = (value("title="), value("file="), value("line=")) {
            found.push((title.into(), file.replace("%2C", ","), line.parse().unwrap()));
        }
    }
    found
}

#[test]
fn a_result_stands_beside_the_line_that_names_its_check() {
    let config = fs::read_to_string(root().join("samples/spring-loans/evenhand.toml")).unwrap();
    let audit = sample("spring-loans");
    let places = places(&audit);
    assert!(places.len() > 10);
    for (check, file, line) in places {
        assert_eq!(file, "evenhand.toml");
        let number = usize::try_from(line).unwrap();
        let text = config.lines().nth(number - 1).unwrap();
        assert!(text.starts_with("id") && text.contains(&format!("\"{check}\"")), "{check}: line {line} is {text}");
    }
}

#[test]
fn without_a_config_a_result_stands_at_the_data_and_what_came_through_a_pipe_nowhere() {
    let mut audit = audit(&golden());
    audit.settings.config_sha256 = None;
    for check in &mut audit.checks {
        check.place = None;
    }
    let result = |audit: &Audit| -> Value {
        let log: Value = serde_json::from_str(&written(Format::from_id("sarif").unwrap(), audit, Lang::En)).unwrap();
        log["runs"][0]["results"][0]["locations"][0].clone()
    };
    let named = result(&audit);
    assert_eq!(named["physicalLocation"]["artifactLocation"]["uri"], audit.inputs[0].name.as_str());
    assert!(named["physicalLocation"]["region"].is_null() && named["logicalLocations"].is_array(), "{named}");
    let gitlab: Value = serde_json::from_str(&written(Format::from_id("gitlab").unwrap(), &audit, Lang::En)).unwrap();
    assert_eq!(gitlab[0]["location"]["path"], audit.inputs[0].name.as_str());
    assert!(!written(Format::from_id("github").unwrap(), &audit, Lang::En).contains("file="));
    audit.inputs[0].name = "-".to_owned();
    let piped = result(&audit);
    assert!(piped["physicalLocation"].is_null() && piped["logicalLocations"].is_array(), "{piped}");
}

#[test]
fn a_file_in_a_folder_is_an_address_in_one_format_and_a_path_in_the_others() {
    let mut audit = audit(&golden());
    for check in &mut audit.checks {
        check.place = Some(CheckPlace { file: "audits/my spring,1.toml".into(), line: 31 });
    }
    let github = written(Format::from_id("github").unwrap(), &audit, Lang::En);
    assert!(github.contains("file=audits/my spring%2C1.toml,line=31,"), "{github}");
    let files: BTreeSet<(String, u64)> = places(&audit).into_iter().map(|(_, file, line)| (file, line)).collect();
    let expected = ["audits/my spring,1.toml", "audits/my%20spring%2C1.toml"];
    assert_eq!(files, expected.map(|file| (file.to_owned(), 31)).into());
}

#[test]
fn an_audit_made_before_places_were_kept_still_points_at_a_file() {
    let mut document = golden();
    for check in document["checks"].as_array_mut().unwrap() {
        check.as_object_mut().unwrap().remove("place");
    }
    let audit = audit(&document);
    let places = places(&audit);
    assert!(!places.is_empty() && places.iter().all(|(_, file, line)| file == "evenhand.toml" && *line == 1));
    let again: Value = serde_json::from_str(&written(Format::from_id("json").unwrap(), &audit, Lang::En)).unwrap();
    assert_eq!(again, document, "nothing is added to it");
}
