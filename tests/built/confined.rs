//! Other people's lines: a config that somebody proposes makes evenhand print nothing of a file that is none of ours, and
//! in a pipeline read nothing outside its own folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::program::evenhand;
use tempfile::TempDir;

const SECRET: &str = "hunter2";
const COLUMNS: &str = "[columns]\ndecision = \"sent\"\n[[attribute]]\nname = \"gender\"\n\
    [[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n";
const ROWS: &str = "gender,sent\nmen,1\nmen,0\nmen,1\nwomen,0\nwomen,1\nwomen,0\n";
const WAIVERS: &str = "schema = \"evenhand.waivers/1\"\n";
const PACK: &str = "id = \"own\"\ntitle = { en = \"Own\", fr = \"Propre\" }\nsource = \"here\"\nstatus = \"in-force\"\n\
    last_verified = 2026-01-01\n[[check]]\nid = \"own\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.5\n";

/// A checkout with a config, beside what is nobody's business.
fn machine() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let checkout = folder.path().join("checkout");
    fs::create_dir_all(checkout.join("data")).unwrap();
    fs::create_dir(folder.path().join("outside")).unwrap();
    for (name, text) in [
        ("checkout/data/people.csv", ROWS),
        ("checkout/waivers.toml", WAIVERS),
        ("checkout/pack.toml", PACK),
        ("outside/people.csv", ROWS),
        ("outside/waivers.toml", WAIVERS),
        ("outside/pack.toml", PACK),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    (folder, checkout)
}

/// What is said of an audit of this config; `ci` is the variable of a pipeline.
fn audit(checkout: &Path, config: &str, flags: &[&str], ci: Option<&str>) -> (Option<i32>, String) {
    fs::write(checkout.join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{config}")).unwrap();
    let mut command = evenhand(checkout, &[&["audit", "-q"][..], flags].concat());
    command.envs(ci.map(|ci| ("CI", ci)));
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

fn data(path: &str) -> String {
    format!("[data]\ndecisions = \"{path}\"\n{COLUMNS}")
}

#[test]
fn no_line_of_a_file_that_is_none_of_ours_is_shown() {
    let (folder, checkout) = machine();
    let foreign = [
        format!("TOKEN={SECRET}\0HOME=/root\0"),
        format!("TOKEN = \"{SECRET}\"\n"),
        format!("{SECRET}: x\n"),
        format!("[default]\npassword = \"{SECRET}\"\n"),
        format!("id = \"a\"\n{SECRET} = \"{SECRET}\"\n"),
        format!("schema = \"{SECRET}\"\n"),
        format!("\n\n{SECRET}\nschema = 1\n"),
    ];
    for text in &foreign {
        let file = folder.path().join("outside/secret.toml");
        fs::write(&file, text).unwrap();
        let named = file.display();
        let people = "people.csv";
        let configs = [
            format!("{}[gate]\nwaivers = \"{named}\"\n", data("data/people.csv")),
            format!("policies = [\"{named}\"]\n{}", data("data/people.csv")),
        ];
        for (config, lang) in configs.iter().flat_map(|config| ["en", "fr"].map(|lang| (config, lang))) {
            let (code, said) = audit(&checkout, config, &["--lang", lang], None);
            assert!(code == Some(2) && said.contains("[EVH-P00"), "{text:?}: {said}");
            assert!(!said.contains(SECRET), "{text:?}: {said}");
        }
        let output = evenhand(&checkout, &["audit", people, "-c", file.to_str().unwrap()]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.code() == Some(2) && said.contains("error[EVH-P003]") && !said.contains(SECRET),
            "{said}"
        );
    }
    // Of ours, the line is shown: it is what helps.
    fs::write(checkout.join("waivers.toml"), format!("{WAIVERS}colour = 1\n")).unwrap();
    let (_, said) =
        audit(&checkout, &format!("{}[gate]\nwaivers = \"waivers.toml\"\n", data("data/people.csv")), &[], None);
    assert!(said.contains("2 | colour = 1"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_environment_is_no_waiver() {
    let (_folder, checkout) = machine();
    let config = format!("{}[gate]\nwaivers = \"/proc/self/environ\"\n", data("data/people.csv"));
    fs::write(checkout.join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{config}")).unwrap();
    for ci in ["", "true"] {
        let mut command = evenhand(&checkout, &["audit"]);
        let output = command.env("TOKEN", SECRET).env("CI", ci).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && !said.contains(SECRET) && !said.contains("TOKEN"), "{said}");
    }
}

#[test]
fn in_a_pipeline_a_config_leads_nowhere_else() {
    let (folder, checkout) = machine();
    let outside = folder.path().join("outside");
    let absolute = outside.join("people.csv");
    let mut configs = vec![
        data("../outside/people.csv"),
        data("../outside/*.csv"),
        data("../outside"),
        data("data/../../outside/people.csv"),
        data(absolute.to_str().unwrap()),
        format!(
            "[data]\ndecisions = \"data/people.csv\"\naudience = \"../outside/people.csv\"\nkey = \"gender\"\n{COLUMNS}"
        ),
        format!("{}[gate]\nwaivers = \"../outside/waivers.toml\"\n", data("data/people.csv")),
        format!("policies = [\"../outside/pack.toml\"]\n{}", data("data/people.csv")),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(&absolute, checkout.join("data/link.csv")).unwrap();
        symlink(&outside, checkout.join("linked")).unwrap();
        configs.extend([data("data/link.csv"), data("data/*.csv"), data("data"), data("linked/people.csv")]);
    }
    for config in &configs {
        for (flags, ci) in [(&[][..], Some("true")), (&["--confined"], None)] {
            let (code, said) = audit(&checkout, config, flags, ci);
            assert!(code == Some(2) && said.contains("error[EVH-P037]"), "{config}: {said}");
            assert!(!said.contains(outside.to_str().unwrap()) || config.contains(outside.to_str().unwrap()), "{said}");
        }
        for (flags, ci) in [(&[][..], None), (&[], Some("false")), (&["--allow-outside"], Some("true"))] {
            let (_, said) = audit(&checkout, config, flags, ci);
            assert!(!said.contains("EVH-P037"), "{config}: {said}");
        }
    }
    // What a flag names, somebody typed; what is inside, in whatever spelling, is inside.
    let inside = [
        data("data/people.csv"),
        data("./data/../data/p*.csv"),
        data(checkout.join("data/people.csv").to_str().unwrap()),
    ];
    for config in &inside {
        let (_, said) = audit(&checkout, config, &[], Some("true"));
        assert!(!said.contains("error["), "{config}: {said}");
    }
    let flags = ["../outside/people.csv", "--waivers", "../outside/waivers.toml", "--policy", "../outside/pack.toml"];
    let (_, said) = audit(&checkout, &data("data/people.csv"), &flags, Some("true"));
    assert!(!said.contains("error["), "{said}");
}
