//! The plan as the document records it. Every type of the plan is taken apart by name: a key that is read from the config and
//! is not recorded does not compile.

use std::collections::BTreeMap;

use evenhand_metrics::compare::ReferenceRule;

use crate::document::question::{
    AskedAttribute, AskedAudience, AskedCampaign, AskedCheck, AskedColumns, AskedCrosses, AskedData, AskedDecision,
    AskedFix, AskedLimit, AskedMeaning, AskedOutcome, AskedPack, AskedPrivacy, AskedReading, AskedReference,
    AskedStatistics, AskedYes, Question,
};
use crate::lang::Said;
use crate::plan::{
    Attribute, Audience, Check, Columns, Condition, CubeSpec, Data, Decimal, Decision, Fixing, Hot, Limit, Losses,
    MadeColumns, Margin, Named, Negative, Outcome, Pack, Plan, Positive, Privacy, Reading, Recorded, Role, Score,
    SegmentWanted, Setting, Stage, Statistics, Test, Wave,
};
use crate::segment::Segment;

/// The roles that have a key of their own in the document; later ones stand together under `roles`.
const OWN_KEY: [Role; 5] = [Role::Weight, Role::Unit, Role::Value, Role::Cost, Role::Reach];

/// The question that a plan asks.
pub(super) fn of(plan: &Plan) -> Question {
    // What the run writes is no part of what it asks. Name, date, inference and record stand in the head of the document, the digest of the config in its settings.
    let Plan {
        name: _,
        inference: _,
        as_of: _,
        record: _,
        cube,
        checks,
        packs,
        alternatives,
        statistics: methods,
        privacy: Privacy { min_cell, small },
        gate,
        fixing,
        setting,
        waivers,
        config: _,
        limits: _,
        documents: _,
    } = plan;
    let CubeSpec {
        data: rows,
        columns,
        attributes,
        funnel,
        depth,
        crosses: further,
        crosses_needed: _,
        max_cells,
        max_groups,
        seed,
    } = cube;
    let Columns { decision: decided, outcome: had, score, holdout, campaign, plain, made, meaning } = columns;
    let MadeColumns { count, selected, campaign: campaign_of } = made;
    let Setting { purpose, jurisdictions } = setting;
    let (score, score_edges) = match score {
        Some(Score { column, edges }) => (Some(column), edges.clone()),
        None => (None, Vec::new()),
    };
    let named = |named: &Option<Named>| named.as_ref().map(column);
    Question {
        data: data(rows),
        decision: decision(decided),
        meaning: *meaning,
        outcome: had.as_ref().map(outcome),
        holdout: holdout.as_ref().map(yes),
        columns: AskedColumns {
            weight: named(&plain[Role::Weight]),
            campaign: named(campaign),
            unit: named(&plain[Role::Unit]),
            score: score.map(column),
            score_edges,
            value: named(&plain[Role::Value]),
            cost: named(&plain[Role::Cost]),
            reach: named(&plain[Role::Reach]),
            roles: plain
                .present()
                .filter(|(role, _)| !OWN_KEY.contains(role))
                .map(|(role, named)| (role.key().to_owned(), column(named)))
                .collect(),
            count: count.clone(),
            selected: selected.clone(),
            campaign_of: campaign_of.clone(),
        },
        attributes: attributes.iter().map(attribute).collect(),
        intersections: AskedCrosses {
            depth: *depth as u64,
            cross: further.iter().map(|set| names(attributes, set)).collect(),
            max_cells: *max_cells,
        },
        funnel: funnel.iter().map(|Stage { column: named }| column(named)).collect(),
        checks: checks.iter().map(|one| check(cube, one)).collect(),
        packs: packs.iter().map(pack).collect(),
        alternatives: alternatives.clone(),
        statistics: statistics(*methods, *seed),
        privacy: AskedPrivacy { min_cell: *min_cell, small: *small, max_groups: *max_groups as u64 },
        gate: *gate,
        waivers: waivers.clone(),
        fix: fix(attributes, fixing),
        used_for: purpose.clone(),
        jurisdictions: jurisdictions.clone(),
    }
}

/// What of the rules has to be seen to: standings to be looked up again, records that are wanted and not there.
pub(super) fn due(plan: &Plan) -> Vec<Said> {
    let mut due = Vec::new();
    for Pack { info, records, .. } in &plan.packs {
        let review: Option<jiff::civil::Date> = info.next_review.as_ref().and_then(|day| day.parse().ok());
        if review.is_some_and(|review| review < plan.as_of) {
            let said = Said::new("warn-pack-review").with("name", info.id.as_str());
            due.push(said.with("verified", info.last_verified.as_str()).with("review", info.next_review.clone()));
        }
        if records.contains(&Recorded::Alternatives) && plan.alternatives.is_empty() {
            due.push(Said::new("warn-no-alternatives").with("name", info.id.as_str()));
        }
    }
    due
}

fn column(Named { column, place: _ }: &Named) -> String {
    column.clone()
}

fn names(attributes: &[Attribute], set: &[usize]) -> Vec<String> {
    set.iter().map(|&index| attributes[index].name.clone()).collect()
}

fn data(rows: &Data) -> AskedData {
    // Paths are the machine's own; their names are the user's.
    let Data {
        decisions: _,
        decisions_name,
        decisions_place: _,
        confined_to: _,
        audience,
        absent,
        csv,
        missing,
        totals,
        join_labels,
        same_files_count,
        keep,
    } = rows;
    let second = |audience: &Audience| {
        let Audience { path: _, name, place: _, key_in_decisions, key_in_audience, key_place: _, sheet } = audience;
        AskedAudience {
            file: name.clone(),
            key_in_decisions: key_in_decisions.clone(),
            key_in_audience: key_in_audience.clone(),
            absent: *absent,
            sheet: sheet.clone(),
        }
    };
    AskedData {
        decisions: decisions_name.clone(),
        audience: audience.as_ref().map(second),
        keep: keep.as_ref().map(|Condition { text, parts: _ }| text.clone()),
        missing: missing.clone(),
        totals: *totals,
        join_labels: *join_labels,
        same_files_count: *same_files_count,
        csv: csv.clone(),
    }
}

fn decision(decided: &Decision) -> AskedDecision {
    let one = |Wave { campaign, read }: &Wave| AskedCampaign { campaign: campaign.clone(), selected: yes(read) };
    match decided {
        Decision::Row { read, count } => AskedDecision::Row { selected: yes(read), count: count.as_ref().map(column) },
        Decision::Wide { waves, count } => {
            AskedDecision::Wide { campaigns: waves.iter().map(one).collect(), count: count.as_ref().map(column) }
        }
        Decision::Counted { count, selected } => {
            AskedDecision::Counted { count: column(count), selected: column(selected) }
        }
        Decision::Delivered { count } => AskedDecision::Delivered { count: column(count) },
        Decision::Listed => AskedDecision::Listed,
    }
}

fn yes(Positive { column: named, test }: &Positive) -> AskedYes {
    let means = match test {
        Test::OneOrTrue => AskedMeaning::Positive(vec!["1".to_owned(), "true".to_owned()]),
        Test::AnyOf { yes, no: _ } => AskedMeaning::Positive(yes.clone()),
        Test::AtLeast(edge) => AskedMeaning::AtLeast(*edge),
        Test::Above(edge) => AskedMeaning::Above(*edge),
        Test::Sql(sql) => {
            return AskedYes { column: None, means: AskedMeaning::Sql(sql.clone()), negative: Vec::new() };
        }
    };
    let negative = match test {
        Test::AnyOf { yes: _, no: Negative::These(values) } => values.clone(),
        Test::AnyOf { yes: _, no: Negative::Rest } => vec!["*".to_owned()],
        _ => Vec::new(),
    };
    AskedYes { column: Some(column(named)), means, negative }
}

fn outcome(Outcome { read, observed }: &Outcome) -> AskedOutcome {
    AskedOutcome { yes: yes(read), observed: *observed }
}

fn attribute(own: &Attribute) -> AskedAttribute {
    let Attribute {
        name,
        kind,
        justification,
        column,
        reading,
        place: _,
        bins,
        map,
        map_order,
        reference: against,
        reference_place: _,
        missing,
        numbers_are_labels,
        join_labels,
        label,
        groups,
        source,
        basis,
        purpose,
        note,
    } = own;
    let group = |Hot { label, column, place: _ }: &Hot| (label.clone(), column.clone());
    let read = match reading {
        Reading::Column => AskedReading::Column(column.clone()),
        Reading::OneHot(hot) => AskedReading::OneHot(hot.iter().map(group).collect()),
        Reading::Age { at, form } => AskedReading::Age { born: column.clone(), at: at.to_string(), format: *form },
        Reading::Sql(sql) => AskedReading::Sql(sql.clone()),
    };
    AskedAttribute {
        name: name.clone(),
        kind: *kind,
        read,
        bins: bins.clone(),
        map: map.clone(),
        order: map_order.clone(),
        missing: missing.clone(),
        numbers_are_labels: *numbers_are_labels,
        join_labels: *join_labels,
        reference: reference(against),
        label: label.clone(),
        groups: groups.clone(),
        source: source.clone(),
        basis: basis.clone(),
        purpose: purpose.clone(),
        note: note.clone(),
        justification: justification.clone(),
    }
}

fn reference(rule: &ReferenceRule) -> AskedReference {
    let group = match rule {
        ReferenceRule::Named(group) => Some(group.clone()),
        _ => None,
    };
    AskedReference { rule: rule.into(), group }
}

fn check(spec: &CubeSpec, own: &Check) -> AskedCheck {
    let Check {
        id,
        place: _,
        measure,
        comparison,
        attributes,
        reference: against,
        limit: sides,
        set_by,
        set_on,
        one_sided,
        claim,
        needs_detectable,
        needs_coverage,
        must_decide,
        within,
        campaigns,
        correction,
        severity,
        pack,
        flip_test,
    } = own;
    let segment = |SegmentWanted { parts, place: _ }: &SegmentWanted| {
        let part = |(index, label): &(usize, String)| (spec.attributes[*index].name.clone(), Some(label.clone()));
        Segment(parts.iter().map(part).collect())
    };
    AskedCheck {
        id: id.clone(),
        measure: measure.id().to_owned(),
        comparison: (*comparison).into(),
        attributes: attributes.iter().map(|set| spec.set_name(set)).collect(),
        within: within.map(|index| spec.attributes[index].name.clone()),
        reference: against.as_ref().map(reference),
        limit: limit(sides),
        set_by: set_by.clone(),
        set_on: set_on.clone(),
        one_sided: *one_sided,
        claim: (*claim).into(),
        needs_detectable: *needs_detectable,
        needs_coverage: *needs_coverage,
        must_decide: must_decide.iter().map(segment).collect(),
        campaigns: campaigns.clone(),
        correction: (*correction).into(),
        severity: *severity,
        pack: pack.as_ref().map(|pack| pack.id.clone()),
        flip_test: *flip_test,
    }
}

fn limit(limit: &Limit) -> AskedLimit {
    match limit {
        Limit::Range { min, max } => {
            let text = |side: &Option<Decimal>| side.as_ref().map(|decimal| decimal.text.clone());
            AskedLimit { min: text(min), max: text(max), max_gap: None }
        }
        Limit::MaxGap(gap) => AskedLimit { max_gap: Some(gap.text.clone()), ..AskedLimit::default() },
    }
}

fn pack(own: &Pack) -> AskedPack {
    let Pack { info, named, text, notes, impact_ratios, records } = own;
    AskedPack {
        named: named.clone(),
        info: crate::judge::pack(info),
        text: text.clone(),
        notes: notes.clone(),
        impact_ratios: impact_ratios.iter().map(|rate| rate.id.to_owned()).collect(),
        records: records.clone(),
    }
}

fn statistics(methods: Statistics, seed: u64) -> AskedStatistics {
    let Statistics { level, proportion, difference, ratio, design_effect } = methods;
    AskedStatistics {
        level,
        proportion: proportion.id().to_owned(),
        difference: difference.id().to_owned(),
        ratio: ratio.id().to_owned(),
        seed,
        design_effect,
    }
}

fn fix(of: &[Attribute], fixing: &Fixing) -> AskedFix {
    let Fixing { attributes, equal, budget, losses, gain, cost, by_value, strength, bounds, margins, tolerance, id } =
        fixing;
    let margin = |Margin { attribute, shares, place: _ }: &Margin| {
        let shares: BTreeMap<String, f64> = shares.iter().cloned().collect();
        (of[*attribute].name.clone(), shares)
    };
    AskedFix {
        attributes: attributes.as_ref().map(|set| names(of, set)),
        equal: *equal,
        budget: *budget,
        no_losses: match losses {
            Losses::Last => None,
            Losses::Allowed => Some(false),
            Losses::Barred => Some(true),
        },
        gain: *gain,
        cost: *cost,
        by_value: *by_value,
        strength: *strength,
        bounds: *bounds,
        margins: margins.iter().map(margin).collect(),
        tolerance: *tolerance,
        id: id.as_ref().map(column),
    }
}
