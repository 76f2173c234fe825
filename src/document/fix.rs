//! A proposed fix: what it would change, for whom, how far it was judged on people it was not fitted to, and what it costs.
//! A fix that was looked for and cannot be had stands here too, with the reason.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::words::{BalanceOf, Changes, Class, Division, FixMethod, KeptOf, LegalLevel, LegalStatus, Word};
use super::{Deciding, Estimate, Verdict};
use crate::lang::Said;
use crate::segment::Segment;

/// A fix, proposed or refused.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fix {
    /// `reweigh`, `rake`, `calibrate`, `thresholds`, `repair`, `sample` or `reallocate`; `effect` for new decisions.
    pub method: Word<FixMethod>,
    /// The attribute, or cross as `a x b`, whose groups it brings together.
    pub attribute: String,
    /// The check whose gap it answers; none for weights that prepare training data where nothing is outside.
    pub check: Option<String>,
    /// What it changes: `weights`, `decisions`, `scores` or `budget`.
    pub changes: Word<Changes>,
    /// Why there is no proposal; absent for one. What follows is then empty.
    pub refused: Option<Said>,
    /// What it is and does, in plain sentences, most important first.
    pub says: Vec<Said>,
    /// Whether a person's group must be known when a decision is made.
    pub needs_attribute: bool,
    /// What the law of a place says of it.
    pub legal: Vec<Legal>,
    /// What it was made with, such as `strength`, `min_ratio`, `budget`.
    pub parameters: BTreeMap<String, f64>,
    /// The rule, group by group.
    pub rule: Vec<RuleRow>,
    /// Of weights: how even they are, and the balance that they reach.
    pub weights: Option<WeightsOut>,
    /// Every check before and after, from a second count of all rows; empty where the effect is not assessed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub checks: Vec<CheckedTwice>,
    /// What it did for people whom it was not fitted to.
    pub judged: Option<JudgedOut>,
    /// People selected who were not; none where no decision changes, or budgets do.
    pub gained: Option<u64>,
    /// People no longer selected.
    pub lost: Option<u64>,
    /// Who gains and who loses a selection, attribute by attribute.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub moved: Vec<Moved>,
    /// What is kept of outcomes, values and people selected.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub kept: Vec<Kept>,
    /// The same fix from weak to strong, judged on people it was not fitted to; dominated points are left out.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub front: Vec<FrontPoint>,
}

/// What the law of a place says of a fix.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Legal {
    /// Id of the note.
    pub id: String,
    /// Whose law: `us`, `eu`.
    pub jurisdiction: String,
    /// `blocked` or `warned`.
    pub level: Word<LegalLevel>,
    /// What it says, by language.
    pub text: BTreeMap<String, String>,
    /// Where the law stands.
    pub source: String,
    /// Where it stands, as packs say it.
    pub status: Option<Word<LegalStatus>>,
    /// When that was last looked up.
    pub last_verified: String,
    /// When it is to be looked up again.
    pub next_review: Option<String>,
}

/// The rule for one group, or for one campaign.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RuleRow {
    /// The group; empty for everybody.
    pub segment: Segment,
    /// The campaign, where the rule is about campaigns.
    pub campaign: Option<String>,
    /// Of weights: `positive`, `negative`, `selected` or `rejected`.
    pub label: Option<Word<Class>>,
    /// When hidden: fewer people than this, and nothing further is shown.
    pub people_below: Option<u64>,
    /// The weight of each person.
    pub weight: Option<f64>,
    /// Scores at or above are selected; absent where none is.
    pub selected_from: Option<f64>,
    /// Scores at or above this and below `selected_from` are selected at `share`.
    pub drawn_from: Option<f64>,
    /// The share drawn between the two.
    pub share: Option<f64>,
    /// Mean score before.
    pub mean_before: Option<f64>,
    /// Mean score after.
    pub mean_after: Option<f64>,
    /// Decisions added (+) or taken away (-).
    pub decisions: Option<i64>,
    /// Budget before.
    pub budget_before: Option<f64>,
    /// Budget after.
    pub budget_after: Option<f64>,
}

/// How even weights are, and the balance that they reach.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WeightsOut {
    /// People with a weight.
    pub people: u64,
    /// Sum of the weights.
    pub total: f64,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub largest: f64,
    /// (Σw)² / Σw²: so many people without weights would tell as much (Kish).
    pub effective: f64,
    /// People / effective people.
    pub design_effect: f64,
    /// The shares or rates that weights bring into balance.
    pub balance: Vec<Balance>,
}

/// A share or rate before weights, with them, and as it was to become.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Balance {
    /// The group.
    pub segment: Segment,
    /// When hidden: fewer people than this.
    pub people_below: Option<u64>,
    /// `rate` (of the label) or `share` (of the people).
    pub of: Word<BalanceOf>,
    /// Before.
    pub before: Option<f64>,
    /// With the weights.
    pub after: Option<f64>,
    /// What it was to become.
    pub target: Option<f64>,
}

/// A check before and after.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckedTwice {
    /// Id of the check.
    pub check: String,
    /// Its verdict before.
    pub before: Verdict,
    /// Its verdict after.
    pub after: Verdict,
    /// Whether it passes before.
    pub passes_before: Option<bool>,
    /// Whether it passes after.
    pub passes_after: Option<bool>,
    /// Its comparisons.
    pub results: Vec<ResultTwice>,
}

/// A comparison before and after.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ResultTwice {
    /// Id of the finding.
    pub finding: String,
    /// The segment.
    pub segment: Option<Segment>,
    /// Before.
    pub before: Standing,
    /// After.
    pub after: Standing,
}

/// Where a comparison stands.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Standing {
    /// The estimate; absent when undefined.
    pub value: Option<f64>,
    /// The interval that decides.
    pub interval: Option<Deciding>,
    /// The verdict.
    pub verdict: Verdict,
}

/// What a fix did for people whom it was not fitted to.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JudgedOut {
    /// How people were divided: `units` (all rows of a person on one side) or `drawn` (a seeded draw from the counts);
    /// `everybody` where they were not, and nothing is said of people it was not fitted to.
    pub split: Word<Division>,
    /// People it was fitted to.
    pub fitted_on: u64,
    /// People it was judged on.
    pub judged_on: u64,
    /// Group by group, against the reference.
    pub groups: Vec<JudgedGroup>,
    /// Whether every group that was outside came closer to the reference, beyond chance.
    pub closer: Option<bool>,
}

/// A group judged against its reference, before and after.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JudgedGroup {
    /// The group.
    pub segment: Segment,
    /// What it is compared with.
    pub reference: Segment,
    /// People of the group that it was judged on; absent when hidden.
    pub people: Option<u64>,
    /// When hidden: fewer people than this.
    pub people_below: Option<u64>,
    /// Its rate before: the check's measure, over the people it is about.
    pub before: Estimate,
    /// Its rate after.
    pub after: Estimate,
    /// Ratio of its rate to the reference's, before.
    pub ratio_before: Estimate,
    /// The same, after.
    pub ratio_after: Estimate,
    /// How much narrower the gap to the reference is, as a difference of rates: positive is closer.
    pub narrower: Estimate,
    /// Whether it came closer to the reference, beyond chance.
    pub closer: Option<bool>,
}

/// Who gains and who loses in one segment.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Moved {
    /// The segment.
    pub segment: Segment,
    /// Its people; absent when hidden.
    pub people: Option<u64>,
    /// When hidden: fewer people than this.
    pub people_below: Option<u64>,
    /// People selected who were not.
    pub gained: Option<u64>,
    /// People no longer selected.
    pub lost: Option<u64>,
    /// Selection rate before.
    pub rate_before: Option<f64>,
    /// Selection rate after.
    pub rate_after: Option<f64>,
}

/// What is kept of something.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Kept {
    /// `selected` (people), `outcomes` (of the selected), `score`, `rank` or `value` (sums over the selected).
    pub of: Word<KeptOf>,
    /// Before.
    pub before: f64,
    /// After.
    pub after: f64,
    /// After / before; absent where nothing was there.
    pub share: Option<f64>,
}

/// A point of a trade-off front.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FrontPoint {
    /// The parameter that was varied.
    pub parameter: f64,
    /// Of the groups that were outside, the ratio of selection rates to the reference's that is furthest from 1: the smaller
    /// rate over the larger.
    pub ratio: f64,
    /// What is kept of the outcomes expected, as a share of today's.
    pub kept: f64,
    /// Whether it is the fix that is proposed.
    pub proposed: bool,
    /// Whether it is today's targeting.
    pub current: bool,
}

impl RuleRow {
    /// A rule for a group that says nothing yet.
    #[must_use]
    pub const fn of(segment: Segment) -> Self {
        Self {
            segment,
            campaign: None,
            label: None,
            people_below: None,
            weight: None,
            selected_from: None,
            drawn_from: None,
            share: None,
            mean_before: None,
            mean_after: None,
            decisions: None,
            budget_before: None,
            budget_after: None,
        }
    }
}

impl Fix {
    /// A fix that says nothing yet.
    #[must_use]
    pub fn of(method: FixMethod, attribute: String, changes: Changes) -> Self {
        Self {
            method: method.into(),
            attribute,
            check: None,
            changes: changes.into(),
            refused: None,
            says: Vec::new(),
            needs_attribute: false,
            legal: Vec::new(),
            parameters: BTreeMap::new(),
            rule: Vec::new(),
            weights: None,
            checks: Vec::new(),
            judged: None,
            gained: None,
            lost: None,
            moved: Vec::new(),
            kept: Vec::new(),
            front: Vec::new(),
        }
    }
}
