//! `[audit]`, `[statistics]`, `[privacy]`, `[limits]`, `[gate]`, `[funnel]` and the date: settings that stand by themselves.

use std::path::Path;

use evenhand_metrics::interval::{DifferenceMethod, ProportionMethod, RatioMethod};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{AtLeast, Day, Spot, Word, words};
use super::refuse::{exclusive, in_range};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::{
    Alternative, Data, Gate, Inference, Limits, Named, OnUndecided, Overrides, Period, Privacy, Record, Small, Stage,
    Statistics,
};

/// Default of `audit.tuned_for`.
const TUNED_FOR: u64 = 1_000;
/// Default of `statistics.level`.
const LEVEL: f64 = 0.95;
/// Default of `statistics.seed`.
const SEED: u64 = 1;
/// Default of `privacy.min_cell`: the minimum of several health data networks.
const MIN_CELL: u64 = 11;
/// Default of `privacy.max_groups`.
const MAX_GROUPS: u64 = 200;

words!(Inference:
    Inference::IDS[0] => Self::Process,
    Inference::IDS[1] => Self::Monitoring { tuned_for: TUNED_FOR },
    Inference::IDS[2] => Self::Census,
);
words!(OnUndecided: "exit3" => Self::Exit3, "fail" => Self::Fail, "warn" => Self::Warn);
words!(ProportionMethod = Wilson, ClopperPearson, AgrestiCoull, Jeffreys);
words!(DifferenceMethod = MiettinenNurminen, Newcombe);
words!(RatioMethod = MiettinenNurminen, Koopman, Katz);

/// What the audit is called, and what its rows stand for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AuditKeys {
    /// Name of the campaign or audit; by default that of the decisions without its ending.
    name: Option<String>,
    /// monitoring: intervals that hold at every look, for audits made again as people come in. census: no intervals, and
    /// only claim = "point".
    inference: Option<Word<Inference>>,
    /// With inference = "monitoring": the people behind a comparison at whom its intervals are narrowest, 1000 by default;
    /// chosen before the first look and never changed.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    tuned_for: Option<Spot<u64>>,
    /// The model or rule that decided.
    model: Option<String>,
    /// Its version.
    model_version: Option<String>,
    /// First and last day of the decisions.
    period: Option<PeriodKeys>,
    /// What the decisions are for.
    purpose: Option<String>,
    /// Who answers for the processing.
    controller: Option<String>,
    /// Who made the audit: a role or a department.
    auditor: Option<String>,
    /// Whom to ask: a role or a mailbox.
    contact: Option<String>,
    /// The day until which the audit is kept.
    retain_until: Option<Day>,
    /// Anything else.
    notes: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PeriodKeys {
    /// First day, such as 2026-10-01.
    from: Day,
    /// The last day of the period that the rows are from.
    to: Spot<Day>,
}

impl AuditKeys {
    /// The name, by default that of the decisions without its ending, the kind of inference, and what is stated for the record.
    pub(super) fn check(self, data: &Data) -> Result<(String, Inference, Record)> {
        let name = self.name.unwrap_or_else(|| stem(data));
        let inference = match (self.inference.map_or(Inference::Process, |word| word.0), self.tuned_for) {
            (inference, None) => inference,
            (Inference::Monitoring { .. }, Some(spot)) => Inference::Monitoring {
                tuned_for: in_range("tuned_for", spot, "1 ≤ x ≤ 1000000000", |people| {
                    (1..=1_000_000_000).contains(people)
                })?,
            },
            (other, Some(spot)) => {
                return Err(exclusive("tuned_for", &format!("inference = \"{}\"", other.id()), spot.place));
            }
        };
        let record = Record {
            model: self.model,
            model_version: self.model_version,
            period: self.period.map(PeriodKeys::check).transpose()?,
            purpose: self.purpose,
            controller: self.controller,
            auditor: self.auditor,
            contact: self.contact,
            retain_until: self.retain_until.map(|day| day.0.to_string()),
            notes: self.notes,
        };
        Ok((name, inference, record))
    }
}

impl PeriodKeys {
    fn check(self) -> Result<Period> {
        let from = self.from.0;
        let to = in_range("audit.period.to", self.to, &format!("x ≥ {from}"), |to| to.0 >= from)?;
        Ok(Period { from: from.to_string(), to: to.0.to_string() })
    }
}

fn stem(data: &Data) -> String {
    if data.decisions_name == "-" {
        return "standard-input".to_owned();
    }
    let name = data.decisions_name.as_str();
    let unpacked = [".gz", ".zst", ".zstd"].into_iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    Path::new(unpacked).file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// An alternative that was considered.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AlternativeKeys {
    /// What would be done otherwise.
    what: String,
    /// What it would do to the groups and to the aim.
    effect: Option<String>,
    /// Whether it was taken.
    adopted: bool,
    /// Why, or why not.
    why: Option<String>,
    /// The role that decided.
    by: Option<String>,
    /// When, such as 2026-10-01.
    date: Option<Day>,
}

impl AlternativeKeys {
    pub(super) fn check(self) -> Alternative {
        let date = self.date.map(|day| day.0.to_string());
        Alternative { what: self.what, effect: self.effect, adopted: self.adopted, why: self.why, by: self.by, date }
    }
}

/// The date the audit is made for: as given, else from the environment, else today in UTC.
///
/// # Errors
/// `EVH-P021` when what is given is not a date.
pub fn as_of(flags: &Overrides) -> Result<Date> {
    let wrong = |flag: &str| Error::new(ErrorCode::P021).at(Place::Flag(flag.to_owned()));
    if let Some(date) = &flags.as_of {
        return date.parse().map_err(|_| wrong("--as-of"));
    }
    let now = match &flags.source_date_epoch {
        Some(seconds) => {
            let seconds: Option<i64> = seconds.trim().parse().ok();
            let read = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
            read.ok_or_else(|| wrong("SOURCE_DATE_EPOCH"))?
        }
        None => Timestamp::now(),
    };
    Ok(TimeZone::UTC.to_datetime(now).date())
}

/// Levels and methods.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct StatisticsKeys {
    /// Level of confidence, above 0.5 and below 1; by default 0.95.
    level: Option<Spot<f64>>,
    /// Interval of one rate.
    proportion: Option<Word<ProportionMethod>>,
    /// Interval of a difference of rates.
    difference: Option<Word<DifferenceMethod>>,
    /// Interval of a ratio of rates, and the test of limits on it.
    ratio: Option<Word<RatioMethod>>,
    /// Seed of everything drawn at random; by default 1.
    seed: Option<u64>,
    /// How many rows count for one person, where rows do not say whose they are.
    #[schemars(range(min = 1, max = 1_000_000))]
    design_effect: Option<Spot<f64>>,
}

impl StatisticsKeys {
    /// Levels and methods, and the seed.
    pub(super) fn check(self) -> Result<(Statistics, u64)> {
        let level = self.level.map(|spot| in_range("level", spot, "0.5 < x < 1", |level| *level > 0.5 && *level < 1.0));
        let effect = self
            .design_effect
            .map(|spot| in_range("design_effect", spot, "1 ≤ x ≤ 1000000", |x| (1.0..=1e6).contains(x)));
        let statistics = Statistics {
            level: level.transpose()?.unwrap_or(LEVEL),
            proportion: self.proportion.unwrap_or_default().0,
            difference: self.difference.unwrap_or_default().0,
            ratio: self.ratio.unwrap_or_default().0,
            design_effect: effect.transpose()?,
        };
        Ok((statistics, self.seed.unwrap_or(SEED)))
    }
}

/// Columns of the stages that people go through, first to last.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FunnelKeys {
    /// The columns, first to last; whoever reached one has reached those before it.
    #[serde(default)]
    stages: Option<Spot<Vec<Spot<String>>>>,
}

impl Spot<FunnelKeys> {
    pub(super) fn check(self) -> Result<Vec<Stage>> {
        let Spot { value: columns, place, .. } =
            self.value.stages.unwrap_or_else(|| Spot::new(Vec::new(), self.place.clone()));
        let mut stages: Vec<Stage> = Vec::new();
        for spot in columns {
            if stages.iter().any(|stage| stage.column.column == spot.value) {
                return Err(Error::new(ErrorCode::P013).with("name", spot.value).at(spot.place));
            }
            stages.push(Stage { column: Named { column: spot.value, place: spot.place } });
        }
        if stages.len() < 2 { Err(Error::new(ErrorCode::P050).at(place)) } else { Ok(stages) }
    }
}

words!(Small: "hide" => Self::Hide, "merge" => Self::Merge);

/// What may be shown.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PrivacyKeys {
    /// Segments with fewer people are hidden; 1 switches it off.
    min_cell: Option<AtLeast<1>>,
    /// What becomes of small groups: hidden, or merged into one that is never judged.
    small: Option<Word<Small>>,
    /// More labels than this is an error.
    max_groups: Option<AtLeast<2>>,
}

impl PrivacyKeys {
    /// What may be shown, and how many groups an attribute may have.
    pub(super) fn check(self) -> (Privacy, usize) {
        let max_groups = self.max_groups.map_or(MAX_GROUPS, |most| most.0);
        let privacy = Privacy {
            min_cell: self.min_cell.map_or(MIN_CELL, |least| least.0),
            small: self.small.map_or(Small::Hide, |small| small.0),
        };
        (privacy, usize::try_from(max_groups).unwrap_or(usize::MAX))
    }
}

/// How much an audit may be asked for, counted before it is made.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LimitsKeys {
    /// Sets of attributes that may be reported, each alone and crossed (1,000).
    combinations: Option<AtLeast<1>>,
    /// Checks that may be judged (500).
    checks: Option<AtLeast<1>>,
    /// Groups of all sets, over all rows and in every campaign (100,000).
    segments: Option<AtLeast<1>>,
    /// Findings and results of checks together (1,000,000).
    comparisons: Option<AtLeast<1>>,
    /// Cells of the full cross; beyond it only the declared crosses are counted (16,000,000).
    cells: Option<AtLeast<1>>,
}

impl LimitsKeys {
    pub(super) fn check(&self) -> Limits {
        let usual = Limits::default();
        let number = |given: &Option<AtLeast<1>>, usual: u64| given.map_or(usual, |number| number.0);
        Limits {
            combinations: number(&self.combinations, usual.combinations),
            checks: number(&self.checks, usual.checks),
            segments: number(&self.segments, usual.segments),
            comparisons: number(&self.comparisons, usual.comparisons),
            cells: number(&self.cells, usual.cells),
        }
    }
}

/// What undecided checks do to the exit code, and what was accepted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct GateKeys {
    /// An undecided check: exit code 3, a failure, or a warning.
    on_cannot_tell: Option<Word<OnUndecided>>,
    /// A check without any estimate: exit code 3, a failure, or a warning.
    on_not_assessed: Option<Word<OnUndecided>>,
    /// The waivers file; relative to the config's folder.
    pub(super) waivers: Option<Spot<String>>,
}

impl GateKeys {
    pub(super) fn check(&self) -> Gate {
        let word = |given: &Option<Word<OnUndecided>>| given.map_or(OnUndecided::Exit3, |word| word.0);
        Gate { on_cannot_tell: word(&self.on_cannot_tell), on_not_assessed: word(&self.on_not_assessed) }
    }
}
