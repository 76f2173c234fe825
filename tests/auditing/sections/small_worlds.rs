//! Every pair of tables of up to three people in two groups and two strata, through every section: nothing panics, and no
//! number is NaN or infinite.

use std::collections::BTreeMap;

use evenhand::counted::Counted;
use evenhand::document::{Audit, Population};
use evenhand::error::Place;
use evenhand::lang::Lang;
use evenhand::plan::{
    Attribute, CAMPAIGN, Campaigns, Check, Claim, Decimal, HOLDOUT, Kind, Limit, Observed, Plan, STAGE, Severity,
    Stage, Test,
};
use evenhand::{compare, report, run, sections};
use evenhand_metrics::catalog;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::cube::{Cube, Cuboid, Dimension};
use evenhand_metrics::family::Correction;
use evenhand_metrics::outcomes::Outcome;

use crate::support::plan::{With, named, plan, positive};

fn check(comparison: Comparison, within: Option<usize>, claim: Claim) -> Check {
    let limit = match comparison {
        Comparison::Difference => Limit::MaxGap(Decimal::read("0.1").unwrap()),
        _ => Limit::Range { min: Decimal::read("0.8"), max: None },
    };
    Check {
        id: format!("{}-{within:?}", comparison.id()),
        place: Place::Run,
        measure: catalog::Measure::Rate(catalog::rate("selection-rate").unwrap()),
        comparison,
        attributes: vec![vec![0]],
        reference: None,
        limit,
        one_sided: false,
        set_by: None,
        set_on: None,
        claim,
        needs_detectable: None,
        needs_coverage: 0.0,
        must_decide: Vec::new(),
        within,
        campaigns: Campaigns::Pooled,
        correction: Correction::Sidak,
        severity: Severity::Error,
        pack: None,
        flip_test: false,
    }
}

/// A plan with a stratum, campaigns, a holdout, a funnel and checks of every kind; nothing is hidden.
fn world_plan(reference: ReferenceRule) -> Plan {
    plan("people.csv".as_ref(), "t")
        .attribute("g")
        .last(|attribute: &mut Attribute| attribute.reference = reference)
        .attribute("s")
        .last(|attribute| attribute.kind = Kind::Stratum)
        .outcome("y", Test::OneOrTrue)
        .campaign("c")
        .but(|plan| {
            plan.columns.outcome.as_mut().unwrap().observed = Some(Observed::AfterDecision);
            plan.columns.holdout = Some(positive("h", Test::OneOrTrue));
            plan.funnel = ["s1", "s2"].map(|stage| Stage { column: named(stage) }).to_vec();
            plan.privacy.min_cell = 1;
            plan.checks = vec![
                check(Comparison::Ratio, None, Claim::Shown),
                check(Comparison::Difference, None, Claim::NoEvidenceOutside),
                check(Comparison::Ratio, Some(1), Claim::NoEvidenceOutside),
                check(Comparison::Difference, Some(1), Claim::Point),
            ];
        })
}

/// A stratum: selected and others of the group and of its reference.
type Stratum = [u64; 4];

fn cube(strata: [Stratum; 2]) -> Cube {
    let two = |id: &str, labels: [&str; 2]| Dimension::new(id, labels);
    let dims = vec![
        two("g", ["a", "b"]),
        two("s", ["one", "two"]),
        two(CAMPAIGN, ["one", "two"]),
        two(HOLDOUT, ["no", "yes"]),
        Dimension::new(STAGE, ["0", "1", "2"]),
    ];
    let mut cuboid = Cuboid::new(dims);
    for (s, [a, b, c, d]) in (0..).zip(strata) {
        for (g, selected, rejected) in [(0, a, b), (1, c, d)] {
            for (stage, kind, people) in [(2, Outcome::TruePositive, selected), (s, Outcome::TrueNegative, rejected)] {
                let mut cell = Cell::default();
                cell.add(kind, people);
                cuboid.add(&[g, s, s, s, stage], cell);
            }
        }
    }
    Cube { cuboids: vec![cuboid] }
}

fn audited(plan: &Plan, cube: Cube) -> Audit {
    let people = cube.total().people();
    let population = Population { rows_read: people, people_used: people, ..Population::default() };
    run::audit(plan, &Counted { cube, population, inputs: Vec::new(), warnings: Vec::new(), weighted: false })
}

/// Tables of groups of up to so many people.
fn tables(most: u64) -> Vec<Stratum> {
    let groups: Vec<[u64; 2]> = (0..=most).flat_map(|n| (0..=n).map(move |x| [x, n - x])).collect();
    groups.iter().flat_map(|[a, b]| groups.iter().map(move |[c, d]| [*a, *b, *c, *d])).collect()
}

/// Every world of two such strata; which is the first makes no difference.
fn worlds(most: u64) -> Vec<[Stratum; 2]> {
    let tables = tables(most);
    let pairs =
        tables.iter().enumerate().flat_map(|(place, first)| tables[place..].iter().map(|second| [*first, *second]));
    pairs.collect()
}

#[test]
fn no_section_of_a_small_world_has_a_number_that_is_none() {
    let plan = world_plan(ReferenceRule::Named("b".into()));
    let mut audit = audited(&plan, cube([[1, 1, 1, 1]; 2]));
    let mut reasons: BTreeMap<String, u32> = BTreeMap::new();
    for world in worlds(3) {
        let cube = cube(world);
        let scopes = compare::scopes(&plan, plan.privacy, &cube);
        audit.strata = sections::conditional(&plan, &cube, &scopes);
        audit.gaps = sections::gaps(&plan, &cube, &scopes);
        audit.lift = sections::lift(&plan, &cube, &scopes);
        audit.delivery = sections::delivery(&plan, &scopes);
        assert!(evenhand::document::finite(&audit).is_ok(), "{world:?}");
        for strata in &audit.strata {
            *reasons.entry(strata.ratio.undefined.as_deref().unwrap_or_default().to_owned()).or_default() += 1;
        }
    }
    let reasons: Vec<&str> = reasons.keys().map(String::as_str).collect();
    let expected = ["", "no-interval", "nobody-selected", "reference-undefined", "reference-zero", "zero-variance"];
    assert_eq!(reasons, expected);
}

#[test]
fn every_small_world_is_judged_and_can_be_written() {
    for reference in [ReferenceRule::Named("b".into()), ReferenceRule::HighestRate, ReferenceRule::Everyone] {
        let plan = world_plan(reference);
        for world in worlds(1) {
            let audit = audited(&plan, cube(world));
            let write = |format| report::write(format, &audit, Lang::Fr, &mut Vec::new());
            report::Format::ALL.into_iter().try_for_each(write).unwrap_or_else(|error| panic!("{error} {world:?}"));
        }
    }
}
