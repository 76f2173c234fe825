//! What is made from definitions: the reference page, manual pages, completions, and the schemas of every document.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{env, fs};

use assert_cmd::Command;
use evenhand::error::Error;
use evenhand::plan::{self, Overrides, Plan};
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
    assert!(text == made, "{path} is stale; refresh it: BLESS=1 cargo test --test reporting pages");
}

#[test]
fn the_reference_page_is_that_of_the_command_line() {
    is_current("docs/cli.md", &evenhand::cli::reference());
}

#[test]
fn the_stored_schemas_are_those_of_the_types() {
    is_current("schemas/cube.schema.json", &evenhand_cube::file::schema());
    is_current("schemas/config.schema.json", &plan::schema());
    is_current("schemas/waivers.schema.json", &plan::waivers_schema());
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
    // The words that a value may be: of documents, formats, rules, packs, fixes, languages, and what can be explained.
    for shell in ["bash", "zsh", "fish"] {
        let script = printed(&["completions", shell]);
        for word in [
            "waivers",
            "sarif",
            "highest-rate-2pct",
            "us-four-fifths",
            "reweigh",
            "after-decision",
            "left-out",
            "exit3",
            "EVH-P004",
            "true-positive-rate",
            "cannot_tell",
            "reference-zero",
        ] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man");
    printed(&["man", pages.to_str().unwrap()]);
    let page = fs::read_to_string(pages.join("evenhand-audit.1")).unwrap();
    assert!(page.contains("min\\-ratio") && page.starts_with(".ie"), "{page}");
    for word in ["highest\\-rate\\-2pct", "left\\-out", "exit3", "after\\-decision", "sarif"] {
        assert!(page.contains(word), "{word}");
    }
    let help = printed(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A description that goes on is indented further.
    let commands = commands.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
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
        ("config", include_str!("../../samples/spring-loans/evenhand.toml")),
        ("config", include_str!("../../samples/even/evenhand.toml")),
        ("waivers", include_str!("../../samples/spring-loans/waivers.toml")),
    ] {
        assert_eq!(errors(&schema(document), text), Vec::<String>::new());
    }
    let typing_error = "schema = \"evenhand.config/1\"\n[columns]\ndecison = \"sent\"\n";
    assert_eq!(errors(&schema("config"), typing_error).len(), 1);
}

fn read(config: &str) -> Result<Plan, Error> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{config}")).unwrap();
    plan::read(&Overrides { folder: folder.path().into(), ..Overrides::default() })
}

fn refused(config: &str) -> Error {
    read(config).unwrap_err()
}

/// Every table of the config, by where it stands in the schema: lists of tables have `[]`, and of forms that exclude each
/// other each one that is a table is meant.
fn tables(at: &str, of: &Value, out: &mut Vec<(String, Value)>) {
    for form in std::iter::once(of).chain(of["anyOf"].as_array().into_iter().flatten()) {
        if let Some(properties) = form["properties"].as_object() {
            out.push((at.to_owned(), form.clone()));
            for (key, value) in properties {
                let deeper = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                tables(&deeper, value, out);
                tables(&format!("{deeper}[]"), &value["items"], out);
            }
        }
    }
}

/// A config that is right up to the table at `place`, which `inside` fills.
fn with_table(place: &str, inside: &str) -> String {
    let (table, rest) = place.split_once('.').unwrap_or((place, ""));
    let data = "[data]\ndecisions = \"d.csv\"\n";
    let columns = "[columns]\ndecision = \"t\"\n";
    let attribute = "[[attribute]]\nname = \"a\"\n";
    let above = match table.trim_end_matches("[]") {
        "" | "data" => String::new(),
        "audit" | "columns" => data.to_owned(),
        "attribute" => format!("{data}{columns}"),
        _ => format!("{data}{columns}{attribute}"),
    };
    let head = match table.strip_suffix("[]") {
        _ if table.is_empty() => String::new(),
        Some("attribute") if !rest.is_empty() => "[[attribute]]\nname = \"b\"\n".to_owned(),
        Some(list) => format!("[[{list}]]\n"),
        None => format!("[{table}]\n"),
    };
    let file = match place {
        "data.key" => "decisions = \"d.csv\"\naudience = \"e.csv\"\n",
        "attribute[].justification" => "kind = \"stratum\"\n",
        _ if table == "data" => "decisions = \"d.csv\"\n",
        _ if table == "columns" && rest != "decision" => "decision = \"t\"\n",
        _ => "",
    };
    if rest.is_empty() {
        format!("{above}{head}{inside}\n")
    } else {
        format!("{above}{head}{file}{rest} = {{ {inside} }}\n")
    }
}

#[test]
fn the_schema_of_the_config_has_the_keys_that_are_read_and_no_other() {
    let schema = schema("config");
    let mut all = Vec::new();
    tables("", &schema, &mut all);
    let mut tried = BTreeSet::new();
    for (place, table) in all.clone() {
        // What stands by the name of a group is words in languages; the forms of one key are told apart by their first key.
        let forms: Vec<&str> = table["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let first = match forms.as_slice() {
            ["columns"] => "columns = [\"x\"], ",
            ["sql"] => "sql = \"x = 1\", ",
            _ => "",
        };
        let inside = format!("{}no-such-key = 1", if place.contains('.') { first } else { "" });
        let stranger = refused(&with_table(&place, &inside));
        assert_eq!(stranger.code(), "EVH-P004", "{place}: {:?}", stranger.said);
        let known = stranger.said.values["known"].as_str().unwrap().split(", ");
        let read: BTreeSet<&str> = known
            .filter(|key| {
                *key == "schema" || {
                    let tried = read(&with_table(&place, &format!("{key} = 1")));
                    tried.map_or_else(|error| error.code() != "EVH-P005", |_| true)
                }
            })
            .collect();
        let described: BTreeSet<&str> = table["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        if all.iter().filter(|(other, _)| *other == place).count() == 1 {
            assert_eq!(described, read, "[{place}]");
        } else {
            // One reader reads every form of such a key; no form has a key that it does not know.
            let unread: Vec<&&str> =
                described.iter().filter(|key| !read.contains(*key) && !first.contains(*key)).collect();
            assert_eq!(unread, Vec::<&&str>::new(), "[{place}]");
        }
        tried.insert(place);
    }
    for place in [
        "",
        "data",
        "data.key",
        "data.csv",
        "columns",
        "columns.score",
        "attribute[]",
        "attribute[].age",
        "check[]",
        "gate",
        "fix",
    ] {
        assert!(tried.contains(place), "{place} of {tried:?}");
    }
}

#[test]
fn every_key_of_the_schemas_that_people_write_has_a_description_that_editors_show() {
    fn undescribed(at: &str, of: &Value, out: &mut Vec<String>) {
        for (key, value) in of["properties"].as_object().into_iter().flatten() {
            let place = format!("{at}.{key}");
            if value["description"].as_str().is_none_or(|text| text.len() < 10) {
                out.push(place.clone());
            }
            for deeper in [value, &value["items"], &value["additionalProperties"]] {
                undescribed(&place, deeper, out);
            }
        }
        for form in of["anyOf"].as_array().into_iter().flatten() {
            undescribed(at, form, out);
        }
    }
    for document in ["config", "waivers"] {
        let mut missing = Vec::new();
        undescribed(document, &schema(document), &mut missing);
        assert_eq!(missing, Vec::<String>::new(), "schemas/{document}.schema.json");
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
