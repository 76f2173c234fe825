//! What the targets that read rows share: plans over one file, and the way from the file to the documents.

use std::fs;
use std::path::Path;

use evenhand::plan::{Overrides, Plan, read};
use evenhand::{counted, run};

use crate::judge::{self, SECRET};

/// Reads decisions, people and weights in the ways that a config can say. In the first ones every label comes from the
/// config, so that no value of the data may be shown at all.
const COLUMNS: [&str; 6] = [
    "decision = \"sent\"",
    "decision = { column = \"days\", at_least = 2.5 }\nweight = \"w\"",
    "decision = { column = \"sent\", positive = [\"1\", \"true\"] }\noutcome = { column = \"won\", observed = \"before\" }",
    "count = \"n\"\nselected = \"k\"",
    "decision = \"sent\"\ncampaign = \"wave\"\nweight = \"w\"",
    "decision = \"sent\"\ncount = \"n\"\noutcome = \"won\"",
];

/// How many of [`plans`] show no value of the data.
const CLOSED: usize = 4;

const ATTRIBUTES: [&str; 2] = [
    "[[attribute]]\nname = \"sex\"\nmap = { f = \"women\", \"*\" = \"others\" }\n[[attribute]]\nname = \"age\"\nbins = [25, 45]\n",
    "[[attribute]]\nname = \"sex\"\n[[attribute]]\nname = \"age\"\nbins = [25, 45]\n",
];

const CHECKS: &str = "[[check]]\nid = \"r\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n\
    [[check]]\nid = \"d\"\nmeasure = \"selection-rate\"\ncomparison = \"difference\"\nmax_gap = 0.05\n";

/// Plans that read this file of this folder.
pub(crate) fn plans(folder: &Path, name: &str) -> Vec<Plan> {
    let plan = |(at, columns): (usize, &&str)| {
        let attributes = ATTRIBUTES[usize::from(at >= CLOSED)];
        let config = format!(
            "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"{name}\"\n[columns]\n{columns}\n{attributes}{CHECKS}\
             [privacy]\nmin_cell = {}\n",
            1 + at % 3
        );
        fs::write(folder.join("evenhand.toml"), config).unwrap();
        let folder = folder.to_path_buf();
        read(&Overrides { folder, as_of: Some("2026-11-22".to_owned()), ..Overrides::default() }).unwrap()
    };
    COLUMNS.iter().enumerate().map(plan).collect()
}

/// Counts, judges, writes. `bytes` are those of the file, for the search for [`SECRET`].
pub(crate) fn audit(plans: &[Plan], choice: u8, bytes: &[u8]) -> Result<String, String> {
    let choice = usize::from(choice) % plans.len();
    match counted::run(&plans[choice], &mut |_| {}) {
        Err(error) => judge::error(&error, choice < CLOSED && !in_header(bytes)).map(|name| format!("{name} {choice}")),
        Ok(counted) => {
            let audit = run::audit(&plans[choice], &counted);
            // Documents cost far more than rows.
            if bytes.len().is_multiple_of(4) {
                judge::documents(&audit)?;
            }
            Ok(judge::audit(&audit))
        }
    }
}

/// Whether the first record may hold the secret: names of columns are no values.
fn in_header(bytes: &[u8]) -> bool {
    // Letters of two bytes become letters of one.
    let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let Some(found) = letters.windows(SECRET.len()).position(|window| window == SECRET.as_bytes()) else {
        return true;
    };
    let before = &letters[..found];
    let records = before.split(|byte| [b'\n', b'\r'].contains(byte)).filter(|line| !line.trim_ascii().is_empty());
    before.contains(&b'"') || records.count() < 2
}
