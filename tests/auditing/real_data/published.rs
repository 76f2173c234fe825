//! Figures that others have published, recomputed from stored counts.

use std::collections::BTreeMap;
use std::fmt::Write;

use evenhand::document::Audit;

use super::{Row, rows};
use crate::support::world::{audit, finding};

/// What a published figure is called there, and the rate that it is here.
const RATES: [(&str, &str); 10] = [
    ("tpr", "true-positive-rate"),
    ("tnr", "true-negative-rate"),
    ("FOR", "false-omission-rate"),
    ("fdr", "false-discovery-rate"),
    ("fpr", "false-positive-rate"),
    ("fnr", "false-negative-rate"),
    ("npv", "negative-predictive-value"),
    ("prec", "precision"),
    ("pprev", "selection-rate"),
    ("prev", "base-rate"),
];

/// Half of the last printed digit.
fn tolerance(published: &str) -> f64 {
    let decimals = published.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    0.500_000_1 * 10_f64.powi(-i32::try_from(decimals).unwrap())
}

fn near(got: Option<f64>, published: &str, what: &str) {
    let (got, want) = (got.unwrap_or(f64::NAN), published.parse::<f64>().unwrap());
    assert!((got - want).abs() <= tolerance(published), "{what}: {got} is not {published}");
}

/// The counts of a compas attribute as rows of decision, outcome and people.
fn compas(attribute: &str, reference: &str) -> Audit {
    let mut people = format!("{attribute},d,y,people\n");
    for row in rows("reference_metrics.csv").iter().filter(|row| row["dataset"] == "compas") {
        if row["attribute"] == attribute {
            for (count, cell) in [("tp", "1,1"), ("fp", "1,0"), ("fn", "0,1"), ("tn", "0,0")] {
                writeln!(people, "{},{cell},{}", row["group"], row[count]).unwrap();
            }
        }
    }
    let config = format!(
        "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[privacy]\nmin_cell = 1\n[columns]\n\
         decision = \"d\"\noutcome = {{ column = \"y\", observed = \"before\" }}\ncount = \"people\"\n\
         [[attribute]]\nname = \"{attribute}\"\nreference = \"{reference}\"\n"
    );
    audit(&config, &people)
}

#[test]
fn every_published_compas_figure_comes_out_to_its_printed_digits() {
    let mut audits: BTreeMap<(String, String), Audit> = BTreeMap::new();
    let (mut compared, mut later) = (0, Vec::new());
    for row in rows("published.csv").iter().filter(|row| row["dataset"] == "compas") {
        let what = row["what"].as_str();
        if what.contains(" ppr ") || what.contains(" ppr_") {
            // The share of all selected people who are in a group: composition, not a rate of the group.
            later.push(what.to_owned());
            continue;
        }
        let (segment, rest) = split(what);
        let (attribute, label) = segment.split_once('=').unwrap();
        let (figure, reference) = rest.split_once(" vs ").unwrap_or((rest, "largest"));
        let reference = reference.strip_prefix("majority ").map_or(reference, |_| "largest");
        let audit =
            audits.entry((attribute.to_owned(), reference.to_owned())).or_insert_with(|| compas(attribute, reference));
        let id = evenhand::segment::Segment::of(attribute, Some(label)).id();
        assert_figure(audit, figure, &id, &row["published"], what);
        compared += 1;
    }
    println!("published compas figures: compared {compared}, later {}: {later:?}", later.len());
    assert_eq!((compared, later.len()), (109, 2));
}

/// `race=African-American tpr` into the segment and what is said of it.
fn split(what: &str) -> (&str, &str) {
    let figure = |rest: &str| {
        let word = rest.split([' ', '_']).next().unwrap_or_default();
        ["n", "pp", "pn", "tp", "fp", "fn", "tn"].contains(&word) || RATES.iter().any(|(name, _)| *name == word)
    };
    what.match_indices(' ')
        .map(|(at, _)| (&what[..at], &what[at + 1..]))
        .find(|(_, rest)| !rest.is_empty() && figure(rest))
        .unwrap_or_else(|| panic!("no figure in {what}"))
}

fn assert_figure(audit: &Audit, figure: &str, id: &str, published: &str, what: &str) {
    let value = |rate: &str| finding(audit, &format!("{rate}/value/{id}"));
    let people = |people: Option<u64>| assert_eq!(people, published.parse().ok(), "{what}");
    let selection = value("selection-rate");
    match figure {
        "n" => people(selection.bottom),
        "pp" => people(selection.top),
        "pn" => people(selection.bottom.zip(selection.top).map(|(n, selected)| n - selected)),
        "tp" => people(value("true-positive-rate").top),
        "fn" => people(value("false-negative-rate").top),
        "fp" => people(value("false-positive-rate").top),
        "tn" => people(value("true-negative-rate").top),
        other => {
            let (name, disparity) = other.strip_suffix("_disparity").map_or((other, false), |name| (name, true));
            let (_, rate) = RATES.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{what}"));
            let comparison = if disparity { "ratio" } else { "value" };
            near(finding(audit, &format!("{rate}/{comparison}/{id}")).value, published, what);
        }
    }
}

/// 371 people under 30 of whom 63.07 % are good risks, 310 women (64.84 %), 37 local workers (89.19 %); the counts are
/// those of the reference figures, under 30 counted once from the data set: 234 of 371 against 466 of 629.
#[test]
fn the_published_rates_of_german_credit_come_out_to_their_printed_digits() {
    let published: BTreeMap<String, String> = rows("published.csv")
        .into_iter()
        .filter(|row| row["dataset"] == "german_credit")
        .map(|row: Row| (row["what"].clone(), row["published"].clone()))
        .collect();
    let table = "age,sex,foreign_worker,people,selected\n<30,,,371,234\n30+,,,629,466\n,male,,690,499\n,female,,310,201\n\
        ,,A201,963,667\n,,A202,37,33\n";
    let config = format!(
        "{}[privacy]\nmin_cell = 1\n[[attribute]]\nname = \"age\"\n[[attribute]]\nname = \"sex\"\n[[attribute]]\n\
         name = \"foreign_worker\"\n",
        crate::support::world::COUNTS
    );
    let audit = audit(&config, table);
    for (what, id) in [
        ("good rate age<30", "age=<30"),
        ("good rate age>=30", "age=30+"),
        ("good rate male", "sex=male"),
        ("good rate female", "sex=female"),
        ("good rate A201", "foreign_worker=A201"),
        ("good rate A202", "foreign_worker=A202"),
    ] {
        near(finding(&audit, &format!("selection-rate/value/{id}")).value, &published[what], what);
    }
}
