//! The page that `evenhand inspect` prints.

use super::gap::{self, lowest_seen, rates, smallest};
use super::{MAX_GROUPS, MIN_SIZE, Seen};
use crate::lang::{Lang, Round, Said, Unit, aligned, clean, people, percent, written};
use crate::plan::DayForm;
use evenhand_cube::read::{Kind, Profile};

/// Sizes shown of one column.
const SHOWN: usize = 5;

/// What was seen, as text in a language.
#[must_use]
pub fn show(seen: &Seen, lang: Lang) -> String {
    let mut out = lang.say(
        &Said::new("inspect-head")
            .with("file", seen.name.as_str())
            .with("rows", seen.rows)
            .with("columns", seen.columns.len()),
    );
    if let Some(people) = seen.people {
        out.push_str(&lang.say(&Said::new("inspect-head-people").with("people", people)));
    }
    out.push_str("\n\n");
    out.push_str(&aligned(&columns(seen, lang)));
    let rates = rates(seen);
    out.push('\n');
    let id = if seen.decided.is_some() { "inspect-gaps-observed" } else { "inspect-gaps" };
    out.push_str(&lang.say(&Said::new(id).with("rate", rates.first().copied())));
    out.push_str("\n\n");
    out.push_str(&aligned(&gaps(seen, &rates, lang)));
    out.push('\n');
    let rows = if seen.people.is_some() { "counted" } else { "one" };
    out.push_str(&lang.say(&Said::new("inspect-foot").with("min", MIN_SIZE).with("rows", rows)));
    out.push('\n');
    out
}

fn columns(seen: &Seen, lang: Lang) -> Vec<Vec<String>> {
    let head = ["column", "type", "missing", "values", "sizes"].map(|part| lang.text(&format!("inspect-{part}")));
    let mut rows = vec![head.to_vec()];
    for column in &seen.columns {
        let mut kind = lang.text(match column.kind {
            Kind::Nothing => "inspect-kind-nothing",
            Kind::Flag => "inspect-kind-flag",
            Kind::Whole => "inspect-kind-whole",
            Kind::Number => "inspect-kind-number",
            Kind::Date => match column.order {
                Some(DayForm::Dmy) => "inspect-kind-date-dmy",
                Some(DayForm::Mdy) => "inspect-kind-date-mdy",
                Some(_) => "inspect-kind-date-ymd",
                None => "inspect-kind-date-unclear",
            },
            Kind::Text => "inspect-kind-text",
        });
        if !column.unknown.is_empty() {
            kind = format!("{kind} ({})", column.unknown.join(", "));
        }
        let many = || lang.text("inspect-many");
        let values = column.distinct.map_or_else(many, |distinct| people(distinct as u64, lang));
        rows.push(vec![
            clean(&column.column).into_owned(),
            kind,
            people(column.missing, lang),
            values,
            sizes(column, seen, lang),
        ]);
    }
    rows
}

/// The largest groups and the smallest, without labels; how many are too small to show.
fn sizes(column: &Profile, seen: &Seen, lang: Lang) -> String {
    if !is_grouped(column, seen) {
        return String::new();
    }
    let shown = &column.sizes[..gap::shown(&column.sizes)];
    let small = column.sizes.len() - shown.len();
    let mut parts: Vec<String> = shown.iter().take(SHOWN).map(|size| people(*size, lang)).collect();
    if let Some(last) = shown.last().filter(|_| shown.len() > SHOWN) {
        if shown.len() > SHOWN + 1 {
            parts.push("…".to_owned());
        }
        parts.push(people(*last, lang));
    }
    let mut text = parts.join(" · ");
    if small > 0 {
        let said = Said::new("inspect-small").with("groups", small);
        text = [text, lang.say(&said)].iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
    }
    text
}

/// Whether a column has groups that could be compared: where rows stand for several people, numbers other than 0 and 1
/// are counts and rates of rows, and no groups.
fn is_grouped(column: &Profile, seen: &Seen) -> bool {
    let is_count = seen.people.is_some() && matches!(column.kind, Kind::Whole | Kind::Number);
    (2..=MAX_GROUPS).contains(&column.sizes.len()) && !is_count
}

fn gaps(seen: &Seen, rates: &[f64], lang: Lang) -> Vec<Vec<String>> {
    let head = ["column", "group", "people"].map(|part| lang.text(&format!("inspect-{part}")));
    let rate = |rate: &f64| lang.say(&Said::new("inspect-at").with("rate", percent(*rate, lang)));
    let mut rows: Vec<Vec<String>> = vec![head.into_iter().chain(rates.iter().map(rate)).collect()];
    let seen_at = |people: u64, largest: u64| {
        rates.iter().map(move |rate| {
            let low = lowest_seen(people, largest, *rate);
            low.map_or_else(|| "–".to_owned(), |low| written(low, Unit::Ratio, Round::Down, &[], lang))
        })
    };
    for column in seen.columns.iter().filter(|column| is_grouped(column, seen)) {
        let name = clean(&column.column).into_owned();
        let largest = column.sizes[0];
        if column.labels.is_empty() {
            if let Some(size) = smallest(&column.sizes) {
                let row = [name, lang.text("inspect-smallest"), people(size, lang)];
                rows.push(row.into_iter().chain(seen_at(size, largest)).collect());
            }
            continue;
        }
        let shown = gap::shown(&column.sizes);
        for (at, (label, size)) in column.labels.iter().enumerate() {
            let label = clean(label).into_owned();
            let row = if at >= shown {
                vec![name.clone(), label, lang.text("inspect-below")]
            } else if *size == largest {
                vec![name.clone(), label, people(*size, lang), lang.text("inspect-largest")]
            } else {
                let row = [name.clone(), label, people(*size, lang)];
                row.into_iter().chain(seen_at(*size, largest)).collect()
            };
            rows.push(row);
        }
    }
    rows
}
