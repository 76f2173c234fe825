//! One world with every section, compared byte for byte.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

use evenhand::lang::Lang;
use evenhand::report::json;

use crate::support::world::audit;

const CONFIG: &str = "schema = \"evenhand.config/1\"\n[audit]\nname = \"every-section\"\n[data]\n\
    decisions = \"people.csv\"\n[columns]\ndecision = \"targeted\"\ncount = \"people\"\ncampaign = \"campaign\"\n\
    holdout = \"held_out\"\noutcome = { column = \"bought\", observed = \"after-decision\" }\n[funnel]\n\
    stages = [\"targeted\", \"clicked\"]\n[[attribute]]\nname = \"gender\"\nreference = \"men\"\n[[attribute]]\n\
    name = \"month\"\nkind = \"stratum\"\n\
    justification = { aim = \"offers change from month to month\", by = \"marketing\", date = 2026-11-01 }\n\
    [[check]]\nid = \"parity\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n\
    claim = \"show-within\"\n[[check]]\nid = \"alike\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\n\
    within = \"month\"\nmin = 0.8\n";

/// Women mostly in a month when few are targeted: 40 % in May, 10 % in June, with men a little ahead in both.
fn people() -> String {
    let mut out = String::from("gender,month,campaign,people,held_out,targeted,clicked,bought\n");
    let parts = [
        ("women", "May", 300, 114),
        ("women", "June", 900, 84),
        ("men", "May", 900, 360),
        ("men", "June", 300, 30),
        ("", "June", 40, 8),
    ];
    for (gender, month, people, targeted) in parts {
        let campaign = if month == "May" { "spring" } else { "summer" };
        let clicked = targeted / 3;
        for (count, held_out, target, click, bought) in [
            (people - targeted - people / 5, 0, 0, 0, 0),
            (people / 5 - people / 50, 1, 0, 0, 0),
            (people / 50, 1, 0, 0, 1),
            (targeted - clicked, 0, 1, 0, 0),
            (clicked / 2, 0, 1, 1, 0),
            (clicked - clicked / 2, 0, 1, 1, 1),
        ] {
            writeln!(out, "{gender},{month},{campaign},{count},{held_out},{target},{click},{bought}").unwrap();
        }
    }
    out
}

/// The documents of this world are compared by the test `report`, from what is stored here.
#[test]
fn every_section_is_in_the_stored_audit() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/every-section.audit.json");
    let mut text = Vec::new();
    json::write(&audit(CONFIG, &people()), Lang::En, &mut text).unwrap();
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let stored = fs::read(&path).unwrap_or_default();
    assert!(
        stored == text,
        "every-section.audit.json is stale; if the change is meant: BLESS=1 cargo test --test auditing sections"
    );
}
