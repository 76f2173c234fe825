//! One value of a column, whatever the file calls its type, and how it is written as a label or read as a number. It
//! refuses to know what the column means.

use std::borrow::Cow;

use polars::prelude::{DataType, Series};

use super::signs::{Met, Signs};

/// A value that is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'a> {
    /// Text as it stands: nothing is trimmed.
    Text(&'a str),
    /// A whole number.
    Integer(i128),
    /// A number.
    Float(f64),
    /// A number of single precision, kept apart because 0.1 is written `0.1` in it and not `0.10000000149`.
    Single(f32),
    /// Yes or no.
    Bool(bool),
}

impl<'a> Value<'a> {
    /// The value as labels write it: whole numbers plainly even when they are stored as floats, `true` and `false`,
    /// text as it stands; `None` for text of blanks and for NaN, which are no values.
    pub(crate) fn label(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) if text.trim().is_empty() => None,
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Integer(number) => Some(Cow::Owned(number.to_string())),
            Self::Float(number) if number.is_nan() => None,
            Self::Single(number) if number.is_nan() => None,
            // Zero is added because it turns -0 into 0.
            Self::Float(number) => Some(Cow::Owned((number + 0.0).to_string())),
            Self::Single(number) => Some(Cow::Owned((number + 0.0).to_string())),
            Self::Bool(yes) => Some(Cow::Borrowed(if yes { "true" } else { "false" })),
        }
    }

    /// The value as a number; `None` when it is not one. NaN and the infinities pass: what they mean depends on the
    /// column.
    pub(crate) fn number(self, signs: Signs) -> Option<f64> {
        self.number_met(signs, &mut Met::default())
    }

    /// The same, remembering what was met in it.
    #[expect(clippy::cast_precision_loss, reason = "numbers are compared with edges and thresholds given as doubles")]
    pub(crate) fn number_met(self, signs: Signs, met: &mut Met) -> Option<f64> {
        match self {
            Self::Text(text) => signs.read(text, met),
            Self::Integer(number) => Some(number as f64),
            Self::Float(number) => Some(number),
            Self::Single(number) => Some(f64::from(number)),
            Self::Bool(_) => None,
        }
    }

    /// The value as a whole number of at least zero; `None` when it is anything else.
    pub(crate) fn whole(self, signs: Signs, met: &mut Met) -> Option<u64> {
        if let Self::Integer(number) = self {
            return u64::try_from(number).ok();
        }
        whole(self.number_met(signs, met)?)
    }
}

/// A number that counts people, if it is one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number below 2^53")]
pub(crate) fn whole(number: f64) -> Option<u64> {
    const TWO_TO_53: f64 = 9_007_199_254_740_992.0;
    ((0.0..=TWO_TO_53).contains(&number) && number.fract() == 0.0).then_some(number as u64)
}

/// Whether values of this type are numbers.
pub(crate) fn is_number(dtype: &DataType) -> bool {
    dtype.is_primitive_numeric()
}

/// A column of a type whose values [`each`] can give, with the same values; `None` when there is none. Dates become
/// ISO text, bytes become text if they are UTF-8.
pub(crate) fn readable(column: &Series) -> Option<Cow<'_, Series>> {
    use DataType as D;
    match column.dtype() {
        D::String | D::Boolean | D::Categorical(..) | D::Enum(..) | D::Null => Some(Cow::Borrowed(column)),
        D::Decimal(..) => column.cast(&D::Float64).ok().map(Cow::Owned),
        dtype if is_number(dtype) => Some(Cow::Borrowed(column)),
        D::Binary | D::Date | D::Time | D::Datetime(..) => column.strict_cast(&D::String).ok().map(Cow::Owned),
        _ => None,
    }
}

/// Calls `f` with every row of a [`readable`] column in order: its place and its value, `None` for null.
pub(crate) fn each(column: &Series, mut f: impl FnMut(usize, Option<Value<'_>>)) {
    macro_rules! walk {
        ($column:expr, $value:expr) => {
            if let Ok(column) = $column {
                for (row, value) in column.iter().enumerate() {
                    f(row, value.map($value));
                }
            }
        };
    }
    match column.dtype() {
        DataType::String => walk!(column.str(), Value::Text),
        DataType::Boolean => walk!(column.bool(), Value::Bool),
        DataType::Int8 => walk!(column.i8(), |n| Value::Integer(n.into())),
        DataType::Int16 => walk!(column.i16(), |n| Value::Integer(n.into())),
        DataType::Int32 => walk!(column.i32(), |n| Value::Integer(n.into())),
        DataType::Int64 => walk!(column.i64(), |n| Value::Integer(n.into())),
        DataType::UInt8 => walk!(column.u8(), |n| Value::Integer(n.into())),
        DataType::UInt16 => walk!(column.u16(), |n| Value::Integer(n.into())),
        DataType::UInt32 => walk!(column.u32(), |n| Value::Integer(n.into())),
        DataType::UInt64 => walk!(column.u64(), |n| Value::Integer(n.into())),
        DataType::Float32 => walk!(column.f32(), Value::Single),
        DataType::Float64 => walk!(column.f64(), Value::Float),
        DataType::Categorical(_, mapping) | DataType::Enum(_, mapping) => {
            let mut named = |row, value: Option<Value<'_>>| match value {
                Some(Value::Integer(code)) => {
                    let text = u32::try_from(code).ok().and_then(|code| mapping.cat_to_str(code));
                    f(row, text.map(Value::Text));
                }
                _ => f(row, None),
            };
            // As a trait object, or the compiler would call `each` with a closure of a closure without end.
            each(&column.to_physical_repr(), &mut named as &mut dyn FnMut(usize, Option<Value<'_>>));
        }
        _ => (0..column.len()).for_each(|row| f(row, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_float_is_labelled_as_the_integer_is() {
        for value in [Value::Float(42.0), Value::Single(42.0), Value::Integer(42), Value::Text("42")] {
            assert_eq!(value.label().as_deref(), Some("42"));
        }
        assert_eq!(Value::Float(-0.0).label().as_deref(), Some("0"));
        assert_eq!(Value::Single(0.1).label().as_deref(), Some("0.1"));
        assert_eq!(Value::Text("01").label().as_deref(), Some("01"));
        assert_eq!(Value::Text(" a ").label().as_deref(), Some(" a "));
        assert_eq!(Value::Bool(true).label().as_deref(), Some("true"));
    }

    #[test]
    fn blank_text_and_nan_are_no_values() {
        assert_eq!(Value::Text("").label(), None);
        assert_eq!(Value::Text(" \u{a0}\t").label(), None, "blanks are no value");
        assert_eq!(Value::Float(f64::NAN).label(), None);
    }

    #[test]
    fn only_whole_numbers_from_zero_up_count_people() {
        let whole = |value: Value<'_>| value.whole(Signs::default(), &mut Met::default());
        assert_eq!(whole(Value::Text("12")), Some(12));
        assert_eq!(whole(Value::Float(3.0)), Some(3));
        assert_eq!(whole(Value::Integer(-1)), None);
        assert_eq!(whole(Value::Float(0.5)), None);
        assert_eq!(whole(Value::Float(f64::INFINITY)), None);
    }
}
