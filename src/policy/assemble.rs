//! Assembles the audit: head, population, findings and judged checks, and the run's exit code.

use std::collections::BTreeMap;

use super::judge::judge;
use super::question;
use super::rule::World;
use crate::counted::Counted;
use crate::digest::sha256;
use crate::document::{
    self, AttributeOut, Audit, Counts, GroupWords, Head, INSIDE_ONLY, SCHEMA, SegmentSize, Settings, Tool, Verdict,
};
use crate::findings::{self, MERGED, Scope};
use crate::lang::Said;
use crate::plan::Role;
use crate::plan::{Attribute, Decision, Inference, Meaning, Plan};

/// The audit of a counted cube under a plan.
#[must_use]
pub fn audit(plan: &Plan, counted: &Counted) -> Audit {
    let scopes = findings::scopes(plan, &counted.cube);
    let numbers = findings::Numbers::of(plan, &counted.cube, &scopes);
    let mut warnings = counted.warnings.clone();
    let world = World { plan, cube: &counted.cube, scopes: &scopes, numbers: &numbers };
    let checks: Vec<document::Check> = plan.checks.iter().map(|check| judge(check, &world, &mut warnings)).collect();
    let mut counts = Counts::default();
    for result in checks.iter().flat_map(|check| &check.results) {
        counts.add(result.verdict);
    }
    let verdict = Verdict::WORST_FIRST.into_iter().find(|verdict| counts.of(*verdict) > 0);
    let found = findings::findings(plan, &counted.cube, &scopes, &numbers);
    warnings.extend(question::due(plan));
    let segments = sizes(plan, counted, &scopes);
    let is_hidden = segments.iter().any(|size| size.people_below.is_some())
        || found.iter().any(|finding| finding.people_below.is_some());
    if is_hidden {
        warnings.push(Said::new(INSIDE_ONLY).with("people", plan.privacy.min_cell));
    }
    let settings = settings(plan, counted);
    Audit {
        schema: SCHEMA.to_owned(),
        tool: Tool { name: "evenhand".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        audit: Head {
            name: plan.name.clone(),
            as_of: plan.as_of.to_string(),
            seed: plan.seed,
            inference: match plan.inference {
                Inference::Process => document::Inference::Process,
                Inference::Monitoring { .. } => document::Inference::Monitoring,
                Inference::Census => document::Inference::Census,
            }
            .into(),
            tuned_for: match plan.inference {
                Inference::Monitoring { tuned_for } => Some(tuned_for),
                Inference::Process | Inference::Census => None,
            },
            record: question::record(&plan.record),
        },
        question: Some(question::of(plan)),
        inputs: counted.inputs.clone(),
        population: counted.population.clone(),
        attributes: plan.attributes.iter().map(|attribute| words(attribute, &scopes)).collect(),
        segments,
        findings: found.into_iter().map(|finding| finding.lean(&settings)).collect(),
        strata: findings::conditional(plan, &counted.cube, &scopes),
        gaps: findings::gaps(plan, &counted.cube, &scopes),
        lift: findings::lift(plan, &counted.cube, &scopes),
        impact_ratios: findings::impact_ratios(plan, &scopes),
        delivery: findings::delivery(plan, &scopes),
        score_curves: findings::curves(plan, &scopes, &numbers),
        settings,
        exit_code: exit_code(&checks),
        checks,
        widest_by_chance: findings::widest_by_chance(plan, &scopes),
        fixes: Vec::new(),
        warnings,
        verdict,
        counts,
    }
}

/// A failure outranks an undecided check, which outranks success.
fn exit_code(checks: &[document::Check]) -> u8 {
    let any = |code: u8| checks.iter().any(|check| check.exit_code == code);
    if any(1) {
        1
    } else if any(3) {
        3
    } else {
        0
    }
}

fn settings(plan: &Plan, counted: &Counted) -> Settings {
    let (decision, aggregated) = match &plan.columns.decision {
        Decision::Row { read, count } => (Some(read.column.column.clone()), count.is_some()),
        Decision::Wide { waves, count } => {
            let columns: Vec<&str> = waves.iter().map(|wave| wave.read.column.column.as_str()).collect();
            (Some(columns.join(", ")), count.is_some())
        }
        Decision::Counted { selected, .. } => (Some(selected.column.clone()), true),
        Decision::Delivered { .. } => (None, true),
        Decision::Listed => (None, false),
    };
    let outcome = plan.columns.outcome.as_ref();
    Settings {
        level: plan.statistics.level,
        proportion: plan.statistics.proportion.id().to_owned(),
        difference: plan.statistics.difference.id().to_owned(),
        ratio: plan.statistics.ratio.id().to_owned(),
        min_cell: plan.privacy.min_cell,
        depth: plan.depth as u64,
        weighted: counted.weighted,
        aggregated,
        unit: plan.columns[Role::Unit].as_ref().map(|unit| unit.column.clone()),
        design_effect: plan.statistics.design_effect,
        observed: outcome.and_then(|outcome| outcome.observed).map(Into::into),
        outcome: outcome.map(|outcome| outcome.read.column.column.clone()),
        decision,
        meaning: (plan.columns.meaning == Meaning::Burden).then(|| document::Meaning::Burden.into()),
        config_sha256: plan.config.as_ref().map(|config| sha256(config.text.as_bytes())),
    }
}

/// The words of an attribute and of its groups, in the order of the cube.
fn words(attribute: &Attribute, scopes: &[Scope]) -> AttributeOut {
    let own = scopes.iter().find(|scope| {
        scope.campaign.is_none() && scope.groups.iter().all(|group| group.segment.attributes() == attribute.name)
    });
    let labels = own.into_iter().flat_map(|scope| &scope.groups).filter_map(|group| group.segment.0[0].1.clone());
    let groups = labels
        .map(|label| GroupWords {
            words: attribute.groups.get(&label).cloned().unwrap_or_else(|| merged_words(&label)),
            label,
        })
        .collect();
    AttributeOut {
        name: attribute.name.clone(),
        column: attribute.column.clone(),
        label: attribute.label.clone(),
        groups,
        source: attribute.source.clone(),
        basis: attribute.basis.clone(),
        purpose: attribute.purpose.clone(),
        note: attribute.note.clone(),
    }
}

fn merged_words(label: &str) -> BTreeMap<String, String> {
    if label == MERGED {
        BTreeMap::from([("fr".to_owned(), "autres (regroupés)".to_owned())])
    } else {
        BTreeMap::new()
    }
}

fn sizes(plan: &Plan, counted: &Counted, scopes: &[Scope]) -> Vec<SegmentSize> {
    let used = counted.population.people_used;
    scopes
        .iter()
        .filter(|scope| scope.campaign.is_none())
        .flat_map(|scope| &scope.groups)
        .map(|group| {
            let people = group.cell.people();
            let hidden = group.is_hidden(plan.privacy.min_cell);
            #[expect(clippy::cast_precision_loss, reason = "a share of people")]
            let share = (!hidden && used > 0).then(|| people as f64 / used as f64);
            SegmentSize {
                segment: group.segment.clone(),
                people: (!hidden).then_some(people),
                people_below: hidden.then_some(plan.privacy.min_cell),
                share,
            }
        })
        .collect()
}
