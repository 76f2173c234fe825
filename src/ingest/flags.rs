//! Yes or no: a decision or an outcome, read as the plan says. A value that fits neither is counted and never shown.

use super::batch::{NO, Origin, UNKNOWN, YES};
use super::encode::Meaning;
use super::signs::{Met, Signs};
use super::trouble::Trouble;
use super::value::Value;
use crate::error::Error;
use crate::plan::{Positive, Test};

/// A value that is neither yes nor no.
pub(crate) const NEITHER: u32 = 3;

/// How one column is read as yes or no.
#[derive(Debug)]
pub(crate) struct Flag {
    column: String,
    test: Test,
    signs: Signs,
    met: Met,
    trouble: Trouble,
    /// Where the batch being read is.
    pub origin: Origin,
}

impl Flag {
    /// How the plan says.
    pub(crate) fn new(read: &Positive, signs: Signs) -> Self {
        Self {
            column: read.column.column.clone(),
            test: read.test.clone(),
            signs,
            met: Met::default(),
            trouble: Trouble::default(),
            origin: Origin::default(),
        }
    }

    /// Counts the rows of a batch that are neither yes nor no.
    pub(crate) fn look_over(&mut self, codes: &[u32]) {
        if self.trouble.any() {
            self.trouble.add_rows(codes.iter().filter(|code| **code == NEITHER).count() as u64);
        }
    }

    /// What was wrong with the column.
    pub(crate) const fn trouble(&self) -> &Trouble {
        &self.trouble
    }

    /// The error when a value was neither yes nor no.
    pub(crate) fn error(&self) -> Option<Error> {
        let code = if matches!(self.test, Test::AtLeast(_) | Test::Above(_)) { "EVH-D021" } else { "EVH-D020" };
        self.trouble.error(code).map(|error| {
            let sql = if matches!(self.test, Test::Sql(_)) { "yes" } else { "no" };
            error.with("column", self.column.as_str()).with("sql", sql)
        })
    }

    /// The code of a value in a row that nobody looks at: what is neither yes nor no is unknown there.
    pub(crate) fn spared(&mut self, value: Value<'_>) -> u32 {
        self.answer(value).map_or(UNKNOWN, |yes| if yes { YES } else { NO })
    }

    /// How its numbers are written.
    pub(crate) const fn signs(&self) -> Signs {
        self.signs
    }

    /// What was met in its numbers.
    pub(crate) const fn met(&self) -> Met {
        self.met
    }

    /// Yes, no, or `None` for neither.
    fn answer(&mut self, value: Value<'_>) -> Option<bool> {
        match (&self.test, value) {
            (Test::OneOrTrue | Test::Sql(_), Value::Bool(yes)) => Some(yes),
            (Test::OneOrTrue, Value::Text(text)) if text.eq_ignore_ascii_case("true") => Some(true),
            (Test::OneOrTrue, Value::Text(text)) if text.eq_ignore_ascii_case("false") => Some(false),
            (Test::OneOrTrue | Test::Sql(_), _) => match value.label()?.as_ref() {
                "1" | "1.0" => Some(true),
                "0" | "0.0" => Some(false),
                _ => None,
            },
            (Test::AnyOf(labels), _) => {
                let label = value.label()?;
                Some(labels.iter().any(|positive| *positive == label))
            }
            (Test::AtLeast(least), _) => finite(value, self.signs, &mut self.met).map(|number| number >= *least),
            (Test::Above(bound), _) => finite(value, self.signs, &mut self.met).map(|number| number > *bound),
        }
    }
}

fn finite(value: Value<'_>, signs: Signs, met: &mut Met) -> Option<f64> {
    value.number_met(signs, met).filter(|number| number.is_finite())
}

impl Meaning for Flag {
    fn code(&mut self, value: Value<'_>, row: usize) -> u32 {
        match self.answer(value) {
            _ if value == Value::Text("") => UNKNOWN,
            Some(true) => YES,
            Some(false) => NO,
            None => {
                let (origin, column) = (&self.origin, &self.column);
                self.trouble.meet_number(value, self.signs, || origin.place(Some(column), row));
                NEITHER
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;
    use crate::plan::Named;

    fn flag(test: Test) -> Flag {
        Flag::new(&Positive { column: Named { column: "t".into(), place: Place::Run }, test }, Signs::default())
    }

    fn read<const N: usize>(test: Test, values: [Value<'_>; N]) -> [u32; N] {
        let mut flag = flag(test);
        values.map(|value| flag.code(value, 0))
    }

    #[test]
    fn one_and_true_are_yes_in_every_type() {
        use Value::{Bool, Float, Integer, Text};
        let yes = [Integer(1), Float(1.0), Bool(true), Text("1"), Text("1.0"), Text("True"), Text("TRUE")];
        assert_eq!(read(Test::OneOrTrue, yes), [YES; 7]);
        let no = [Integer(0), Float(-0.0), Bool(false), Text("0"), Text("0.0"), Text("false"), Text("False")];
        assert_eq!(read(Test::OneOrTrue, no), [NO; 7]);
        let neither = [Integer(2), Float(0.5), Float(f64::NAN), Text("yes"), Text(" 1"), Text("01"), Integer(-1)];
        assert_eq!(read(Test::OneOrTrue, neither), [NEITHER; 7]);
        assert_eq!(read(Test::OneOrTrue, [Text("")]), [UNKNOWN]);
    }

    #[test]
    fn named_values_are_yes_and_every_other_value_is_no() {
        let values =
            [Value::Text("sent"), Value::Text("Sent"), Value::Float(2.0), Value::Float(f64::NAN), Value::Text("")];
        let codes = read(Test::AnyOf(vec!["sent".into(), "2".into()]), values);
        assert_eq!(codes[..3], [YES, NO, YES]);
        assert_eq!(codes[4], UNKNOWN);
    }

    #[test]
    fn a_threshold_belongs_to_at_least_and_not_to_above() {
        let values = [Value::Float(0.7), Value::Text("0.69"), Value::Integer(1)];
        assert_eq!(read(Test::AtLeast(0.7), values), [YES, NO, YES]);
        assert_eq!(read(Test::Above(0.7), values), [NO, NO, YES]);
        let no_numbers = [Value::Float(f64::NAN), Value::Text("inf"), Value::Text("high"), Value::Bool(true)];
        assert_eq!(read(Test::AtLeast(0.7), no_numbers), [NEITHER; 4]);
    }
}
