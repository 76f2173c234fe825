//! A check in the document: a limit, the family it was judged in, and a verdict for every comparison.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::words::{Claim, Correction, DecidedBy, LegalStatus, Severity, Statistic, Undefined, WaiverState, Word};
use super::{Alternative, Counts, EquivalenceOut, Verdict};
use crate::lang::{Lang, Said};

/// One check with its results.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// The config's id, or pack/id.
    pub id: String,
    /// Where the config states it; absent when it comes from a flag or a pack.
    pub place: Option<CheckPlace>,
    /// Id of a measure of the catalog.
    pub measure: String,
    /// `value`, `difference` or `ratio`.
    pub comparison: Word<Statistic>,
    /// What it judges: attribute names, crosses as `a x b`.
    pub attributes: Vec<String>,
    /// The stratum that people are alike in; absent when everybody is compared.
    pub within: Option<String>,
    /// The rule that overrides the attributes' own reference; absent when each attribute's own is used.
    pub reference: Option<String>,
    /// The pack it comes from.
    pub pack: Option<Pack>,
    /// `error` or `warn`.
    pub severity: Word<Severity>,
    /// What passing claims: `shown`, `no-evidence-outside` or `point`. Older documents have `show-within`: `shown` of everybody.
    pub claim: Word<Claim>,
    /// Who set the limit, as the config states it.
    pub set_by: Option<String>,
    /// When it was set (ISO 8601), as the config states it.
    pub set_on: Option<String>,
    /// Both sides of the limit; absent where a side is not judged.
    pub limit: CheckLimit,
    /// Whether the other side of the limit is left out on purpose.
    pub one_sided: bool,
    /// The ratio or difference that a powered result would have seen 8 times in 10; of `no-evidence-outside` alone.
    pub needs_detectable: Option<f64>,
    /// The share of the people compared that must be in segments of which the claim was shown; absent where the estimate decides.
    pub needs_coverage: Option<f64>,
    /// The comparisons corrected for.
    pub family: Family,
    /// One per comparison, in the order of the findings.
    pub results: Vec<CheckResult>,
    /// The share of the people compared, outside the reference and with a value, who are in segments of which the claim was
    /// shown, per entry of `attributes`: within or waived; of `no-evidence-outside`, where the gap would have been seen.
    pub coverage: BTreeMap<String, f64>,
    /// The worst verdict of its results.
    pub verdict: Verdict,
    /// Whether the check passes; absent when it is undecided.
    pub passes: Option<bool>,
    /// 0, 1 or 3: what this check asks of the run, severity and gate settings applied.
    pub exit_code: u8,
    /// Results by verdict.
    pub counts: Counts,
    /// The same check under other choices that could have been made.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub robustness: Vec<Alternative>,
    /// What the gate line says.
    pub said: Said,
}

/// What checks ask of the run together: a failure outranks an undecided check, which outranks success.
#[must_use]
pub fn exit_code(checks: &[Check]) -> u8 {
    [1, 3].into_iter().find(|code| checks.iter().any(|check| check.exit_code == *code)).unwrap_or(0)
}

/// The line that somebody who wants another verdict would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckPlace {
    /// The config file, relative where it was given so, else its name alone.
    pub file: String,
    /// Its line, from 1.
    pub line: u64,
}

/// Both sides of a limit.
#[skip_serializing_none]
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckLimit {
    /// The lowest value within.
    pub min: Option<f64>,
    /// The highest value within.
    pub max: Option<f64>,
}

/// The comparisons that were corrected for together.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Family {
    /// How many.
    pub size: u64,
    /// `sidak`, `bonferroni` or `none`.
    pub correction: Word<Correction>,
    /// Level for the family as a whole.
    pub level: f64,
    /// Level of each interval that can place a group of 11 people or more outside.
    pub level_each: f64,
    /// The comparisons of fewer than 11 people among them, which have a small share of the error to themselves, so that they
    /// change nothing for the others; absent without any.
    pub few: Option<FamilyOfFew>,
}

/// The comparisons of groups of fewer than 11 people, within a family.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FamilyOfFew {
    /// How many.
    pub size: u64,
    /// Level of each of their intervals.
    pub level_each: f64,
}

/// The rule pack a check comes from.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its title by language.
    pub title: BTreeMap<String, String>,
    /// Where the rule is written.
    pub source: String,
    /// Its standing in law: `in-force`, `adopted`, `proposed`, `rescission-pending`, `repealed` or `house-rule`.
    pub status: Word<LegalStatus>,
    /// When that standing was last looked up.
    pub last_verified: String,
    /// When it is to be looked up again.
    pub next_review: Option<String>,
}

/// An interval that decides.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deciding {
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end; absent when infinite.
    pub high: Option<f64>,
}

/// One comparison judged.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckResult {
    /// Id of the finding.
    pub finding: String,
    /// Where it stands.
    pub verdict: Verdict,
    /// Why it is not assessed, cannot be told, or has no estimate although its interval decides, where a reason has a name.
    pub reason: Option<Word<Undefined>>,
    /// Whether the best and the worst placement of people with a missing value keep the verdict; absent when nothing is judged, and where people are missing whose scores or values cannot be placed.
    pub survives_missing: Option<bool>,
    /// Whether the verdict stays what it is under nineteen in twenty other seeds of the hash that divides people into folds;
    /// absent where nothing is judged, and where rows are people.
    pub survives_seed: Option<bool>,
    /// The interval that decided, by `decided_by`: the nominal one of a group shown within, else that at the family's level.
    /// With `claim = "point"` it is drawn and does not decide. Absent too where few people are not shown.
    pub interval: Option<Deciding>,
    /// The interval at the family's level, where another one decided.
    pub family_interval: Option<Deciding>,
    /// `family`, `nominal` or `estimate`; absent where nothing decided.
    pub decided_by: Option<Word<DecidedBy>>,
    /// p-value of the test of equality, Holm-adjusted within the family.
    pub p_holm: Option<f64>,
    /// The nearest gap beyond the limit that would be seen 8 times in 10, on the side on which the estimate lies.
    pub detectable: Option<f64>,
    /// Whether that gap reaches `needs_detectable`.
    pub powered: Option<bool>,
    /// (1 - rate) / (1 - reference's rate), shown by rules that ask for it.
    pub complement_ratio: Option<f64>,
    /// Tests of the limits themselves, for checks that claim to show parity.
    pub equivalence: Option<EquivalenceOut>,
    /// Whether the segment had to be decided and is not.
    pub must_decide: bool,
    /// The waiver that applies, or applied until it expired.
    pub waiver: Option<Waived>,
    /// The result in plain words.
    pub said: Said,
}

/// A waiver as it bears on one result.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waived {
    /// Why it was accepted; in English, or else in the language it was written in.
    pub reason: String,
    /// Why, by language, where it was given so.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub reasons: BTreeMap<String, String>,
    /// The role that accepted it.
    pub owner: String,
    /// When it was approved.
    pub approved: String,
    /// Last day on which it applies.
    pub expires: String,
    /// Reference of the decision.
    pub ticket: Option<String>,
    /// `applies`, `expired` or `below-floor`.
    pub state: Word<WaiverState>,
}

impl Waived {
    /// Why it was accepted, in this language where it was given in it.
    #[must_use]
    pub fn reason(&self, lang: Lang) -> &str {
        self.reasons.get(lang.tag()).unwrap_or(&self.reason)
    }
}
