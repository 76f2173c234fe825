//! The audit: the one document that every output is a function of (`audit.json`, schema `evenhand.audit/1`).

mod check;
mod control;
mod curves;
mod delivery;
mod estimate;
mod finding;
mod finite;
mod fix;
mod gap;
mod head;
mod impact;
mod lift;
pub mod question;
mod robust;
mod strata;
mod words;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

pub use check::{Check, CheckLimit, CheckPlace, CheckResult, Deciding, Family, FamilyOfFew, Pack, Waived, exit_code};
pub use control::{ControlCurve, ControlLimits, ControlPoint, ControlledGroup, MANY_GROUPS};
pub use curves::{CalibrationBin, GroupCurves, RatioPoint, RocPoint, ScoreCurves, TopPoint};
pub use delivery::{DeliveredMix, Delivery, DeliveryCoverage, MixGroup};
pub use estimate::{Estimate, TestOut};
pub use finding::{Finding, Gap, IntervalOut, Reference, UnderEquality, Weighted};
pub use finite::{NotFinite, finite};
pub use fix::{
    Balance, CheckedTwice, Fix, FrontPoint, JudgedGroup, JudgedOut, Kept, Legal, Moved, ResultTwice, RuleRow, Standing,
    WeightsOut,
};
pub use gap::{CrossedMix, FunnelOut, GapSource, Mix, StageOut};
pub use head::{
    AttributeOut, GroupWords, Head, Input, LeftOut, LeftOutPart, MissingOut, Period, Population, Record, SegmentSize,
    Settings, Tool,
};

pub use impact::{ImpactRatios, ImpactRow};
pub use lift::{EqualLift, Lift, LiftDifference, LiftRow};
pub use question::Question;
pub use robust::{Alternative, Changed, EquivalenceOut};
pub use strata::{Conditional, Disparity, ONE_RATIO, Part, Simpson, StratumRow};

pub use words::{
    BalanceOf, Changes, Choice, Claim, Class, Comparison, Correction, DecidedBy, Division, Eligible, EquivalenceTest,
    FixMethod, Grain, Inference, KeptOf, LegalLevel, LegalStatus, Meaning, MedianKind, Observed, ReferenceKind,
    Severity, Shape, Statistic, Term, Undefined, WaiverState, Word,
};

use crate::lang::Said;

/// The schema's type id; the number is the major version.
pub const SCHEMA: &str = "evenhand.audit/1";

/// Id of the warning of a document that hides the numbers of small groups: they can be worked out from its totals.
pub const INSIDE_ONLY: &str = "warn-inside-only";

/// The label that small groups merged together carry.
pub const MERGED: &str = "other (merged)";

/// Where a result stands against its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Inside the limit, interval included.
    Within,
    /// Outside, accepted until a date by a named role.
    Waived,
    /// There is no estimate.
    NotAssessed,
    /// The data fit both sides of the limit.
    CannotTell,
    /// Outside the limit, interval included.
    Outside,
}

impl Verdict {
    /// All five, worst first: the order in which people read them.
    pub const WORST_FIRST: [Self; 5] = [Self::Outside, Self::CannotTell, Self::NotAssessed, Self::Waived, Self::Within];

    /// The permanent token.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Outside => "outside",
            Self::CannotTell => "cannot_tell",
            Self::NotAssessed => "not_assessed",
            Self::Waived => "waived",
        }
    }
}

/// How many results stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Results within the limit.
    pub within: u64,
    /// Results outside the limit.
    pub outside: u64,
    /// Results that fit both sides.
    pub cannot_tell: u64,
    /// Results without an estimate.
    pub not_assessed: u64,
    /// Results outside and waived.
    pub waived: u64,
}

impl Counts {
    /// Counts one more result.
    pub fn add(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Within => &mut self.within,
            Verdict::Outside => &mut self.outside,
            Verdict::CannotTell => &mut self.cannot_tell,
            Verdict::NotAssessed => &mut self.not_assessed,
            Verdict::Waived => &mut self.waived,
        } += 1;
    }

    /// How many results have this verdict.
    #[must_use]
    pub const fn of(&self, verdict: Verdict) -> u64 {
        match verdict {
            Verdict::Within => self.within,
            Verdict::Outside => self.outside,
            Verdict::CannotTell => self.cannot_tell,
            Verdict::NotAssessed => self.not_assessed,
            Verdict::Waived => self.waived,
        }
    }

    /// The worst verdict that occurs; `None` without any result.
    #[must_use]
    pub fn worst(&self) -> Option<Verdict> {
        Verdict::WORST_FIRST.into_iter().find(|verdict| self.of(*verdict) > 0)
    }

    /// All results.
    #[must_use]
    pub const fn total(&self) -> u64 {
        let some = self.within.saturating_add(self.outside).saturating_add(self.cannot_tell);
        some.saturating_add(self.not_assessed).saturating_add(self.waived)
    }
}

/// The document.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Audit {
    /// `evenhand.audit/1`.
    pub schema: String,
    /// What made it.
    pub tool: Tool,
    /// Name, date, seed, inference; which model, over which time, who answers for it.
    pub audit: Head,
    /// The question: the resolved plan, defaults filled in. Absent from documents of versions before it was kept.
    pub question: Option<Question>,
    /// Level, methods, smallest group shown.
    pub settings: Settings,
    /// The files read.
    pub inputs: Vec<Input>,
    /// Who was counted and who was left out.
    pub population: Population,
    /// The attributes audited, with their words.
    pub attributes: Vec<AttributeOut>,
    /// Size of every segment.
    pub segments: Vec<SegmentSize>,
    /// Values, intervals, people; no limits.
    pub findings: Vec<Finding>,
    /// What every threshold would do, by attribute; none without scores.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub score_curves: Vec<ScoreCurves>,
    /// Groups compared among people alike in a stratum; no limits.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub strata: Vec<Conditional>,
    /// Where gaps of selection come from: stages, strata, campaigns.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub gaps: Vec<GapSource>,
    /// What the campaign changed, against people kept out at random; absent without any.
    pub lift: Option<Lift>,
    /// Delivered mixes against eligible ones.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub delivery: Vec<Delivery>,
    /// Where many groups are held against one reference: between which ratios chance alone would carry them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub control_limits: Vec<ControlLimits>,
    /// Ratios to the highest rate that a rule pack wants shown, judged or not.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub impact_ratios: Vec<ImpactRatios>,
    /// Limits and verdicts.
    pub checks: Vec<Check>,
    /// What the widest gap in selection rates would be if every group had the same rate, over all attributes that are judged
    /// (without checks, over all): half of equal worlds show less, 95 % of them less than the second. Absent of a census.
    pub widest_by_chance: Option<UnderEquality>,
    /// Fixes, proposed or refused; empty unless they were asked for.
    pub fixes: Vec<Fix>,
    /// What a reader should know and no verdict depends on.
    pub warnings: Vec<Said>,
    /// The worst verdict of all results; absent when there is no check.
    pub verdict: Option<Verdict>,
    /// 0, 1 or 3.
    pub exit_code: u8,
    /// Results by verdict, over all checks.
    pub counts: Counts,
}

impl Audit {
    /// The finding with this id.
    #[must_use]
    pub fn finding(&self, id: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == id)
    }
}
