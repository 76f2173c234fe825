//! What one column looks like from outside: type, missing values, distinct values, sizes of groups. Labels are kept for
//! declared columns alone; of all others no value leaves, only which of the words listed here occurred, and rounded
//! edges between the fifths of its numbers.

use std::collections::{BTreeMap, HashMap};

use polars::prelude::Series;
use xxhash_rust::xxh3::xxh3_128;

use super::bins;
use super::birth;
use super::signs::Signs;
use super::value::{Value, each};
use super::words::{Total, is_no_answer, total};
use crate::spec::DayForm;

/// Distinct values told apart; a column with more is no attribute, and its groups are not counted.
const MOST_VALUES: usize = 10_000;
/// Distinct values compared with the words below.
const COMPARED: usize = 24;
/// Pairs of values that people write for yes and no, yes first.
const ANSWERS: &[(&str, &str)] = &[
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
    ("1", "-1"),
    ("ja", "nein"),
    ("j", "n"),
    ("wahr", "falsch"),
    ("good", "bad"),
    ("pass", "fail"),
    (">50k", "<=50k"),
    (">50k.", "<=50k."),
];
/// Values that say that somebody was chosen, or turned out as hoped.
const CHOSEN: &[&str] = &[
    "accept",
    "accepted",
    "accepté",
    "accepte",
    "accordé",
    "admis",
    "admise",
    "admit",
    "admitted",
    "angenommen",
    "approve",
    "approved",
    "approuvé",
    "bewilligt",
    "chosen",
    "contacted",
    "contacté",
    "delivered",
    "eingeladen",
    "eingestellt",
    "embauché",
    "embauchée",
    "envoyé",
    "fully paid",
    "genehmigt",
    "granted",
    "hire",
    "hired",
    "invited",
    "invité",
    "offer",
    "offered",
    "passed",
    "placed",
    "promoted",
    "promu",
    "released",
    "retenu",
    "retenue",
    "selected",
    "sélectionné",
    "sent",
    "shown",
    "success",
    "survived",
    "targeted",
    "treated",
    "treatment",
    "zugelassen",
    "zusage",
];
/// Values that say that nothing was done to somebody, so that every other value says that something was.
const SPARED: &[&str] = &[
    "control",
    "control group",
    "contrôle",
    "groupe témoin",
    "holdout",
    "hold-out",
    "kontrolle",
    "kontrollgruppe",
    "no e-mail",
    "no email",
    "no mail",
    "no contact",
    "no treatment",
    "not contacted",
    "not targeted",
    "not sent",
    "placebo",
    "témoin",
    "untreated",
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

/// What stands out in a column of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// The one in the middle, roughly.
    pub middle: f64,
    /// Rounded edges between the fifths of its rows; none when nearly all are alike.
    pub fifths: Vec<f64>,
    /// The usual edges of ages that have rows on both sides.
    pub ages: Vec<f64>,
}

/// A column from outside.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Its name.
    pub column: String,
    /// Rows.
    pub rows: u64,
    /// Rows without a value; words for unknown are values.
    pub missing: u64,
    /// What its values are, words for unknown aside.
    pub kind: Kind,
    /// The order of day, month and year in its dates; `None` where there are none, or nothing tells.
    pub order: Option<DayForm>,
    /// Its numbers, when it has nothing else.
    pub numbers: Option<Numbers>,
    /// Distinct values; `None` for more than are told apart.
    pub distinct: Option<usize>,
    /// People of each distinct value, from most to fewest; empty when they are not told apart.
    pub sizes: Vec<u64>,
    /// The values that mean yes and no, when there are two and they are words for it.
    pub answers: Option<(String, String)>,
    /// Values that are words for having been chosen.
    pub chosen: Vec<String>,
    /// Values that are words for having been left alone.
    pub spared: Vec<String>,
    /// Words for unknown that occur.
    pub unknown: Vec<String>,
    /// Whether one of its values is a word for the sum of others, such as Total.
    pub totals: bool,
    /// Labels with their people, from most to fewest: only where the column was declared.
    pub labels: Vec<(String, u64)>,
}

impl Profile {
    /// Distinct values, words for unknown aside; `None` for more than are told apart.
    #[must_use]
    pub fn known(&self) -> Option<usize> {
        self.distinct.map(|distinct| distinct - self.unknown.len().min(distinct))
    }

    /// Whether every row has a value of its own, as far as that is told.
    #[must_use]
    pub fn is_unique(&self) -> bool {
        self.missing == 0 && self.rows > 1 && self.distinct.is_some_and(|distinct| distinct as u64 == self.rows)
    }
}

/// A profile while rows are read.
#[derive(Debug)]
pub(crate) struct Profiler {
    /// The column.
    pub column: String,
    declared: bool,
    /// How its numbers are written.
    signs: Signs,
    /// Whether a row stands for several people, whom [`Self::weigh`] tells.
    counted: bool,
    rows: u64,
    missing: u64,
    kind: Kind,
    orders: Orders,
    sample: Sample,
    /// Digest of a value to its people; `None` when there are too many values.
    values: Option<HashMap<u128, u64>>,
    /// Digests of the rows of this batch, where they are to be weighed.
    batch: Vec<Option<u128>>,
    /// The first few values, to be compared with known words and then dropped.
    first: Vec<String>,
    labels: BTreeMap<String, u128>,
    unknown: Vec<String>,
}

impl Profiler {
    /// Nothing read yet; labels are kept when the column is `declared`, numbers are written with these signs.
    pub(crate) fn new(column: &str, declared: bool, signs: Signs) -> Self {
        Self {
            column: column.to_owned(),
            declared,
            signs,
            counted: false,
            rows: 0,
            missing: 0,
            kind: Kind::Nothing,
            orders: Orders::default(),
            sample: Sample::default(),
            values: Some(HashMap::new()),
            batch: Vec::new(),
            first: Vec::new(),
            labels: BTreeMap::new(),
            unknown: Vec::new(),
        }
    }

    /// The same, for rows that stand for several people each.
    pub(crate) fn counted(mut self, counted: bool) -> Self {
        self.counted = counted;
        self
    }

    /// Looks at the rows of a batch.
    pub(crate) fn look(&mut self, values: &Series) {
        self.batch.clear();
        each(values, |_, value| {
            self.rows += 1;
            let digest = match value.and_then(|value| Some((value, value.label()?))) {
                None => {
                    self.missing += 1;
                    None
                }
                Some((value, label)) => self.meet(value, &label),
            };
            if self.counted {
                self.batch.push(digest);
            }
        });
    }

    /// Says for how many people each row of the batch stands.
    pub(crate) fn weigh(&mut self, people: &[Option<u64>]) {
        let Some(counts) = &mut self.values else { return };
        for (digest, people) in self.batch.iter().zip(people) {
            if let Some(count) = digest.and_then(|digest| counts.get_mut(&digest)) {
                *count = count.saturating_add(people.unwrap_or(0));
            }
        }
    }

    fn meet(&mut self, value: Value<'_>, label: &str) -> Option<u128> {
        // No word for no answer begins with a digit, and most values of large files do.
        let is_unknown = !label.starts_with(|letter: char| letter.is_ascii_digit()) && is_no_answer(label);
        if !is_unknown {
            if self.kind < Kind::Text {
                let kind = kind_of(value, self.signs);
                let days_and_others = (kind == Kind::Date) != (self.kind == Kind::Date) && self.kind != Kind::Nothing;
                self.kind = if days_and_others { Kind::Text } else { self.kind.max(kind) };
                if kind == Kind::Date {
                    self.orders.meet(label);
                }
            }
            if let Some(number) = number(value, self.signs) {
                self.sample.meet(number);
            }
        }
        let counts = self.values.as_mut()?;
        let digest = xxh3_128(label.as_bytes());
        let before = counts.len();
        let rows = counts.entry(digest).or_insert(0);
        *rows += u64::from(!self.counted);
        if counts.len() > before {
            let words = if is_unknown { &mut self.unknown } else { &mut self.first };
            if words.len() <= COMPARED {
                words.push(label.to_owned());
            }
            if self.declared {
                self.labels.insert(label.to_owned(), digest);
            }
            if counts.len() > MOST_VALUES {
                self.values = None;
                self.labels.clear();
                return None;
            }
        }
        Some(digest)
    }

    /// What was seen.
    pub(crate) fn done(mut self) -> Profile {
        let by_size = |a: &u64, b: &u64| b.cmp(a);
        let mut sizes: Vec<u64> = self.values.iter().flat_map(HashMap::values).copied().collect();
        sizes.sort_by(by_size);
        let people = |digest: &u128| self.values.as_ref().and_then(|values| values.get(digest)).copied().unwrap_or(0);
        let mut labels: Vec<(String, u64)> =
            self.labels.iter().map(|(label, digest)| (label.clone(), people(digest))).collect();
        labels.sort_by(|a, b| by_size(&a.1, &b.1));
        let answers = match self.first.as_slice() {
            [one, two] => ANSWERS.iter().find_map(|(yes, no)| {
                let pair = [(one, two), (two, one)].into_iter().find(|(a, b)| is(a, yes) && is(b, no));
                pair.map(|(yes, no)| (yes.clone(), no.clone()))
            }),
            _ => None,
        };
        let among = |words: &[&str]| {
            let met = |value: &&String| words.iter().any(|word| is(value, word));
            // Where there are more values than were compared, a word is not all that there may be.
            let all = self.first.iter().filter(|_| self.first.len() <= COMPARED);
            all.filter(met).cloned().collect()
        };
        let (chosen, spared) = (among(CHOSEN), among(SPARED));
        self.unknown.sort();
        let is_number = (Kind::Flag..=Kind::Number).contains(&self.kind);
        Profile {
            column: self.column,
            rows: self.rows,
            missing: self.missing,
            kind: self.kind,
            order: self.orders.told().filter(|_| self.kind == Kind::Date),
            numbers: if is_number { self.sample.numbers() } else { None },
            distinct: self.values.as_ref().map(HashMap::len),
            sizes,
            answers,
            chosen,
            spared,
            unknown: self.unknown,
            totals: self.first.iter().any(|label| total(label) == Total::Said),
            labels,
        }
    }
}

/// Whether a value is this word, in any case and between blanks.
fn is(value: &str, word: &str) -> bool {
    value.trim().to_lowercase() == *word
}

/// The numbers of every so-many-th row, so that fifths can be told however many rows there are.
#[derive(Debug)]
struct Sample {
    values: Vec<f64>,
    stride: u64,
    met: u64,
    least: f64,
    most: f64,
}

impl Default for Sample {
    fn default() -> Self {
        Self { values: Vec::new(), stride: 1, met: 0, least: f64::INFINITY, most: f64::NEG_INFINITY }
    }
}

impl Sample {
    const MOST: usize = 8_192;

    fn meet(&mut self, number: f64) {
        self.least = self.least.min(number);
        self.most = self.most.max(number);
        if self.values.len() == Self::MOST {
            let mut even = false;
            self.values.retain(|_| {
                even = !even;
                even
            });
            self.stride *= 2;
        }
        if self.met.is_multiple_of(self.stride) {
            self.values.push(number);
        }
        self.met += 1;
    }

    fn numbers(mut self) -> Option<Numbers> {
        self.values.sort_by(f64::total_cmp);
        let middle = *self.values.get(self.values.len() / 2)?;
        Some(Numbers {
            least: self.least,
            most: self.most,
            middle,
            fifths: bins::fifths(&self.values),
            ages: bins::ages(&self.values),
        })
    }
}

/// What some dates tell of the order in which all are written.
#[derive(Debug, Default)]
struct Orders {
    year_first: bool,
    other: bool,
    /// What a day above 12 showed.
    shown: Option<DayForm>,
    /// Whether two dates speak against each other.
    torn: bool,
}

impl Orders {
    fn meet(&mut self, text: &str) {
        let year_first = text.trim().bytes().take_while(u8::is_ascii_digit).count() == 4;
        self.year_first |= year_first;
        self.other |= !year_first;
        if let Some(shown) = birth::form(std::iter::once(text)) {
            self.torn |= *self.shown.get_or_insert(shown) != shown;
        }
    }

    /// A year that comes first tells itself, so that dates of both kinds are read by what the others show.
    fn told(&self) -> Option<DayForm> {
        match self.shown {
            _ if self.torn => None,
            Some(shown) => Some(shown),
            None => (self.year_first && !self.other).then_some(DayForm::Ymd),
        }
    }
}

/// The number that an audit would read, in a column of people or any other.
fn number(value: Value<'_>, signs: Signs) -> Option<f64> {
    value.number(signs).or_else(|| value.number(signs.of_people())).filter(|number| number.is_finite())
}

fn kind_of(value: Value<'_>, signs: Signs) -> Kind {
    if let Value::Bool(_) = value {
        return Kind::Flag;
    }
    if let Value::Text(text) = value {
        if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
            return Kind::Flag;
        }
        if birth::is_day(text) {
            return Kind::Date;
        }
    }
    match number(value, signs) {
        None => Kind::Text,
        Some(0.0 | 1.0) => Kind::Flag,
        Some(number) if number.fract() == 0.0 => Kind::Whole,
        Some(_) => Kind::Number,
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::NamedFrom;

    use super::*;

    fn profile(values: &[&str]) -> Profile {
        let mut profiler = Profiler::new("c", false, Signs::default());
        profiler.look(&Series::new("c".into(), values));
        profiler.done()
    }

    #[test]
    fn the_narrowest_type_is_named() {
        assert_eq!(profile(&["", ""]).kind, Kind::Nothing);
        assert_eq!(profile(&["0.0", "1", "NA"]).kind, Kind::Flag);
        assert_eq!(profile(&["True", "false"]).kind, Kind::Flag);
        assert_eq!(profile(&["3", "1"]).kind, Kind::Whole);
        assert_eq!(profile(&["3", "1.5"]).kind, Kind::Number);
        assert_eq!(profile(&["3", "1,5"]).kind, Kind::Text, "an audit reads no number in it either");
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
    fn words_for_yes_are_known_whatever_stands_for_unknown_beside_them() {
        let yes = |values: &[&str]| profile(values).answers.map(|(yes, _)| yes);
        assert_eq!(yes(&["no", "Yes", "no"]).as_deref(), Some("Yes"));
        assert_eq!(yes(&["non", "oui", "NA"]).as_deref(), Some("oui"));
        assert_eq!(yes(&["2", "1"]).as_deref(), Some("1"));
        assert_eq!(yes(&["A201", "A202"]), None);
        assert_eq!(yes(&["yes", "no", "perhaps"]), None);
        assert_eq!(profile(&["Charged Off", "Fully Paid", "Late"]).chosen, ["Fully Paid"]);
        assert_eq!(profile(&["Womens E-Mail", "No E-Mail", "Mens E-Mail"]).spared, ["No E-Mail"]);
    }

    #[test]
    fn the_order_of_dates_is_told_by_a_day_above_twelve() {
        assert_eq!(profile(&["2026-11-22", "2026/11/23"]).order, Some(DayForm::Ymd));
        assert_eq!(profile(&["01/02/1950", "22/11/1950"]).order, Some(DayForm::Dmy));
        assert_eq!(profile(&["01/02/1950", "11/22/1950"]).order, Some(DayForm::Mdy));
        assert_eq!(profile(&["01/02/1950", "11.12.1950"]).order, None);
        assert_eq!(profile(&["22/11/1950", "11/22/1950"]).order, None);
        assert_eq!(profile(&["7"]).order, None);
    }

    #[test]
    fn rows_that_stand_for_several_people_are_weighed() {
        let mut profiler = Profiler::new("c", true, Signs::default()).counted(true);
        for people in [[Some(130_400), Some(98_900)], [Some(1), None]] {
            profiler.look(&Series::new("c".into(), ["men", "women"]));
            profiler.weigh(&people);
        }
        let seen = profiler.done();
        assert_eq!((seen.rows, seen.sizes), (4, vec![130_401, 98_900]));
        assert_eq!(seen.labels, [("men".to_owned(), 130_401), ("women".to_owned(), 98_900)]);
    }

    #[test]
    fn fifths_are_told_of_more_rows_than_are_kept() {
        let mut sample = Sample::default();
        (0..100_000_u32).map(|row| f64::from(row % 1_000)).for_each(|number| sample.meet(number));
        assert!(sample.values.len() <= Sample::MOST);
        let numbers = sample.numbers().unwrap();
        assert_eq!((numbers.least, numbers.most, numbers.fifths), (0.0, 999.0, vec![200.0, 400.0, 600.0, 800.0]));
    }

    #[test]
    fn ten_thousand_and_one_values_are_too_many_to_be_groups() {
        let values: Vec<String> = (0..10_001).map(|n| n.to_string()).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let seen = profile(&values);
        assert_eq!((seen.distinct, seen.sizes.len(), seen.kind), (None, 0, Kind::Whole));
    }
}
