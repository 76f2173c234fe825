//! Small worlds, exhaustively: every table of two groups and three scores with up to three people in each place.

use std::path::Path;

use crate::support::plan::{With, named, plan, positive};
use evenhand::counted::Counted;
use evenhand::lang::Lang;
use evenhand::plan::{Observed, Outcome, Plan, SCORE, Score, Test};
use evenhand::report::json;
use evenhand::{document, run};
use evenhand_cube::role::Role;
use evenhand_metrics::catalog::Measure;
use evenhand_metrics::cell::{Amount, Cell};
use evenhand_metrics::cube::{Cube, Cuboid, Dimension};
use evenhand_metrics::outcomes::Outcome as Kind;

fn planned() -> Plan {
    plan(Path::new("people.csv"), "d").attribute("g").but(|plan| {
        plan.columns.score = Some(Score { column: named("s"), edges: Vec::new() });
        plan.columns[Role::Value] = Some(named("v"));
        let read = positive("y", Test::OneOrTrue);
        plan.columns.outcome = Some(Outcome { read, observed: Some(Observed::Before) });
        plan.privacy.min_cell = 1;
        plan.seed = 7;
    })
}

/// A place holds so many people: their kinds go round, so that every place has its own mixture.
fn cube(people: [u64; 6]) -> Cube {
    let groups = || Dimension::new("g", ["a", "b"]);
    let mut by_score = Cuboid::new(vec![groups(), Dimension::new(SCORE, ["0", "0.5", "1"])]);
    let mut cells = Cuboid::new(vec![groups()]);
    for (place, count) in (0_u32..).zip(people) {
        let (group, score) = (place / 3, place % 3);
        for person in 0..count {
            let kind = Kind::ALL[usize::try_from((u64::from(place) * 2 + person * 5) % 6).unwrap()];
            let mut cell = Cell::default();
            cell.add(kind, 1);
            by_score.add(&[group, score], cell.clone());
            let value = [-1.5, 0.0, 2.0][usize::try_from(score).unwrap()];
            cell.add_value(kind.index() < 3, 1, Amount::from_f64(value).unwrap());
            cells.add(&[group], cell);
        }
    }
    Cube { cuboids: vec![cells, by_score] }
}

#[test]
fn no_small_world_has_a_number_that_is_none() {
    let independent = planned();
    // Where rows are not independent people, tests and what chance would give are left out, which is most of the work.
    let dependent = planned().but(|plan| plan.statistics.design_effect = Some(1.5));
    let mut with_value = std::collections::BTreeSet::new();
    for world in 0..4_u64.pow(6) {
        let people: [u64; 6] = std::array::from_fn(|place| world / 4_u64.pow(u32::try_from(place).unwrap()) % 4);
        let counted = Counted {
            cube: cube(people),
            weighted: false,
            inputs: Vec::new(),
            population: document::Population::default(),
            warnings: Vec::new(),
        };
        let plan = if people.iter().all(|count| *count < 3) { &independent } else { &dependent };
        let audit = run::audit(plan, &counted);
        let mut out = Vec::new();
        json::write(&audit, Lang::En, &mut out).unwrap_or_else(|error| panic!("{people:?}: {error}"));
        for finding in &audit.findings {
            assert!(finding.value.is_some() != finding.undefined.is_some(), "{people:?}: {}", finding.id);
            if let (Some(value), Some(interval)) = (finding.value, &finding.interval)
                && interval.shape.as_str() == "bounded"
            {
                let (low, high) = (interval.low.unwrap(), interval.high.unwrap());
                assert!(low <= value + 1e-9 && value <= high + 1e-9, "{people:?}: {} {low} {value} {high}", finding.id);
            }
            if finding.value.is_some() {
                with_value.insert(format!("{}/{}", finding.measure, finding.comparison));
            }
        }
    }
    // The share spared is a measure of burdens alone.
    for measure in Measure::all().filter(|measure| measure.id() != "rejection-rate") {
        for comparison in measure.comparisons() {
            let kind = format!("{}/{}", measure.id(), comparison.id());
            assert!(with_value.contains(&kind), "{kind} never has a value");
        }
    }
}
