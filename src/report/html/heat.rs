//! A cross of two attributes as a table of coloured cells: each holds its ratio and its people, and the colour says the
//! same once more. Hidden cells are hatched; those that cannot be told are hollow.

use std::collections::BTreeMap;

use serde::Serialize;

use super::about::plain;
use crate::document::{Audit, Check, CheckResult, Finding, Reference, Verdict};
use crate::lang::{Lang, Piece, Round, Said, Unit, people, written};
use crate::report::findings::{is_hidden, limits};
use crate::report::text::glyph;
use crate::report::words::{attribute_words, deciding, group_words, groups_of, measure_name, method_words, set_words};
use crate::segment::Segment;

/// Wider or longer crosses are shown as a ranked table alone.
const MOST: (usize, usize) = (12, 40);
/// Where one step of colour ends and the next begins, below equality; above, their inverses.
const STEPS: [f64; 4] = [0.5, 2.0 / 3.0, 0.8, 0.9];

/// The table.
#[derive(Debug, Serialize)]
pub(super) struct Heat {
    name: String,
    caption: Vec<Piece>,
    corner: Vec<Piece>,
    heads: Vec<Piece>,
    rows: Vec<HeatRow>,
    legend: Vec<Key>,
}

#[derive(Debug, Serialize)]
struct HeatRow {
    head: Piece,
    cells: Vec<HeatCell>,
}

#[derive(Debug, Default, Serialize)]
struct HeatCell {
    class: String,
    glyph: &'static str,
    verdict: String,
    text: String,
    small: String,
}

#[derive(Debug, Serialize)]
struct Key {
    class: String,
    text: String,
}

/// What is compared in one cell.
pub(super) type Compared<'a> = (Option<&'a CheckResult>, &'a Finding);

/// The table of these comparisons; `None` when there are more groups than a page can hold side by side.
pub(super) fn heat(audit: &Audit, check: Option<&Check>, all: &[Compared<'_>], lang: Lang) -> Option<Heat> {
    let first = all.first()?.1;
    let segment = first.segment.as_ref()?;
    let [(one, _), (other, _)] = &segment.0[..] else { return None };
    let cells = Cells::of(audit, check, all, lang);
    let (mut down, mut across) = (cells.labels(one, 0), cells.labels(other, 1));
    let (mut names, mut turned) = ((one, other), false);
    if across.len() > down.len() {
        (down, across, names, turned) = (across, down, (other, one), true);
    }
    if across.len() > MOST.0 || down.len() > MOST.1 {
        return None;
    }
    let word = |name: &str, label: &str| Piece::label(&group_words(audit, name, Some(label), lang));
    let row = |label: &String| HeatRow {
        head: word(names.0, label),
        cells: across.iter().map(|other| cells.cell(if turned { (other, label) } else { (label, other) })).collect(),
    };
    let corner = [attribute_words(audit, names.0, lang), attribute_words(audit, names.1, lang)];
    Some(Heat {
        name: set_words(audit, &segment.attributes(), lang),
        caption: cells.caption(),
        corner: vec![Piece::label(&corner[0]), plain(" × ".to_owned()).remove(0), Piece::label(&corner[1])],
        heads: across.iter().map(|label| word(names.1, label)).collect(),
        rows: down.iter().map(row).collect(),
        legend: legend(check.is_some(), audit.settings.min_cell, lang),
    })
}

struct Cells<'a> {
    audit: &'a Audit,
    check: Option<&'a Check>,
    found: BTreeMap<(&'a str, &'a str), Compared<'a>>,
    sizes: BTreeMap<(&'a str, &'a str), Option<u64>>,
    references: Vec<&'a Segment>,
    lang: Lang,
}

fn pair(segment: &Segment) -> Option<(&str, &str)> {
    match &segment.0[..] {
        [(_, Some(one)), (_, Some(other))] => Some((one, other)),
        _ => None,
    }
}

impl<'a> Cells<'a> {
    fn of(audit: &'a Audit, check: Option<&'a Check>, all: &[Compared<'a>], lang: Lang) -> Self {
        let found: BTreeMap<_, _> = all.iter().filter_map(|one| Some((pair(one.1.segment.as_ref()?)?, *one))).collect();
        let set = all.first().and_then(|one| one.1.segment.as_ref()).map(Segment::attributes);
        let own = audit.segments.iter().filter(|size| Some(size.segment.attributes()) == set);
        let sizes = own.filter_map(|size| Some((pair(&size.segment)?, size.people))).collect();
        let mut references: Vec<&Segment> = Vec::new();
        for segment in all.iter().filter_map(|one| one.1.reference.as_ref()?.segment.as_ref()) {
            if !references.contains(&segment) {
                references.push(segment);
            }
        }
        Self { audit, check, found, sizes, references, lang }
    }

    /// The groups that occur, in the order of the document.
    fn labels(&self, attribute: &str, place: usize) -> Vec<String> {
        let of = |key: &(&str, &str)| if place == 0 { key.0.to_owned() } else { key.1.to_owned() };
        let mut labels: Vec<String> = self.found.keys().chain(self.sizes.keys()).map(of).collect();
        let known = self.audit.attributes.iter().find(|known| known.name == attribute);
        let order = |label: &String| {
            let groups = known.map_or(&[][..], |known| &known.groups);
            groups.iter().position(|group| group.label == *label).unwrap_or(usize::MAX)
        };
        labels.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.cmp(b)));
        labels.dedup();
        labels
    }

    fn cell(&self, key: (&str, &str)) -> HeatCell {
        let size = self.sizes.get(&key).copied();
        let Some((result, finding)) = self.found.get(&key) else {
            return match size {
                Some(Some(all)) => self.uncompared(key, all),
                Some(None) => self.hidden(),
                None => {
                    HeatCell { text: "–".to_owned(), small: self.lang.text("heat-nobody"), ..HeatCell::default() }
                }
            };
        };
        if is_hidden(finding) {
            return self.hidden();
        }
        let verdict = result.map(|result| result.verdict);
        let words = |verdict: Verdict| self.lang.text(&format!("short-verdict-{}", verdict.id()));
        let mut cell = HeatCell {
            glyph: verdict.map_or("", glyph),
            verdict: verdict.map_or_else(String::new, words),
            small: finding.people.map_or_else(String::new, |all| people(all, self.lang)),
            ..HeatCell::default()
        };
        let Some(value) = finding.value else {
            "–".clone_into(&mut cell.text);
            cell.small = self.lang.text(&format!("short-{}", finding.undefined.as_deref().unwrap_or("no-interval")));
            return cell;
        };
        let limits = self.check.map_or_else(Vec::new, limits);
        cell.text = written(value, Unit::Ratio, Round::Nearest, &limits, self.lang);
        cell.class = match verdict {
            Some(Verdict::CannotTell) => "hollow".to_owned(),
            _ => format!("h{}", step(value)),
        };
        cell
    }

    fn hidden(&self) -> HeatCell {
        let said = Said::new("fewer-than").with("people", self.audit.settings.min_cell);
        HeatCell { class: "hatched".to_owned(), small: self.lang.say(&said), ..HeatCell::default() }
    }

    /// People who are compared with nobody: the reference, or a cell that nothing compares.
    fn uncompared(&self, key: (&str, &str), all: u64) -> HeatCell {
        let is_reference = self.references.iter().any(|segment| pair(segment) == Some(key));
        let (class, text) =
            if is_reference { ("h4", self.lang.text("row-reference-value")) } else { ("", "–".to_owned()) };
        HeatCell { class: class.to_owned(), text, small: people(all, self.lang), ..HeatCell::default() }
    }

    fn caption(&self) -> Vec<Piece> {
        let mut values: Vec<(f64, &Finding)> =
            self.found.values().filter_map(|(_, finding)| Some((finding.value?, *finding))).collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let lang = self.lang;
        let name = |found: Option<&(f64, &Finding)>| {
            found.and_then(|(_, finding)| finding.segment.as_ref()).map(|segment| groups_of(self.audit, segment, lang))
        };
        let first = self.found.values().next();
        let measure = first.map_or("", |(_, finding)| finding.measure.as_str());
        let rule =
            first.and_then(|(_, finding)| finding.reference.as_ref()).map(|reference: &Reference| &reference.rule);
        let to = match (&self.references[..], rule) {
            ([one], _) => groups_of(self.audit, one, lang),
            (_, Some(rule)) => lang.text(&format!("reference-{rule}")),
            _ => lang.text("row-reference"),
        };
        let word = self.check.map_or("free", |check| deciding(self.audit, check));
        let said = Said::new("heat-caption")
            .with("measure", measure_name(self.audit, measure, lang))
            .with("reference", to)
            .with("low", values.first().map(|(value, _)| *value))
            .with("lowest", name(values.first()))
            .with("high", values.last().map(|(value, _)| *value))
            .with("highest", name(values.last()))
            .with("deciding", word)
            .with("level", self.check.map_or(self.audit.settings.level, |check| check.family.level))
            .with("method", method_words(self.audit, self.check, measure, "ratio", lang));
        lang.say_in_pieces(&said)
    }
}

/// The step of colour of a ratio: 0 far below equality, 4 at it, 8 far above.
fn step(ratio: f64) -> usize {
    let below = STEPS.iter().position(|bound| ratio < *bound);
    let above = STEPS.iter().position(|bound| ratio > 1.0 / bound);
    below.or_else(|| above.map(|at| 8 - at)).unwrap_or(4)
}

fn legend(is_judged: bool, min_cell: u64, lang: Lang) -> Vec<Key> {
    let number = |value: f64| written(value, Unit::Ratio, Round::Nearest, &[], lang);
    let bounds: Vec<f64> = STEPS.into_iter().chain(STEPS.into_iter().rev().map(|bound| 1.0 / bound)).collect();
    let text = |at: usize| match (at.checked_sub(1).and_then(|at| bounds.get(at)), bounds.get(at)) {
        (None, Some(high)) => lang.say(&Said::new("heat-under").with("value", number(*high))),
        (Some(low), None) => lang.say(&Said::new("heat-over").with("value", number(*low))),
        (Some(low), Some(high)) => lang.say(&Said::new("range").with("low", number(*low)).with("high", number(*high))),
        (None, None) => String::new(),
    };
    let mut keys: Vec<Key> = (0..=bounds.len()).map(|at| Key { class: format!("h{at}"), text: text(at) }).collect();
    if is_judged {
        keys.push(Key { class: "hollow".to_owned(), text: lang.text("verdict-cannot_tell") });
    }
    let hidden = lang.say(&Said::new("fewer-than").with("people", min_cell));
    keys.push(Key { class: "hatched".to_owned(), text: hidden });
    keys
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn a_ratio_and_its_inverse_are_as_far_from_white() {
        for ratio in [0.3, 0.55, 0.7, 0.85, 0.95, 1.0] {
            assert_eq!(step(ratio) + step(1.0 / ratio), 8, "{ratio}");
        }
        assert_eq!([0.49, 0.5, 0.79, 0.8, 0.9, 1.0].map(step), [0, 1, 2, 3, 4, 4]);
    }
}
