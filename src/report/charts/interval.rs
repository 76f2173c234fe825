//! The drawn cell of a table: where values stand on the axis, and the paths that show them. Coordinates have one decimal.

use crate::document::Verdict;
use crate::lang::{Lang, Unit, limit};

/// Width of a drawing, in its own units: the page shows it as wide as its column.
const WIDTH: f64 = 440.0;
/// Free space at both ends, so that signs are not cut.
const MARGIN: f64 = 12.0;
/// Least distance between two words above the axis.
const WORD: f64 = 62.0;
/// Least distance between two labels of the axis.
const APART: f64 = 46.0;

/// The axis: values become places.
#[derive(Debug, Clone)]
pub(in crate::report) struct Scale {
    low: f64,
    high: f64,
    unit: Unit,
    limits: Vec<f64>,
}

/// The axis as the head of a table shows it.
#[derive(Debug, Default)]
pub(in crate::report) struct Axis {
    /// Labels with their places.
    pub(in crate::report) ticks: Vec<Tick>,
    /// Words above: limit, equality.
    pub(in crate::report) words: Vec<Tick>,
}

#[derive(Debug)]
pub(in crate::report) struct Tick {
    pub(in crate::report) x: String,
    pub(in crate::report) text: String,
    pub(in crate::report) is_limit: bool,
    /// `start` or `end` where two limits lie so close together that their numbers stand back to back.
    pub(in crate::report) anchor: &'static str,
}

/// The lines behind every row, the interval and the sign of one row, as SVG paths.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Drawing {
    /// Limits.
    pub(in crate::report) limits: String,
    /// Equality.
    pub(in crate::report) equal: String,
    /// The interval of the comparison by itself, or the only one.
    pub(in crate::report) bar: String,
    /// The interval at the level of the family.
    pub(in crate::report) whisker: String,
    /// The estimate.
    pub(in crate::report) sign: String,
    /// Whether the sign is filled.
    pub(in crate::report) is_filled: bool,
}

/// A value before and after, one above the other: both intervals, both signs, and the line from one to the other.
#[derive(Debug, Clone)]
pub(in crate::report) struct Pair {
    pub(in crate::report) lines: Drawing,
    pub(in crate::report) before: Option<Drawing>,
    pub(in crate::report) after: Option<Drawing>,
    /// From the sign before to the sign after.
    pub(in crate::report) joint: String,
}

/// How far a sign of a pair stands above or below the middle; the template moves it there.
const ASIDE: f64 = 6.0;

/// The ends of an interval.
pub(in crate::report) type Interval = (Option<f64>, Option<f64>);

/// A value, the ends of its interval and its verdict.
pub(in crate::report) type Shown = (f64, Option<Interval>, Verdict);

impl Scale {
    /// An axis that holds these values, the limits and equality.
    pub(in crate::report) fn of(values: impl Iterator<Item = f64>, limits: &[f64], unit: Unit) -> Self {
        let equality = equality(unit);
        let all: Vec<f64> =
            values.chain(limits.iter().copied()).chain(equality).filter(|value| value.is_finite()).collect();
        let (mut low, mut high) =
            all.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(*v), h.max(*v)));
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        match unit {
            Unit::Ratio => (low, high) = ((low / 1.06).clamp(0.1, 0.9), (high * 1.06).clamp(1.1, 10.0)),
            Unit::Percent => (low, high) = (0.0, (high * 1.05).min(1.0)),
            Unit::Points | Unit::Number | Unit::Gap => {
                let least = if self::is_share(unit) { 0.01 } else { (high.abs() + low.abs()) * 1e-3 + 1e-9 };
                let room = (high - low).max(least) * 0.05;
                (low, high) = (low - room, high + room);
            }
        }
        Self { low, high, unit, limits: limits.to_vec() }
    }

    fn place(&self, value: f64) -> f64 {
        let (low, high, value) = match self.unit {
            Unit::Ratio => (self.low.ln(), self.high.ln(), value.max(1e-9).ln()),
            _ => (self.low, self.high, value),
        };
        MARGIN + (WIDTH - 2.0 * MARGIN) * ((value - low) / (high - low)).clamp(0.0, 1.0)
    }

    fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// Labels: limits first, equality, then round values where there is room.
    pub(in crate::report) fn axis(&self, lang: Lang) -> Axis {
        let mut ticks: Vec<(f64, f64, bool)> = Vec::new();
        // Limits are never left out, however close they lie.
        ticks.extend(
            self.limits.iter().filter(|limit| self.holds(**limit)).map(|limit| (self.place(*limit), *limit, true)),
        );
        let is_close = |x: f64| {
            self.limits.iter().any(|limit| {
                let other = self.place(*limit);
                (other - x).abs() > 0.0 && (other - x).abs() < APART
            })
        };
        let equal = equality(self.unit).into_iter().map(|value| (value, false));
        let round = self.round_values().into_iter().map(|value| (value, false));
        for (value, is_limit) in equal.chain(round).filter(|(value, _)| self.holds(*value)) {
            let x = self.place(value);
            // A number that stands beside its line needs the room of two.
            let needs = |other: f64, limit: bool| if limit && is_close(other) { 1.5 * APART } else { APART };
            if ticks.iter().all(|(other, _, limit)| (other - x).abs() >= needs(*other, *limit)) {
                ticks.push((x, value, is_limit));
            }
        }
        ticks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let text = |value: f64| match self.unit {
            Unit::Ratio if !self.limits.contains(&value) => short(value, lang),
            unit => limit(value, unit, lang),
        };
        let lowest = self.limits.iter().copied().fold(f64::INFINITY, f64::min);
        let anchor = |x: f64, value: f64, is_limit: bool| {
            if !is_limit || !is_close(x) {
                "middle"
            } else if value <= lowest {
                "end"
            } else {
                "start"
            }
        };
        let tick = |(x, value, is_limit): &(f64, f64, bool)| Tick {
            x: number(*x),
            text: text(*value),
            is_limit: *is_limit,
            anchor: anchor(*x, *value, *is_limit),
        };
        Axis { ticks: ticks.iter().map(tick).collect(), words: self.words(lang) }
    }

    fn words(&self, lang: Lang) -> Vec<Tick> {
        let limits: Vec<f64> =
            self.limits.iter().copied().filter(|limit| self.holds(*limit)).map(|limit| self.place(limit)).collect();
        // Of two limits close together one word stands for both; each has its number below.
        let mut words: Vec<Tick> = Vec::new();
        for (place, x) in limits.iter().enumerate() {
            if place == 0 || (x - limits[0]).abs() >= WORD {
                words.push(Tick { x: number(*x), text: lang.text("axis-limit"), is_limit: true, anchor: "middle" });
            }
        }
        if let Some(x) = equality(self.unit).map(|value| self.place(value))
            && limits.iter().all(|limit| (limit - x).abs() > WORD)
        {
            words.push(Tick { x: number(x), text: lang.text("axis-equal"), is_limit: false, anchor: "middle" });
        }
        words
    }

    fn round_values(&self) -> Vec<f64> {
        match self.unit {
            Unit::Ratio => vec![0.5, 2.0, 0.25, 4.0, 0.1, 10.0, 0.7, 1.5, 0.6, 0.9, 0.4, 3.0, 0.3, 0.2, 5.0, 7.0],
            Unit::Number | Unit::Gap => {
                let step = step(self.high - self.low);
                let first = (self.low / step).ceil();
                (0..=8).map(|n| (first + f64::from(n)) * step).filter(|value| self.holds(*value)).collect()
            }
            Unit::Percent | Unit::Points => {
                let span = self.high - self.low;
                let steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
                let step = steps.into_iter().find(|step| span / step <= 6.0).unwrap_or(1.0);
                (-1000..=1000).map(|n| f64::from(n) * step).filter(|value| self.holds(*value)).collect()
            }
        }
    }

    /// The lines that every row shows.
    pub(in crate::report) fn lines(&self) -> Drawing {
        let line = |value: f64| format!("M{} -70V100", number(self.place(value)));
        Drawing {
            limits: self.limits.iter().filter(|limit| self.holds(**limit)).map(|limit| line(*limit)).collect(),
            equal: equality(self.unit).map_or_else(String::new, line),
            ..Drawing::default()
        }
    }

    /// An interval as a line. An end beyond the axis, or none, is drawn as an arrow.
    fn interval(&self, (low, high): Interval) -> String {
        let least = if self.unit.is_signed() { f64::NEG_INFINITY } else { 0.0 };
        let (low, high) = (low.unwrap_or(least), high.unwrap_or(f64::INFINITY));
        let (from, to) = (self.place(low.max(self.low)), self.place(high.min(self.high)));
        let (from, to) = (number(from), number(to));
        let below = if low < self.low { format!("M{from} 11l-5 4 5 4") } else { String::new() };
        let above = if high > self.high { format!("M{to} 11l5 4-5 4") } else { String::new() };
        format!("M{from} 15H{to}{below}{above}")
    }

    /// The drawing of one row with the interval at the level of its family as whiskers.
    pub(in crate::report) fn judged(
        &self,
        value: f64,
        nominal: Option<Interval>,
        family: Option<Interval>,
        verdict: Option<Verdict>,
    ) -> Drawing {
        let mut drawing = self.row(value, nominal.or(family), verdict);
        drawing.whisker = nominal.and(family).map_or_else(String::new, |family| self.interval(family));
        drawing
    }

    /// The drawing of one row.
    pub(in crate::report) fn row(&self, value: f64, ends: Option<Interval>, verdict: Option<Verdict>) -> Drawing {
        let mut drawing = self.lines();
        drawing.bar = ends.map_or_else(String::new, |ends| self.interval(ends));
        let x = self.place(value);
        let is_diamond = matches!(verdict, Some(Verdict::Outside | Verdict::Waived));
        drawing.sign = if is_diamond {
            format!("M{} 9l6 6-6 6-6-6z", number(x))
        } else {
            format!("M{} 15a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", number(x - 5.0))
        };
        drawing.is_filled = matches!(verdict, Some(Verdict::Outside | Verdict::Within) | None);
        drawing
    }

    /// The drawing of a row before and after: hollow before, filled after.
    pub(in crate::report) fn pair(&self, before: Option<Shown>, after: Option<Shown>) -> Pair {
        let drawn = |shown: Option<Shown>, is_filled| {
            let (value, ends, verdict) = shown?;
            let row = self.row(value, ends, Some(verdict));
            Some(Drawing { limits: String::new(), equal: String::new(), is_filled, ..row })
        };
        let joint = before.zip(after).map(|((before, ..), (after, ..))| {
            let (from, to) = (number(self.place(before)), number(self.place(after)));
            format!("M{from} {}L{to} {}", 15.0 - ASIDE, 15.0 + ASIDE)
        });
        let (before, after) = (drawn(before, false), drawn(after, true));
        Pair { lines: self.lines(), before, after, joint: joint.unwrap_or_default() }
    }
}

const fn is_share(unit: Unit) -> bool {
    matches!(unit, Unit::Percent | Unit::Points)
}

/// One, two or five of a power of ten, so that at most seven steps span so much.
fn step(span: f64) -> f64 {
    let unit = 10_f64.powf(span.max(1e-12).log10().floor() - 1.0);
    [1.0, 2.0, 5.0, 10.0, 20.0]
        .into_iter()
        .map(|times| times * unit)
        .find(|step| span / step <= 6.0)
        .unwrap_or(20.0 * unit)
}

const fn equality(unit: Unit) -> Option<f64> {
    match unit {
        Unit::Ratio => Some(1.0),
        Unit::Points | Unit::Gap => Some(0.0),
        Unit::Percent | Unit::Number => None,
    }
}

/// A round value without needless noughts.
fn short(value: f64, lang: Lang) -> String {
    let text = format!("{value}");
    if lang == Lang::Fr { text.replace('.', ",") } else { text }
}

/// One decimal, without needless noughts.
fn number(x: f64) -> String {
    let text = format!("{x:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_axis_puts_a_ratio_and_its_inverse_at_equal_distance() {
        let scale = Scale::of([0.5, 2.0].into_iter(), &[0.8, 1.25], Unit::Ratio);
        let (low, mid, high) = (scale.place(0.8), scale.place(1.0), scale.place(1.25));
        assert!((mid - low - (high - mid)).abs() < 1e-9);
        assert!((scale.place(1.0) - 220.0).abs() < 1e-9);
    }

    #[test]
    fn a_pair_is_hollow_before_and_filled_after_with_a_line_between() {
        let scale = Scale::of([0.5, 2.0].into_iter(), &[0.8], Unit::Ratio);
        let ends = Some((Some(0.4), Some(0.6)));
        let pair = scale.pair(Some((0.5, ends, Verdict::Outside)), Some((1.0, ends, Verdict::Within)));
        let (before, after) = (pair.before.unwrap(), pair.after.unwrap());
        assert!(!before.is_filled && after.is_filled);
        assert!(before.sign.contains("l6 6") && after.sign.contains("a5 5"), "a diamond for what lies outside");
        // One is in the middle of 0.5 to 2 on a log axis; 0.5 is ln 1.06 / ln(4 * 1.06^2) of 416 from the left end.
        assert_eq!(pair.joint, "M28.1 9L220 21");
        assert!(scale.pair(None, Some((1.0, None, Verdict::Within))).joint.is_empty());
    }

    #[test]
    fn both_limits_keep_their_numbers_on_a_wide_scale_without_one_over_the_other() {
        let axis = Scale::of([0.1, 9.0].into_iter(), &[0.8, 1.25], Unit::Ratio).axis(Lang::En);
        let limits: Vec<&Tick> = axis.ticks.iter().filter(|tick| tick.is_limit).collect();
        assert_eq!(limits.iter().map(|tick| tick.text.as_str()).collect::<Vec<_>>(), ["0.80", "1.25"]);
        assert_eq!([limits[0].anchor, limits[1].anchor], ["end", "start"]);
        let wide = Scale::of([0.5, 2.0].into_iter(), &[0.8, 1.25], Unit::Ratio).axis(Lang::En);
        assert!(wide.ticks.iter().all(|tick| tick.anchor == "middle"));
    }

    #[test]
    fn the_interval_of_the_family_is_a_line_of_its_own_beside_that_of_the_comparison() {
        let scale = Scale::of([0.5, 2.0].into_iter(), &[0.8], Unit::Ratio);
        let both = scale.judged(1.0, Some((Some(0.9), Some(1.1))), Some((Some(0.8), Some(1.25))), None);
        assert!(!both.whisker.is_empty() && both.whisker != both.bar);
        assert!(scale.judged(1.0, None, Some((Some(0.8), Some(1.25))), None).whisker.is_empty());
    }

    #[test]
    fn an_end_beyond_the_axis_is_an_arrow() {
        let scale = Scale::of([0.5, 2.0].into_iter(), &[0.8], Unit::Ratio);
        let inside = scale.row(1.0, Some((Some(0.9), Some(1.1))), None);
        let endless = scale.row(1.0, Some((Some(0.0), None)), None);
        assert_eq!(inside.bar.matches('M').count(), 1);
        assert_eq!(endless.bar.matches('M').count(), 3);
    }
}
