//! A cross of two attributes as a table of coloured cells: each holds its ratio and its people, and the colour says the
//! same once more. Hidden cells are hatched; those that cannot be told are hollow.

use std::collections::BTreeMap;

use super::selection::Compared;
use super::{DASH, View};
use crate::document::{Check, Finding, Reference, Statistic, Verdict};
use crate::lang::{Round, Said, Unit, written};
use crate::report::block::{Block, Cell, Column, Holds, Item, Key, List, Row, Table, Tag, Words};
use crate::report::findings::{is_hidden, limits};
use crate::report::words::{
    attribute_words, deciding, glyph, group_words, groups_of, measure_name, method_words, set_words,
};
use crate::segment::Segment;

/// Wider or longer crosses are shown as a ranked table alone.
const MOST: (usize, usize) = (12, 40);
/// Where one step of colour ends and the next begins, below equality; above, their inverses.
const STEPS: [f64; 4] = [0.5, 2.0 / 3.0, 0.8, 0.9];

/// The table of these comparisons, and its legend; `None` when there are more groups than a page can hold side by side.
pub(super) fn heat(v: View<'_>, check: Option<&Check>, all: &[Compared<'_>]) -> Option<[Block; 2]> {
    let first = all.first()?.1;
    let segment = first.segment.as_ref()?;
    let [(one, _), (other, _)] = &segment.0[..] else { return None };
    let cells = Cells::of(v, check, all);
    let (mut down, mut across) = (cells.labels(one, 0), cells.labels(other, 1));
    let (mut names, mut turned) = ((one, other), false);
    if across.len() > down.len() {
        (down, across, names, turned) = (across, down, (other, one), true);
    }
    if across.len() > MOST.0 || down.len() > MOST.1 {
        return None;
    }
    let word = |name: &str, label: &str| Words::label(&group_words(v.audit, name, Some(label), v.lang));
    let row = |label: &String| {
        let key = |other| if turned { (other, label.as_str()) } else { (label.as_str(), other) };
        Row::new(word(names.0, label), across.iter().map(|other| cells.cell(key(other))))
    };
    let name = |name: &str| Words::label(&attribute_words(v.audit, name, v.lang));
    let corner = name(names.0).and(" × ").and(name(names.1));
    let heads = std::iter::once(corner).chain(across.iter().map(|label| word(names.1, label)));
    let table = Table {
        kind: "heat",
        label: Some(set_words(v.audit, &segment.attributes(), v.lang)),
        caption: cells.caption(),
        columns: heads.map(|head| Column::new(Holds::Words, head)).collect(),
        rows: down.iter().map(row).collect(),
        ..Table::default()
    };
    Some([table.into(), Block::List(legend(v, check.is_some()))])
}

struct Cells<'a> {
    v: View<'a>,
    check: Option<&'a Check>,
    found: BTreeMap<(&'a str, &'a str), Compared<'a>>,
    sizes: BTreeMap<(&'a str, &'a str), Option<u64>>,
    references: Vec<&'a Segment>,
}

fn pair(segment: &Segment) -> Option<(&str, &str)> {
    match &segment.0[..] {
        [(_, Some(one)), (_, Some(other))] => Some((one, other)),
        _ => None,
    }
}

impl<'a> Cells<'a> {
    fn of(v: View<'a>, check: Option<&'a Check>, all: &[Compared<'a>]) -> Self {
        let found: BTreeMap<_, _> = all.iter().filter_map(|one| Some((pair(one.1.segment.as_ref()?)?, *one))).collect();
        let set = all.first().and_then(|one| one.1.segment.as_ref()).map(Segment::attributes);
        let own = v.audit.segments.iter().filter(|size| Some(size.segment.attributes()) == set);
        let sizes = own.filter_map(|size| Some((pair(&size.segment)?, size.people))).collect();
        let mut references: Vec<&Segment> = Vec::new();
        for segment in all.iter().filter_map(|one| one.1.reference.as_ref()?.segment.as_ref()) {
            if !references.contains(&segment) {
                references.push(segment);
            }
        }
        Self { v, check, found, sizes, references }
    }

    /// The groups that occur, in the order of the document.
    fn labels(&self, attribute: &str, place: usize) -> Vec<String> {
        let of = |key: &(&str, &str)| if place == 0 { key.0.to_owned() } else { key.1.to_owned() };
        let mut labels: Vec<String> = self.found.keys().chain(self.sizes.keys()).map(of).collect();
        let known = self.v.audit.attributes.iter().find(|known| known.name == attribute);
        let order = |label: &String| {
            let groups = known.map_or(&[][..], |known| &known.groups);
            groups.iter().position(|group| group.label == *label).unwrap_or(usize::MAX)
        };
        labels.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.cmp(b)));
        labels.dedup();
        labels
    }

    fn cell(&self, key: (&str, &str)) -> Cell {
        let v = self.v;
        let Some((result, finding)) = self.found.get(&key) else {
            return match self.sizes.get(&key) {
                Some(Some(all)) => self.uncompared(key, *all),
                Some(None) => self.hidden(),
                None => Cell::from(DASH).with(Tag::Small, v.text("heat-nobody")),
            };
        };
        if is_hidden(finding) {
            return self.hidden();
        }
        let verdict = result.map(|result| result.verdict);
        let sign = |verdict| Words::from(glyph(verdict)).tagged(Tag::PlainSign).and(" ");
        let ears = |verdict: Verdict| format!(", {}", v.text(&format!("short-verdict-{}", verdict.id())));
        let limits = self.check.map_or_else(Vec::new, limits);
        let (class, value, small) = match finding.value {
            None => {
                let reason = finding.undefined.as_deref().unwrap_or("no-interval");
                (String::new(), DASH.to_owned(), v.text(&format!("short-{reason}")))
            }
            Some(value) => {
                let hollow = verdict == Some(Verdict::CannotTell);
                let class = if hollow { "hollow".to_owned() } else { format!("h{}", step(value)) };
                let people = finding.people.map(|all| v.people(Some(all))).unwrap_or_default();
                (class, written(value, Unit::Ratio, Round::Nearest, &limits, v.lang), people)
            }
        };
        let words = verdict.map(sign).unwrap_or_default().and(value);
        Cell::from(words.with(Tag::Unseen, verdict.map(ears).unwrap_or_default()).with(Tag::Small, small)).of(class)
    }

    fn hidden(&self) -> Cell {
        let few = self.v.fewer_than(Some(self.v.audit.settings.min_cell));
        Cell::default().with(Tag::Small, few).of("hatched")
    }

    /// People who are compared with nobody: the reference, or a cell that nothing compares.
    fn uncompared(&self, key: (&str, &str), all: u64) -> Cell {
        let is_reference = self.references.iter().any(|segment| pair(segment) == Some(key));
        let (class, text) =
            if is_reference { ("h4", self.v.text("row-reference-value")) } else { ("", DASH.to_owned()) };
        Cell::from(text).with(Tag::Small, self.v.people(Some(all))).of(class)
    }

    fn caption(&self) -> Words {
        let v = self.v;
        let mut values: Vec<(f64, &Finding)> =
            self.found.values().filter_map(|(_, finding)| Some((finding.value?, *finding))).collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let name = |found: Option<&(f64, &Finding)>| {
            found.and_then(|(_, finding)| finding.segment.as_ref()).map(|segment| groups_of(v.audit, segment, v.lang))
        };
        let first = self.found.values().next();
        let measure = first.map_or("", |(_, finding)| finding.measure.as_str());
        let rule =
            first.and_then(|(_, finding)| finding.reference.as_ref()).map(|reference: &Reference| &reference.rule);
        let to = match (&self.references[..], rule) {
            ([one], _) => groups_of(v.audit, one, v.lang),
            (_, Some(rule)) => v.text(&format!("reference-{rule}")),
            _ => v.text("row-reference"),
        };
        let said = Said::new("heat-caption")
            .with("measure", measure_name(v.audit, measure, v.lang))
            .with("reference", to)
            .with("low", values.first().map(|(value, _)| *value))
            .with("lowest", name(values.first()))
            .with("high", values.last().map(|(value, _)| *value))
            .with("highest", name(values.last()))
            .with("deciding", self.check.map_or("free", |check| deciding(v.audit, check)))
            .with("level", self.check.map_or(v.audit.settings.level, |check| check.family.level))
            .with("method", method_words(v.audit, self.check, measure, &Statistic::Ratio.into(), v.lang));
        v.words(&said)
    }
}

/// The step of colour of a ratio: 0 far below equality, 4 at it, 8 far above.
fn step(ratio: f64) -> usize {
    let below = STEPS.iter().position(|bound| ratio < *bound);
    let above = STEPS.iter().position(|bound| ratio > 1.0 / bound);
    below.or_else(|| above.map(|at| 8 - at)).unwrap_or(4)
}

fn legend(v: View<'_>, is_judged: bool) -> List {
    let number = |value: f64| v.number(value, Unit::Ratio);
    let bounds: Vec<f64> = STEPS.into_iter().chain(STEPS.into_iter().rev().map(|bound| 1.0 / bound)).collect();
    let text = |at: usize| match (at.checked_sub(1).and_then(|at| bounds.get(at)), bounds.get(at)) {
        (None, Some(high)) => v.say(&Said::new("heat-under").with("value", number(*high))),
        (Some(low), None) => v.say(&Said::new("heat-over").with("value", number(*low))),
        (Some(low), Some(high)) => v.say(&Said::new("range").with("low", number(*low)).with("high", number(*high))),
        (None, None) => String::new(),
    };
    let key = |class: String, text: String| Item { key: Key::Colour(class), ..text.into() };
    let mut items: Vec<Item> = (0..=bounds.len()).map(|at| key(format!("h{at}"), text(at))).collect();
    items.extend(is_judged.then(|| key("hollow".to_owned(), v.text("verdict-cannot_tell"))));
    items.push(key("hatched".to_owned(), v.fewer_than(Some(v.audit.settings.min_cell))));
    List { class: "legend keys", label: v.text("heat-legend"), items, ..List::default() }
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
