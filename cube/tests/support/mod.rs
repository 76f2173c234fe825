//! What to count, for tests and benches: the defaults of a plan, and what a case changes.

use std::collections::BTreeMap;
use std::path::Path;

use evenhand_cube::error::Place;
use evenhand_cube::spec::{
    Absent, Attribute, Audience, Columns, CsvOptions, CubeSpec, Data, Decision, Kind, MAX_CELLS, MadeColumns, Meaning,
    Named, Outcome, Positive, Reading, Roles, Test, Totals,
};
use evenhand_metrics::compare::ReferenceRule;

/// A column.
pub(crate) fn named(column: &str) -> Named {
    Named { column: column.into(), place: Place::Run }
}

/// A column of 0 and 1.
pub(crate) fn flag(column: &str) -> Positive {
    Positive { column: named(column), test: Test::OneOrTrue }
}

/// An attribute of the same name as its column.
pub(crate) fn attribute(name: &str) -> Attribute {
    Attribute {
        name: name.into(),
        kind: Kind::Protected,
        justification: None,
        column: name.into(),
        reading: Reading::Column,
        place: Place::Run,
        bins: Vec::new(),
        numbers_are_labels: false,
        join_labels: false,
        map: BTreeMap::new(),
        map_order: Vec::new(),
        reference: ReferenceRule::Largest,
        reference_place: Place::Run,
        missing: Vec::new(),
        label: BTreeMap::new(),
        groups: BTreeMap::new(),
        source: None,
        basis: None,
        purpose: None,
        note: None,
    }
}

/// Reads `targeted` as 0/1, and these attributes with their pairs.
pub(crate) fn spec(decisions: &Path, attributes: &[&str]) -> CubeSpec {
    CubeSpec {
        data: Data {
            decisions: decisions.to_owned(),
            decisions_name: decisions.display().to_string(),
            decisions_place: Place::Run,
            audience: None,
            absent: Absent::LeftOut,
            csv: CsvOptions::default(),
            missing: Vec::new(),
            totals: Totals::Keep,
            join_labels: false,
            same_files_count: false,
            confined_to: None,
            keep: None,
        },
        columns: Columns {
            decision: Decision::Row { read: flag("targeted"), count: None },
            meaning: Meaning::Benefit,
            outcome: None,
            score: None,
            holdout: None,
            campaign: None,
            plain: Roles::default(),
            made: MadeColumns::default(),
        },
        attributes: attributes.iter().map(|name| attribute(name)).collect(),
        funnel: Vec::new(),
        depth: 2,
        crosses: Vec::new(),
        crosses_needed: Vec::new(),
        max_cells: MAX_CELLS,
        max_groups: 200,
        seed: 1,
    }
}

/// The outcome `converted` as 0/1.
pub(crate) fn with_outcome(mut spec: CubeSpec) -> CubeSpec {
    spec.columns.outcome = Some(Outcome { read: flag("converted"), observed: None });
    spec
}

/// The campaign `campaign_id`.
pub(crate) fn with_campaign(mut spec: CubeSpec) -> CubeSpec {
    spec.columns.campaign = Some(named("campaign_id"));
    spec
}

/// A second table, joined by `user_id`.
pub(crate) fn with_audience(mut spec: CubeSpec, audience: &Path, absent: Absent) -> CubeSpec {
    spec.data.audience = Some(Audience {
        path: audience.to_owned(),
        name: audience.display().to_string(),
        place: Place::Run,
        key_in_decisions: "user_id".into(),
        key_in_audience: "user_id".into(),
        key_place: Place::Run,
        sheet: None,
    });
    spec.data.absent = absent;
    spec
}
