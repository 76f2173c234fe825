//! One row of a table: everything it prints, as text.

use serde::Serialize;

use super::filter::classes;
use crate::document::{Audit, Check, CheckResult, Deciding, Finding, IntervalOut, Verdict};
use crate::lang::{Lang, Piece, Round, Said, Unit, people, percent, written};
use crate::report::charts::Dots;
use crate::report::charts::{Drawing, Scale};
use crate::report::findings::{is_hidden, limits, rate};
use crate::report::text::glyph;
use crate::report::words::{attributes_of, effective_people, groups_of, is_rate};
use crate::segment::Segment;

/// A row of a table with a drawing.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Row {
    /// Class of its verdict: `outside`, `cannot_tell`, ..., `reference`, `apart`, `free`.
    pub class: String,
    /// Classes of its attributes, where a table holds several.
    pub by: String,
    /// Who it is about.
    #[serde(skip)]
    pub of: Option<Segment>,
    /// What its groups are, drawn.
    pub dots: Option<Dots>,
    /// The segment's groups, with the attributes where a table holds several.
    pub segment: Vec<Piece>,
    /// The measure, where rows of several checks stand in one table.
    pub about: String,
    /// The rate.
    pub rate: String,
    /// `567 of 5,282`.
    pub counts: String,
    /// The drawn cell.
    pub drawing: Option<Drawing>,
    /// Estimate of the comparison.
    pub value: String,
    /// Its interval.
    pub interval: String,
    /// The gap that would have been seen.
    pub detectable: String,
    /// Sign of the verdict.
    pub glyph: String,
    /// Verdict in words.
    pub verdict: String,
    /// What else the reader must know: a reason, a waiver, missing values.
    pub note: String,
}

/// How rows of one table are made.
pub(super) struct Maker<'a> {
    pub audit: &'a Audit,
    pub check: Option<&'a Check>,
    pub scale: &'a Scale,
    pub unit: Unit,
    /// Whether rows of several attributes stand in one table.
    pub with_attributes: bool,
    pub lang: Lang,
}

impl Maker<'_> {
    /// A comparison judged.
    pub(super) fn judged(&self, result: &CheckResult, finding: &Finding) -> Row {
        let mut row = self.compared(finding, result.interval.as_ref(), Some(result.verdict));
        if let Some(value) = finding.value {
            let is_plain = |found: &&IntervalOut| matches!(found.shape.as_str(), "bounded" | "unbounded");
            let nominal = finding.interval.as_ref().filter(is_plain).map(ends);
            let family = family_interval(result);
            let pair = |ends: &Deciding| (ends.low, ends.high);
            row.drawing =
                Some(self.scale.judged(value, nominal.as_ref().map(pair), family.map(pair), Some(result.verdict)));
        }
        let expires = result.waiver.as_ref().filter(|_| result.verdict == Verdict::Waived).map(|w| w.expires.as_str());
        result.verdict.id().clone_into(&mut row.class);
        glyph(result.verdict).clone_into(&mut row.glyph);
        row.verdict = self.lang.say(&Said::new(&format!("verdict-{}", result.verdict.id())).with("expires", expires));
        row.detectable = match result.detectable {
            Some(detectable) => written(detectable, self.unit, Round::Nearest, &self.limits(), self.lang),
            None if result.verdict == Verdict::CannotTell => "–".to_owned(),
            None => String::new(),
        };
        row.note = self.note(result, finding);
        row
    }

    /// A comparison that no check judges, with its nominal interval.
    pub(super) fn free(&self, finding: &Finding) -> Row {
        let mut row = self.compared(finding, finding.interval.as_ref().map(ends).as_ref(), None);
        "free".clone_into(&mut row.class);
        let without = finding.no_interval.as_ref().filter(|reason| *reason != "no-interval");
        if let Some(reason) = finding.undefined.as_ref().or(without) {
            row.note = self.lang.text(&format!("reason-{reason}"));
        }
        row
    }

    /// A rate without comparison: the reference, or people whose value is missing.
    pub(super) fn alone(&self, finding: &Finding) -> Row {
        let mut row = self.counted(finding);
        row.drawing = Some(self.scale.lines());
        let is_reference = !finding.segment.as_ref().is_some_and(crate::segment::Segment::has_missing);
        if is_reference {
            "reference".clone_into(&mut row.class);
            row.value = self.lang.text("row-reference-value");
            "|".clone_into(&mut row.glyph);
            row.verdict = self.lang.text("row-reference");
        } else {
            "apart".clone_into(&mut row.class);
            row.verdict = self.lang.text("row-not-judged");
        }
        row
    }

    /// Segment, rate and counts.
    pub(super) fn counted(&self, finding: &Finding) -> Row {
        let lang = self.lang;
        let mut row = Row { segment: self.segment(finding), of: finding.segment.clone(), ..Row::default() };
        if let Some(segment) = finding.segment.as_ref().filter(|_| self.with_attributes) {
            row.by = classes(self.audit, segment.0.iter().map(|(name, _)| name.as_str()));
        }
        if is_hidden(finding) {
            "–".clone_into(&mut row.rate);
            row.counts = lang.say(&Said::new("fewer-than").with("people", finding.people_below));
            return row;
        }
        row.rate = rate(finding).map_or_else(|| "–".to_owned(), |rate| percent(rate, lang));
        if !is_rate(&finding.measure) {
            let own = self.own_value(finding);
            row.rate = own.map_or_else(String::new, |own| written(own, Unit::Number, Round::Nearest, &[], lang));
        }
        if let (Some(top), Some(bottom)) = (finding.top, finding.bottom) {
            row.counts = lang.say(&Said::new("x-of-n").with("top", top).with("bottom", bottom));
            if finding.weighted.is_some() {
                row.counts = lang.say(&Said::new("row-unweighted").with("counts", row.counts));
            }
            if let Some(worth) = effective_people(finding, lang) {
                row.counts = lang.say(&Said::new("row-worth").with("counts", row.counts).with("people", worth));
            }
        } else if let Some(all) = finding.bottom.or(finding.people) {
            row.counts = people(all, lang);
        }
        row
    }

    /// The value of the finding's segment alone, of a measure that is no share of people.
    fn own_value(&self, finding: &Finding) -> Option<f64> {
        let is_own = |other: &&Finding| {
            other.measure == finding.measure
                && other.comparison == "value"
                && other.segment == finding.segment
                && other.reference.is_none()
        };
        self.audit.findings.iter().find(is_own)?.value
    }

    fn compared(&self, finding: &Finding, ends: Option<&Deciding>, verdict: Option<Verdict>) -> Row {
        let mut row = self.counted(finding);
        row.drawing = Some(self.scale.lines());
        "–".clone_into(&mut row.value);
        let limits = self.limits();
        // An interval with one end may decide where there is no estimate.
        if let Some(ends) = ends.filter(|_| !is_hidden(finding)) {
            row.interval = interval(ends, self.unit, &limits, self.lang);
        }
        let Some(value) = finding.value else { return row };
        row.value = written(value, self.unit, Round::Nearest, &limits, self.lang);
        row.drawing = Some(self.scale.row(value, ends.map(|ends| (ends.low, ends.high)), verdict));
        row
    }

    fn segment(&self, finding: &Finding) -> Vec<Piece> {
        let Some(segment) = &finding.segment else { return Vec::new() };
        let groups = groups_of(self.audit, segment, self.lang);
        let mut said = Said::new("segment-part").with("group", groups.as_str());
        if self.with_attributes {
            said = said.with("attribute", attributes_of(self.audit, segment, self.lang));
        }
        let mut pieces =
            if self.with_attributes { self.lang.say_in_pieces(&said) } else { vec![Piece::label(&groups)] };
        if let Some(campaign) = &finding.campaign {
            let said = Said::new("row-campaign").with("campaign", campaign.as_str());
            pieces.extend(self.lang.say_in_pieces(&said));
        }
        pieces
    }

    fn note(&self, result: &CheckResult, finding: &Finding) -> String {
        let lang = self.lang;
        if is_hidden(finding) {
            return String::new();
        }
        if let Some(reason) = &result.reason {
            return lang.text(&format!("reason-{reason}"));
        }
        if let Some(waiver) = result.waiver.as_ref().filter(|waiver| waiver.state != "applies") {
            let id = if waiver.state == "expired" { "text-waiver-expired" } else { "text-waiver-floor" };
            return lang.say(&Said::new(id).with("expires", waiver.expires.as_str()));
        }
        if result.survives_seed == Some(false) {
            return lang.text("row-another-seed");
        }
        if result.survives_missing == Some(false) { lang.text("row-could-change") } else { String::new() }
    }

    fn limits(&self) -> Vec<f64> {
        self.check.map_or_else(Vec::new, limits)
    }
}

/// The ends of an interval, rounded outward: `0.36 to 0.46`.
pub(super) fn interval(ends: &Deciding, unit: Unit, limits: &[f64], lang: Lang) -> String {
    let least = if unit.is_signed() { "\u{2212}∞" } else { "0" };
    let low = ends.low.map_or_else(|| least.to_owned(), |low| written(low, unit, Round::Down, limits, lang));
    let high = ends.high.map_or_else(|| "∞".to_owned(), |high| written(high, unit, Round::Up, limits, lang));
    lang.say(&Said::new("range").with("low", low).with("high", high))
}

/// An interval with the words that its shape needs.
pub(super) fn interval_words(found: &IntervalOut, unit: Unit, lang: Lang) -> String {
    match found.shape.as_str() {
        "whole-line" => lang.text("interval-whole-line"),
        "complement" => {
            let end = |end: Option<f64>, round| end.map(|end| written(end, unit, round, &[], lang));
            let said = Said::new("interval-complement").with("low", end(found.low, Round::Up));
            lang.say(&said.with("high", end(found.high, Round::Down)))
        }
        _ => interval(&ends(found), unit, &[], lang),
    }
}

/// The interval of a result at the level of its family.
pub(super) const fn family_interval(result: &CheckResult) -> Option<&Deciding> {
    match &result.family_interval {
        Some(family) => Some(family),
        None => result.interval.as_ref(),
    }
}

/// The ends of a nominal interval.
pub(super) fn ends(interval: &IntervalOut) -> Deciding {
    Deciding { low: interval.low, high: interval.high }
}
