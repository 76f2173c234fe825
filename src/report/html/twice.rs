//! A check before and after: every comparison with both estimates, both intervals and both verdicts, drawn between them.

use serde::Serialize;

use super::drawing::{Axis, Pair, Scale, Shown};
use super::forest::method_words;
use super::rows::interval;
use crate::document::{Audit, Check, CheckedTwice, ResultTwice, Standing, Verdict};
use crate::lang::{Lang, Piece, Round, Said, Unit, written};
use crate::report::findings::limits;
use crate::report::fixes::{is_unmoved, moves_said};
use crate::report::rank::place;
use crate::report::text::glyph;
use crate::report::words::{
    check_words, comparison_word, deciding, limits_only, measure_name, segment_words, subject_words, unit_of,
};

/// A check under both.
#[derive(Debug, Serialize)]
pub(super) struct TwiceView {
    title: Vec<Piece>,
    /// How many lie outside before and after.
    lead: Vec<Piece>,
    /// `None` where nothing differs.
    table: Option<TwiceTable>,
}

#[derive(Debug, Serialize)]
struct TwiceTable {
    caption: String,
    axis: Axis,
    rows: Vec<TwiceRow>,
    cut: Option<String>,
}

#[derive(Debug, Serialize)]
struct TwiceRow {
    segment: Vec<Piece>,
    before: Side,
    after: Side,
    drawing: Pair,
}

/// One of the two.
#[derive(Debug, Serialize)]
struct Side {
    class: &'static str,
    value: String,
    interval: String,
    glyph: &'static str,
    verdict: String,
    /// Why there is no value.
    note: String,
}

/// The check before and after; rows that lie outside before first.
pub(super) fn twice(audit: &Audit, checked: &CheckedTwice, most: usize, lang: Lang) -> TwiceView {
    let check = audit.checks.iter().find(|check| check.id == checked.check);
    let mut title = vec![Piece::label(&checked.check)];
    if let Some(check) = check {
        let colon = crate::report::text::colon(lang);
        title.push(Piece { text: format!("{colon} {}", check_words(audit, check, lang)), is_label: false });
    }
    TwiceView {
        title,
        lead: lang.say_in_pieces(&moves_said(checked)),
        table: check.filter(|_| !is_unmoved(checked)).map(|check| table(audit, check, checked, most, lang)),
    }
}

fn table(audit: &Audit, check: &Check, checked: &CheckedTwice, most: usize, lang: Lang) -> TwiceTable {
    let mut results: Vec<&ResultTwice> = checked.results.iter().collect();
    results.sort_by_key(|result| (place(result.before.verdict), place(result.after.verdict)));
    let cut = (results.len() > most)
        .then(|| lang.say(&Said::new("grid-cut").with("count", most).with("hidden", results.len() - most)));
    results.truncate(most);
    let (unit, limits) = (unit_of(&check.measure, &check.comparison), limits(check));
    let values = results.iter().flat_map(|result| [&result.before, &result.after]).flat_map(|standing| {
        let ends = standing.interval.as_ref();
        [standing.value, ends.and_then(|ends| ends.low), ends.and_then(|ends| ends.high)].into_iter().flatten()
    });
    let scale = Scale::of(values, &limits, unit);
    let side = |result: &ResultTwice, standing: &Standing| side(audit, &result.finding, standing, unit, &limits, lang);
    let row = |result: &&ResultTwice| TwiceRow {
        segment: segment(audit, result, lang),
        before: side(result, &result.before),
        after: side(result, &result.after),
        drawing: scale.pair(shown(&result.before), shown(&result.after)),
    };
    let said = Said::new("fix-twice-caption")
        .with("measure", measure_name(audit, &check.measure, lang))
        .with("comparison", comparison_word(&check.measure, &check.comparison))
        .with("deciding", deciding(audit, check))
        .with("level", check.family.level)
        .with("method", method_words(audit, Some(check), &check.measure, &check.comparison, lang));
    TwiceTable {
        caption: lang.say(&said.with("limit", limits_only(check, lang))),
        axis: scale.axis(lang),
        rows: results.iter().map(row).collect(),
        cut,
    }
}

fn shown(standing: &Standing) -> Option<Shown> {
    let ends = standing.interval.as_ref().map(|ends| (ends.low, ends.high));
    Some((standing.value?, ends, standing.verdict))
}

fn side(audit: &Audit, finding: &str, standing: &Standing, unit: Unit, limits: &[f64], lang: Lang) -> Side {
    let hidden = audit.finding(finding).and_then(|finding| finding.people_below).filter(|_| standing.value.is_none());
    let ends = standing.interval.as_ref().filter(|_| hidden.is_none());
    Side {
        class: standing.verdict.id(),
        value: standing
            .value
            .map_or_else(|| "–".to_owned(), |value| written(value, unit, Round::Nearest, limits, lang)),
        interval: ends.map_or_else(String::new, |ends| interval(ends, unit, limits, lang)),
        glyph: glyph(standing.verdict),
        verdict: verdict_words(standing.verdict, lang),
        note: hidden.map_or_else(String::new, |people| lang.say(&Said::new("fewer-than").with("people", people))),
    }
}

fn verdict_words(verdict: Verdict, lang: Lang) -> String {
    lang.text(&format!("verdict-{}", verdict.id()))
}

/// Who it is about, with what sets it apart from other comparisons of the same people.
fn segment(audit: &Audit, result: &ResultTwice, lang: Lang) -> Vec<Piece> {
    let finding = audit.finding(&result.finding);
    let words = match (finding, &result.segment) {
        (Some(finding), _) => subject_words(audit, finding, lang),
        (None, Some(segment)) => Some(segment_words(audit, segment, lang)),
        (None, None) => None,
    };
    vec![Piece::label(&words.unwrap_or_default())]
}
