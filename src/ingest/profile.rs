//! What one column looks like from outside: type, missing values, distinct values, sizes of groups. Labels are kept for
//! declared columns alone; of all others no value leaves, only which of the words listed here occurred.

use std::collections::{BTreeMap, HashMap};

use polars::prelude::Series;
use xxhash_rust::xxh3::xxh3_128;

use super::signs::Signs;
use super::value::{Value, each};

/// Distinct values told apart; a column with more is no attribute, and its groups are not counted.
const MOST_VALUES: usize = 10_000;
/// Pairs of values that people write for yes and no, yes first.
const ANSWERS: [(&str, &str); 11] = [
    ("1", "0"),
    ("true", "false"),
    ("yes", "no"),
    ("y", "n"),
    ("t", "f"),
    ("oui", "non"),
    ("o", "n"),
    ("vrai", "faux"),
    ("sent", "not sent"),
    ("1", "2"),
    ("ja", "nein"),
];
/// Texts that people write where they do not know a value.
const UNKNOWN: [&str; 12] = [
    "NA",
    "N/A",
    "n/a",
    "NULL",
    "null",
    "NaN",
    "nan",
    "unknown",
    "Unknown",
    "inconnu",
    "undetermined",
    "non renseigné",
];

/// What the values of a column are, the narrowest that holds for all that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// There is no value.
    Nothing,
    /// 0 and 1, or true and false.
    Flag,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// Days, perhaps with a time.
    Date,
    /// Anything else.
    Text,
}

/// A column from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub column: String,
    /// Rows.
    pub rows: u64,
    /// Rows without a value; words for unknown are values.
    pub missing: u64,
    /// What its values are, words for unknown aside.
    pub kind: Kind,
    /// Whether every date begins as 2026-11-22 does.
    pub iso: bool,
    /// Whether a number is below zero.
    pub negative: bool,
    /// Distinct values; `None` for more than are told apart.
    pub distinct: Option<usize>,
    /// Rows of each distinct value, from most to fewest; empty when they are not told apart.
    pub sizes: Vec<u64>,
    /// The value that means yes, when there are two and they are words for yes and no.
    pub yes: Option<String>,
    /// Words for unknown that occur.
    pub unknown: Vec<&'static str>,
    /// Labels with their rows, from most to fewest: only where the column was declared.
    pub labels: Vec<(String, u64)>,
}

/// A profile while rows are read.
#[derive(Debug)]
pub(crate) struct Profiler {
    /// The column.
    pub column: String,
    declared: bool,
    rows: u64,
    missing: u64,
    kind: Kind,
    iso: bool,
    negative: bool,
    /// Digest of a value to its rows; `None` when there are too many.
    values: Option<HashMap<u128, u64>>,
    /// The first few values, to be compared with known words and then dropped.
    first: Vec<String>,
    labels: BTreeMap<String, u64>,
    unknown: [bool; UNKNOWN.len()],
}

impl Profiler {
    /// Nothing read yet; labels are kept when the column is `declared`.
    pub(crate) fn new(column: &str, declared: bool) -> Self {
        Self {
            column: column.to_owned(),
            declared,
            rows: 0,
            missing: 0,
            kind: Kind::Nothing,
            iso: true,
            negative: false,
            values: Some(HashMap::new()),
            first: Vec::new(),
            labels: BTreeMap::new(),
            unknown: [false; UNKNOWN.len()],
        }
    }

    /// Looks at the rows of a batch.
    pub(crate) fn look(&mut self, values: &Series) {
        each(values, |_, value| {
            self.rows += 1;
            match value.and_then(|value| Some((value, value.label()?))) {
                None => self.missing += 1,
                Some((value, label)) => self.meet(value, &label),
            }
        });
    }

    fn meet(&mut self, value: Value<'_>, label: &str) {
        let word = UNKNOWN.iter().position(|word| *word == label);
        match word {
            Some(word) => self.unknown[word] = true,
            None if self.kind < Kind::Text => {
                let kind = kind_of(value);
                let days_and_others = (kind == Kind::Date) != (self.kind == Kind::Date) && self.kind != Kind::Nothing;
                self.kind = if days_and_others { Kind::Text } else { self.kind.max(kind) };
                self.iso &= kind != Kind::Date || label.as_bytes().get(4) == Some(&b'-');
                self.negative |= number(value).is_some_and(|number| number < 0.0);
            }
            None => {}
        }
        let Some(counts) = &mut self.values else { return };
        let rows = counts.entry(xxh3_128(label.as_bytes())).or_insert(0);
        *rows += 1;
        let new = *rows == 1;
        if new && self.first.len() <= 2 {
            self.first.push(label.to_owned());
        }
        if self.declared {
            *self.labels.entry(label.to_owned()).or_insert(0) += 1;
        }
        if counts.len() > MOST_VALUES {
            self.values = None;
            self.labels.clear();
        }
    }

    /// What was seen.
    pub(crate) fn done(self) -> Profile {
        let by_size = |a: &u64, b: &u64| b.cmp(a);
        let mut sizes: Vec<u64> = self.values.iter().flat_map(HashMap::values).copied().collect();
        sizes.sort_by(by_size);
        let mut labels: Vec<(String, u64)> = self.labels.into_iter().collect();
        labels.sort_by(|a, b| by_size(&a.1, &b.1));
        let yes = match self.first.as_slice() {
            [one, two] => ANSWERS.iter().find_map(|(yes, no)| {
                let is = |text: &String, word: &str| text.to_lowercase() == word;
                let pair = [(one, two), (two, one)].into_iter().find(|(a, b)| is(a, yes) && is(b, no));
                pair.map(|(yes, _)| yes.clone())
            }),
            _ => None,
        };
        let unknown = UNKNOWN.iter().zip(self.unknown).filter(|(_, met)| *met).map(|(word, _)| *word).collect();
        Profile {
            column: self.column,
            rows: self.rows,
            missing: self.missing,
            kind: self.kind,
            iso: self.iso && self.kind == Kind::Date,
            negative: self.negative,
            distinct: self.values.as_ref().map(HashMap::len),
            sizes,
            yes,
            unknown,
            labels,
        }
    }
}

fn number(value: Value<'_>) -> Option<f64> {
    let signs = |decimal, thousands| Signs { decimal, sure: true, thousands: Some(thousands), stated: true };
    value.number(signs('.', ',')).or_else(|| value.number(signs(',', '.'))).filter(|number| number.is_finite())
}

fn kind_of(value: Value<'_>) -> Kind {
    if let Value::Bool(_) = value {
        return Kind::Flag;
    }
    if let Value::Text(text) = value {
        if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
            return Kind::Flag;
        }
        if is_day(text) {
            return Kind::Date;
        }
    }
    match number(value) {
        None => Kind::Text,
        Some(0.0 | 1.0) => Kind::Flag,
        Some(number) if number.fract() == 0.0 => Kind::Whole,
        Some(_) => Kind::Number,
    }
}

/// 2026-11-22, 22/11/2026 or 22.11.2026, with or without a time behind it.
fn is_day(text: &str) -> bool {
    let shape: String =
        text.chars().take(10).map(|letter| if letter.is_ascii_digit() { '9' } else { letter }).collect();
    ["9999-99-99", "99/99/9999", "99.99.9999", "9999/99/99"].contains(&shape.as_str())
}

#[cfg(test)]
mod tests {
    use polars::prelude::NamedFrom;

    use super::*;

    fn profile(values: &[&str]) -> Profile {
        let mut profiler = Profiler::new("c", false);
        profiler.look(&Series::new("c".into(), values));
        profiler.done()
    }

    #[test]
    fn the_narrowest_type_is_named() {
        assert_eq!(profile(&["", ""]).kind, Kind::Nothing);
        assert_eq!(profile(&["0.0", "1", "NA"]).kind, Kind::Flag);
        assert_eq!(profile(&["True", "false"]).kind, Kind::Flag);
        assert_eq!(profile(&["3", "1"]).kind, Kind::Whole);
        assert_eq!(profile(&["3", "1,5"]).kind, Kind::Number);
        assert_eq!(profile(&["2026-11-22 10:00", "2026-11-23"]).kind, Kind::Date);
        assert_eq!(profile(&["2026-11-22", "7"]).kind, Kind::Text);
        assert_eq!(profile(&["men", "women"]).kind, Kind::Text);
    }

    #[test]
    fn groups_are_counted_and_no_value_is_kept() {
        let seen = profile(&["men", "women", "men", "", "unknown"]);
        assert_eq!((seen.rows, seen.missing, seen.distinct, seen.sizes.as_slice()), (5, 1, Some(3), &[2, 1, 1][..]));
        assert_eq!(seen.unknown, ["unknown"]);
        assert!(!format!("{seen:?}").contains("women"));
    }

    #[test]
    fn words_for_yes_are_known_in_both_languages() {
        assert_eq!(profile(&["no", "Yes", "no"]).yes.as_deref(), Some("Yes"));
        assert_eq!(profile(&["non", "oui"]).yes.as_deref(), Some("oui"));
        assert_eq!(profile(&["2", "1"]).yes.as_deref(), Some("1"));
        assert_eq!(profile(&["A201", "A202"]).yes, None);
        assert_eq!(profile(&["yes", "no", "perhaps"]).yes, None);
    }

    #[test]
    fn ten_thousand_and_one_values_are_too_many_to_be_groups() {
        let values: Vec<String> = (0..10_001).map(|n| n.to_string()).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let seen = profile(&values);
        assert_eq!((seen.distinct, seen.sizes.len(), seen.kind), (None, 0, Kind::Whole));
    }
}
