//! One part per verdict: a line that counts, then aligned rows, worst first.

use std::io;

use unicode_width::UnicodeWidthStr;

use super::Style;
use super::line::{cut, left, right, wrapped};
use crate::document::{Audit, Check, CheckResult, Deciding, Finding, Verdict};
use crate::lang::{Lang, Round, Said, clean, people, percent, written};
use crate::report::findings::{is_hidden, limits, rate};
use crate::report::rank::{wider, worst_first};
use crate::report::words::{
    attributes_of, check_words, effective_people, groups_of, reference_words, unit_of, with_comparison,
};
use crate::segment::Segment;

/// The sign of a verdict, for eyes that do not see its colour.
pub(crate) const fn glyph(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Within => "●",
        Verdict::Outside => "◆",
        Verdict::CannotTell => "○",
        Verdict::NotAssessed => "–",
        Verdict::Waived => "◇",
    }
}

/// Colours that stay apart for every kind of colour vision: yellow, cyan, plain.
const fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Outside | Verdict::Waived => "\u{1b}[33m",
        Verdict::Within => "\u{1b}[36m",
        Verdict::CannotTell | Verdict::NotAssessed => "",
    }
}

fn coloured(text: &str, verdict: Verdict, style: Style) -> String {
    if style.colour && !colour(verdict).is_empty() {
        format!("{}{text}\u{1b}[0m", colour(verdict))
    } else {
        text.to_owned()
    }
}

/// A row before it is aligned.
struct Cells {
    sign: String,
    attributes: String,
    groups: String,
    value: String,
    interval: String,
    top: String,
    bottom: String,
    note: String,
}

/// The parts of one check. `apart`: the check has a heading of its own, else the first part carries it.
pub(super) fn verdicts(
    audit: &Audit,
    check: &Check,
    apart: bool,
    lang: Lang,
    style: Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let rows = worst_first(audit, check);
    let heads: Vec<_> = Verdict::WORST_FIRST.iter().map(|verdict| head(*verdict, lang)).collect();
    let head_width = heads.iter().map(|head| head.width()).max().unwrap_or(0);
    let mut parts = Vec::new();
    let mut seen = Vec::new();
    for (verdict, head) in Verdict::WORST_FIRST.into_iter().zip(heads) {
        let of_verdict: Vec<_> = rows.iter().filter(|(result, _)| result.verdict == verdict).collect();
        if !of_verdict.is_empty() {
            let listed = if verdict == Verdict::Within && !style.passes { 0 } else { of_verdict.len().min(style.rows) };
            let cells: Vec<_> = of_verdict
                .iter()
                .take(listed)
                .map(|(r, f)| cells(audit, check, r, f, &mut seen, lang, style))
                .collect();
            parts.push((verdict, left(&head, head_width), of_verdict.len(), cells));
        }
    }
    let widths = Widths::of(parts.iter().flat_map(|(_, _, _, cells)| cells));
    for (place, (verdict, head, count, cells)) in parts.iter().enumerate() {
        let mut line = format!("{}  ", coloured(head, *verdict, style));
        let is_first = place == 0;
        if is_first {
            let total = Said::new("text-of-results").with("count", *count).with("total", check.counts.total());
            line.push_str(&lang.say(&total));
        } else {
            line.push_str(&people(*count as u64, lang));
        }
        if *verdict == Verdict::Within && !style.passes {
            line.push_str("  ");
            line.push_str(&lang.text("text-list-with-v"));
        }
        let words = if is_first && !apart { check_words(audit, check, lang) } else { String::new() };
        // Colours take no columns.
        let taken = line.width() + head.width() - coloured(head, *verdict, style).width();
        if words.is_empty() {
            writeln!(out, "{line}")?;
        } else if taken + 3 + words.width() <= style.width {
            writeln!(out, "{line}   {words}")?;
        } else {
            wrapped(&words, "", "  ", style.width, out)?;
            writeln!(out, "{line}")?;
        }
        for cells in cells {
            widths.write(cells, lang, style, out)?;
        }
        if !cells.is_empty() && cells.len() < *count {
            writeln!(out, "    {}", lang.say(&Said::new("text-and-more").with("count", count - cells.len())))?;
        }
    }
    Ok(())
}

/// The head of a part: `OUTSIDE LIMIT`.
fn head(verdict: Verdict, lang: Lang) -> String {
    lang.text(&format!("verdict-{}", verdict.id())).to_uppercase()
}

/// Ratios of selection rates with their nominal intervals, when nothing is judged.
pub(super) fn unjudged(audit: &Audit, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rows: Vec<&Finding> = audit
        .findings
        .iter()
        .filter(|f| {
            f.measure == "selection-rate"
                && f.comparison == "ratio"
                && f.campaign.is_none()
                && f.within.is_none()
                && f.segment.is_some()
        })
        .collect();
    rows.sort_by(|a, b| wider(a, b));
    let mut seen = Vec::new();
    let all: Vec<_> = rows
        .iter()
        .take(style.rows)
        .map(|finding| {
            let interval = finding.interval.as_ref().map(|i| Deciding { low: i.low, high: i.high });
            let mut cells = numbers(audit, finding, interval.as_ref(), &[], lang);
            cells.note = reference_note(audit, finding, &mut seen, lang);
            cells
        })
        .collect();
    let widths = Widths::of(all.iter());
    for cells in &all {
        widths.write(cells, lang, style, out)?;
    }
    if all.len() < rows.len() {
        writeln!(out, "    {}", lang.say(&Said::new("text-and-more").with("count", rows.len() - all.len())))?;
    }
    Ok(())
}

fn cells(
    audit: &Audit,
    check: &Check,
    result: &CheckResult,
    finding: &Finding,
    seen: &mut Vec<String>,
    lang: Lang,
    style: Style,
) -> Cells {
    let mut cells = numbers(audit, finding, result.interval.as_ref(), &limits(check), lang);
    cells.sign = coloured(glyph(result.verdict), result.verdict, style);
    cells.note = match result.verdict {
        _ if is_hidden(finding) => lang.say(&Said::new("fewer-than").with("people", finding.people_below)),
        _ if result.reason.is_some() && result.waiver.is_none() => {
            lang.text(&format!("reason-{}", result.reason.as_deref().unwrap_or_default()))
        }
        _ if result.survives_seed == Some(false) && result.waiver.is_none() => lang.text("row-another-seed"),
        Verdict::CannotTell if result.detectable.is_some() => {
            let said = Said::new("text-detectable").with("detectable", result.detectable);
            lang.say(&with_comparison(said, check))
        }
        Verdict::CannotTell if result.equivalence.is_some() => {
            let needed = result.equivalence.as_ref().and_then(|found| found.needed_within);
            lang.say(&Said::new("parity-line").with("people", needed))
        }
        Verdict::CannotTell if result.powered == Some(false) => lang.text("text-nothing-detectable"),
        Verdict::Waived => result.waiver.as_ref().map_or_else(String::new, |waiver| {
            let said = Said::new("text-waived-until");
            lang.say(&said.with("expires", waiver.expires.as_str()).with("owner", waiver.owner.as_str()))
        }),
        Verdict::Outside if result.waiver.is_some() => result.waiver.as_ref().map_or_else(String::new, |waiver| {
            let id = if waiver.state == "expired" { "text-waiver-expired" } else { "text-waiver-floor" };
            lang.say(&Said::new(id).with("expires", waiver.expires.as_str()))
        }),
        _ => reference_note(audit, finding, seen, lang),
    };
    cells
}

/// Names the reference of an attribute once.
fn reference_note(audit: &Audit, finding: &Finding, seen: &mut Vec<String>, lang: Lang) -> String {
    let named = finding.reference.as_ref().and_then(|reference| reference.segment.as_ref());
    let words = match named {
        Some(segment) => Some(groups_of(audit, segment, lang)),
        None => reference_words(audit, finding, lang),
    };
    let note = words.map_or_else(String::new, |words| lang.say(&Said::new("text-reference").with("segment", words)));
    let attributes = finding.segment.as_ref().map_or_else(String::new, Segment::attributes);
    let key = format!("{attributes}/{note}");
    if seen.contains(&key) {
        return String::new();
    }
    seen.push(key);
    note
}

fn numbers(audit: &Audit, finding: &Finding, interval: Option<&Deciding>, limits: &[f64], lang: Lang) -> Cells {
    let unit = unit_of(&finding.measure, &finding.comparison);
    let value = finding.value.map(|value| written(value, unit, Round::Nearest, limits, lang));
    // An interval with one end may decide where there is no estimate.
    let interval = interval.filter(|_| !is_hidden(finding)).map(|interval| {
        let least = if unit.is_signed() { "\u{2212}∞" } else { "0" };
        let low = interval.low.map_or_else(|| least.to_owned(), |low| written(low, unit, Round::Down, limits, lang));
        let high = interval.high.map_or_else(|| "∞".to_owned(), |high| written(high, unit, Round::Up, limits, lang));
        let between = if lang == Lang::Fr { "\u{202f};" } else { "," };
        format!("[{low}{between} {high}]")
    });
    let (top, bottom) = match (finding.top, finding.bottom) {
        (Some(top), Some(bottom)) if !is_hidden(finding) => {
            let all = people(bottom, lang);
            let worth = effective_people(finding, lang);
            let worth = worth.map(|worth| Said::new("row-worth").with("counts", all.as_str()).with("people", worth));
            (people(top, lang), worth.map_or(all, |said| lang.say(&said)))
        }
        _ => (String::new(), String::new()),
    };
    let mut groups = finding.segment.as_ref().map_or_else(String::new, |segment| groups_of(audit, segment, lang));
    if let Some(campaign) = &finding.campaign {
        groups =
            lang.say(&Said::new("segment-in-campaign").with("segment", groups).with("campaign", campaign.as_str()));
    }
    let attributes = match (&finding.segment, &finding.attribute) {
        (Some(segment), _) => attributes_of(audit, segment, lang),
        (None, Some(attribute)) => clean(attribute).into_owned(),
        (None, None) => String::new(),
    };
    let weighted = finding.weighted.and_then(|_| rate(finding)).map(|rate| percent(rate, lang));
    Cells {
        sign: " ".to_owned(),
        attributes: cut(&attributes, 24),
        groups: cut(&groups, 32),
        value: value.unwrap_or_else(|| "–".to_owned()),
        interval: interval.unwrap_or_default(),
        top: weighted.unwrap_or(top),
        bottom,
        note: String::new(),
    }
}

/// Widths of the columns over every row that is listed.
struct Widths([usize; 6]);

impl Widths {
    fn of<'a>(rows: impl Iterator<Item = &'a Cells>) -> Self {
        let mut widths = [0; 6];
        for row in rows {
            let cells = [&row.attributes, &row.groups, &row.value, &row.interval, &row.top, &row.bottom];
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = (*width).max(cell.width());
            }
        }
        Self(widths)
    }

    /// A row, with what is to be said of it beside or below. Where the columns are wider than the terminal, every row has
    /// its numbers on a line of their own, and columns stay columns.
    fn write(&self, row: &Cells, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
        let [attributes, groups, value, interval, top, bottom] = self.0;
        let of = if lang == Lang::Fr { " sur " } else { " of " };
        let numbers_width = value + 2 + interval + 2 + top + of.len() + bottom;
        let of = if row.top.is_empty() { " ".repeat(of.len()) } else { of.to_owned() };
        let names = format!("  {} {} {}", row.sign, left(&row.attributes, attributes), left(&row.groups, groups));
        let names_width = 2 + 1 + 1 + attributes + 1 + groups;
        let numbers = format!(
            "{}  {}  {}{of}{}",
            right(&row.value, value),
            left(&row.interval, interval),
            right(&row.top, top),
            right(&row.bottom, bottom),
        );
        let (line, taken) = if names_width + 2 + numbers_width <= style.width {
            (format!("{names}  {numbers}"), names_width + 2 + numbers_width)
        } else {
            let names = format!("{} {}", row.attributes, row.groups);
            wrapped(&names, &format!("  {} ", row.sign), "      ", style.width, out)?;
            (format!("      {numbers}"), 6 + numbers_width)
        };
        if row.note.is_empty() {
            writeln!(out, "{}", line.trim_end())
        } else if taken + 3 + row.note.width() <= style.width {
            writeln!(out, "{line}   {}", row.note)
        } else {
            writeln!(out, "{}", line.trim_end())?;
            wrapped(&row.note, "      ", "      ", style.width, out)
        }
    }
}
