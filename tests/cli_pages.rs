//! What is made from definitions: the reference page, manual pages, completions, and the schemas of every document.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{env, fs};

use assert_cmd::Command;
use evenhand::error::Error;
use evenhand::plan::{self, Overrides};
use serde_json::Value;

fn printed(arguments: &[&str]) -> String {
    let output = Command::cargo_bin("evenhand").unwrap().args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Holds a stored page against what makes it, or writes it when told to.
fn is_current(path: &str, made: &str) {
    let stored = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    if env::var_os("BLESS").is_some() {
        fs::write(stored, made).unwrap();
        return;
    }
    let text = fs::read_to_string(stored).unwrap_or_default();
    assert!(text == made, "{path} is stale; refresh it: BLESS=1 cargo test --test cli_pages");
}

#[test]
fn the_reference_page_is_that_of_the_command_line() {
    is_current("docs/cli.md", &evenhand::cli::reference());
}

#[test]
fn the_stored_schema_of_the_cube_is_that_of_the_types() {
    is_current("schemas/cube.schema.json", &evenhand::count::file::schema());
}

#[test]
fn every_document_has_a_schema_that_is_one() {
    for document in ["audit", "cube", "config", "waivers"] {
        let schema: Value = serde_json::from_str(&printed(&["schema", document])).unwrap();
        assert_eq!(schema["$id"], format!("evenhand.{document}/1"));
        assert!(jsonschema::meta::is_valid(&schema), "{document}");
    }
}

#[test]
fn every_shell_has_completions_and_every_command_a_manual_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(printed(&["completions", shell]).contains("dry-run"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man");
    printed(&["man", pages.to_str().unwrap()]);
    let page = fs::read_to_string(pages.join("evenhand-audit.1")).unwrap();
    assert!(page.contains("min\\-ratio") && page.starts_with(".ie"), "{page}");
    let help = printed(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    for name in commands.map(|line| line.split_whitespace().next().unwrap()).filter(|name| *name != "help") {
        assert!(pages.join(format!("evenhand-{name}.1")).exists(), "{name}");
    }
}

fn schema(document: &str) -> Value {
    serde_json::from_str(&printed(&["schema", document])).unwrap()
}

fn errors(schema: &Value, toml: &str) -> Vec<String> {
    let value: toml::Value = toml::from_str(toml).unwrap();
    let validator = jsonschema::validator_for(schema).unwrap();
    // A date of TOML is a table to serde; here it is text.
    let value = serde_json::to_value(&value).unwrap();
    validator.iter_errors(&value).map(|error| error.to_string()).collect()
}

#[test]
fn the_samples_obey_the_schemas_of_config_and_waivers() {
    for (document, text) in [
        ("config", include_str!("../samples/spring-loans/evenhand.toml")),
        ("config", include_str!("../samples/even/evenhand.toml")),
        ("waivers", include_str!("../samples/spring-loans/waivers.toml")),
    ] {
        assert_eq!(errors(&schema(document), text), Vec::<String>::new());
    }
    let typing_error = "schema = \"evenhand.config/1\"\n[columns]\ndecison = \"sent\"\n";
    assert_eq!(errors(&schema("config"), typing_error).len(), 1);
}

fn refused(config: &str) -> Error {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{config}")).unwrap();
    plan::read(&Overrides { folder: folder.path().into(), ..Overrides::default() }).unwrap_err()
}

#[test]
fn the_schema_of_the_config_has_the_keys_that_are_read_and_no_other() {
    let schema = schema("config");
    let above = |first: &str| match first {
        "columns" => "[data]\ndecisions = \"d.csv\"\n",
        "attribute" => "[data]\ndecisions = \"d.csv\"\n[columns]\ndecision = \"t\"\n",
        "" | "data" | "audit" => "",
        _ => "[data]\ndecisions = \"d.csv\"\n[columns]\ndecision = \"t\"\n[[attribute]]\nname = \"a\"\n",
    };
    for table in ["", "data", "columns", "attribute", "check"] {
        let head = match table {
            "" => String::new(),
            "attribute" | "check" => format!("{}[[{table}]]\n", above(table)),
            _ => format!("{}[{table}]\n", above(table)),
        };
        let stranger = refused(&format!("{head}no-such-key = 1\n"));
        assert_eq!(stranger.code(), "EVH-P004", "{table}");
        let known = stranger.said.values["known"].as_str().unwrap().split(", ");
        let read: BTreeSet<&str> = known
            .filter(|key| *key == "schema" || refused(&format!("{head}{key} = 1\n")).code() != "EVH-P005")
            .collect();
        let properties = match table {
            "" => &schema["properties"],
            "attribute" | "check" => &schema["properties"][table]["items"]["properties"],
            _ => &schema["properties"][table]["properties"],
        };
        let described: BTreeSet<&str> = properties.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(described, read, "[{table}]: write the keys into schemas/config.schema.json");
    }
}

#[test]
fn the_page_of_the_config_names_every_key() {
    fn keys(of: &Value, out: &mut BTreeSet<String>) {
        for (key, value) in of["properties"].as_object().into_iter().flatten() {
            out.insert(key.clone());
            for deeper in [value, &value["items"]] {
                keys(deeper, out);
            }
        }
    }
    let mut all = BTreeSet::new();
    keys(&schema("config"), &mut all);
    let page = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/config.md")).unwrap();
    let named: BTreeSet<String> =
        page.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').map(str::to_owned).collect();
    let unnamed: Vec<&String> = all.difference(&named).collect();
    assert_eq!(unnamed, Vec::<&String>::new(), "docs/config.md");
}
