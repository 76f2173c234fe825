//! The document itself: keys in the order of the types, numbers as the shortest text that reads back to the same
//! double. It has no language.

use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{CompactFormatter, Formatter};

use super::{Format, Writer};
use crate::document::{Audit, GroupCurves, RatioPoint, RocPoint, ScoreCurves};
use crate::lang::{Lang, escaped};

/// The format.
pub(super) const FORMAT: Format = Format {
    id: "json",
    ending: Some("json"),
    about: "",
    media: "application/json",
    writer: Writer::OfDocument(|_, document, _, out| out.write_all(document)),
};

/// Writes `audit.json` without spaces, with a line end at the end.
///
/// # Errors
/// When `out` fails; `InvalidData` when a number is NaN or infinite, which no finding can hold.
pub fn write(audit: &Audit, _: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    numbers_are_finite(audit)?;
    let mut text = Vec::new();
    audit.serialize(&mut serde_json::Serializer::with_formatter(&mut text, Plain))?;
    // JSON is always UTF-8.
    writeln!(out, "{}", escaped(&String::from_utf8_lossy(&text)))
}

/// Compact, and without a sign before nothing: an empty sum of doubles is -0.0, and the same audit has one text.
struct Plain;

impl Formatter for Plain {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        CompactFormatter.write_f64(writer, if value == 0.0 { 0.0 } else { value })
    }
}

/// JSON writers turn a NaN into `null` without a word, and `null` already means that there is no answer.
fn numbers_are_finite(audit: &Audit) -> io::Result<()> {
    let finite = |numbers: &[Option<f64>]| numbers.iter().flatten().all(|number| number.is_finite());
    let findings = audit.findings.iter().all(|finding| {
        let interval = finding.interval.as_ref();
        let detectable = finding.detectable;
        finite(&[
            finding.value,
            finding.p_value,
            interval.and_then(|interval| interval.low),
            interval.and_then(|interval| interval.high),
            interval.and_then(|interval| interval.deff),
            interval.and_then(|interval| interval.shared),
            interval.and_then(|interval| interval.degrees),
            finding.people_effective,
            detectable.and_then(|gap| gap.low),
            detectable.and_then(|gap| gap.high),
        ])
    });
    let results = audit.checks.iter().flat_map(|check| &check.results).all(|result| {
        let interval = result.interval.as_ref();
        finite(&[
            result.p_holm,
            result.detectable,
            result.complement_ratio,
            interval.and_then(|interval| interval.low),
            interval.and_then(|interval| interval.high),
        ])
    });
    let sections = audit.section_numbers().all(f64::is_finite) && audit.score_curves.iter().all(is_finite);
    if findings && results && sections {
        Ok(())
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidData, "a number of the audit is not finite"))
    }
}

fn is_finite(curves: &ScoreCurves) -> bool {
    let finite = |number: Option<f64>| number.is_none_or(f64::is_finite);
    let group = |group: &GroupCurves| {
        let top = group.top.is_none_or(|top| {
            [top.ratio, top.ties_low, top.ties_high, top.nearby_low, top.nearby_high].into_iter().all(finite)
        });
        let ratio = |point: &RatioPoint| [Some(point.value), point.low, point.high].into_iter().all(finite);
        let roc = |point: &RocPoint| point.false_positive_rate.is_finite() && point.true_positive_rate.is_finite();
        top && finite(group.scoring_rate)
            && finite(group.impact_ratio)
            && group.rates.iter().copied().all(finite)
            && group.ratios.iter().flatten().all(ratio)
            && group.roc.iter().all(roc)
            && group.calibration.iter().all(|bin| bin.mean_score.is_finite() && bin.observed.is_finite())
    };
    finite(curves.selected)
        && curves.thresholds.iter().all(|share| share.is_finite())
        && curves.groups.iter().all(group)
}

/// The JSON Schema of the document, made from the types.
#[must_use]
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(Audit);
    schema.insert("$id".to_owned(), Value::from(crate::document::SCHEMA));
    schema.insert("title".to_owned(), Value::from("evenhand audit"));
    let mut text = Vec::new();
    let mut writer = serde_json::Serializer::pretty(&mut text);
    // Writing a JSON value into memory cannot fail, and JSON is always UTF-8.
    let _ = schema.serialize(&mut writer);
    let mut text = String::from_utf8_lossy(&text).into_owned();
    text.push('\n');
    text
}
