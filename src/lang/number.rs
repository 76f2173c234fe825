//! Numbers and dates as people read them. Digit grouping and decimal signs come from CLDR; how many digits are shown
//! and which way they are rounded is decided here, once, for every output.

use std::str::FromStr;

use fixed_decimal::{Decimal, SignedRoundingMode, UnsignedRoundingMode};
use icu_decimal::DecimalFormatter;
use icu_locale_core::locale;

use super::Lang;

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A ratio: `0.74`.
    Ratio,
    /// A share, in percent with its sign: `17.9%`.
    Percent,
    /// A difference of shares, in percentage points without their name: `-6.2`.
    Points,
    /// A number on a scale of its own: a mean score, an offer.
    Number,
    /// A difference of such numbers.
    Gap,
}

impl Unit {
    /// The unit of a comparison: `value`, `difference` or `ratio`; `number` and `gap` are the first two of a measure that
    /// is no share of people.
    #[must_use]
    pub fn of(comparison: &str) -> Self {
        match comparison {
            "value" => Self::Percent,
            "difference" => Self::Points,
            "number" => Self::Number,
            "gap" => Self::Gap,
            _ => Self::Ratio,
        }
    }

    /// Whether a lower end that does not exist lies below every number, and not at 0.
    #[must_use]
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::Points | Self::Number | Self::Gap)
    }

    /// Decimal places to move by, and the digits shown at least after the sign.
    const fn scale(self) -> (i16, i16) {
        match self {
            Self::Ratio | Self::Number | Self::Gap => (0, 2),
            Self::Percent | Self::Points => (2, 1),
        }
    }
}

/// Which way a value is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// Down: the lower end of an interval.
    Down,
    /// To the nearest, halves away from zero: an estimate.
    Nearest,
    /// Up: the upper end of an interval.
    Up,
}

/// More digits than any double carries: the loops below end here.
const MOST_DIGITS: i16 = 20;

/// Whether two doubles are one number to their reader: what a few roundings leave between them is no difference.
fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 4.0 * f64::EPSILON * a.abs().max(b.abs())
}

/// The value as people read it.
///
/// Ends of intervals are rounded outward, so that the interval shown covers the interval computed. If the value would
/// print like one of the limits, or on its other side, although it differs from it, digits are added until it does not:
/// 0.8083 against 0.80 prints `0.808`. An estimate that is not zero never prints as zero.
///
/// ```
/// use evenhand::lang::{Lang, Round, Unit, written};
/// assert_eq!(written(0.8083, Unit::Ratio, Round::Down, &[0.8], Lang::En), "0.808");
/// assert_eq!(written(0.7199, Unit::Ratio, Round::Down, &[0.8], Lang::Fr), "0,71");
/// ```
#[must_use]
#[expect(clippy::float_cmp, reason = "two roundings of decimal text are the same double or they are not")]
pub fn written(value: f64, unit: Unit, round: Round, limits: &[f64], lang: Lang) -> String {
    let (scale, least) = unit.scale();
    let size = value.abs();
    let mut digits = match unit {
        Unit::Percent | Unit::Points => least,
        _ if size >= 100.0 => 0,
        _ if size >= 10.0 => 1,
        _ if size > 0.0 && size < 0.1 => 3,
        _ => least,
    };
    while digits < MOST_DIGITS {
        let shown = rounded(value, scale, digits, round);
        let vanished = round == Round::Nearest && shown == 0.0 && value != 0.0;
        let told_apart = limits.iter().filter(|limit| !is_same(**limit, value)).all(|limit| {
            let as_limit = rounded(*limit, scale, digits, Round::Nearest);
            shown != as_limit && (shown < *limit) == (value < *limit)
        });
        if told_apart && !vanished {
            break;
        }
        digits += 1;
    }
    let value = limits.iter().copied().find(|limit| is_same(*limit, value)).unwrap_or(value);
    signed(&decimal(value, scale, digits, round), unit, lang)
}

/// A limit as it was set: at least two decimals for a ratio, up to four where the limit has them.
#[must_use]
pub fn limit(value: f64, unit: Unit, lang: Lang) -> String {
    let (scale, _) = unit.scale();
    let least = if unit == Unit::Ratio { 2 } else { 0 };
    let exact = (least..=4).find(|digits| (rounded(value, scale, *digits, Round::Nearest) - value).abs() < 1e-12);
    signed(&decimal(value, scale, exact.unwrap_or(2), Round::Nearest), unit, lang)
}

/// A share in percent with one digit, or as many as it takes not to print zero.
#[must_use]
pub fn percent(share: f64, lang: Lang) -> String {
    written(share, Unit::Percent, Round::Nearest, &[], lang)
}

/// A share in percent with so many digits after the sign.
#[must_use]
pub fn percent_to(share: f64, digits: i16, round: Round, lang: Lang) -> String {
    signed(&decimal(share, Unit::Percent.scale().0, digits, round), Unit::Percent, lang)
}

/// A number of people, digits grouped.
#[must_use]
pub fn people(count: u64, lang: Lang) -> String {
    spelled(&Decimal::from(count), lang)
}

/// Any other number: whole numbers grouped, others with the digits they have, at most four.
pub(super) fn plain(value: f64, lang: Lang) -> String {
    let digits = (0..4).find(|digits| (rounded(value, 0, *digits, Round::Nearest) - value).abs() < 1e-9).unwrap_or(4);
    spelled(&decimal(value, 0, digits, Round::Nearest), lang)
}

/// An ISO date: as it stands in English, day first in French. What is no date is shown as it stands.
#[must_use]
pub fn date(iso: &str, lang: Lang) -> String {
    match (lang, jiff::civil::Date::from_str(iso)) {
        (Lang::Fr, Ok(date)) => format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year()),
        _ => super::clean(iso).into_owned(),
    }
}

/// The shortest decimal text that reads back to the same double, moved and rounded. Rounding that text and not the
/// double itself keeps 0.7 from being cut to 0.69.
fn decimal(value: f64, scale: i16, digits: i16, round: Round) -> Decimal {
    let mut decimal = Decimal::from_str(&format!("{}", value + 0.0)).unwrap_or_default();
    decimal.multiply_pow10(scale);
    decimal.absolute.trim_start();
    let mode = match round {
        Round::Down => SignedRoundingMode::Floor,
        Round::Up => SignedRoundingMode::Ceil,
        Round::Nearest => SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand),
    };
    decimal.round_with_mode(-digits, mode);
    decimal.absolute.pad_end(-digits);
    decimal
}

/// The rounded value, moved back.
fn rounded(value: f64, scale: i16, digits: i16, round: Round) -> f64 {
    let mut decimal = decimal(value, scale, digits, round);
    decimal.multiply_pow10(-scale);
    f64::from_str(&decimal.to_string()).unwrap_or(value)
}

fn signed(decimal: &Decimal, unit: Unit, lang: Lang) -> String {
    let number = spelled(decimal, lang);
    match (unit, lang) {
        (Unit::Percent, Lang::En) => format!("{number}%"),
        (Unit::Percent, Lang::Fr) => format!("{number}\u{202f}%"),
        _ => number,
    }
}

fn spelled(decimal: &Decimal, lang: Lang) -> String {
    let locale = match lang {
        Lang::En => locale!("en"),
        Lang::Fr => locale!("fr"),
    };
    let text = DecimalFormatter::try_new(locale.into(), icu_decimal::options::DecimalFormatterOptions::default())
        .map_or_else(|_| decimal.to_string(), |formatter| formatter.format(decimal).to_string());
    text.replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(value: f64, round: Round, limits: &[f64]) -> String {
        written(value, Unit::Ratio, round, limits, Lang::En)
    }

    #[test]
    fn ends_of_intervals_are_rounded_outward() {
        assert_eq!(ratio(0.72287, Round::Down, &[]), "0.72");
        assert_eq!(ratio(0.76315, Round::Up, &[]), "0.77");
        assert_eq!(ratio(0.7, Round::Down, &[]), "0.70", "the double below 0.7 is still 0.7 to its reader");
        assert_eq!(written(-0.0621, Unit::Points, Round::Down, &[], Lang::En), "\u{2212}6.3");
        assert_eq!(written(-0.0621, Unit::Points, Round::Up, &[], Lang::Fr), "\u{2212}6,2");
    }

    #[test]
    fn a_bound_never_prints_like_the_limit_it_differs_from() {
        assert_eq!(ratio(0.8083, Round::Down, &[0.8, 1.25]), "0.808");
        assert_eq!(ratio(0.799_96, Round::Up, &[0.8, 1.25]), "0.79996");
        assert_eq!(ratio(0.8, Round::Down, &[0.8]), "0.80", "equal to the limit prints like the limit");
        assert_eq!(ratio(0.799_999_999_999_999_9, Round::Nearest, &[0.8]), "0.80", "a rounding apart is equal");
        assert_eq!(
            written(-0.100_000_000_000_000_09, Unit::Points, Round::Nearest, &[-0.1, 0.1], Lang::En),
            "\u{2212}10.0"
        );
        assert_eq!(ratio(0.799_999_999_999, Round::Nearest, &[0.8]), "0.799999999999", "but not more than that");
        assert_eq!(ratio(0.8031, Round::Down, &[0.8025]), "0.8031", "nor on the limit's other side");
        assert_eq!(ratio(1.4288, Round::Nearest, &[1.0 / 0.7]), "1.4288");
        assert_eq!(written(-0.0504, Unit::Points, Round::Nearest, &[-0.05, 0.05], Lang::En), "\u{2212}5.04");
    }

    #[test]
    fn small_values_do_not_print_as_zero_and_large_ones_keep_to_the_point() {
        assert_eq!(ratio(0.041_23, Round::Nearest, &[]), "0.041");
        assert_eq!(ratio(0.000_04, Round::Nearest, &[]), "0.00004");
        assert_eq!(ratio(0.0, Round::Nearest, &[]), "0.00");
        assert_eq!(ratio(-0.0, Round::Nearest, &[]), "0.00");
        assert_eq!(ratio(12.345, Round::Nearest, &[]), "12.3");
        assert_eq!(percent(0.0004, Lang::En), "0.04%");
    }

    #[test]
    fn each_language_has_its_signs() {
        assert_eq!(people(41_230, Lang::En), "41,230");
        assert_eq!(people(41_230, Lang::Fr), "41\u{202f}230");
        assert_eq!(percent(0.179, Lang::En), "17.9%");
        assert_eq!(percent(0.179, Lang::Fr), "17,9\u{202f}%");
        assert_eq!(date("2027-03-31", Lang::En), "2027-03-31");
        assert_eq!(date("2027-03-31", Lang::Fr), "31/03/2027");
        assert_eq!(date("soon\n", Lang::Fr), "soon\u{fffd}");
    }

    #[test]
    fn limits_print_as_they_were_set() {
        assert_eq!(limit(0.8, Unit::Ratio, Lang::En), "0.80");
        assert_eq!(limit(0.8025, Unit::Ratio, Lang::Fr), "0,8025");
        assert_eq!(limit(1.0 / 0.7, Unit::Ratio, Lang::En), "1.43");
        assert_eq!(limit(0.05, Unit::Points, Lang::En), "5");
        assert_eq!(limit(0.125, Unit::Percent, Lang::En), "12.5%");
    }
}
