//! The config, its packs and waivers, and flags.

use super::{CONFIG, Case, config};

fn raw(what: &'static str, code: &'static str, place: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case { what, code, place, files: vec![("evenhand.toml", Some(bytes.into()))], arguments: Vec::new() }
}

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let check = "[[check]]\nid = \"ratio\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.9\n";
    let waiver = "schema = \"evenhand.waivers/1\"\n[[waiver]]\ncheck = \"ratoi\"\nsegment = { gender = \"women\" }\n\
        reason = \"r\"\nowner = \"role:x\"\napproved = 2026-01-01\nexpires = 2026-06-01\n";
    vec![
        // What does not begin as a config is not ours to quote: a path may lead to a secret.
        raw("no TOML", "EVH-P003", "evenhand.toml", "this is a letter, and no config\n"),
        raw("a table that is not closed", "EVH-P002", "evenhand.toml:16:", format!("{CONFIG}[gate\n")),
        raw("a config in another encoding", "EVH-P001", "--config", *b"schema = \"\xe9venhand\"\n")
            .arguments(&["-c", "evenhand.toml"]),
        raw("an empty config", "EVH-P003", "evenhand.toml", ""),
        raw("another version of the config", "EVH-P003", "evenhand.toml:1:10", CONFIG.replace("config/1", "config/9")),
        raw(
            "a config of a thousand brackets",
            "EVH-P002",
            "evenhand.toml:16:",
            format!("{CONFIG}x = {}", "[".repeat(10_000)),
        ),
        config("an unknown key", "EVH-P004", "evenhand.toml:15:1", ["min = 0.8", "mni = 0.8"]),
        config("an unknown table", "EVH-P004", "evenhand.toml:2:2", ["[data]", "[date]"]),
        config(
            "a reserved key",
            "EVH-P005",
            "evenhand.toml:16:2",
            ["min = 0.8\n", "min = 0.8\n[archive]\nfolder = \"a\"\n"],
        ),
        config("a text for a number", "EVH-P006", "evenhand.toml:15:7", ["min = 0.8", "min = \"0.8\""]),
        config("a number for a text", "EVH-P006", "evenhand.toml:5:12", ["\"sent\"", "1"]),
        config("no such value", "EVH-P007", "evenhand.toml:14:14", ["\"ratio\"\nmin", "\"ration\"\nmin"]),
        config("a check without its measure", "EVH-P008", "evenhand.toml:11:1", ["measure = \"selection-rate\"\n", ""]),
        config("a limit out of range", "EVH-P009", "evenhand.toml:15:7", ["0.8", "-0.8"]),
        config("a limit of NaN", "EVH-P006", "evenhand.toml:15:7", ["0.8", "nan"]),
        config("a measure that is none", "EVH-P010", "evenhand.toml:13:11", ["selection-rate", "selektion-rate"]),
        config("bins that decrease", "EVH-P014", "evenhand.toml:10:", ["[25, 45]", "[45, 25]"]),
        config(
            "two checks of one name",
            "EVH-P013",
            "evenhand.toml:17:6",
            ["min = 0.8\n", &format!("min = 0.8\n{check}")],
        ),
        config("two attributes of one name", "EVH-P013", "evenhand.toml:9:8", ["\"age\"", "\"gender\""]),
        config("no rows named", "EVH-P027", "evenhand.toml", ["[data]\ndecisions = \"people.csv\"\n", ""]),
        config(
            "no attribute",
            "EVH-P028",
            "evenhand.toml",
            ["[[attribute]]\nname = \"gender\"\n[[attribute]]\nname = \"age\"\nbins = [25, 45]\n", ""],
        ),
        config(
            "a pack that is none",
            "EVH-P024",
            "evenhand.toml:2:13",
            ["[data]", "policies = [\"us-five-fifths\"]\n[data]"],
        ),
        config(
            "a waiver of no check",
            "EVH-P025",
            "waivers.toml:3:9",
            ["min = 0.8\n", "min = 0.8\n[gate]\nwaivers = \"waivers.toml\"\n"],
        )
        .with("waivers.toml", waiver),
        config("a level out of range", "EVH-P009", "--level", ["min", "min"]).arguments(&["--level", "95"]),
        config("a date that is none", "EVH-P021", "--as-of", ["min", "min"]).arguments(&["--as-of", "2026-02-30"]),
    ]
}
