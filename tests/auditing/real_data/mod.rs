//! Real data: rates, ratios and differences against figures worked out elsewhere, from stored counts always and from
//! the files themselves where they are at hand.
#![expect(clippy::print_stdout, reason = "what was not run is said where tests report")]

mod agree;
mod facebook;
mod figures;
mod files;
mod published;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use evenhand::document::Audit;
use evenhand::segment::Segment;

/// A row of `tests/reference/NAME`, by column.
type Row = BTreeMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(name);
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

/// The folder of the data sets; `None`, said aloud, where it is not at hand.
fn data_sets() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let found = folder.is_dir().then_some(folder);
    if found.is_none() {
        println!("NOT RUN: the data sets are not beside this checkout (../shared/data)");
    }
    found
}

/// Both checks of the selection rate against the highest rate, on these attribute sets.
fn against_highest(sets: &str) -> String {
    let check = |id: &str, comparison: &str, limit: &str| {
        format!(
            "[[check]]\nid = \"{id}\"\nmeasure = \"selection-rate\"\ncomparison = \"{comparison}\"\n\
             attributes = [{sets}]\nreference = \"highest-rate\"\n{limit}\n"
        )
    };
    format!("{}{}", check("ratio", "ratio", "min = 0.8"), check("difference", "difference", "max_gap = 0.1"))
}

/// Compares every figure of these rows with the audit's findings. Returns how many were compared.
fn assert_figures(audit: &Audit, names: &[&str], rows: &[&Row]) -> usize {
    rows.iter().map(|row| assert_row(audit, names, row)).sum()
}

fn assert_row(audit: &Audit, names: &[&str], row: &Row) -> usize {
    let labels = row["group"].split('|').map(|label| Some(label.to_owned()));
    let segment = Segment(names.iter().map(|name| (*name).to_owned()).zip(labels).collect()).id();
    let selection = crate::support::world::finding(audit, &format!("selection-rate/value/{segment}"));
    assert_eq!(selection.bottom.map(|n| n.to_string()).as_deref(), Some(row["n"].as_str()), "{row:?}");
    assert_eq!(selection.top.map(|x| x.to_string()).as_deref(), Some(row["selected"].as_str()), "{row:?}");
    let mut compared = 2;
    for (column, id, own) in [
        ("rate", format!("selection-rate/value/{segment}"), None),
        ("ratio_to_highest", format!("selection-rate/ratio/{segment}/vs=highest-rate"), Some(1.0)),
        ("diff_to_highest", format!("selection-rate/difference/{segment}/vs=highest-rate"), Some(0.0)),
        ("ratio_to_largest_group", format!("selection-rate/ratio/{segment}"), Some(1.0)),
        ("tpr", format!("true-positive-rate/value/{segment}"), None),
        ("fpr", format!("false-positive-rate/value/{segment}"), None),
        ("ppv", format!("precision/value/{segment}"), None),
        ("base_rate", format!("base-rate/value/{segment}"), None),
    ] {
        let Ok(want) = row[column].parse::<f64>() else {
            // An empty figure: the set has no outcome, or the group nobody in the denominator.
            assert!(audit.finding(&id).is_none_or(|found| found.value.is_none()), "{id} has a value: {row:?}");
            continue;
        };
        // The reference of a comparison has no finding: it would be compared with itself.
        let got = audit.finding(&id).map_or(own, |found| found.value).unwrap_or_else(|| panic!("{id}: no value"));
        assert!((got - want).abs() <= 1e-11 * want.abs().max(1e-1), "{id}: {got} is not {want}");
        compared += 1;
    }
    compared
}
