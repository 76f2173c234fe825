//! From the values of a column to small codes, asking what a value means once and not once a row. It refuses to know
//! what a code stands for.
//!
//! A text column is an array of 16-byte views. A value of up to 12 bytes is its view, so a table from the bits of a view
//! to a code answers without looking at text. Longer values of one dictionary page share their place in a buffer, so the
//! same holds within one chunk of rows; where they do not, a hash of the text decides.

use polars::prelude::{DataType, Series};
use polars_arrow::array::View;
use xxhash_rust::xxh3::xxh3_128;

use super::batch_reader::is_kept;
use super::table::Table;
use super::value::{Value, each};

/// The code of a row without a value.
pub(crate) const NULL: u32 = 0;

/// What values mean to one column's role. The same value must always get the same code.
pub(crate) trait Meaning {
    /// The code of a value first met at this row of the batch, or [`NULL`] when it counts as none.
    fn code(&mut self, value: Value<'_>, row: usize) -> u32;
}

/// Longest value that is its own view.
pub(super) const INLINE: u32 = 12;
/// Places of long values remembered for one chunk; a chunk with more has no dictionary, so places do not come back.
const PLACES: usize = 4_096;
/// A column's memory of codes, kept over its batches.
#[derive(Debug, Default)]
pub(crate) struct Encoder {
    /// By the bits of short text.
    short: Table,
    /// By the place of long text, within one chunk.
    places: Table,
    /// By the hash of long text.
    long: Table,
    /// By the bits of numbers. Apart from text because the same bits may mean either.
    numbers: Table,
    /// The same for small numbers and booleans, by themselves; [`UNMET`] before one is met.
    small: Vec<u32>,
}

/// What has no code yet: no code is this large.
const UNMET: u32 = u32::MAX;
/// Numbers below this are small.
const SMALL: usize = 256;

impl Encoder {
    /// Appends the code of every row.
    pub(crate) fn encode(&mut self, column: &Series, meaning: &mut impl Meaning, codes: &mut Vec<u32>) {
        codes.reserve(column.len());
        match column.dtype() {
            DataType::String => self.text(column, meaning, codes),
            DataType::Categorical(_, mapping) | DataType::Enum(_, mapping) => {
                // Categories are numbered anew in every batch, and only those that a row uses may get a code.
                let mut known: Vec<Option<u32>> = Vec::new();
                each(&column.to_physical_repr(), |row, value| {
                    let category = match value {
                        Some(Value::Integer(category)) => u32::try_from(category).ok(),
                        _ => None,
                    };
                    let Some(category) = category else { return codes.push(NULL) };
                    let at = category as usize;
                    if known.len() <= at {
                        known.resize(at + 1, None);
                    }
                    let text = || mapping.cat_to_str(category);
                    let code = known[at]
                        .get_or_insert_with(|| text().map_or(NULL, |text| meaning.code(Value::Text(text), row)));
                    codes.push(*code);
                });
            }
            _ => each(column, |row, value| {
                codes.push(value.map_or(NULL, |value| self.number(value, || meaning.code(value, row))));
            }),
        }
    }

    /// Turns keys into codes, in their place: 0 is no value, and the others are places among `distinct`, from one. Only
    /// what a row uses that is `kept` may get a code. False when there is a key without a value.
    pub(crate) fn recode(
        &mut self,
        distinct: &Series,
        kept: Option<&[u32]>,
        meaning: &mut impl Meaning,
        keys: &mut [u32],
    ) -> bool {
        let mut values = vec![None];
        each(distinct, |_, value| values.push(value.map(Owned::from)));
        let mut known: Vec<u32> = values.iter().map(|value| value.as_ref().map_or(NULL, |_| UNMET)).collect();
        for (row, key) in keys.iter_mut().enumerate() {
            if !is_kept(kept, row) {
                *key = NULL;
                continue;
            }
            let at = *key as usize;
            let Some(code) = known.get_mut(at) else { return false };
            if *code == UNMET {
                let value = values[at].as_ref().map(Owned::value);
                *code = value.map_or(NULL, |value| self.code(value, || meaning.code(value, row)));
            }
            *key = *code;
        }
        true
    }

    /// The code of a value.
    fn code(&mut self, value: Value<'_>, meaning: impl FnOnce() -> u32) -> u32 {
        match value {
            Value::Text(text) if text.len() <= INLINE as usize => {
                self.short.code(View::new_inline(text.as_bytes()).as_u128(), meaning)
            }
            Value::Text(text) => self.long.code(xxh3_128(text.as_bytes()), meaning),
            number => self.number(number, meaning),
        }
    }

    /// The code of a number or boolean.
    fn number(&mut self, value: Value<'_>, meaning: impl FnOnce() -> u32) -> u32 {
        let small = match value {
            Value::Integer(number) => usize::try_from(number).ok().filter(|number| *number < SMALL),
            Value::Bool(yes) => Some(usize::from(yes)),
            _ => None,
        };
        let Some(at) = small else { return self.numbers.code(bits(value), meaning) };
        if self.small.is_empty() {
            self.small = vec![UNMET; SMALL];
        }
        if self.small[at] == UNMET {
            self.small[at] = meaning();
        }
        self.small[at]
    }

    fn text(&mut self, column: &Series, meaning: &mut impl Meaning, codes: &mut Vec<u32>) {
        let Ok(column) = column.str() else { return };
        let mut before = 0;
        for (chunk, array) in column.downcast_iter().zip(column.chunks()) {
            self.places.clear();
            let views = chunk.views().as_slice();
            let nulls = array.validity().filter(|validity| validity.unset_bits() > 0);
            let mut code_at = |at: usize| {
                let view = views[at];
                let (length, bits) = (view.length, view.as_u128());
                if length <= INLINE {
                    return self.short.code(bits, || meaning.code(Value::Text(chunk.value(at)), before + at));
                }
                if let Some(code) = self.places.get(bits) {
                    return code;
                }
                let text = chunk.value(at);
                let code = self.long.code(xxh3_128(text.as_bytes()), || meaning.code(Value::Text(text), before + at));
                if self.places.len() < PLACES {
                    self.places.insert(bits, code);
                }
                code
            };
            match nulls {
                None => codes.extend((0..views.len()).map(code_at)),
                Some(valid) => {
                    codes.extend(valid.iter().enumerate().map(|(at, valid)| if valid { code_at(at) } else { NULL }));
                }
            }
            before += views.len();
        }
    }
}

/// A value that stands for itself.
enum Owned {
    Text(String),
    Other(Value<'static>),
}

impl From<Value<'_>> for Owned {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Text(text) => Self::Text(text.to_owned()),
            Value::Integer(number) => Self::Other(Value::Integer(number)),
            Value::Float(number) => Self::Other(Value::Float(number)),
            Value::Single(number) => Self::Other(Value::Single(number)),
            Value::Bool(yes) => Self::Other(Value::Bool(yes)),
        }
    }
}

impl Owned {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(text),
            Self::Other(value) => *value,
        }
    }
}

/// Bits that tell the numbers and booleans of one column apart.
#[expect(clippy::cast_sign_loss, reason = "bits are wanted, not a number")]
fn bits(value: Value<'_>) -> u128 {
    match value {
        Value::Integer(number) => number as u128,
        Value::Float(number) => u128::from(number.to_bits()),
        Value::Single(number) => u128::from(number.to_bits()),
        Value::Bool(yes) => u128::from(yes),
        Value::Text(text) => xxh3_128(text.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::{Categories, NamedFrom, NewChunkedArray, StringChunked};

    use super::*;

    /// Codes in order of appearance, and what it was asked.
    #[derive(Default)]
    struct Seen(Vec<String>);

    impl Meaning for Seen {
        fn code(&mut self, value: Value<'_>, _: usize) -> u32 {
            let label = value.label().unwrap_or_default().into_owned();
            let at = self.0.iter().position(|known| *known == label).unwrap_or_else(|| {
                self.0.push(label);
                self.0.len() - 1
            });
            u32::try_from(at + 1).unwrap()
        }
    }

    fn codes(column: &Series) -> (Vec<u32>, Vec<String>) {
        let (mut seen, mut codes) = (Seen::default(), Vec::new());
        Encoder::default().encode(column, &mut seen, &mut codes);
        (codes, seen.0)
    }

    #[test]
    fn short_and_long_texts_get_one_code_each() {
        let long = "a value of more than twelve bytes";
        let other = "a value of more than twelve bytes, and another";
        let rows = [Some("a"), Some(long), None, Some("a"), Some(other), Some(long), Some("")];
        let (codes, seen) = codes(&Series::new("x".into(), rows));
        assert_eq!(codes, [1, 2, 0, 1, 3, 2, 4]);
        assert_eq!(seen, ["a", long, other, ""]);
    }

    #[test]
    fn a_long_text_keeps_its_code_over_chunks_whose_buffers_differ() {
        let (long, other) = ("the first long label", "the other long label");
        let mut column = StringChunked::from_iter_values("x".into(), [other, long].into_iter());
        column.append(&StringChunked::from_iter_values("x".into(), [long, other].into_iter())).unwrap();
        let (codes, _) = codes(&polars::prelude::IntoSeries::into_series(column));
        assert_eq!(codes, [1, 2, 2, 1]);
    }

    #[test]
    fn a_category_that_no_row_uses_gets_no_code() {
        let column = Series::new("x".into(), [Some("phantom"), Some("b"), None, Some("a"), Some("b")]);
        let categories = column.cast(&DataType::from_categories(Categories::global())).unwrap();
        let (codes, seen) = codes(&categories.slice(1, 4));
        assert_eq!(codes, [1, 0, 2, 1]);
        assert_eq!(seen, ["b", "a"]);
    }

    #[test]
    fn ten_thousand_labels_are_told_apart() {
        let labels: Vec<String> = (0..10_000).map(|n| format!("{n:x}")).collect();
        let (codes, _) = codes(&Series::new("x".into(), &labels));
        assert_eq!(codes, (1..=10_000).collect::<Vec<u32>>());
    }

    #[test]
    fn numbers_and_booleans_are_told_apart_by_their_bits() {
        assert_eq!(codes(&Series::new("x".into(), [Some(-1_i64), None, Some(1), Some(-1)])).0, [1, 0, 2, 1]);
        assert_eq!(codes(&Series::new("x".into(), [0.5, 1.0, 0.5])).0, [1, 2, 1]);
        assert_eq!(codes(&Series::new("x".into(), [Some(true), None, Some(false)])).0, [1, 0, 2]);
    }
}
