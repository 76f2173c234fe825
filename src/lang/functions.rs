//! What messages can ask of a value: `ESTIMATE`, `LOW`, `HIGH`, `LIMIT`, `RATIO`, `PERCENT`, `PEOPLE`, `PER1000`,
//! `ABOUT`, `DATE` and `HAS`. The first argument is the value, the next the limit that it must not be mistaken for, the last the
//! comparison, which decides the unit; all but the first may be absent.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};

use super::{Lang, Round, Unit, number};

type Function = fn(&[FluentValue], Lang) -> String;

const FUNCTIONS: [(&str, Function); 11] = [
    ("ESTIMATE", |given, lang| number_of(given, Round::Nearest, lang).unwrap_or_else(|| "–".to_owned())),
    ("LOW", |given, lang| number_of(given, Round::Down, lang).unwrap_or_else(|| endless(given, "\u{2212}∞"))),
    ("HIGH", |given, lang| number_of(given, Round::Up, lang).unwrap_or_else(|| endless(given, "∞"))),
    ("LIMIT", |given, lang| {
        float(given, 0).map_or_else(|| "–".to_owned(), |limit| number::limit(limit, unit(given), lang))
    }),
    ("RATIO", |given, lang| written(given, Unit::Ratio, lang)),
    ("PERCENT", |given, lang| written(given, Unit::Percent, lang)),
    ("PEOPLE", |given, lang| counted(given, 1.0, lang)),
    ("PER1000", |given, lang| counted(given, 1000.0, lang)),
    ("ABOUT", |given, lang| float(given, 0).map_or_else(|| "–".to_owned(), |value| number::plain(about(value), lang))),
    ("DATE", |given, lang| word(given, 0).map_or_else(|| "–".to_owned(), |iso| number::date(iso, lang))),
    ("HAS", |given, _| if float(given, 0).is_some() || word(given, 0).is_some() { "yes" } else { "no" }.to_owned()),
];

pub(super) fn add(bundle: &mut FluentBundle<FluentResource>, lang: Lang) {
    for (name, function) in FUNCTIONS {
        // Refused only when the name is taken, and the names above are unlike.
        let _ = bundle.add_function(name, move |given, _| FluentValue::from(function(given, lang)));
    }
}

fn number_of(given: &[FluentValue], round: Round, lang: Lang) -> Option<String> {
    let limits: Vec<f64> = float(given, 1).into_iter().collect();
    float(given, 0).map(|value| number::written(value, unit(given), round, &limits, lang))
}

fn endless(given: &[FluentValue], infinite: &str) -> String {
    if infinite.starts_with('\u{2212}') && !unit(given).is_signed() { "0" } else { infinite }.to_owned()
}

fn written(given: &[FluentValue], unit: Unit, lang: Lang) -> String {
    let value = float(given, 0);
    value.map_or_else(|| "–".to_owned(), |value| number::written(value, unit, Round::Nearest, &[], lang))
}

fn counted(given: &[FluentValue], times: f64, lang: Lang) -> String {
    float(given, 0).map_or_else(|| "–".to_owned(), |value| number::plain((value * times).round(), lang))
}

/// Two digits that count, the rest noughts: a forecast of people is no count of them.
fn about(value: f64) -> f64 {
    let step = 10_f64.powf((value.abs().max(1.0).log10().floor() - 1.0).max(0.0));
    (value / step).ceil() * step
}

/// The comparison is the last word given; without one it is a ratio.
fn unit(given: &[FluentValue]) -> Unit {
    (1..given.len()).rev().find_map(|place| word(given, place)).map_or(Unit::Ratio, Unit::of)
}

fn float(given: &[FluentValue], place: usize) -> Option<f64> {
    match given.get(place) {
        Some(FluentValue::Number(n)) => Some(n.value),
        _ => None,
    }
}

fn word<'a>(given: &'a [FluentValue], place: usize) -> Option<&'a str> {
    match given.get(place) {
        Some(FluentValue::String(text)) => Some(text),
        _ => None,
    }
}
