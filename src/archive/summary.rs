//! The summary of an archived audit: what lists, searches and trends need of it, so that none of them reads a large document.
//! It is made from the document alone, and checked against it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::document::{Audit, Counts, Statistic, Verdict, Word};
use crate::lang::Lang;
use crate::report::segment_words;
use crate::segment::Segment;

/// The schema's type id.
const SCHEMA: &str = "evenhand.summary/1";

/// What is known of an audit without its document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// `evenhand.summary/1`.
    pub schema: String,
    /// The campaign or audit.
    pub name: String,
    /// The date it was made for (ISO 8601).
    pub as_of: String,
    /// The model that decided, with its version.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub model: Option<String>,
    /// First and last day of the decisions (ISO 8601).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub period: Option<[String; 2]>,
    /// The worst verdict.
    pub verdict: Option<Verdict>,
    /// 0, 1 or 3.
    pub exit_code: u8,
    /// How many results stand where.
    pub counts: Counts,
    /// People used.
    pub people: u64,
    /// The version that made it.
    pub version: String,
    /// What was asked, part by part, as digests: two audits that differ in none asked the same.
    pub question: BTreeMap<String, String>,
    /// The results of each check.
    pub checks: Vec<CheckSummary>,
}

/// A check and its results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckSummary {
    /// Its id.
    pub id: String,
    /// Id of its measure.
    pub measure: String,
    /// What is compared.
    pub comparison: Word<Statistic>,
    /// Whether it passes; absent where it is undecided.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub passes: Option<bool>,
    /// The lowest value within the limit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub min: Option<f64>,
    /// The highest value within the limit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub max: Option<f64>,
    /// Its results.
    pub results: Vec<ResultSummary>,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResultSummary {
    /// Id of the finding.
    pub finding: String,
    /// The group.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub segment: Option<Segment>,
    /// How people call the group, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub words: BTreeMap<String, String>,
    /// The campaign; absent for all rows pooled.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub campaign: Option<String>,
    /// Where it stands.
    pub verdict: Verdict,
    /// The estimate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<f64>,
    /// Lower end of its nominal interval.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub low: Option<f64>,
    /// Upper end.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub high: Option<f64>,
}

impl ResultSummary {
    /// The group in words, and the campaign where there is one.
    #[must_use]
    pub fn group(&self, lang: Lang) -> String {
        let id = || self.segment.as_ref().map(Segment::id).unwrap_or_default();
        let segment = self.words.get(lang.tag()).cloned().unwrap_or_else(id);
        self.campaign.as_ref().map_or_else(|| segment.clone(), |campaign| format!("{segment} / {campaign}"))
    }
}

/// Parts of the question that bear on no number, or that change from audit to audit by nature.
const NO_PART: [&str; 2] = ["waivers", "fix"];

impl Summary {
    /// The summary of an audit.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let head = &audit.audit;
        let record = &head.record;
        let model = record.model.as_ref().map(|model| match &record.model_version {
            Some(version) => format!("{model} {version}"),
            None => model.clone(),
        });
        let findings: BTreeMap<&str, _> = audit.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect();
        let words = |segment: &Segment| {
            let words = |lang: Lang| (lang.tag().to_owned(), segment_words(audit, segment, lang));
            Lang::ALL.map(words).into_iter().collect::<BTreeMap<_, _>>()
        };
        let checks = audit.checks.iter().map(|check| CheckSummary {
            id: check.id.clone(),
            measure: check.measure.clone(),
            comparison: check.comparison.clone(),
            passes: check.passes,
            min: check.limit.min,
            max: check.limit.max,
            results: check
                .results
                .iter()
                .map(|result| {
                    let finding = findings.get(result.finding.as_str());
                    let interval = finding.and_then(|finding| finding.interval.as_ref());
                    ResultSummary {
                        finding: result.finding.clone(),
                        words: finding.and_then(|finding| finding.segment.as_ref()).map(words).unwrap_or_default(),
                        segment: finding.and_then(|finding| finding.segment.clone()),
                        campaign: finding.and_then(|finding| finding.campaign.clone()),
                        verdict: result.verdict,
                        value: finding.and_then(|finding| finding.value),
                        low: interval.and_then(|interval| interval.low),
                        high: interval.and_then(|interval| interval.high),
                    }
                })
                .collect(),
        });
        Self {
            schema: SCHEMA.to_owned(),
            name: head.name.clone(),
            as_of: head.as_of.clone(),
            model,
            period: record.period.as_ref().map(|period| [period.from.clone(), period.to.clone()]),
            verdict: audit.counts.worst(),
            exit_code: audit.exit_code,
            counts: audit.counts,
            people: audit.population.people_used,
            version: audit.tool.version.clone(),
            question: question(audit),
            checks: checks.collect(),
        }
    }

    /// The parts of the question in which two audits differ, by name. Where the rows came from is no part of it.
    #[must_use]
    pub fn differs(&self, other: &Self) -> Vec<String> {
        let parts = self.question.keys().chain(other.question.keys().filter(|key| !self.question.contains_key(*key)));
        parts.filter(|key| self.question.get(*key) != other.question.get(*key)).cloned().collect()
    }
}

/// The digests of the parts of the question. The attributes are parts each, so that a difference names the one.
fn question(audit: &Audit) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    let Some(serde_json::Value::Object(question)) = audit.question.as_ref().and_then(|q| serde_json::to_value(q).ok())
    else {
        return parts;
    };
    let digest = |value: &serde_json::Value| sha256(value.to_string().as_bytes()).chars().take(16).collect::<String>();
    for (key, mut value) in question {
        match (key.as_str(), &mut value) {
            (key, _) if NO_PART.contains(&key) => {}
            // Names of files change with every month.
            ("data", serde_json::Value::Object(data)) => {
                data.remove("decisions");
                if let Some(audience) = data.get_mut("audience").and_then(serde_json::Value::as_object_mut) {
                    audience.remove("file");
                }
                parts.insert(key, digest(&value));
            }
            ("packs", serde_json::Value::Array(packs)) => {
                for pack in packs.iter_mut().filter_map(serde_json::Value::as_object_mut) {
                    pack.remove("named");
                }
                parts.insert(key, digest(&value));
            }
            ("attributes" | "checks", serde_json::Value::Array(items)) => {
                for item in items {
                    let name = ["name", "id"].iter().find_map(|name| item.get(name)?.as_str()).unwrap_or_default();
                    parts.insert(format!("{key}.{name}"), digest(item));
                }
            }
            _ => {
                parts.insert(key, digest(&value));
            }
        }
    }
    parts
}
