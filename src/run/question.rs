//! The plan as the document records it. Every type of the plan is taken apart by name: a key that is read from the config and
//! is not recorded does not compile.

use std::collections::BTreeMap;

use evenhand_metrics::compare::ReferenceRule;

use crate::document;
use crate::document::question::{
    AskedAbsent, AskedAlternative, AskedAttribute, AskedAudience, AskedCampaign, AskedCampaignOf, AskedCampaigns,
    AskedCheck, AskedColumns, AskedCrosses, AskedCsv, AskedData, AskedDecision, AskedEqual, AskedFix, AskedGate,
    AskedKind, AskedLimit, AskedMeaning, AskedObserved, AskedOutcome, AskedPack, AskedPeople, AskedPrivacy,
    AskedReading, AskedRecord, AskedReference, AskedSelection, AskedSeverity, AskedSmall, AskedStatistics,
    AskedUndecided, AskedWaiver, AskedYes, Question,
};
use crate::document::{JustificationOut, Period, Record};
use crate::lang::Said;
use crate::plan::{
    self, Absent, Alternative, Attribute, Audience, Campaign, Campaigns, Check, Columns, Condition, CsvOptions,
    CubeSpec, Data, Decision, Equal, Fixing, Gate, Hot, Justification, Kind, Limit, Losses, MadeColumns, Margin,
    Meaning, Named, Negative, Observed, OnUndecided, Outcome, Pack, People, Plan, Positive, Privacy, Reading, Recorded,
    Role, Score, SegmentWanted, Setting, Severity, Sql, Stage, Statistics, Test, Totals, Waiver, Wave,
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
        privacy: shown,
        gate: ends,
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
        meaning: match meaning {
            Meaning::Benefit => AskedSelection::Benefit,
            Meaning::Burden => AskedSelection::Burden,
        },
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
            count: people(count),
            selected: people(selected),
            campaign_of: campaign_of.as_ref().map(|campaign| match campaign {
                Campaign::Sql(sql) => AskedCampaignOf::Sql(expression(sql)),
                Campaign::Columns(columns) => AskedCampaignOf::Columns(columns.clone()),
            }),
        },
        attributes: attributes.iter().map(attribute).collect(),
        intersections: AskedCrosses {
            depth: *depth as u64,
            cross: further.iter().map(|set| names(plan, set)).collect(),
            max_cells: *max_cells,
        },
        funnel: funnel.iter().map(|Stage { column: named }| column(named)).collect(),
        checks: checks.iter().map(|one| check(plan, one)).collect(),
        packs: packs.iter().map(pack).collect(),
        alternatives: alternatives.iter().map(alternative).collect(),
        statistics: statistics(*methods, *seed),
        privacy: privacy(*shown, *max_groups),
        gate: gate(*ends),
        waivers: waivers.iter().map(waiver).collect(),
        fix: fix(plan, fixing),
        used_for: purpose.clone(),
        jurisdictions: jurisdictions.clone(),
    }
}

/// What is stated of the audit.
pub(super) fn record(stated: &plan::Record) -> Record {
    let plan::Record { model, model_version, period, purpose, controller, auditor, contact, retain_until, notes } =
        stated.clone();
    let period = period.map(|(from, to)| Period { from, to });
    Record { model, model_version, period, purpose, controller, auditor, contact, retain_until, notes }
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

fn names(plan: &Plan, set: &[usize]) -> Vec<String> {
    set.iter().map(|&index| plan.attributes[index].name.clone()).collect()
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
    let CsvOptions { separator, decimal, thousands, encoding, skip, sheet } = csv;
    let absent = match absent {
        Absent::LeftOut => AskedAbsent::LeftOut,
        Absent::Rejected => AskedAbsent::Rejected,
        Absent::Error => AskedAbsent::Error,
    };
    let second = |audience: &Audience| {
        let Audience { path: _, name, place: _, key_in_decisions, key_in_audience, key_place: _, sheet } = audience;
        AskedAudience {
            file: name.clone(),
            key_in_decisions: key_in_decisions.clone(),
            key_in_audience: key_in_audience.clone(),
            absent,
            sheet: sheet.clone(),
        }
    };
    AskedData {
        decisions: decisions_name.clone(),
        audience: audience.as_ref().map(second),
        keep: keep.as_ref().map(|Condition { text, parts: _ }| text.clone()),
        missing: missing.clone(),
        totals: match totals {
            Totals::Unstated => None,
            Totals::Drop => Some(document::Totals::Drop.into()),
            Totals::Keep => Some(document::Totals::Keep.into()),
        },
        join_labels: *join_labels,
        same_files_count: *same_files_count,
        csv: AskedCsv {
            separator: *separator,
            decimal: *decimal,
            thousands: *thousands,
            encoding: encoding.map(|encoding| encoding.name().to_lowercase()),
            skip: skip.map(|lines| lines as u64),
            sheet: sheet.clone(),
        },
    }
}

fn people(People { sql, blank, round }: &People) -> AskedPeople {
    AskedPeople { sql: sql.as_ref().map(expression), blank: *blank, round: *round }
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
            return AskedYes { column: None, means: AskedMeaning::Sql(expression(sql)), negative: Vec::new() };
        }
    };
    let negative = match test {
        Test::AnyOf { yes: _, no: Negative::These(values) } => values.clone(),
        Test::AnyOf { yes: _, no: Negative::Rest } => vec!["*".to_owned()],
        _ => Vec::new(),
    };
    AskedYes { column: Some(column(named)), means, negative }
}

fn expression(Sql { text, canonical: _, columns: _, place: _ }: &Sql) -> String {
    text.clone()
}

fn outcome(Outcome { read, observed }: &Outcome) -> AskedOutcome {
    let observed = observed.map(|observed| match observed {
        Observed::Before => AskedObserved::Before,
        Observed::AfterDecision => AskedObserved::AfterDecision,
        Observed::SelectedOnly => AskedObserved::SelectedOnly,
    });
    AskedOutcome { yes: yes(read), observed }
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
        Reading::Age { at, form } => {
            let format = form.map(|form| form.id().to_owned());
            AskedReading::Age { born: column.clone(), at: at.to_string(), format }
        }
        Reading::Sql(sql) => AskedReading::Sql(expression(sql)),
    };
    let justified = |given: &Justification| {
        let Justification { aim, appropriate, necessary, by, date } = given.clone();
        JustificationOut { aim, appropriate, necessary, by, date }
    };
    AskedAttribute {
        name: name.clone(),
        kind: match kind {
            Kind::Protected => AskedKind::Protected,
            Kind::Stratum => AskedKind::Stratum,
        },
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
        justification: justification.as_ref().map(justified),
    }
}

fn reference(rule: &ReferenceRule) -> AskedReference {
    let group = match rule {
        ReferenceRule::Named(group) => Some(group.clone()),
        _ => None,
    };
    AskedReference { rule: rule.into(), group }
}

fn check(plan: &Plan, own: &Check) -> AskedCheck {
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
        campaigns: judged,
        correction,
        severity,
        pack,
        flip_test,
    } = own;
    let segment = |SegmentWanted { parts, place: _ }: &SegmentWanted| {
        let part = |(index, label): &(usize, String)| (plan.attributes[*index].name.clone(), Some(label.clone()));
        Segment(parts.iter().map(part).collect())
    };
    AskedCheck {
        id: id.clone(),
        measure: measure.id().to_owned(),
        comparison: (*comparison).into(),
        attributes: attributes.iter().map(|set| plan.set_name(set)).collect(),
        within: within.map(|index| plan.attributes[index].name.clone()),
        reference: against.as_ref().map(reference),
        limit: limit(sides),
        set_by: set_by.clone(),
        set_on: set_on.clone(),
        one_sided: *one_sided,
        claim: (*claim).into(),
        needs_detectable: *needs_detectable,
        needs_coverage: *needs_coverage,
        must_decide: must_decide.iter().map(segment).collect(),
        campaigns: match judged {
            Campaigns::Pooled => AskedCampaigns::Pooled,
            Campaigns::Each => AskedCampaigns::Each,
            Campaigns::These(these) => AskedCampaigns::These(these.clone()),
        },
        correction: (*correction).into(),
        severity: match severity {
            Severity::Error => AskedSeverity::Error,
            Severity::Warn => AskedSeverity::Warn,
        },
        pack: pack.as_ref().map(|pack| pack.id.clone()),
        flip_test: *flip_test,
    }
}

fn limit(limit: &Limit) -> AskedLimit {
    match limit {
        Limit::Range { min, max } => {
            let text = |side: &Option<plan::Decimal>| side.as_ref().map(|decimal| decimal.text.clone());
            AskedLimit { min: text(min), max: text(max), max_gap: None }
        }
        Limit::MaxGap(gap) => AskedLimit { max_gap: Some(gap.text.clone()), ..AskedLimit::default() },
    }
}

fn pack(own: &Pack) -> AskedPack {
    let Pack { info, named, text, notes, impact_ratios, records } = own;
    let record = |Recorded::Alternatives: &Recorded| AskedRecord::Alternatives;
    AskedPack {
        named: named.clone(),
        info: crate::judge::pack(info),
        text: text.clone(),
        notes: notes.clone(),
        impact_ratios: impact_ratios.iter().map(|rate| rate.id.to_owned()).collect(),
        records: records.iter().map(record).collect(),
    }
}

fn alternative(own: &Alternative) -> AskedAlternative {
    let Alternative { what, effect, adopted, why, by, date } = own.clone();
    AskedAlternative { what, effect, adopted, why, by, date }
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

const fn privacy(Privacy { min_cell, merge_small }: Privacy, max_groups: usize) -> AskedPrivacy {
    let small = if merge_small { AskedSmall::Merge } else { AskedSmall::Hide };
    AskedPrivacy { min_cell, small, max_groups: max_groups as u64 }
}

const fn gate(Gate { on_cannot_tell, on_not_assessed }: Gate) -> AskedGate {
    const fn ends(on: OnUndecided) -> AskedUndecided {
        match on {
            OnUndecided::Exit3 => AskedUndecided::Exit3,
            OnUndecided::Fail => AskedUndecided::Fail,
            OnUndecided::Warn => AskedUndecided::Warn,
        }
    }
    AskedGate { on_cannot_tell: ends(on_cannot_tell), on_not_assessed: ends(on_not_assessed) }
}

fn waiver(own: &Waiver) -> AskedWaiver {
    let Waiver { check, segment, reason, owner, approved, expires, expires_on: _, floor, ticket, place: _, reasons } =
        own;
    AskedWaiver {
        check: check.clone(),
        segment: segment.clone(),
        reason: reason.clone(),
        reasons: reasons.clone(),
        owner: owner.clone(),
        approved: approved.clone(),
        expires: expires.clone(),
        floor: *floor,
        ticket: ticket.clone(),
    }
}

fn fix(plan: &Plan, fixing: &Fixing) -> AskedFix {
    let Fixing { attributes, equal, budget, losses, gain, cost, by_value, strength, bounds, margins, tolerance, id } =
        fixing;
    let margin = |Margin { attribute, shares, place: _ }: &Margin| {
        let shares: BTreeMap<String, f64> = shares.iter().cloned().collect();
        (plan.attributes[*attribute].name.clone(), shares)
    };
    AskedFix {
        attributes: attributes.as_ref().map(|set| names(plan, set)),
        equal: equal.map(|equal| match equal {
            Equal::SelectionRate => AskedEqual::SelectionRate,
            Equal::TruePositiveRate => AskedEqual::TruePositiveRate,
            Equal::Ratio(ratio) => AskedEqual::Ratio(ratio),
        }),
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
