//! `[[check]]`, in the config and in packs.

use crate::plan::Role;
use evenhand_metrics::catalog::{Ask, Favours, Measure, REJECTION_RATE, SELECTION_RATE, field_name};
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::family::Correction;

use schemars::JsonSchema;
use serde::Deserialize;

use super::limit::{self, ClaimWord, Claimed};
use super::read::{Day, Entries, Label, OrList, Spot, Word, words};
use super::reference::{can_have, reference};
use super::refuse::{empty, exclusive, twice};
use super::sets::{in_config_order, set_of};
use crate::error::{Error, ErrorCode, Result};
use crate::plan::{
    Attribute, Campaigns, Check, Columns, Decimal, Inference, Kind, Limit, Meaning, PackInfo, SegmentWanted, Severity,
};

words!(Comparison = Ratio, Difference, Value);
words!(Correction = Sidak, Bonferroni, Holm, Bh, None);
words!(Severity: "error" => Self::Error, "warn" => Self::Warn);
words!(Campaigns: "pooled" => Self::Pooled, "each" => Self::Each);

/// A limit that results are held against.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckKeys {
    /// Name of the check, in letters, digits and hyphens; never used again for another.
    id: Spot<String>,
    /// As `evenhand metrics` lists them.
    measure: Spot<String>,
    /// What is held against the limit: the ratio of a group to its reference, their difference, or the value of a group
    /// alone.
    comparison: Spot<Word<Comparison>>,
    /// Attributes and crosses such as "gender x age".
    attributes: Option<Spot<Vec<Spot<String>>>>,
    /// What groups are compared with, in place of the attributes' own: a group, or largest, highest-rate,
    /// highest-rate-2pct, rest, everyone.
    reference: Option<Spot<String>>,
    /// Lowest ratio or value within the limit; alone, 1 / min is the highest ratio.
    min: Option<Spot<Decimal>>,
    /// Highest ratio or value within the limit; alone, 1 / max is the lowest ratio.
    max: Option<Spot<Decimal>>,
    /// Widest difference within the limit, in either direction.
    max_gap: Option<Spot<Decimal>>,
    /// Who set the limit: printed beside it.
    set_by: Option<String>,
    /// The day on which the limit was set.
    set_on: Option<Day>,
    /// true: only the side that is written is judged.
    one_sided: Option<Spot<bool>>,
    /// What a pass shows.
    claim: Option<Spot<Word<ClaimWord>>>,
    /// The gap that must not go unseen: a ratio, or a difference.
    needs_detectable: Option<Spot<Decimal>>,
    /// The share of people, from 0 to 1, for whom the claim must hold.
    needs_coverage: Option<Spot<Decimal>>,
    /// Segments that may not stay undecided.
    #[serde(default)]
    must_decide: Vec<Spot<Entries<Spot<Label>>>>,
    /// pooled: all campaigns together; each: every one by itself; or a list of them.
    campaigns: Option<Spot<OrList<Word<Campaigns>, Label>>>,
    /// A stratum: people are compared with those who share it.
    within: Option<Spot<String>>,
    /// How the family of comparisons is corrected for.
    correction: Option<Spot<Word<Correction>>>,
    /// error: decides the exit code; warn: watched, and without effect on it.
    severity: Option<Word<Severity>>,
}

/// What a check is read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) attributes: &'a [Attribute],
    pub(super) columns: &'a Columns,
    pub(super) inference: Inference,
}

impl Spot<CheckKeys> {
    /// Holds the check against everything else. Those of a pack are called `pack/id`.
    pub(super) fn check(self, around: Around<'_>, pack: Option<&PackInfo>) -> Result<Check> {
        let Self { value: keys, place, .. } = self;
        let named = measure(&keys.measure, around.columns)?;
        let burden = around.columns.meaning == Meaning::Burden;
        // Packs compare favourable outcomes: of a burden, that is being spared it.
        let measure = if burden && pack.is_some() && named.id() == SELECTION_RATE.id {
            Measure::Rate(&REJECTION_RATE)
        } else {
            named
        };
        let comparison = comparison(&keys.comparison, measure)?;
        let one_sided = keys.one_sided.filter(|spot| spot.value);
        one_sided_holds(one_sided.as_ref(), comparison, keys.min.is_some() && keys.max.is_some())?;
        let limit = limit::of(comparison, measure, keys.min, keys.max, keys.max_gap)?;
        let limit = limit.ok_or_else(|| Error::new(ErrorCode::P015).with("comparison", comparison.id()).at(place))?;
        if let (Some(one_sided), Limit::Range { min: Some(_), .. }) = (&one_sided, &limit)
            && burden
            && matches!(measure, Measure::Rate(rate) if rate.favours() == Favours::Higher)
        {
            return Err(Error::new(ErrorCode::P080).at(one_sided.place.clone()));
        }
        let asked = limit::Asked {
            claim: keys.claim.map(|spot| spot.map(|word| word.0)),
            needs_detectable: keys.needs_detectable,
            needs_coverage: keys.needs_coverage,
            place: keys.id.place.clone(),
        };
        let Claimed { claim, needs_detectable, needs_coverage } =
            asked.read(around.inference, measure, comparison, &limit)?;
        let sets = sets(keys.attributes, around.attributes)?;
        let reference = own_reference(keys.reference.as_ref(), comparison, measure, &sets, around.attributes)?;
        let must_decide = keys.must_decide.iter().map(|segment| must_decide(segment, &sets, around.attributes));
        Ok(Check {
            id: pack.map_or_else(|| keys.id.value.clone(), |pack| format!("{}/{}", pack.id, keys.id.value)),
            place: keys.id.place,
            measure,
            comparison,
            must_decide: must_decide.collect::<Result<_>>()?,
            within: within(keys.within, keys.campaigns.is_some(), measure, comparison, around)?,
            campaigns: campaigns(keys.campaigns, measure, around.columns)?,
            correction: correction(keys.correction, reference.as_ref(), &sets, around.attributes)?,
            attributes: sets,
            reference,
            limit,
            one_sided: one_sided.is_some(),
            claim,
            needs_detectable,
            needs_coverage,
            set_by: keys.set_by,
            set_on: keys.set_on.map(|day| day.0.to_string()),
            severity: keys.severity.map_or(Severity::Error, |word| word.0),
            pack: pack.cloned(),
            flip_test: false,
        })
    }
}

/// Whether there is another side to leave out.
fn one_sided_holds(one_sided: Option<&Spot<bool>>, comparison: Comparison, both: bool) -> Result<()> {
    let Some(one_sided) = one_sided else { return Ok(()) };
    let other = match comparison {
        Comparison::Difference => "max_gap",
        Comparison::Value => "comparison = \"value\"",
        Comparison::Ratio if both => "max",
        Comparison::Ratio => return Ok(()),
    };
    Err(exclusive("one_sided", other, one_sided.place.clone()))
}

/// The measure of this name, if the columns allow it.
pub(super) fn measure(spot: &Spot<String>, columns: &Columns) -> Result<Measure> {
    let unknown = || {
        // Every name is a candidate, but only the permanent ids are listed.
        let ids: Vec<&str> = Measure::all().map(Measure::id).collect();
        let error = Error::new(ErrorCode::P010).with("name", spot.value.as_str()).at(spot.place.clone());
        // A name of the field is a measure and a comparison.
        let asks = field_name(&spot.value).map_or(&[][..], |field| field.asks);
        let asked = asks.iter().find_map(|ask| match ask {
            Ask::Check(measure, comparison)
            | Ask::AgainstHighest(measure, comparison)
            | Ask::Within(measure, comparison) => Some((*measure, comparison.id())),
            Ask::Finding(..) => None,
        });
        if let Some((measure, comparison)) = asked {
            return error.with("near", "field").with("suggestion", measure).with("known", comparison);
        }
        error.suggesting(&spot.value, Measure::all_names()).with("known", ids.join(", "))
    };
    let measure = Measure::named(&spot.value).ok_or_else(unknown)?;
    if columns.only_delivered() {
        return Err(Error::new(ErrorCode::P052).at(spot.place.clone()));
    }
    let lacking = |code: ErrorCode| Error::new(code).with("measure", measure.id()).at(spot.place.clone());
    let (needs_outcome, needs_column) = match measure {
        Measure::Rate(rate) => (rate.needs().outcome, None),
        Measure::Score(score) => (score.needs.outcome, columns.score.is_none().then_some("score")),
        Measure::Value(_) => (false, columns[Role::Value].is_none().then_some("value")),
    };
    if let Some(column) = needs_column {
        return Err(lacking(ErrorCode::P060).with("needs", column));
    }
    if needs_outcome && columns.outcome.is_none() {
        return Err(lacking(ErrorCode::P019));
    }
    Ok(measure)
}

/// The comparison, if the measure can be compared so.
fn comparison(spot: &Spot<Word<Comparison>>, measure: Measure) -> Result<Comparison> {
    let comparison = spot.value.0;
    let allowed = measure.comparisons();
    if allowed.contains(&comparison) {
        return Ok(comparison);
    }
    let known: Vec<&str> = allowed.iter().map(|comparison| comparison.id()).collect();
    let error = Error::new(ErrorCode::P061).with("measure", measure.id()).with("comparison", comparison.id());
    Err(error.with("known", known.join(", ")).at(spot.place.clone()))
}

/// Every protected attribute alone.
fn singles(attributes: &[Attribute]) -> Vec<Vec<usize>> {
    let protected = attributes.iter().enumerate().filter(|(_, attribute)| attribute.kind == Kind::Protected);
    protected.map(|(index, _)| vec![index]).collect()
}

fn sets(given: Option<Spot<Vec<Spot<String>>>>, attributes: &[Attribute]) -> Result<Vec<Vec<usize>>> {
    let Some(given) = given else { return Ok(singles(attributes)) };
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for text in given.value {
        let set = set_of(attributes, &text)?;
        if sets.contains(&set) {
            return Err(twice(&text.value, text.place));
        }
        sets.push(set);
    }
    if sets.is_empty() { Err(empty("attributes", given.place)) } else { Ok(sets) }
}

fn own_reference(
    given: Option<&Spot<String>>,
    comparison: Comparison,
    measure: Measure,
    sets: &[Vec<usize>],
    attributes: &[Attribute],
) -> Result<Option<ReferenceRule>> {
    let Some(spot) = given else { return Ok(None) };
    if comparison == Comparison::Value && !measure.is_comparison() {
        return Err(exclusive("reference", "comparison = \"value\"", spot.place.clone()));
    }
    let chosen = reference(spot)?;
    if let ReferenceRule::Named(group) = &chosen {
        match sets {
            [set] if set.len() == 1 => can_have(&attributes[set[0]], group, &spot.place)?,
            _ => return Err(Error::new(ErrorCode::P036).with("group", group.as_str()).at(spot.place.clone())),
        }
    }
    Ok(Some(chosen))
}

fn must_decide(
    given: &Spot<Entries<Spot<Label>>>,
    sets: &[Vec<usize>],
    attributes: &[Attribute],
) -> Result<SegmentWanted> {
    let entries = &given.value.0;
    let set = in_config_order(attributes, entries.iter().map(|(name, _)| (name.value.as_str(), &name.place)))?;
    if !sets.contains(&set) {
        return Err(Error::new(ErrorCode::P035).at(given.place.clone()));
    }
    let mut parts = Vec::new();
    for index in set {
        let attribute = &attributes[index];
        for (_, label) in entries.iter().filter(|(name, _)| name.value == attribute.name) {
            can_have(attribute, &label.value.0, &label.place)?;
            parts.push((index, label.value.0.clone()));
        }
    }
    Ok(SegmentWanted { parts, place: given.place.clone() })
}

fn campaigns(
    given: Option<Spot<OrList<Word<Campaigns>, Label>>>,
    measure: Measure,
    columns: &Columns,
) -> Result<Campaigns> {
    let Some(given) = given else { return Ok(Campaigns::Pooled) };
    let campaigns = match given.value {
        OrList::One(word) => word.0,
        OrList::List(these) if these.is_empty() => return Err(empty("campaigns", given.place)),
        OrList::List(these) => Campaigns::These(these.into_iter().map(|label| label.0).collect()),
    };
    let lacks = match &campaigns {
        Campaigns::Pooled => None,
        _ if measure.id() != SELECTION_RATE.id => Some("measure"),
        _ if !columns.has_campaigns() => Some("column"),
        _ => None,
    };
    lacks.map_or(Ok(campaigns), |lacks| Err(Error::new(ErrorCode::P020).with("lacks", lacks).at(given.place)))
}

/// The stratum that people are alike in. It is compared over all rows: within one campaign too, strata grow too small to
/// say anything.
fn within(
    given: Option<Spot<String>>,
    by_campaign: bool,
    measure: Measure,
    comparison: Comparison,
    around: Around<'_>,
) -> Result<Option<usize>> {
    let Some(spot) = given else { return Ok(None) };
    if measure.id() != SELECTION_RATE.id || comparison == Comparison::Value {
        return Err(Error::new(ErrorCode::P051).with("lacks", "measure").at(spot.place));
    }
    if by_campaign {
        return Err(exclusive("within", "campaigns", spot.place));
    }
    let strata = || around.attributes.iter().enumerate().filter(|(_, attribute)| attribute.kind == Kind::Stratum);
    let found = strata().find(|(_, stratum)| stratum.name == spot.value).map(|(index, _)| index);
    let names: Vec<&str> = strata().map(|(_, stratum)| stratum.name.as_str()).collect();
    let unknown = || {
        let error = Error::new(ErrorCode::P051).with("lacks", "stratum").with("name", spot.value.as_str());
        error.with("known", names.join(", ")).at(spot.place.clone()).suggesting(&spot.value, names.iter().copied())
    };
    found.map(Some).ok_or_else(unknown)
}

/// Everybody else changes with every group, so those comparisons pull against each other and Šidák's bound, which
/// holds for independent ones and for those that pull together, is not taken. Everyone is the group and everybody else: the
/// same comparisons on another scale.
fn correction(
    given: Option<Spot<Word<Correction>>>,
    reference: Option<&ReferenceRule>,
    sets: &[Vec<usize>],
    attributes: &[Attribute],
) -> Result<Correction> {
    match (given, against_others(reference, sets, attributes)) {
        (Some(Spot { value: Word(Correction::Sidak), place, .. }), Some(rule)) => {
            Err(exclusive("correction = \"sidak\"", &format!("reference = \"{}\"", rule.id()), place))
        }
        (Some(spot), _) => Ok(spot.value.0),
        (None, Some(_)) => Ok(Correction::Bonferroni),
        (None, None) => Ok(Correction::Sidak),
    }
}

/// The rule that sets each group against all others, if there is one.
fn against_others<'a>(
    reference: Option<&'a ReferenceRule>,
    sets: &[Vec<usize>],
    attributes: &'a [Attribute],
) -> Option<&'a ReferenceRule> {
    let is_of_others = |rule: &&ReferenceRule| matches!(rule, ReferenceRule::Rest | ReferenceRule::Everyone);
    match reference {
        Some(reference) => Some(reference).filter(is_of_others),
        None => sets.iter().flatten().map(|&index| &attributes[index].reference).find(is_of_others),
    }
}
