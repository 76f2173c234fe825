//! Words for what the document names: attributes, groups, measures, results, checks. Labels come out cleaned.

use evenhand_metrics::catalog::{Measure, REJECTION_RATE, SELECTION_RATE, field_name, is_share};
use serde_json::Value;

use super::findings::{rate, reference_rate, segment_of_id};
use crate::document::{
    Audit, Check, CheckResult, Claim, Correction, Finding, Inference, MERGED, Meaning, Pack, ReferenceKind, Statistic,
    Verdict, Word,
};
use crate::error::{FROM, Stand};
use crate::lang::{Lang, Piece, Said, Unit, clean, people};
use crate::segment::Segment;

/// The attribute's label in this language, else its name.
pub(super) fn attribute_words(audit: &Audit, name: &str, lang: Lang) -> String {
    let attribute = audit.attributes.iter().find(|attribute| attribute.name == name);
    let words = attribute.and_then(|attribute| attribute.label.get(lang.tag()).or_else(|| attribute.label.get("en")));
    clean(words.map_or(name, String::as_str)).into_owned()
}

/// The attributes of a set that the document names as `gender x age_band`.
pub(super) fn set_words(audit: &Audit, set: &str, lang: Lang) -> String {
    let names: Vec<String> = set.split(" x ").map(|name| attribute_words(audit, name, lang)).collect();
    names.join(" × ")
}

/// The group's words in this language, else its label; « not stated » for a missing value.
pub(super) fn group_words(audit: &Audit, attribute: &str, label: Option<&str>, lang: Lang) -> String {
    let Some(label) = label else { return lang.text("value-missing") };
    if label == MERGED {
        return lang.text("value-merged");
    }
    let attribute = audit.attributes.iter().find(|other| other.name == attribute);
    let group = attribute.and_then(|attribute| attribute.groups.iter().find(|group| group.label == label));
    let words = group.and_then(|group| group.words.get(lang.tag()));
    clean(words.map_or(label, String::as_str)).into_owned()
}

/// The effective number of people in a finding's denominator, where a person may have several rows.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of people, 1 or more")]
pub(super) fn effective_people(finding: &Finding, lang: Lang) -> Option<String> {
    finding.people_effective.map(|effective| people(effective.round().max(1.0) as u64, lang))
}

/// The groups of a segment without their attributes: `women, 65+`.
pub(super) fn groups_of(audit: &Audit, segment: &Segment, lang: Lang) -> String {
    let groups = segment.0.iter().map(|(name, label)| group_words(audit, name, label.as_deref(), lang));
    groups.collect::<Vec<_>>().join(", ")
}

/// The attributes of a segment: `Gender, Age band`.
pub(super) fn attributes_of(audit: &Audit, segment: &Segment, lang: Lang) -> String {
    let names = segment.0.iter().map(|(name, _)| attribute_words(audit, name, lang));
    names.collect::<Vec<_>>().join(", ")
}

/// A segment inside a sentence: `women, 65+ (Gender, Age band)`.
#[must_use]
pub fn segment_words(audit: &Audit, segment: &Segment, lang: Lang) -> String {
    format!("{} ({})", groups_of(audit, segment, lang), attributes_of(audit, segment, lang))
}

/// What a finding compares its segment with, inside a sentence; `None` for a value.
pub(super) fn reference_words(audit: &Audit, finding: &Finding, lang: Lang) -> Option<String> {
    let reference = finding.reference.as_ref()?;
    match (&reference.segment, reference.rule.known()) {
        (Some(segment), _) => Some(segment_words(audit, segment, lang)),
        (None, Some(rule @ (ReferenceKind::Rest | ReferenceKind::Everyone))) => Some(lang.text(rule.id())),
        (None, _) => None,
    }
}

/// The segment of a finding with its campaign, inside a sentence.
pub(super) fn subject_words(audit: &Audit, finding: &Finding, lang: Lang) -> Option<String> {
    let words = match (&finding.segment, &finding.attribute) {
        (Some(segment), _) => segment_words(audit, segment, lang),
        (None, Some(attribute)) => attribute_words(audit, attribute, lang),
        (None, None) => return None,
    };
    let words = match &finding.within {
        Some(stratum) => {
            let said = Said::new("segment-alike").with("segment", words);
            lang.say(&said.with("stratum", attribute_words(audit, stratum, lang)))
        }
        None => words,
    };
    Some(match &finding.campaign {
        Some(campaign) => {
            lang.say(&Said::new("segment-in-campaign").with("segment", words).with("campaign", campaign.as_str()))
        }
        None => words,
    })
}

/// What being selected means.
pub(super) fn meaning(audit: &Audit) -> Meaning {
    audit.settings.meaning.as_ref().and_then(Word::known).unwrap_or(Meaning::Benefit)
}

/// The measure's name, as the catalog has it; an unknown id stands for itself. Of a burden, "selected" would read as good
/// news, so the two rates of everybody have names of their own.
#[must_use]
pub fn measure_name(audit: &Audit, id: &str, lang: Lang) -> String {
    match (meaning(audit), id) {
        (Meaning::Burden, id) if id == SELECTION_RATE.id => return lang.text("measure-adverse-rate"),
        (Meaning::Burden, id) if id == REJECTION_RATE.id => return lang.text("measure-spared-rate"),
        _ => {}
    }
    match (Measure::named(id), lang) {
        (Some(measure), Lang::En) => measure.en().name.to_owned(),
        (Some(measure), Lang::Fr) => measure.fr().name.to_owned(),
        (None, _) => field_name(id).map_or_else(
            || clean(id).into_owned(),
            |field| if lang == Lang::En { field.en.name } else { field.fr.name }.to_owned(),
        ),
    }
}

/// The comparison as messages tell it apart: `number` and `gap` are the value and the difference of a measure that is no
/// share of people.
pub(super) fn comparison_word<'a>(measure: &str, comparison: &'a Word<Statistic>) -> &'a str {
    let is_share = is_share(measure);
    match comparison.known() {
        Some(Statistic::Value) if !is_share => "number",
        Some(Statistic::Difference) if !is_share => "gap",
        _ => comparison,
    }
}

/// The unit that values of a measure are written in under a comparison.
#[must_use]
pub fn unit_of(measure: &str, comparison: &Word<Statistic>) -> Unit {
    Unit::of(comparison_word(measure, comparison))
}

/// Whether the measure's value is already that of a group against its reference.
pub(super) fn is_comparison(measure: &str) -> bool {
    Measure::named(measure).is_some_and(Measure::is_comparison)
}

/// Whether the measure is a share of people, whose intervals the settings name.
pub(super) fn is_rate(measure: &str) -> bool {
    is_share(measure)
}

/// A name in the middle of a sentence; abbreviations and names of people keep their capitals.
pub(super) fn uncapitalised(name: &str) -> String {
    const PEOPLE: [&str; 6] = ["Kolmogorov", "Wasserstein", "Jensen", "Hellinger", "Kullback", "Brier"];
    if PEOPLE.iter().any(|person| name.starts_with(person)) {
        return name.to_owned();
    }
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

/// The limit of a check without its comparison: `0.80 to 1.25`.
pub(super) fn limits_only(check: &Check, lang: Lang) -> String {
    lang.say(&limit_values(Said::new("part-limit-range"), check))
}

/// What decides: `estimate`, `simultaneous` intervals of a family, `adjusted` ones where a correction goes in steps, or
/// `single` ones.
pub(super) fn deciding(audit: &Audit, check: &Check) -> &'static str {
    if check.claim == Claim::Point || audit.audit.inference == Inference::Census {
        "estimate"
    } else {
        match check.family.correction.known() {
            Some(Correction::None) => "single",
            _ if check.family.size <= 1 => "single",
            Some(Correction::Holm | Correction::Bh) => "adjusted",
            _ => "simultaneous",
        }
    }
}

/// What a check judges and how: measure, limit, and what decides.
pub(super) fn check_words(audit: &Audit, check: &Check, lang: Lang) -> String {
    let said = Said::new("check-description")
        .with("measure", uncapitalised(&measure_name(audit, &check.measure, lang)))
        .with("deciding", deciding(audit, check))
        .with("level", check.family.level);
    let words = lang.say(&limit_values(said, check));
    let Some(stratum) = &check.within else { return words };
    let said = Said::new("check-alike").with("words", words);
    lang.say(&said.with("stratum", attribute_words(audit, stratum, lang)))
}

/// Adds a check's limit, side by side with its comparison.
pub(super) fn limit_values(said: Said, check: &Check) -> Said {
    let sides = match (check.limit.min, check.limit.max) {
        (Some(_), Some(_)) => "both",
        (Some(_), None) => "min",
        (None, Some(_)) => "max",
        (None, None) => "none",
    };
    said.with("limits", sides)
        .with("min", check.limit.min)
        .with("max", check.limit.max)
        .with("comparison", comparison_word(&check.measure, &check.comparison))
}

/// One result in plain words, with the segment, its reference and the comparison named.
#[must_use]
pub fn sentence(audit: &Audit, check: &Check, result: &CheckResult, lang: Lang) -> String {
    match audit.finding(&result.finding) {
        Some(finding) => lang.say(&said_of(audit, check, result, finding, lang)),
        None => lang.say(&with_comparison(result.said.clone(), check)),
    }
}

/// The message behind [`sentence`], for formats that set labels apart.
pub(super) fn said_of(audit: &Audit, check: &Check, result: &CheckResult, finding: &Finding, lang: Lang) -> Said {
    let mut said = with_comparison(result.said.clone(), check);
    if let Some(reason) = &result.reason {
        said = said.with("reason", reason.as_str());
    }
    for (name, words) in
        [("segment", subject_words(audit, finding, lang)), ("reference", reference_words(audit, finding, lang))]
    {
        if let Some(words) = words {
            said = said.with(name, words);
        }
    }
    for (name, rate) in [("rate", rate(finding)), ("reference_rate", reference_rate(finding))] {
        if check.comparison != Statistic::Value && !said.values.contains_key(name) {
            said = said.with(name, rate);
        }
    }
    said
}

/// What a check shows as a whole.
#[must_use]
pub fn gate_sentence(audit: &Audit, check: &Check, lang: Lang) -> String {
    lang.say(&named(audit, with_comparison(check.said.clone(), check), lang))
}

/// A warning, with the segments it names in words.
#[must_use]
pub fn warning(audit: &Audit, said: &Said, lang: Lang) -> String {
    lang.say(&named(audit, said.clone(), lang))
}

/// The gate line in pieces, for formats that set labels apart.
pub(super) fn gate_pieces(audit: &Audit, check: &Check, lang: Lang) -> Vec<Piece> {
    lang.say_in_pieces(&named(audit, with_comparison(check.said.clone(), check), lang))
}

/// A warning in pieces, for formats that set labels apart.
pub(super) fn warning_pieces(audit: &Audit, said: &Said, lang: Lang) -> Vec<Piece> {
    lang.say_in_pieces(&named(audit, said.clone(), lang))
}

/// Where whoever made the audit stands: what it says of remedies is in their words.
pub(super) fn stand(audit: &Audit) -> Stand {
    if audit.settings.config_sha256.is_none() { Stand::Flags } else { Stand::Config }
}

/// Ids of segments and of findings become words.
fn named(audit: &Audit, mut said: Said, lang: Lang) -> Said {
    let word = |value: &Value| {
        let id = value.as_str().unwrap_or_default();
        let words = match audit.finding(id) {
            Some(finding) => subject_words(audit, finding, lang),
            None => segment_of_id(audit, id).map(|segment| segment_words(audit, segment, lang)),
        };
        words.map_or_else(|| value.clone(), Value::from)
    };
    if !said.values.contains_key(FROM) {
        said = said.with(FROM, stand(audit).id());
    }
    for name in ["segment", "segments", "too_small"] {
        if let Some(value) = said.values.get_mut(name) {
            *value = match &*value {
                Value::Array(ids) => Value::from(listed(&ids.iter().map(word).collect::<Vec<_>>(), lang)),
                other => word(other),
            };
        }
    }
    said
}

/// A list of groups in a sentence: the first few, then how many more. Crosses hold commas, so semicolons separate.
fn listed(words: &[Value], lang: Lang) -> String {
    const NAMED: usize = 6;
    let mut parts: Vec<String> =
        words.iter().take(NAMED).map(|word| word.as_str().unwrap_or_default().to_owned()).collect();
    if words.len() > NAMED {
        parts.push(lang.say(&Said::new("text-and-more").with("count", words.len() - NAMED)));
    }
    parts.join(semicolon(lang))
}

/// Adds the comparison, and on which side of equality the detectable ratio lies.
pub(super) fn with_comparison(said: Said, check: &Check) -> Said {
    let detectable = said.values.get("detectable").and_then(Value::as_f64);
    let comparison = comparison_word(&check.measure, &check.comparison);
    // Of a rate alone the limit is the one written; of a ratio both sides lie around 1.
    let most =
        if check.comparison == Statistic::Value && is_share(&check.measure) { check.limit.max } else { Some(1.0) };
    let is_above = detectable.zip(most).is_some_and(|(value, most)| value > most);
    said.with("comparison", comparison).with("detectable_side", if is_above { "above" } else { "below" })
}

/// A part of a whole; of nothing, nothing.
#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are")]
pub(super) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The measures that the audit has a value of or judges, in the order of the catalog.
pub(super) fn measures_used(audit: &Audit) -> impl Iterator<Item = Measure> {
    let has_value = |id: &str| audit.findings.iter().any(|finding| finding.measure == id && finding.value.is_some());
    let is_judged = |id: &str| audit.checks.iter().any(|check| check.measure == id);
    Measure::all().filter(move |measure| has_value(measure.id()) || is_judged(measure.id()))
}

/// The short name of the method behind the intervals of a comparison of rates.
pub(super) fn method_words(
    audit: &Audit,
    check: Option<&Check>,
    measure: &str,
    comparison: &Word<Statistic>,
    lang: Lang,
) -> Option<String> {
    let settings = &audit.settings;
    let is_within = check.is_some_and(|check| check.within.is_some());
    let method = match comparison.known() {
        Some(Statistic::Difference) if is_within => "sato",
        _ if is_within => "greenland-robins",
        Some(Statistic::Value) => &settings.proportion,
        Some(Statistic::Difference) => &settings.difference,
        _ => &settings.ratio,
    };
    let method = is_rate(measure).then(|| lang.known(&format!("method-{method}"))).flatten();
    method.map(|name| name.split(", ").next().unwrap_or_default().to_owned())
}

/// `12 outside limit, 7 cannot tell`: verdicts that occur, worst first.
pub(super) fn tally<'a>(results: impl Iterator<Item = &'a CheckResult>, lang: Lang) -> String {
    let results: Vec<_> = results.collect();
    let parts = Verdict::WORST_FIRST.into_iter().filter_map(|verdict| {
        let count = results.iter().filter(|result| result.verdict == verdict).count();
        (count > 0).then(|| lang.say(&Said::new(&format!("counts-{}", verdict.id())).with("count", count)))
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// The sign of a verdict, for eyes that do not see its colour.
pub(super) const fn glyph(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Within => "●",
        Verdict::Outside => "◆",
        Verdict::CannotTell => "○",
        Verdict::NotAssessed => "–",
        Verdict::Waived => "◇",
    }
}

/// A colon that stays with its word.
pub(super) const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ":",
        Lang::Fr => "\u{a0}:",
    }
}

/// What stands between parts that hold commas.
pub(super) const fn semicolon(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "; ",
        Lang::Fr => "\u{202f}; ",
    }
}

/// Where a rule stands, in words; documents of earlier versions hold words already.
pub(super) fn status_words(status: &str, lang: Lang) -> String {
    lang.known(&format!("legal-status-{status}")).unwrap_or_else(|| clean(status).into_owned())
}

/// A pack: its title, where it is written, where it stands, when that was looked up.
pub(super) fn pack_said(pack: &Pack, lang: Lang) -> Said {
    let title = pack.title.get(lang.tag()).or_else(|| pack.title.get("en"));
    Said::new("pack-words")
        .with("title", title.map_or(pack.id.as_str(), String::as_str))
        .with("source", pack.source.as_str())
        .with("status", status_words(&pack.status, lang))
        .with("date", pack.last_verified.as_str())
        .with("review", pack.next_review.as_deref())
}
