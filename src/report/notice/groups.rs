//! A table for each attribute: how many people each group has, which share was selected, and how that compares. Groups
//! too small to be shown are named with "fewer than" and no number.

use serde::Serialize;

use crate::audit::{Audit, Check, CheckResult, Finding, Verdict};
use crate::lang::{Lang, Piece, Round, Said, Unit, people, percent, written};
use crate::report::findings::{is_hidden, judged, limits, rate};
use crate::report::rank::{place, wider};
use crate::report::text::glyph;
use crate::report::words::{attribute_words, group_words};
use crate::segment::Segment;

pub(super) const SELECTION: &str = "selection-rate";
/// Groups of one attribute that a page for everybody holds.
const MOST: usize = 40;

/// One attribute.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    attribute: Piece,
    /// Whether a limit holds for its ratios.
    is_judged: bool,
    rows: Vec<Row>,
    cut: Option<String>,
}

#[derive(Debug, Default, Serialize)]
struct Row {
    class: &'static str,
    glyph: &'static str,
    group: Vec<Piece>,
    people: String,
    rate: String,
    rate_range: String,
    ratio: String,
    ratio_range: String,
    verdict: String,
}

/// The ends of a range; `None` where it has no end.
struct Ends {
    low: Option<f64>,
    high: Option<f64>,
}

/// What is known of a group's ratio.
struct Compared<'a> {
    finding: &'a Finding,
    result: Option<&'a CheckResult>,
    check: Option<&'a Check>,
}

/// The tables of the attributes that have selection rates.
pub(super) fn tables(audit: &Audit, lang: Lang) -> Vec<Table> {
    audit.attributes.iter().filter_map(|attribute| table(audit, &attribute.name, lang)).collect()
}

/// Whether a finding is a number of selection for one group of an attribute, over everybody.
fn is_plain(finding: &Finding, attribute: &str, comparison: &str) -> bool {
    let single = |segment: &Segment| segment.0.len() == 1 && segment.0[0].0 == attribute;
    finding.measure == SELECTION
        && finding.comparison == comparison
        && finding.campaign.is_none()
        && finding.within.is_none()
        && finding.segment.as_ref().is_some_and(single)
}

fn table(audit: &Audit, attribute: &str, lang: Lang) -> Option<Table> {
    let values: Vec<&Finding> = audit.findings.iter().filter(|f| is_plain(f, attribute, "value")).collect();
    let own = ratios(audit, attribute);
    let compared = |value: &Finding| own.iter().find(|ratio| ratio.finding.segment == value.segment);
    let mut shown: Vec<usize> = (0..values.len()).collect();
    shown.sort_by(|a, b| match (compared(values[*a]), compared(values[*b])) {
        (Some(a), Some(b)) => a.place().cmp(&b.place()).then_with(|| wider(a.finding, b.finding)),
        (a, b) => a.is_some().cmp(&b.is_some()),
    });
    shown.truncate(MOST);
    shown.sort_unstable();
    let protected = protected(&values);
    let rows = shown.iter().map(|at| {
        let (value, compared) = (values[*at], compared(values[*at]));
        if protected == Some(*at) {
            unshown(audit, attribute, value, lang)
        } else {
            row(audit, attribute, value, compared, lang)
        }
    });
    let hidden = values.len() - shown.len();
    let table = Table {
        attribute: Piece::label(&attribute_words(audit, attribute, lang)),
        is_judged: own.iter().any(|ratio| ratio.check.is_some()),
        rows: rows.collect(),
        cut: (hidden > 0).then(|| lang.say(&Said::new("notice-cut").with("count", hidden))),
    };
    (!values.is_empty()).then_some(table)
}

/// The ratios of an attribute's groups: as the first check judges them, else as measured against its own reference.
fn ratios<'a>(audit: &'a Audit, attribute: &str) -> Vec<Compared<'a>> {
    for check in &audit.checks {
        let of_check = judged(audit, check).into_iter().filter(|(_, finding)| is_plain(finding, attribute, "ratio"));
        let found: Vec<_> =
            of_check.map(|(result, finding)| Compared { finding, result: Some(result), check: Some(check) }).collect();
        if !found.is_empty() {
            return found;
        }
    }
    let own = audit.findings.iter().filter(|f| is_plain(f, attribute, "ratio") && !f.id.contains("/vs="));
    own.map(|finding| Compared { finding, result: None, check: None }).collect()
}

impl Compared<'_> {
    fn place(&self) -> usize {
        self.result.map_or(0, |result| place(result.verdict))
    }
}

/// The smallest group shown, where another one alone is hidden: on a page for everybody the total would tell how many that is.
fn protected(values: &[&Finding]) -> Option<usize> {
    let valued =
        || values.iter().enumerate().filter(|(_, value)| value.segment.as_ref().is_some_and(|s| !s.has_missing()));
    if valued().filter(|(_, value)| is_hidden(value)).count() != 1 {
        return None;
    }
    let open = valued().filter(|(_, value)| !is_hidden(value) && value.people.is_some_and(|people| people > 0));
    open.min_by_key(|(_, value)| value.people).map(|(at, _)| at)
}

/// A group that is named and of which nothing is told.
fn unshown(audit: &Audit, attribute: &str, value: &Finding, lang: Lang) -> Row {
    let unshown = lang.text("notice-unshown");
    Row { people: unshown.clone(), verdict: unshown, ..named(audit, attribute, value, lang) }
}

/// A group by its name.
fn named(audit: &Audit, attribute: &str, value: &Finding, lang: Lang) -> Row {
    let label = value.segment.as_ref().and_then(|segment| segment.0.first()).and_then(|(_, label)| label.as_deref());
    let words = group_words(audit, attribute, label, lang);
    let group = if label.is_some() { Piece::label(&words) } else { Piece { text: words, is_label: false } };
    Row { group: vec![group], class: "free", ..Row::default() }
}

fn row(audit: &Audit, attribute: &str, value: &Finding, compared: Option<&Compared<'_>>, lang: Lang) -> Row {
    let mut row = named(audit, attribute, value, lang);
    if is_hidden(value) {
        row.people = lang.say(&Said::new("fewer-than").with("people", value.people_below));
        row.verdict = lang.text("notice-unshown");
        return row;
    }
    row.people = value.people.map_or_else(String::new, |count| people(count, lang));
    row.rate = rate(value).map_or_else(|| "–".to_owned(), |rate| percent(rate, lang));
    if let Some(found) = value.interval.as_ref().filter(|_| value.value.is_some()) {
        row.rate_range = range(&Ends { low: found.low, high: found.high }, Unit::Percent, &[], lang);
    }
    match compared {
        Some(compared) => compare(&mut row, compared, lang),
        None if value.segment.as_ref().is_some_and(Segment::has_missing) => {
            row.verdict = lang.text("row-not-judged");
        }
        None => row.ratio = lang.text("row-reference-value"),
    }
    row
}

/// The ratio, its range and where it stands.
fn compare(row: &mut Row, compared: &Compared<'_>, lang: Lang) {
    let finding = compared.finding;
    let limits = compared.check.map_or_else(Vec::new, limits);
    "–".clone_into(&mut row.ratio);
    if let Some(value) = finding.value {
        row.ratio = written(value, Unit::Ratio, Round::Nearest, &limits, lang);
        let ends = match compared.result {
            Some(result) => result.interval.as_ref().map(|found| Ends { low: found.low, high: found.high }),
            None => finding.interval.as_ref().map(|found| Ends { low: found.low, high: found.high }),
        };
        row.ratio_range = ends.map_or_else(String::new, |ends| range(&ends, Unit::Ratio, &limits, lang));
    } else if let Some(reason) = &finding.undefined {
        row.ratio_range = lang.text(&format!("reason-{reason}"));
    }
    let Some(result) = compared.result else { return };
    row.class = result.verdict.id();
    row.glyph = glyph(result.verdict);
    let said = Said::new(&format!("verdict-{}", result.verdict.id()));
    let waiver = result.waiver.as_ref().filter(|_| result.verdict == Verdict::Waived);
    row.verdict = lang.say(&said.with("expires", waiver.map(|waiver| waiver.expires.as_str())));
}

/// A range in plain words, its ends rounded outward.
fn range(ends: &Ends, unit: Unit, limits: &[f64], lang: Lang) -> String {
    let low = ends.low.map(|low| written(low, unit, Round::Down, limits, lang));
    let high = ends.high.map(|high| written(high, unit, Round::Up, limits, lang));
    let id = match (&low, &high) {
        (Some(_), Some(_)) => "notice-between",
        (Some(_), None) => "notice-or-more",
        (None, Some(_)) => "notice-up-to",
        (None, None) => "interval-whole-line",
    };
    lang.say(&Said::new(id).with("low", low).with("high", high))
}
