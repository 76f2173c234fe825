//! What the document says of the run itself: its name and settings, the attributes in words, the size of every segment.

use std::collections::BTreeMap;

use crate::compare::Scope;
use crate::counted::Counted;
use crate::digest::sha256;
use crate::document::{self, AttributeOut, GroupWords, Head, MERGED, SegmentSize, Settings};
use crate::lang::Lang;
use crate::plan::{Attribute, Decision, Inference, Meaning, Plan, Role};

pub(super) fn head(plan: &Plan) -> Head {
    let (inference, tuned_for) = match plan.inference {
        Inference::Process => (document::Inference::Process, None),
        Inference::Monitoring { tuned_for } => (document::Inference::Monitoring, Some(tuned_for)),
        Inference::Census => (document::Inference::Census, None),
    };
    Head {
        name: plan.name.clone(),
        as_of: plan.as_of.to_string(),
        seed: plan.seed,
        inference: inference.into(),
        tuned_for,
        record: plan.record.clone(),
    }
}

pub(super) fn settings(plan: &Plan, counted: &Counted) -> Settings {
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
        meaning: (plan.columns.meaning == Meaning::Burden).then(|| Meaning::Burden.into()),
        config_sha256: plan.config.as_ref().map(|config| sha256(config.text.as_bytes())),
    }
}

/// The words of an attribute and of its groups, in the order of the cube.
pub(super) fn words(attribute: &Attribute, scopes: &[Scope]) -> AttributeOut {
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

/// The label is English already.
fn merged_words(label: &str) -> BTreeMap<String, String> {
    let words = (label == MERGED).then(|| (Lang::Fr.tag().to_owned(), Lang::Fr.text("label-merged")));
    words.into_iter().collect()
}

pub(super) fn sizes(min_cell: u64, everybody: u64, scopes: &[Scope]) -> Vec<SegmentSize> {
    scopes
        .iter()
        .filter(|scope| scope.campaign.is_none())
        .flat_map(|scope| &scope.groups)
        .map(|group| {
            let people = group.cell.people();
            let hidden = group.is_hidden(min_cell);
            #[expect(clippy::cast_precision_loss, reason = "a share of people")]
            let share = (!hidden && everybody > 0).then(|| people as f64 / everybody as f64);
            SegmentSize {
                segment: group.segment.clone(),
                people: (!hidden).then_some(people),
                people_below: hidden.then_some(min_cell),
                share,
            }
        })
        .collect()
}
