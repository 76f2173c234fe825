//! Pages of an archive: the list of its audits, and of each campaign its results through time. Made of what is handed in, without
//! script, to be opened from a disk. It refuses to know how audits are kept.

use std::io;

use jiff::civil::Date;

use super::block::{Block, Column, Figure, Holds, Row, Table, Words};
use super::charts::{Dot, Line, Panel, draw};
use super::html::{STYLE, framed};
use super::page::Page;
use super::words::glyph;
use crate::document::Verdict;
use crate::lang::{Lang, Round, Said, Unit, date, limit, people, written};

/// An audit as the pages list it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its date (ISO 8601).
    pub as_of: String,
    /// The worst verdict; `None`: nothing was judged.
    pub verdict: Option<Verdict>,
    /// Results outside their limit.
    pub outside: u64,
    /// Undecided results.
    pub cannot_tell: u64,
    /// People used.
    pub people: u64,
    /// The last day it is kept (ISO 8601).
    pub until: Option<String>,
    /// Whether it may not be taken away.
    pub is_held: bool,
    /// Where its report is, from the page: a relative address.
    pub report: String,
    /// Where the page of its campaign is.
    pub campaign: String,
}

/// A result through time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The check.
    pub check: String,
    /// The group, and the campaign where there is one.
    pub group: String,
    /// How its values are written.
    pub unit: Unit,
    /// Its points, by date.
    pub points: Vec<SeriesPoint>,
}

/// A point of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesPoint {
    /// The date (ISO 8601).
    pub as_of: String,
    /// The estimate.
    pub value: Option<f64>,
    /// Its nominal interval.
    pub interval: (Option<f64>, Option<f64>),
    /// The limit.
    pub limits: (Option<f64>, Option<f64>),
    /// Where it stands.
    pub verdict: Verdict,
    /// Parts of the question that differ from the point before: the line breaks here.
    pub differs: Vec<String>,
}

/// What the site's pages have besides the style of reports.
const OWN: &str = "\n.multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(21rem,1fr));gap:1rem 2rem}\n\
    .multiples .beside{display:block}\n.multiples figure .plot{min-width:0}\n";
/// A figure's size.
const SIZE: (u32, u32) = (340, 190);

/// The page that lists every audit; `other` is the same page in the other language.
///
/// # Errors
/// When the template fails, which it does for no content.
pub fn index(listed: &[Listed], other: &str, lang: Lang) -> io::Result<String> {
    let mut blocks = vec![language(other, lang)];
    let said = Said::new("site-index").with("count", listed.len());
    blocks.push(Block::prose(lang.say(&said)));
    blocks.push(table(listed, true, lang).into());
    page(lang.text("site-title").into(), blocks, lang)
}

/// The page of one campaign.
///
/// # Errors
/// As [`index`].
pub fn campaign(
    name: &str,
    listed: &[Listed],
    series: &[Series],
    (index, other): (&str, &str),
    lang: Lang,
) -> io::Result<String> {
    let back = Words::from(lang.text("site-back")).file(index);
    let mut blocks = vec![Block::Prose("", back), language(other, lang), table(listed, false, lang).into()];
    let mut checks: Vec<&str> = Vec::new();
    for own in series {
        if !checks.contains(&own.check.as_str()) {
            checks.push(&own.check);
        }
    }
    for check in checks {
        let words = Words::from(format!("{} ", lang.text("site-check"))).and(Words::label(check));
        blocks.push(Block::Heading(2, words));
        blocks.push(Block::prose(lang.text("site-how-to-read")));
        let own = series.iter().enumerate().filter(|(_, own)| own.check == check);
        let figures = own.filter_map(|(place, own)| figure(place, own, lang)).map(Block::Figure).collect();
        blocks.push(Block::Part("multiples".to_owned(), figures));
    }
    page(Words::label(name), blocks, lang)
}

fn page(title: Words, blocks: Vec<Block>, lang: Lang) -> io::Result<String> {
    let page = Page {
        title,
        made: lang.text("site-made"),
        id: String::new(),
        sections: Vec::new(),
        blocks,
        footer: lang.text("site-footer"),
    };
    framed(&page, &format!("{STYLE}{OWN}"), lang)
}

fn language(other: &str, lang: Lang) -> Block {
    Block::Prose("", Words::from(lang.text("site-other-language")).file(other))
}

fn table(listed: &[Listed], with_campaign: bool, lang: Lang) -> Table {
    let mut heads = vec![(Holds::Tight, "archive-head-as-of")];
    if with_campaign {
        heads.push((Holds::Words, "archive-head-name"));
    }
    heads.extend([
        (Holds::Words, "archive-head-verdict"),
        (Holds::Number, "archive-head-outside"),
        (Holds::Number, "archive-head-cannot-tell"),
        (Holds::Number, "site-people"),
        (Holds::Tight, "archive-head-until"),
        (Holds::Words, "archive-head-id"),
    ]);
    let columns = heads.into_iter().map(|(holds, head)| Column::new(holds, lang.text(head))).collect();
    let row = |audit: &Listed| {
        let verdict = match audit.verdict {
            Some(verdict) => Words::signed(glyph(verdict), lang.text(&format!("verdict-{}", verdict.id()))),
            None => lang.text("archive-no-check").into(),
        };
        let until = match (&audit.until, audit.is_held) {
            (_, true) => lang.text("archive-held"),
            (Some(until), _) => date(until, lang),
            (None, _) => lang.text("archive-no-end"),
        };
        let mut cells: Vec<Words> = Vec::new();
        if with_campaign {
            cells.push(Words::label(&audit.name).file(&audit.campaign));
        }
        cells.extend([
            verdict,
            people(audit.outside, lang).into(),
            people(audit.cannot_tell, lang).into(),
            people(audit.people, lang).into(),
            until.into(),
            Words::label(&audit.id),
        ]);
        let head = Words::from(date(&audit.as_of, lang)).file(&audit.report);
        Row { verdict: audit.verdict, ..Row::new(head, cells.into_iter().map(Into::into)) }
    };
    let caption = lang.text("site-audits").into();
    Table { caption, columns, rows: listed.iter().rev().map(row).collect(), ..Table::default() }
}

/// Days since the first of the year 1970, as an axis needs them.
fn day(iso: &str) -> Option<f64> {
    let date: Date = iso.parse().ok()?;
    let since = date.since(Date::constant(1970, 1, 1)).ok()?;
    Some(f64::from(since.get_days()))
}

/// The date of a place on the axis.
fn at_day(days: f64, lang: Lang) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "days of a calendar")]
    let span = jiff::Span::new().days(days.round().clamp(-1e5, 1e6) as i64);
    Date::constant(1970, 1, 1).checked_add(span).map_or_else(|_| String::new(), |day| date(&day.to_string(), lang))
}

fn figure(place: usize, own: &Series, lang: Lang) -> Option<Figure> {
    let placed: Vec<(f64, &SeriesPoint)> = own.points.iter().filter_map(|p| Some((day(&p.as_of)?, p))).collect();
    let known = || placed.iter().filter_map(|(x, point)| Some((*x, point.value?, *point)));
    let (first, last) = (placed.first()?.0, placed.last()?.0);
    known().next()?;
    // One day alone stands in the middle of some.
    let room = ((last - first) * 0.04).max(2.0);
    let ends = placed.iter().flat_map(|(_, point)| {
        [point.value, point.interval.0, point.interval.1, point.limits.0, point.limits.1].into_iter().flatten()
    });
    let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
    // A ratio's interval may reach far: the values and limits are what the figure is for.
    let values = || known().map(|(_, value, _)| value);
    let top = values().chain(placed.iter().filter_map(|(_, point)| point.limits.1)).fold(f64::NEG_INFINITY, f64::max);
    let bottom = values().chain(placed.iter().filter_map(|(_, point)| point.limits.0)).fold(f64::INFINITY, f64::min);
    let far = (top - bottom).abs().max(top.abs() * 0.25);
    let (low, high) = (low.max(bottom - far), high.min(top + far));
    let margin = ((high - low) * 0.08).max(1e-9);
    let mut lines: Vec<Line> = Vec::new();
    for (x, point) in &placed {
        let broken = !point.differs.is_empty() || point.value.is_none();
        if broken || lines.is_empty() {
            lines.push(Line { series: Some(0), ..Line::default() });
        }
        if let (Some(value), Some(line)) = (point.value, lines.last_mut()) {
            line.points.push((*x, value));
            let (from, to) = point.interval;
            line.band.push((*x, from.unwrap_or(low - margin), to.unwrap_or(high + margin)));
        }
    }
    let limit_line = |side: fn(&SeriesPoint) -> Option<f64>| -> Vec<(f64, f64)> {
        let points = placed.iter().filter_map(|(x, point)| Some((*x, side(point)?)));
        let mut points: Vec<(f64, f64)> = points.collect();
        // It stands from edge to edge, and where it was changed it goes up or down between two audits.
        if let (Some((_, first_y)), Some((_, last_y))) = (points.first().copied(), points.last().copied()) {
            points.insert(0, (first - room, first_y));
            points.push((last + room, last_y));
        }
        let between = |two: &[(f64, f64)]| match two {
            [(x, y), (next_x, next_y)] => {
                let middle = f64::midpoint(*x, *next_x);
                vec![(*x, *y), (middle, *y), (middle, *next_y), (*next_x, *next_y)]
            }
            _ => Vec::new(),
        };
        points.windows(2).flat_map(between).collect()
    };
    let kind = |verdict: Verdict| {
        let place = Verdict::WORST_FIRST.iter().position(|own| *own == verdict).unwrap_or_default();
        u8::try_from(place).unwrap_or_default()
    };
    let panel = Panel {
        across: (first - room, last + room),
        up: (low - margin, high + margin),
        across_text: &|at| at_day(at, lang),
        up_text: &|value| limit(value, own.unit, lang),
        lines,
        curves: vec![limit_line(|point| point.limits.0), limit_line(|point| point.limits.1)],
        dots: known()
            .map(|(x, value, point)| Dot { at: (x, value), kind: kind(point.verdict), name: String::new() })
            .collect(),
        equal: None,
        mark: None,
    };
    let number = |value: Option<f64>, round| match value {
        Some(value) => written(value, own.unit, round, &[], lang),
        None => "–".to_owned(),
    };
    let newest = own.points.last()?;
    let says = Said::new("site-says")
        .with("count", own.points.len())
        .with("as_of", date(&newest.as_of, lang))
        .with("value", number(newest.value, Round::Nearest))
        .with("verdict", lang.text(&format!("verdict-{}", newest.verdict.id())));
    let rows = own.points.iter().map(|point| {
        let interval = format!("{} … {}", number(point.interval.0, Round::Down), number(point.interval.1, Round::Up));
        let verdict = lang.text(&format!("verdict-{}", point.verdict.id()));
        let note = if point.differs.is_empty() {
            Words::default()
        } else {
            let parts = point.differs.join(", ");
            Words::from(lang.say_in_pieces(&Said::new("archive-break").with("parts", parts)))
        };
        let cells: [Words; 4] = [number(point.value, Round::Nearest).into(), interval.into(), verdict.into(), note];
        Row::new(date(&point.as_of, lang), cells.map(Into::into))
    });
    let heads =
        ["archive-head-as-of", "archive-head-value", "archive-head-interval", "archive-head-verdict", "site-question"];
    let table = Table::beside(lang.text("site-values"), heads.map(|head| lang.text(head).into()), rows.collect());
    Some(Figure {
        id: format!("series-{place}"),
        title: own.group.clone(),
        says: lang.say(&says).into(),
        across: lang.text("archive-head-as-of"),
        up: lang.text("archive-head-value"),
        plot: draw(&panel, SIZE.0, SIZE.1)?,
        table,
        is_open: false,
    })
}
