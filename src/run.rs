//! The whole audit on one page: what was counted is compared and judged, and becomes the document.

mod head;
mod question;

use crate::compare;
use crate::counted::Counted;
use crate::document::{Audit, Counts, INSIDE_ONLY, SCHEMA, Tool, exit_code};
use crate::judge::{World, judge};
use crate::lang::Said;
use crate::plan::Plan;
use crate::sections;

/// The audit of what was counted under a plan.
#[must_use]
pub fn audit(plan: &Plan, counted: &Counted) -> Audit {
    let cube = &counted.cube;
    let mut warnings = counted.warnings.clone();

    // Compared: no limit is known here.
    let scopes = compare::scopes(plan, plan.privacy, cube);
    let numbers = compare::Numbers::of(&plan.columns, cube, &scopes);
    let found = compare::findings(plan, cube, &scopes, &numbers);

    // Judged.
    let world = World { plan, cube, scopes: &scopes, numbers: &numbers };
    let checks: Vec<_> = plan.checks.iter().map(|check| judge(check, &world, &mut warnings)).collect();
    let mut counts = Counts::default();
    checks.iter().flat_map(|check| &check.results).for_each(|result| counts.add(result.verdict));

    // The document.
    warnings.extend(question::due(plan));
    let segments = head::sizes(plan.privacy.min_cell, counted.population.people_used, &scopes);
    let is_hidden = segments.iter().any(|size| size.people_below.is_some())
        || found.iter().any(|finding| finding.people_below.is_some());
    if is_hidden {
        warnings.push(Said::new(INSIDE_ONLY).with("people", plan.privacy.min_cell));
    }
    let settings = head::settings(plan, counted);
    Audit {
        schema: SCHEMA.to_owned(),
        tool: Tool { name: "evenhand".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        audit: head::head(plan),
        question: Some(question::of(plan)),
        inputs: counted.inputs.clone(),
        population: counted.population.clone(),
        attributes: plan.attributes.iter().map(|attribute| head::words(attribute, &scopes)).collect(),
        segments,
        control_limits: sections::control_limits(plan.inference, &found),
        findings: found.into_iter().map(|finding| finding.lean(&settings)).collect(),
        strata: sections::conditional(plan, cube, &scopes),
        gaps: sections::gaps(plan, cube, &scopes),
        lift: sections::lift(plan, cube, &scopes),
        impact_ratios: sections::impact_ratios(&plan.packs, &plan.basis(), &scopes),
        delivery: sections::delivery(plan, &scopes),
        score_curves: sections::curves(plan, &scopes, &numbers),
        settings,
        exit_code: exit_code(&checks),
        checks,
        widest_by_chance: sections::widest_by_chance(plan, &scopes),
        fixes: Vec::new(),
        warnings,
        verdict: counts.worst(),
        counts,
    }
}
