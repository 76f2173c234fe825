//! `[[check]]`, in the config and in packs.

use crate::plan::Role;
use evenhand_metrics::catalog::{Ask, Favours, Measure, RATES, field_name};
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::family::Correction;

use super::document::{Spot, Table, Value};
use super::given::{self, exclusive};
use super::limit::{self, Claimed};
use super::reference::{can_have, reference};
use super::sets::{in_config_order, set_of};
use crate::error::{Error, Place, Result};
use crate::plan::{
    Attribute, Campaigns, Check, Columns, Decision, Inference, Kind, Limit, Meaning, Overrides, PackInfo,
    SegmentWanted, Severity,
};

const KNOWN: [&str; 19] = [
    "id",
    "measure",
    "comparison",
    "attributes",
    "reference",
    "min",
    "max",
    "max_gap",
    "set_by",
    "set_on",
    "one_sided",
    "claim",
    "needs_detectable",
    "needs_coverage",
    "must_decide",
    "campaigns",
    "within",
    "correction",
    "severity",
];
/// Keys that packs have besides.
const OF_PACKS: [&str; 1] = ["flip_test"];
const COMPARISONS: [(&str, Comparison); 3] = [
    (Comparison::Ratio.id(), Comparison::Ratio),
    (Comparison::Difference.id(), Comparison::Difference),
    (Comparison::Value.id(), Comparison::Value),
];
const CORRECTIONS: [(&str, Correction); 5] = [
    (Correction::Sidak.id(), Correction::Sidak),
    (Correction::Bonferroni.id(), Correction::Bonferroni),
    (Correction::Holm.id(), Correction::Holm),
    (Correction::Bh.id(), Correction::Bh),
    (Correction::None.id(), Correction::None),
];
const SEVERITIES: [(&str, Severity); 2] = [("error", Severity::Error), ("warn", Severity::Warn)];
const CAMPAIGNS: [(&str, Campaigns); 2] = [("pooled", Campaigns::Pooled), ("each", Campaigns::Each)];
/// What flags judge: the selection rate, the first of the catalog.
pub(super) const SELECTION: Measure = Measure::Rate(RATES[0]);
/// Its other side: who was not selected.
const REJECTION: Measure = Measure::Rate(RATES[1]);

/// What a check is read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) attributes: &'a [Attribute],
    pub(super) columns: &'a Columns,
    pub(super) inference: Inference,
}

/// Reads one check. Those of a pack are called `pack/id`.
pub(super) fn read(table: &Table<'_>, around: Around<'_>, pack: Option<&PackInfo>) -> Result<Check> {
    let of_packs: &[&str] = if pack.is_some() { &OF_PACKS } else { &[] };
    let known: Vec<&str> = KNOWN.iter().chain(of_packs).copied().collect();
    table.only(&known, &[])?;
    let id = table.need("id")?.text()?;
    let named = measure(&table.need("measure")?.text()?, around.columns)?;
    let burden = around.columns.meaning == Meaning::Burden;
    // Packs compare favourable outcomes: of a burden, that is being spared it.
    let measure = if burden && pack.is_some() && named.id() == SELECTION.id() { REJECTION } else { named };
    let comparison = comparison(table, measure)?;
    let (limit, one_sided) = limit::read(table, comparison, measure)?;
    if let (Some(one_sided), Limit::Range { min: Some(_), .. }, true) = (table.get("one_sided"), &limit, one_sided)
        && burden
        && matches!(measure, Measure::Rate(rate) if rate.favours() == Favours::Higher)
    {
        return Err(Error::new("EVH-P080").at(one_sided.place()));
    }
    let asked = limit::Asked {
        claim: table.word("claim", &limit::WORDS)?,
        needs_detectable: table.decimal("needs_detectable")?,
        needs_coverage: table.decimal("needs_coverage")?,
        names: ["claim =", "needs_detectable", "needs_coverage"],
        place: id.place.clone(),
    };
    let Claimed { claim, needs_detectable, needs_coverage } =
        asked.read(around.inference, measure, comparison, &limit)?;
    let sets = sets(table, around.attributes)?;
    let reference = own_reference(table, comparison, measure, &sets, around.attributes)?;
    Ok(Check {
        id: pack.map_or_else(|| id.value.clone(), |pack| format!("{}/{}", pack.id, id.value)),
        place: id.place,
        measure,
        comparison,
        must_decide: must_decide(table, &sets, around.attributes)?,
        within: within(table, measure, comparison, around)?,
        campaigns: campaigns(table, measure, around.columns)?,
        correction: correction(table, reference.as_ref(), &sets, around.attributes)?,
        attributes: sets,
        reference,
        limit,
        one_sided,
        claim,
        needs_detectable,
        needs_coverage,
        set_by: table.text("set_by")?.map(|spot| spot.value),
        set_on: set_on(table)?,
        severity: table.word("severity", &SEVERITIES)?.map_or(Severity::Error, |spot| spot.value),
        pack: pack.cloned(),
        flip_test: table.flag("flip_test")?.is_some_and(|spot| spot.value),
    })
}

/// The day on which a limit was set.
fn set_on(table: &Table<'_>) -> Result<Option<String>> {
    let Some(value) = table.get("set_on") else { return Ok(None) };
    let text = value.date()?;
    match text.value.parse::<jiff::civil::Date>() {
        Ok(date) => Ok(Some(date.to_string())),
        Err(_) => Err(Error::new("EVH-P006").with("key", "set_on").with("expected", "date").at(text.place)),
    }
}

/// What flags say of every check that they make.
#[derive(Debug)]
pub(super) struct OfFlags<'a> {
    pub(super) flags: &'a Overrides,
    pub(super) around: Around<'a>,
}

impl OfFlags<'_> {
    /// The check that `--min-ratio`, `--max-ratio` or `--max-gap` asks for: the selection rate of every attribute alone.
    pub(super) fn check(&self, id: &str, place: Place, comparison: Comparison, limit: Limit) -> Result<Check> {
        let Self { flags, around } = *self;
        let claim = given::text("--claim", flags.claim.as_deref());
        let asked = limit::Asked {
            claim: claim.map(|word| word.one_of("--claim", &limit::WORDS)).transpose()?,
            needs_detectable: given::decimal("--needs-detectable", flags.needs_detectable.as_deref())?,
            needs_coverage: given::decimal("--needs-coverage", flags.needs_coverage.as_deref())?,
            names: ["--claim", "--needs-detectable", "--needs-coverage"],
            place: place.clone(),
        };
        let Claimed { claim, needs_detectable, needs_coverage } =
            asked.read(around.inference, SELECTION, comparison, &limit)?;
        let attributes: Vec<Vec<usize>> = singles(around.attributes);
        let must_decide = flags.must_decide.iter().map(|text| segment_of_flag(text, &attributes, around.attributes));
        Ok(Check {
            id: id.to_owned(),
            measure: SELECTION,
            comparison,
            must_decide: must_decide.collect::<Result<_>>()?,
            needs_detectable,
            correction: default_correction(None, &attributes, around.attributes),
            attributes,
            reference: None,
            limit,
            one_sided: false,
            claim,
            needs_coverage,
            set_by: None,
            set_on: None,
            within: None,
            campaigns: Campaigns::Pooled,
            severity: Severity::Error,
            pack: None,
            flip_test: false,
            place,
        })
    }
}

/// The flags that say something of a check, and mean nothing without one.
pub(super) fn stray_flag(flags: &Overrides) -> Option<&'static str> {
    let given = [
        ("--claim", flags.claim.is_some()),
        ("--needs-coverage", flags.needs_coverage.is_some()),
        ("--needs-detectable", flags.needs_detectable.is_some()),
        ("--must-decide", !flags.must_decide.is_empty()),
    ];
    given.into_iter().find(|(_, given)| *given).map(|(flag, _)| flag)
}

/// `gender=women`: a group that may not stay undecided.
fn segment_of_flag(text: &str, sets: &[Vec<usize>], attributes: &[Attribute]) -> Result<SegmentWanted> {
    let place = Place::Flag("--must-decide".to_owned());
    let Some((name, label)) = text.split_once('=') else {
        return Err(Error::new("EVH-P006").with("key", "--must-decide").with("expected", "group").at(place));
    };
    let set = in_config_order(attributes, [(name.trim(), &place)].into_iter())?;
    if !sets.contains(&set) {
        return Err(Error::new("EVH-P035").at(place));
    }
    can_have(&attributes[set[0]], label, &place)?;
    Ok(SegmentWanted { parts: vec![(set[0], label.to_owned())], place })
}

/// The measure of this name, if the columns allow it.
pub(super) fn measure(spot: &Spot<String>, columns: &Columns) -> Result<Measure> {
    let unknown = || {
        // Every name is a candidate, but only the permanent ids are listed.
        let ids: Vec<&str> = Measure::all().map(Measure::id).collect();
        let error = Error::new("EVH-P010").with("name", spot.value.as_str()).at(spot.place.clone());
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
    if let Decision::Delivered { .. } = columns.decision {
        return Err(Error::new("EVH-P052").at(spot.place.clone()));
    }
    let lacking = |code: &'static str| Error::new(code).with("measure", measure.id()).at(spot.place.clone());
    let (needs_outcome, needs_column) = match measure {
        Measure::Rate(rate) => (rate.needs().outcome, None),
        Measure::Score(score) => (score.needs.outcome, columns.score.is_none().then_some("score")),
        Measure::Value(_) => (false, columns[Role::Value].is_none().then_some("value")),
    };
    if let Some(column) = needs_column {
        return Err(lacking("EVH-P060").with("needs", column));
    }
    if needs_outcome && columns.outcome.is_none() {
        return Err(lacking("EVH-P019"));
    }
    Ok(measure)
}

/// The comparison, if the measure can be compared so.
fn comparison(table: &Table<'_>, measure: Measure) -> Result<Comparison> {
    let spot = table.need("comparison")?.text()?.one_of("comparison", &COMPARISONS)?;
    let allowed = measure.comparisons();
    if allowed.contains(&spot.value) {
        return Ok(spot.value);
    }
    let known: Vec<&str> = allowed.iter().map(|comparison| comparison.id()).collect();
    let error = Error::new("EVH-P061").with("measure", measure.id()).with("comparison", spot.value.id());
    Err(error.with("known", known.join(", ")).at(spot.place))
}

/// Every protected attribute alone.
fn singles(attributes: &[Attribute]) -> Vec<Vec<usize>> {
    let protected = attributes.iter().enumerate().filter(|(_, attribute)| attribute.kind == Kind::Protected);
    protected.map(|(index, _)| vec![index]).collect()
}

fn sets(table: &Table<'_>, attributes: &[Attribute]) -> Result<Vec<Vec<usize>>> {
    let Some(value) = table.get("attributes") else {
        return Ok(singles(attributes));
    };
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for item in value.list()? {
        let text = item.text()?;
        let set = set_of(attributes, &text)?;
        if sets.contains(&set) {
            return Err(Error::new("EVH-P013").with("name", text.value).at(text.place));
        }
        sets.push(set);
    }
    if sets.is_empty() { Err(Error::new("EVH-P030").with("key", "attributes").at(value.place())) } else { Ok(sets) }
}

fn own_reference(
    table: &Table<'_>,
    comparison: Comparison,
    measure: Measure,
    sets: &[Vec<usize>],
    attributes: &[Attribute],
) -> Result<Option<ReferenceRule>> {
    let Some(spot) = table.text("reference")? else { return Ok(None) };
    if comparison == Comparison::Value && !measure.is_comparison() {
        return Err(exclusive("reference", "comparison = \"value\"", spot.place));
    }
    let chosen = reference(&spot)?;
    if let ReferenceRule::Named(group) = &chosen {
        match sets {
            [set] if set.len() == 1 => can_have(&attributes[set[0]], group, &spot.place)?,
            _ => return Err(Error::new("EVH-P036").with("group", group.as_str()).at(spot.place)),
        }
    }
    Ok(Some(chosen))
}

fn must_decide(table: &Table<'_>, sets: &[Vec<usize>], attributes: &[Attribute]) -> Result<Vec<SegmentWanted>> {
    let wanted = |item: &Value<'_>| {
        let segment = item.table()?;
        let entries = segment.in_order();
        let places: Vec<Place> = entries.iter().map(Value::key_place).collect();
        let names = entries.iter().map(|entry| entry.key.as_str()).zip(&places);
        let set = in_config_order(attributes, names)?;
        if !sets.contains(&set) {
            return Err(Error::new("EVH-P035").at(item.place()));
        }
        let mut parts = Vec::new();
        for index in set {
            let attribute = &attributes[index];
            let value = segment.need(&attribute.name)?;
            let label = value.label()?;
            can_have(attribute, &label, &value.place())?;
            parts.push((index, label));
        }
        Ok(SegmentWanted { parts, place: item.place() })
    };
    table.list("must_decide")?.iter().map(wanted).collect()
}

fn campaigns(table: &Table<'_>, measure: Measure, columns: &Columns) -> Result<Campaigns> {
    let Some(value) = table.get("campaigns") else { return Ok(Campaigns::Pooled) };
    let campaigns = if value.is_list() {
        let these: Vec<String> = value.list()?.iter().map(Value::label).collect::<Result<_>>()?;
        if these.is_empty() {
            return Err(Error::new("EVH-P030").with("key", "campaigns").at(value.place()));
        }
        Campaigns::These(these)
    } else {
        value.text()?.one_of("campaigns", &CAMPAIGNS)?.value
    };
    let lacks = match &campaigns {
        Campaigns::Pooled => None,
        _ if measure.id() != "selection-rate" => Some("measure"),
        _ if !columns.has_campaigns() => Some("column"),
        _ => None,
    };
    lacks.map_or(Ok(campaigns), |lacks| Err(Error::new("EVH-P020").with("lacks", lacks).at(value.place())))
}

/// The stratum that people are alike in. It is compared over all rows: within one campaign too, strata grow too small to
/// say anything.
fn within(table: &Table<'_>, measure: Measure, comparison: Comparison, around: Around<'_>) -> Result<Option<usize>> {
    let Some(spot) = table.text("within")? else { return Ok(None) };
    if measure.id() != "selection-rate" || comparison == Comparison::Value {
        return Err(Error::new("EVH-P051").with("lacks", "measure").at(spot.place));
    }
    if table.get("campaigns").is_some() {
        return Err(exclusive("within", "campaigns", spot.place));
    }
    let strata = || around.attributes.iter().enumerate().filter(|(_, attribute)| attribute.kind == Kind::Stratum);
    let found = strata().find(|(_, stratum)| stratum.name == spot.value).map(|(index, _)| index);
    let names: Vec<&str> = strata().map(|(_, stratum)| stratum.name.as_str()).collect();
    let unknown = || {
        let error = Error::new("EVH-P051").with("lacks", "stratum").with("name", spot.value.as_str());
        error.with("known", names.join(", ")).at(spot.place.clone()).suggesting(&spot.value, names.iter().copied())
    };
    found.map(Some).ok_or_else(unknown)
}

/// Everybody else changes with every group, so those comparisons pull against each other and Šidák's bound, which
/// holds for independent ones and for those that pull together, is not taken. Everyone is the group and everybody else: the
/// same comparisons on another scale.
fn correction(
    table: &Table<'_>,
    reference: Option<&ReferenceRule>,
    sets: &[Vec<usize>],
    attributes: &[Attribute],
) -> Result<Correction> {
    match table.word("correction", &CORRECTIONS)? {
        Some(spot) if spot.value == Correction::Sidak => match against_others(reference, sets, attributes) {
            Some(rule) => {
                Err(exclusive("correction = \"sidak\"", &format!("reference = \"{}\"", rule.id()), spot.place))
            }
            None => Ok(spot.value),
        },
        Some(spot) => Ok(spot.value),
        None => Ok(default_correction(reference, sets, attributes)),
    }
}

fn default_correction(reference: Option<&ReferenceRule>, sets: &[Vec<usize>], attributes: &[Attribute]) -> Correction {
    if against_others(reference, sets, attributes).is_some() { Correction::Bonferroni } else { Correction::Sidak }
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
