//! Plans for tests: the defaults of the config, and what a case changes.

use std::path::Path;

use evenhand::error::Place;
use evenhand::plan::{
    Absent, Attribute, Audience, Columns, CsvOptions, CubeSpec, Data, Decision, Fixing, Gate, Inference, Kind, Limits,
    MadeColumns, Meaning, Named, OnUndecided, Outcome, Plan, Positive, Privacy, Reading, Record, Roles, Setting, Small,
    Statistics, Test,
};
use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::interval::{DifferenceMethod, ProportionMethod, RatioMethod};

/// A plan that reads `decision` as 0/1 from one file, and nothing else yet.
pub(crate) fn plan(decisions: &Path, decision: &str) -> Plan {
    Plan {
        name: "test".into(),
        inference: Inference::Process,
        as_of: jiff::civil::date(2026, 11, 22),
        record: Record::default(),
        cube: CubeSpec {
            data: Data {
                decisions: decisions.to_owned(),
                decisions_name: decisions
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
                    .unwrap_or_default(),
                decisions_place: Place::Run,
                audience: None,
                absent: Absent::LeftOut,
                csv: CsvOptions::default(),
                totals: evenhand::plan::Totals::Unstated,
                join_labels: false,
                same_files_count: false,
                confined_to: None,
                missing: Vec::new(),
                keep: None,
            },
            columns: Columns {
                decision: Decision::Row { read: positive(decision, Test::OneOrTrue), count: None },
                meaning: Meaning::Benefit,
                outcome: None,
                campaign: None,
                score: None,
                plain: Roles::default(),
                holdout: None,
                made: MadeColumns::default(),
            },
            attributes: Vec::new(),
            funnel: Vec::new(),
            depth: 2,
            crosses: Vec::new(),
            crosses_needed: Vec::new(),
            max_cells: 16_000_000,
            max_groups: 200,
            seed: 1,
        },
        checks: Vec::new(),
        packs: Vec::new(),
        alternatives: Vec::new(),
        statistics: Statistics {
            level: 0.95,
            proportion: ProportionMethod::Wilson,
            difference: DifferenceMethod::MiettinenNurminen,
            ratio: RatioMethod::MiettinenNurminen,
            design_effect: None,
        },
        privacy: Privacy { min_cell: 11, small: Small::Hide },
        gate: Gate { on_cannot_tell: OnUndecided::Exit3, on_not_assessed: OnUndecided::Exit3 },
        waivers: Vec::new(),
        config: None,
        documents: Vec::new(),
        limits: Limits::default(),
        fixing: Fixing::default(),
        setting: Setting::default(),
    }
}

/// A column.
pub(crate) fn named(column: &str) -> Named {
    Named { column: column.into(), place: Place::Flag(format!("column {column}")) }
}

/// A yes/no.
pub(crate) fn positive(column: &str, test: Test) -> Positive {
    Positive { column: named(column), test }
}

/// What a case changes.
pub(crate) trait With: Sized {
    /// An attribute of the same name as its column.
    fn attribute(self, column: &str) -> Self;
    /// Changes the attribute named last.
    fn last(self, change: impl FnOnce(&mut Attribute)) -> Self;
    /// An outcome.
    fn outcome(self, column: &str, test: Test) -> Self;
    /// A campaign.
    fn campaign(self, column: &str) -> Self;
    /// A second table.
    fn audience(self, path: &Path, key: &str, absent: Absent) -> Self;
    /// Anything else.
    fn but(self, change: impl FnOnce(&mut Plan)) -> Self;
}

impl With for Plan {
    fn attribute(self, column: &str) -> Self {
        let attribute = Attribute {
            kind: Kind::Protected,
            justification: None,
            name: column.into(),
            column: column.into(),
            reading: Reading::Column,
            place: Place::Flag(format!("attribute {column}")),
            numbers_are_labels: false,
            join_labels: false,
            bins: Vec::new(),
            map: std::collections::BTreeMap::new(),
            map_order: Vec::new(),
            reference: ReferenceRule::Largest,
            reference_place: Place::Run,
            missing: Vec::new(),
            label: std::collections::BTreeMap::new(),
            groups: std::collections::BTreeMap::new(),
            source: None,
            basis: None,
            purpose: None,
            note: None,
        };
        self.but(|plan| plan.attributes.push(attribute))
    }

    fn last(self, change: impl FnOnce(&mut Attribute)) -> Self {
        self.but(|plan| change(plan.attributes.last_mut().expect("an attribute")))
    }

    fn outcome(self, column: &str, test: Test) -> Self {
        self.but(|plan| plan.columns.outcome = Some(Outcome { read: positive(column, test), observed: None }))
    }

    fn campaign(self, column: &str) -> Self {
        self.but(|plan| plan.columns.campaign = Some(named(column)))
    }

    fn audience(self, path: &Path, key: &str, absent: Absent) -> Self {
        self.but(|plan| {
            plan.data.absent = absent;
            plan.data.audience = Some(Audience {
                path: path.to_owned(),
                name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                place: Place::Run,
                key_in_decisions: key.into(),
                key_in_audience: key.into(),
                key_place: Place::Flag("key".into()),
                sheet: None,
            });
        })
    }

    fn but(mut self, change: impl FnOnce(&mut Plan)) -> Self {
        change(&mut self);
        self
    }
}
