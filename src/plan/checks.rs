//! The plan's judging half: checks, packs, the gate and waivers.

use std::collections::BTreeMap;

use evenhand_metrics::catalog::{Measure, Rate};
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::family::Correction;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::error::Place;

/// A number as its decimal text, so that a limit can be compared exactly.
#[derive(Debug, Clone, PartialEq)]
pub struct Decimal {
    /// As written: `0.8`.
    pub text: String,
    /// The nearest f64.
    pub value: f64,
}

impl Decimal {
    /// Reads digits with at most one point between them and an optional sign: no exponent, no infinity.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.strip_prefix('+').unwrap_or(text);
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let value = text.parse().ok().filter(|_| digits(whole) && digits(fraction))?;
        Some(Self { text: text.to_owned(), value })
    }
}

/// A limit as the config gives it; `judge` derives the other side.
#[derive(Debug, Clone, PartialEq)]
pub enum Limit {
    /// `min`, `max` or both.
    Range {
        /// The lowest value within.
        min: Option<Decimal>,
        /// The highest value within.
        max: Option<Decimal>,
    },
    /// |difference| at most this.
    MaxGap(Decimal),
}

/// One check.
#[derive(Debug, Clone)]
pub struct Check {
    /// The config's id, or pack/id.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// The measure, of any of the three lists.
    pub measure: Measure,
    /// How it is compared.
    pub comparison: Comparison,
    /// Attribute sets, as indices into the plan's attributes. The config's default is every attribute alone: the family
    /// of comparisons is declared, so a cross is judged only where a check names it.
    pub attributes: Vec<Vec<usize>>,
    /// Overrides the attributes' own reference.
    pub reference: Option<ReferenceRule>,
    /// The limit.
    pub limit: Limit,
    /// Whether the side that the limit does not name is left out.
    pub one_sided: bool,
    /// Who set the limit.
    pub set_by: Option<String>,
    /// When it was set (ISO 8601).
    pub set_on: Option<String>,
    /// What passing claims.
    pub claim: Claim,
    /// The gap that would have been seen 8 times in 10: a ratio below the lower side of the limit (for `max` alone below
    /// 1 / max), or a difference wider than it. Of the claim that asks for power alone.
    pub needs_detectable: Option<f64>,
    /// The share of the people compared of whom the claim must be shown.
    pub needs_coverage: f64,
    /// Segments that may not stay undecided.
    pub must_decide: Vec<SegmentWanted>,
    /// The stratum, as an index into the attributes, within which groups are compared.
    pub within: Option<usize>,
    /// Which campaigns it judges.
    pub campaigns: Campaigns,
    /// Correction for many comparisons.
    pub correction: Correction,
    /// Whether it can fail the run.
    pub severity: Severity,
    /// The pack it comes from.
    pub pack: Option<PackInfo>,
    /// Whether a result exempt by the flip test stays undecided and the ratio of the shares left out is shown (packs
    /// only).
    pub flip_test: bool,
}

/// What passing claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Claim {
    /// Most people are in groups shown to be within.
    Shown,
    /// Nothing was seen outside, and a gap that matters would have been seen for most people.
    NoEvidenceOutside,
    /// The estimate decides.
    Point,
}

impl Claim {
    /// Every claim with its word.
    pub const ALL: [(&'static str, Self); 3] =
        [("shown", Self::Shown), ("no-evidence-outside", Self::NoEvidenceOutside), ("point", Self::Point)];

    /// The word of the config.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::NoEvidenceOutside => "no-evidence-outside",
            Self::Point => "point",
        }
    }
}

/// Which campaigns a check judges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Campaigns {
    /// All rows together.
    Pooled,
    /// Each campaign.
    Each,
    /// These.
    These(Vec<String>),
}

/// Whether a check can fail the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It can.
    Error,
    /// It is shown.
    Warn,
}

impl Severity {
    /// The word of the config.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
        }
    }
}

/// A segment the config names: attribute index and label, in attribute order.
#[derive(Debug, Clone)]
pub struct SegmentWanted {
    /// Its parts.
    pub parts: Vec<(usize, String)>,
    /// Where it was named.
    pub place: Place,
}

/// Where a pack's rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackInfo {
    /// Its id.
    pub id: String,
    /// Its title by language.
    pub title: BTreeMap<String, String>,
    /// Where the rule is written.
    pub source: String,
    /// Its standing in law.
    pub status: LegalStatus,
    /// When that was last looked up (ISO 8601).
    pub last_verified: String,
    /// When it is to be looked up again (ISO 8601).
    pub next_review: Option<String>,
}

/// Where a rule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LegalStatus {
    /// It applies.
    InForce,
    /// It is law and applies from a later day.
    Adopted,
    /// It may become law.
    Proposed,
    /// It applies, and its end has been announced.
    RescissionPending,
    /// It applies no more.
    Repealed,
    /// It is a rule of those who use it.
    HouseRule,
}

impl LegalStatus {
    /// Every status with its token.
    pub const ALL: [(&'static str, Self); 6] = [
        (Self::InForce.id(), Self::InForce),
        (Self::Adopted.id(), Self::Adopted),
        (Self::Proposed.id(), Self::Proposed),
        (Self::RescissionPending.id(), Self::RescissionPending),
        (Self::Repealed.id(), Self::Repealed),
        (Self::HouseRule.id(), Self::HouseRule),
    ];

    /// The permanent token.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Adopted => "adopted",
            Self::Proposed => "proposed",
            Self::RescissionPending => "rescission-pending",
            Self::Repealed => "repealed",
            Self::HouseRule => "house-rule",
        }
    }
}

/// A pack in full, as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// Where the rule comes from.
    pub info: PackInfo,
    /// What the config or the flag calls it: an id, or a file without the folders of the machine.
    pub named: String,
    /// Its text.
    pub text: String,
    /// What else has to be known of it, by language.
    pub notes: BTreeMap<String, String>,
    /// The rates of which it wants the ratio to the highest, judged or not.
    pub impact_ratios: Vec<&'static Rate>,
    /// What it wants recorded.
    pub records: Vec<Recorded>,
}

/// What a rule wants recorded that no number tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Recorded {
    /// The alternatives that were considered.
    Alternatives,
}

/// An alternative that was considered.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Alternative {
    /// What would be done otherwise.
    pub what: String,
    /// What it would do to the groups and to the aim.
    pub effect: Option<String>,
    /// Whether it was taken.
    pub adopted: bool,
    /// Why, or why not.
    pub why: Option<String>,
    /// The role that decided.
    pub by: Option<String>,
    /// When (ISO 8601).
    pub date: Option<String>,
}

/// What an undecided check does to the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OnUndecided {
    /// Exit 3.
    Exit3,
    /// Exit 1.
    Fail,
    /// Exit 0, with a warning.
    Warn,
}

/// The gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gate {
    /// For checks that cannot tell.
    pub on_cannot_tell: OnUndecided,
    /// For checks without any estimate.
    pub on_not_assessed: OnUndecided,
}

/// One waiver. A document keeps what was written.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Waiver {
    /// The check it bears on.
    pub check: String,
    /// The segment, by attribute name and label.
    pub segment: BTreeMap<String, String>,
    /// Why; in English, or else in the language it was written in.
    pub reason: String,
    /// Why, by language, where it is given so.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub reasons: BTreeMap<String, String>,
    /// The role that accepted it.
    pub owner: String,
    /// When (as written).
    pub approved: String,
    /// Last day (as written); a malformed date counts as expired.
    pub expires: String,
    /// The same as a date; `None` when malformed or more than 366 days after approval or the audit's date.
    #[serde(skip)]
    pub expires_on: Option<jiff::civil::Date>,
    /// Stops applying below (for a ratio above 1: above 1 / floor).
    pub floor: Option<f64>,
    /// Reference of the decision.
    pub ticket: Option<String>,
    /// Where it stands.
    #[serde(skip)]
    pub place: Place,
}
