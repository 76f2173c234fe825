//! CSV: a row for each comparison of each check, then the findings that no check judges. Both begin with a byte order
//! mark, without which Excel takes UTF-8 for another encoding. English is for programs too: a comma between fields,
//! points in numbers, permanent tokens. French is for Excel in French: semicolons between fields, commas in numbers.

use std::collections::HashSet;
use std::io;

use super::findings::judged;
use super::words::{attributes_of, groups_of, measure_name, reference_words};
use super::{Format, Writer};
use crate::document::{Audit, Check, CheckResult, Deciding, EquivalenceOut, Finding, IntervalOut};
use crate::lang::{Lang, clean};

/// The format.
pub(super) const FORMAT: Format =
    Format { id: "csv", ending: Some("csv"), about: "", media: "text/csv", writer: Writer::OfAudit(write) };

/// A comparison and the check that judges it, if one does.
struct Row<'a> {
    audit: &'a Audit,
    judged: Option<(&'a Check, &'a CheckResult)>,
    finding: &'a Finding,
    lang: Lang,
}

/// One field before it is written.
enum Cell {
    Empty,
    /// A word of evenhand, or of the user: guarded.
    Text(String),
    Number(f64),
    Count(u64),
    Flag(bool),
}

type Column = (&'static str, fn(&Row) -> Cell);

/// The columns. Their names are permanent; new ones are added at the end.
const COLUMNS: [Column; 41] = [
    ("audit", |row| text(&row.audit.audit.name)),
    ("exit_code", |row| Cell::Count(row.audit.exit_code.into())),
    ("check", |row| row.check(|check| text(&check.id))),
    ("severity", |row| row.check(|check| text(&check.severity))),
    ("check_exit_code", |row| row.check(|check| Cell::Count(check.exit_code.into()))),
    ("verdict", |row| row.result(|result| row.word("verdict", result.verdict.id()))),
    ("reason", |row| {
        let result = row.judged.and_then(|(_, result)| result.reason.as_deref());
        some(result.or(row.finding.undefined.as_deref()), |reason| row.word("reason", reason))
    }),
    ("measure", |row| match row.lang {
        Lang::En => text(&row.finding.measure),
        Lang::Fr => Cell::Text(measure_name(row.audit, &row.finding.measure, row.lang)),
    }),
    ("comparison", |row| row.word("csv-comparison", &row.finding.comparison)),
    ("attributes", |row| match &row.finding.segment {
        Some(segment) => Cell::Text(attributes_of(row.audit, segment, row.lang)),
        None => some(row.finding.attribute.as_deref(), text),
    }),
    ("segment", |row| {
        some(row.finding.segment.as_ref(), |segment| Cell::Text(groups_of(row.audit, segment, row.lang)))
    }),
    ("within", |row| some(row.finding.within.as_deref(), text)),
    ("campaign", |row| some(row.finding.campaign.as_deref(), text)),
    ("reference", |row| some(reference_words(row.audit, row.finding, row.lang), Cell::Text)),
    ("value", |row| some(row.finding.value, Cell::Number)),
    ("low", |row| row.deciding(|interval| interval.low)),
    ("high", |row| row.deciding(|interval| interval.high)),
    ("limit_min", |row| row.check(|check| some(check.limit.min, Cell::Number))),
    ("limit_max", |row| row.check(|check| some(check.limit.max, Cell::Number))),
    ("nominal_low", |row| row.nominal(|interval| some(interval.low, Cell::Number))),
    ("nominal_high", |row| row.nominal(|interval| some(interval.high, Cell::Number))),
    ("nominal_level", |row| row.nominal(|interval| Cell::Number(interval.level.unwrap_or(row.audit.settings.level)))),
    ("method", |row| {
        row.nominal(|interval| {
            let shared = || row.audit.settings.method(&row.finding.comparison);
            text(interval.method.as_deref().unwrap_or_else(shared))
        })
    }),
    ("people", |row| some(row.finding.people, Cell::Count)),
    ("people_below", |row| some(row.finding.people_below, Cell::Count)),
    ("top", |row| some(row.finding.top, Cell::Count)),
    ("bottom", |row| some(row.finding.bottom, Cell::Count)),
    ("reference_top", |row| some(row.finding.reference_top, Cell::Count)),
    ("reference_bottom", |row| some(row.finding.reference_bottom, Cell::Count)),
    ("weighted_top", |row| some(row.finding.weighted, |weighted| Cell::Number(weighted.top))),
    ("weighted_bottom", |row| some(row.finding.weighted, |weighted| Cell::Number(weighted.bottom))),
    ("p_holm", |row| row.result(|result| some(result.p_holm, Cell::Number))),
    ("detectable", |row| row.result(|result| some(result.detectable, Cell::Number))),
    ("powered", |row| row.result(|result| some(result.powered, Cell::Flag))),
    ("waived_until", |row| row.result(|result| some(result.waiver.as_ref(), |waiver| text(&waiver.expires)))),
    ("waived_by", |row| row.result(|result| some(result.waiver.as_ref(), |waiver| text(&waiver.owner)))),
    ("finding", |row| text(&row.finding.id)),
    ("test_of_equality", |row| some(row.finding.test.as_deref(), text)),
    ("p_value", |row| some(row.finding.p_value, Cell::Number)),
    ("test_of_limits", |row| row.equivalence(|found| text(&found.test))),
    ("p_limits", |row| row.equivalence(|found| some(found.p_value, Cell::Number))),
];

fn text(words: &str) -> Cell {
    Cell::Text(words.to_owned())
}

fn some<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
    value.map_or(Cell::Empty, cell)
}

impl Row<'_> {
    fn check(&self, cell: impl FnOnce(&Check) -> Cell) -> Cell {
        some(self.judged, |(check, _)| cell(check))
    }

    fn result(&self, cell: impl FnOnce(&CheckResult) -> Cell) -> Cell {
        some(self.judged, |(_, result)| cell(result))
    }

    fn deciding(&self, end: impl FnOnce(&Deciding) -> Option<f64>) -> Cell {
        self.result(|result| some(result.interval.as_ref().and_then(end), Cell::Number))
    }

    fn nominal(&self, cell: impl FnOnce(&IntervalOut) -> Cell) -> Cell {
        some(self.finding.interval.as_ref(), cell)
    }

    fn equivalence(&self, cell: impl FnOnce(&EquivalenceOut) -> Cell) -> Cell {
        self.result(|result| some(result.equivalence.as_ref(), cell))
    }

    /// A permanent token for programs, its words for people.
    fn word(&self, family: &str, id: &str) -> Cell {
        match self.lang {
            Lang::En => text(id),
            Lang::Fr => Cell::Text(self.lang.text(&format!("{family}-{id}"))),
        }
    }
}

/// Writes the rows.
///
/// # Errors
/// When `out` fails.
fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let separator = if lang == Lang::Fr { b';' } else { b',' };
    let mut writer = ::csv::WriterBuilder::new();
    let mut writer = writer.delimiter(separator).terminator(::csv::Terminator::CRLF).from_writer(out);
    writer.write_record(COLUMNS.map(|(name, _)| heading(name, lang))).map_err(io::Error::other)?;
    let row = |judged, finding| Row { audit, judged, finding, lang };
    let mut rows: Vec<Row> = Vec::new();
    for check in &audit.checks {
        let judged = judged(audit, check).into_iter();
        rows.extend(judged.map(|(result, finding)| row(Some((check, result)), finding)));
    }
    let checked: HashSet<&str> = rows.iter().map(|row| row.finding.id.as_str()).collect();
    let others = audit.findings.iter().filter(|finding| !checked.contains(finding.id.as_str()));
    for row in rows.iter().chain(&others.map(|finding| row(None, finding)).collect::<Vec<_>>()) {
        writer.write_record(COLUMNS.map(|(_, cell)| field(&cell(row), lang))).map_err(io::Error::other)?;
    }
    writer.flush()
}

fn heading(name: &str, lang: Lang) -> String {
    if lang == Lang::Fr { lang.text(&format!("csv-{}", name.replace('_', "-"))) } else { name.to_owned() }
}

fn field(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) if lang == Lang::Fr && is_dated(text) => guarded(&text.replace('-', "–")),
        Cell::Text(text) => guarded(text),
        Cell::Count(count) => count.to_string(),
        // The shortest text that reads back to the same double, with an exponent where it is tiny.
        Cell::Number(number) if lang == Lang::Fr => format!("{number:?}").replace('.', ","),
        Cell::Number(number) => format!("{number:?}"),
        Cell::Flag(flag) => lang.text(if *flag { "csv-yes" } else { "csv-no" }),
    }
}

/// Whether a spreadsheet would take an interval such as `10-12` for a day in December; a dash of print stays text.
fn is_dated(text: &str) -> bool {
    let mut parts = text.split('-');
    text.contains('-') && parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A spreadsheet runs a field that begins like a formula; an apostrophe before it makes it text.
fn guarded(text: &str) -> String {
    let begins = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let is_formula = begins(text) || begins(text.trim_start());
    format!("{}{}", if is_formula { "'" } else { "" }, clean(text))
}
