//! The reference figures from stored counts: what a fresh checkout proves without any data set.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Row, against_highest, assert_figures, rows};
use crate::support::world::audit;

const POSITIVES: [(&str, &str, &str); 4] = [("tp", "1", "1"), ("fp", "1", "0"), ("fn", "0", "1"), ("tn", "0", "0")];

#[test]
fn every_reference_figure_follows_from_its_counts() {
    let rows = rows("reference_metrics.csv");
    let mut sets: BTreeMap<(&str, &str, &str), Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        sets.entry((&row["dataset"], &row["decision"], &row["attribute"])).or_default().push(row);
    }
    let compared: usize = sets.iter().map(|((_, _, attribute), rows)| from_counts(attribute, rows)).sum();
    println!("reference_metrics.csv: rows {}, attribute sets {}, figures compared {compared}", rows.len(), sets.len());
    assert_eq!((rows.len(), sets.len()), (182, 52));
    // At least n, selected, rate, both ratios and the difference of every row.
    assert!(compared >= 6 * rows.len(), "{compared}");
}

fn from_counts(attribute: &str, rows: &[&Row]) -> usize {
    let names: Vec<&str> = attribute.split('+').collect();
    let with_outcome = rows.iter().all(|row| !row["tp"].is_empty());
    let columns = if with_outcome {
        "decision = \"d\"\noutcome = \"y\"\ncount = \"people\"\n"
    } else {
        "count = \"people\"\nselected = \"selected\"\n"
    };
    let mut config = format!(
        "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[privacy]\nmin_cell = 1\n[columns]\n{columns}"
    );
    for name in &names {
        write!(config, "[[attribute]]\nname = \"{name}\"\n").unwrap();
    }
    config.push_str(&against_highest(&format!("\"{}\"", names.join(" x "))));
    assert_figures(&audit(&config, &table(&names, rows, with_outcome)), &names, rows)
}

fn table(names: &[&str], rows: &[&Row], with_outcome: bool) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let measures: &[&str] = if with_outcome { &["d", "y", "people"] } else { &["selected", "people"] };
    table.write_record(names.iter().chain(measures)).unwrap();
    for row in rows {
        let labels: Vec<&str> = row["group"].split('|').collect();
        if with_outcome {
            for (count, d, y) in POSITIVES {
                table.write_record(labels.iter().copied().chain([d, y, row[count].as_str()])).unwrap();
            }
        } else {
            table.write_record(labels.iter().copied().chain([row["selected"].as_str(), row["n"].as_str()])).unwrap();
        }
    }
    String::from_utf8(table.into_inner().unwrap()).unwrap()
}
