//! Every small table as a whole audit: it is judged, or refused with a reason, and its document holds no number that is none.

use std::fmt::Write;

use evenhand::document::Audit;
use evenhand::lang::Lang;
use evenhand::report::json;

use super::try_audit;

const CONFIG: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"s\"\n\
    count = \"n\"\noutcome = { column = \"y\", observed = \"before\" }\n[privacy]\nmin_cell = 1\n[[attribute]]\nname = \"g\"\n\
    [[check]]\nid = \"r\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n[[check]]\nid = \"d\"\n\
    measure = \"true-positive-rate\"\ncomparison = \"difference\"\nmax_gap = 0.1\n[[check]]\nid = \"v\"\n\
    measure = \"precision\"\ncomparison = \"value\"\nmin = 0.5\n[[check]]\nid = \"p\"\nmeasure = \"selection-rate\"\n\
    comparison = \"ratio\"\nmin = 0.8\nclaim = \"show-within\"\nreference = \"rest\"\n";

/// The audit of two groups with so many people of each kind: selected or not, positive, negative or unknown.
fn world(groups: [[u64; 4]; 2], outcomes: [&str; 4]) -> Option<Audit> {
    let mut csv = "g,s,y,n\n".to_owned();
    for (group, people) in ["a", "b"].iter().zip(groups) {
        for ((selected, outcome), people) in [1, 1, 0, 0].into_iter().zip(outcomes).zip(people) {
            writeln!(csv, "{group},{selected},{outcome},{people}").unwrap();
        }
    }
    match try_audit(CONFIG, &csv) {
        Ok(audit) => Some(audit),
        Err(error) => {
            let refused = ["EVH-D028", "EVH-D031", "EVH-D032"];
            assert!(refused.contains(&error.code()), "{groups:?}: {error:?}");
            None
        }
    }
}

fn can_be_written(audit: Option<Audit>) -> u32 {
    let Some(audit) = audit else { return 0 };
    json::write(&audit, Lang::En, &mut std::io::sink()).unwrap();
    let judged = audit.checks.iter().flat_map(|check| &check.results);
    assert_eq!(judged.count() as u64, audit.counts.total());
    1
}

#[test]
fn every_table_with_counts_up_to_three_in_two_groups_is_a_document() {
    let counts = || (0..=3_u64).flat_map(|selected| (0..=3).map(move |rejected| [selected, 0, rejected, 0]));
    let worlds = counts().flat_map(|a| counts().map(move |b| [a, b]));
    let written: u32 = worlds.map(|groups| can_be_written(world(groups, ["", "", "", ""]))).sum();
    // 256 less those in which a group is empty, nobody or everybody is selected: 15 x 15 - 2 x 3 x 3
    assert_eq!(written, 207);
}

#[test]
fn every_table_of_outcomes_with_counts_up_to_one_in_two_groups_is_a_document() {
    let counts = || (0..16_u64).map(|bits| [bits & 1, bits >> 1 & 1, bits >> 2 & 1, bits >> 3 & 1]);
    let worlds = counts().flat_map(|a| counts().map(move |b| [a, b]));
    let written: u32 = worlds.map(|groups| can_be_written(world(groups, ["1", "0", "1", "0"]))).sum();
    assert_eq!(written, 207);
}
