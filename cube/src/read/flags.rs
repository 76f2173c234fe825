//! Yes or no: a decision or an outcome, read as the plan says. A value that is neither is counted and never shown, unless
//! it is one of our own words for no answer.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::batch::{NO, Origin, UNKNOWN, YES};
use super::encode::Meaning;
use super::rejects::Rejects;
use super::signs::{Met, Signs};
use super::value::Value;
use super::words::{Missing, is_no_answer, plain, shell};
use crate::digest::sha256;
use crate::error::{Error, Place};
use crate::error::{ErrorCode, Said};
use crate::spec::{Negative, Positive, Test};

/// A value that is neither yes nor no.
pub(crate) const NEITHER: u32 = 3;
/// The same where the plan says which values are a no, so that all others are left out.
const LEFT: u32 = 4;

/// A word for missing where a blank field is a no.
const SILENT: u32 = 5;

/// How one column is read as yes or no.
#[derive(Debug)]
pub(crate) struct Flag {
    column: String,
    place: Place,
    test: Test,
    /// The values that mean yes, as they are compared.
    yes: Vec<String>,
    no: No,
    missing: Missing,
    /// Whether a blank field is a no, as the plan may say.
    blank_is_no: bool,
    signs: Signs,
    met: Met,
    trouble: Rejects,
    /// Values that are left out.
    left: Rejects,
    /// Rows whose value is taken for a no because it is the only other one.
    other_rows: u64,
    /// Values beside those that mean yes that are words for no answer.
    no_answers: BTreeSet<String>,
    /// Where the batch being read is.
    pub origin: Origin,
}

/// What means no, as values are compared.
#[derive(Debug)]
enum No {
    /// The only other value, once it was met.
    Other(Option<String>),
    /// These.
    These(Vec<String>),
    /// Whatever else there is.
    Rest,
}

/// What a value answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    Left,
    Neither,
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

impl Flag {
    /// How the plan says.
    pub(crate) fn new(read: &Positive, missing: Missing, signs: Signs) -> Self {
        let plain = |values: &[String]| values.iter().map(|value| compared(value, signs).into_owned()).collect();
        let (yes, no) = match &read.test {
            Test::AnyOf { yes, no: Negative::Other } => (plain(yes), No::Other(None)),
            Test::AnyOf { yes, no: Negative::These(values) } => (plain(yes), No::These(plain(values))),
            Test::AnyOf { yes, no: Negative::Rest } => (plain(yes), No::Rest),
            _ => (Vec::new(), No::Rest),
        };
        let blank_is_no = match &read.test {
            Test::AnyOf { yes: _, no: Negative::These(values) } => values.iter().any(|value| value.trim().is_empty()),
            _ => false,
        };
        Self {
            column: read.column.column.clone(),
            place: read.column.place.clone(),
            test: read.test.clone(),
            yes,
            no,
            missing,
            blank_is_no,
            signs,
            met: Met::default(),
            trouble: Rejects::default(),
            left: Rejects::default(),
            other_rows: 0,
            no_answers: BTreeSet::new(),
            origin: Origin::default(),
        }
    }

    /// Counts the rows of a batch that are neither yes nor no; those that are left out become unknown.
    pub(crate) fn look_over(&mut self, codes: &mut [u32]) {
        let rows = |codes: &[u32], which: u32| codes.iter().filter(|code| **code == which).count() as u64;
        if self.blank_is_no {
            codes.iter_mut().filter(|code| **code == UNKNOWN).for_each(|code| *code = NO);
            codes.iter_mut().filter(|code| **code == SILENT).for_each(|code| *code = UNKNOWN);
        }
        if matches!(self.no, No::Other(_)) && matches!(self.test, Test::AnyOf { .. }) {
            self.other_rows += rows(codes, NO);
        }
        if self.trouble.any() {
            self.trouble.add_rows(rows(codes, NEITHER));
        }
        if self.left.any() {
            self.left.add_rows(rows(codes, LEFT));
            codes.iter_mut().filter(|code| **code == LEFT).for_each(|code| *code = UNKNOWN);
        }
    }

    /// What was wrong with the column.
    pub(crate) const fn trouble(&self) -> &Rejects {
        &self.trouble
    }

    /// The error when a value was neither yes nor no.
    pub(crate) fn error(&self) -> Option<Error> {
        if matches!(self.test, Test::AnyOf { .. }) {
            return self.unclear();
        }
        let code =
            if matches!(self.test, Test::AtLeast(_) | Test::Above(_)) { ErrorCode::D021 } else { ErrorCode::D020 };
        self.trouble.error(code).map(|error| {
            let sql = if matches!(self.test, Test::Sql(_)) { "yes" } else { "no" };
            self.in_words_of_the_user(error).with("sql", sql)
        })
    }

    /// The error when nobody can say which of the other values mean no: there are several, or the only one is a word for no
    /// answer.
    fn unclear(&self) -> Option<Error> {
        let No::Other(Some(other)) = &self.no else { return None };
        let error = match self.trouble.error(ErrorCode::D070) {
            Some(error) => {
                let values = error.said.values.get("values").and_then(serde_json::Value::as_u64).unwrap_or(0);
                let rows = error.said.values.get("rows").and_then(serde_json::Value::as_u64).unwrap_or(0);
                error.with("values", values + 1).with("rows", rows + self.other_rows)
            }
            None if is_no_answer(other) => {
                let column = Some(self.column.clone());
                let place = Place::Data { file: self.origin.file.to_string(), column, row: None };
                Error::new(ErrorCode::D070).at(place).with("values", 1).with("more", "no").with("rows", self.other_rows)
            }
            None => return None,
        };
        let words = |written: &dyn Fn(&String) -> String, sign: &str| {
            self.no_answers.iter().map(written).collect::<Vec<_>>().join(sign)
        };
        let error = self.in_words_of_the_user(error).with("words", self.no_answers.len());
        let error = error.with("listed", words(&Clone::clone, ", "));
        Some(
            error
                .with("quoted", words(&|word| format!("\"{word}\""), ", "))
                .with("shell", shell(&words(&Clone::clone, ","))),
        )
    }

    fn in_words_of_the_user(&self, error: Error) -> Error {
        let flag = self.place.flag().unwrap_or_default();
        let from = if flag.is_empty() { "config" } else { "flag" };
        error.with("column", self.column.as_str()).with("from", from).with("flag", flag)
    }

    /// What a reader should know of the column: values that are neither yes nor no, where the plan says what is a no.
    pub(crate) fn said(&self) -> Option<Said> {
        let said = Said { id: "values-left".into(), ..self.left.error(ErrorCode::D020)?.said };
        Some(said.with("column", self.column.as_str()))
    }

    /// The column, with the digest of the only value beside those that mean yes, where that was taken for the no.
    pub(crate) fn other(&self) -> Option<(String, String)> {
        let No::Other(Some(other)) = &self.no else { return None };
        Some((self.column.clone(), sha256(other.as_bytes())))
    }

    /// The code of a value in a row that nobody looks at: what is neither yes nor no is unknown there.
    pub(crate) fn spared(&mut self, value: Value<'_>) -> u32 {
        match self.answer(value) {
            _ if self.missing.has(value) => UNKNOWN,
            Answer::Yes => YES,
            Answer::No => NO,
            Answer::Left | Answer::Neither => UNKNOWN,
        }
    }

    /// How its numbers are written.
    pub(crate) const fn signs(&self) -> Signs {
        self.signs
    }

    /// What was met in its numbers.
    pub(crate) const fn met(&self) -> Met {
        self.met
    }

    fn answer(&mut self, value: Value<'_>) -> Answer {
        let yes_or_no = |answer: Option<bool>| answer.map_or(Answer::Neither, Answer::from);
        match (&self.test, value) {
            (Test::OneOrTrue | Test::Sql(_), Value::Bool(yes)) => yes.into(),
            (Test::OneOrTrue, Value::Text(text)) => yes_or_no(match compared(text, self.signs).as_ref() {
                "1" => Some(true),
                "0" => Some(false),
                _ => None,
            }),
            (Test::OneOrTrue | Test::Sql(_), _) => yes_or_no(match value.label().as_deref() {
                Some("1" | "1.0") => Some(true),
                Some("0" | "0.0") => Some(false),
                _ => None,
            }),
            (Test::AnyOf { .. }, _) => self.named(value),
            (Test::AtLeast(least), _) => {
                yes_or_no(finite(value, self.signs, &mut self.met).map(|number| number >= *least))
            }
            (Test::Above(bound), _) => {
                yes_or_no(finite(value, self.signs, &mut self.met).map(|number| number > *bound))
            }
        }
    }

    /// What a value answers where the plan names values.
    fn named(&mut self, value: Value<'_>) -> Answer {
        let Some(label) = value.label() else { return Answer::Neither };
        let text = compared(&label, self.signs);
        if self.yes.iter().any(|yes| *yes == text) {
            return Answer::Yes;
        }
        match &mut self.no {
            No::Rest => Answer::No,
            No::These(values) if values.iter().any(|no| *no == text) => Answer::No,
            No::These(_) => Answer::Left,
            No::Other(other) => {
                /// As many words for no answer as an error lists.
                const LISTED: usize = 5;
                if is_no_answer(&text) && self.no_answers.len() < LISTED {
                    self.no_answers.insert(text.clone().into_owned());
                }
                let is_other = *other.get_or_insert_with(|| text.clone().into_owned()) == text;
                if is_other { Answer::No } else { Answer::Neither }
            }
        }
    }
}

fn finite(value: Value<'_>, signs: Signs, met: &mut Met) -> Option<f64> {
    value.number_met(signs, met).filter(|number| number.is_finite())
}

/// A value as it is compared with those that mean yes or no: 1, 1.0, `1` and true are one, and so are 0 and false.
fn compared(text: &str, signs: Signs) -> Cow<'_, str> {
    let text = plain(text, signs.decimal == ',');
    match text.as_ref() {
        yes if yes.eq_ignore_ascii_case("true") => Cow::Borrowed("1"),
        no if no.eq_ignore_ascii_case("false") => Cow::Borrowed("0"),
        _ => text,
    }
}

impl Meaning for Flag {
    fn code(&mut self, value: Value<'_>, row: usize) -> u32 {
        if self.missing.has(value) {
            let is_word = !matches!(value, Value::Text(text) if text.trim().is_empty());
            return if is_word && self.blank_is_no { SILENT } else { UNKNOWN };
        }
        let answer = self.answer(value);
        let (origin, column) = (&self.origin, &self.column);
        let at = || origin.place(Some(column), row);
        match answer {
            Answer::Yes => YES,
            Answer::No => NO,
            Answer::Left => {
                self.left.meet(value, at);
                LEFT
            }
            Answer::Neither => {
                self.trouble.meet_number(value, self.signs, at);
                NEITHER
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;
    use crate::spec::Named;

    fn missing() -> Missing {
        Missing::new(&["NA".to_owned()], Signs::default())
    }

    fn flag(test: Test) -> Flag {
        Flag::new(
            &Positive { column: Named { column: "t".into(), place: Place::Run }, test },
            missing(),
            Signs::default(),
        )
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
        let neither = [Integer(2), Float(0.5), Float(f64::NAN), Text("yes"), Text("01"), Integer(-1)];
        assert_eq!(read(Test::OneOrTrue, neither), [NEITHER; 6]);
        assert_eq!(read(Test::OneOrTrue, [Text(""), Text("  "), Text("NA")]), [UNKNOWN; 3]);
    }

    #[test]
    fn values_are_compared_as_values() {
        use Value::{Bool, Float, Integer, Text};
        let values = [Integer(1), Float(1.0), Text("1"), Text("1.0"), Text(" 1 "), Bool(true), Text("True")];
        assert_eq!(read(Test::any_of(["1"]), values), [YES; 7]);
        assert_eq!(read(Test::any_of(["true"]), values), [YES; 7]);
        let others = [Integer(0), Float(0.0), Text("0"), Text("0.00"), Bool(false), Text("FALSE")];
        assert_eq!(read(Test::any_of(["1"]), others), [NO; 6], "one other value, however it is written");
    }

    #[test]
    fn one_other_value_is_a_no_and_several_are_an_error_that_counts_them() {
        let mut one = flag(Test::any_of(["Yes"]));
        let mut codes = ["Yes", "No", "NA", "", "No"].map(|text| one.code(Value::Text(text), 0));
        one.look_over(&mut codes);
        assert_eq!((codes, one.error()), ([YES, NO, UNKNOWN, UNKNOWN, NO], None));

        let mut several = flag(Test::any_of(["Yes"]));
        let mut codes =
            ["No", "x-private", "Yes", "null", "x-private", "No"].map(|text| several.code(Value::Text(text), 0));
        several.look_over(&mut codes);
        let error = several.error().unwrap();
        let value = |name: &str| error.said.values[name].clone();
        assert_eq!((error.code(), value("values"), value("rows")), ("EVH-D070", 3.into(), 5.into()));
        assert_eq!(value("listed"), "null", "a word of ours may be named");
        assert!(!format!("{error:?}").contains("private"));
    }

    #[test]
    fn a_word_for_no_answer_is_never_the_no() {
        let mut only = flag(Test::any_of(["Yes"]));
        let mut codes = ["Yes", "N/A", "N/A"].map(|text| only.code(Value::Text(text), 0));
        only.look_over(&mut codes);
        let error = only.error().unwrap();
        assert_eq!((error.code(), error.said.values["rows"].as_u64()), ("EVH-D070", Some(2)));
    }

    #[test]
    fn where_the_noes_are_named_others_are_left_out_and_told() {
        let stated = Test::AnyOf { yes: vec!["Yes".into()], no: Negative::These(vec!["No".into()]) };
        let mut named = flag(stated);
        let mut codes = ["Yes", "No", "Pending", "x", "x"].map(|text| named.code(Value::Text(text), 0));
        named.look_over(&mut codes);
        assert_eq!((codes, named.error()), ([YES, NO, UNKNOWN, UNKNOWN, UNKNOWN], None));
        let said = named.said().unwrap();
        assert_eq!((said.values["values"].as_u64(), said.values["rows"].as_u64()), (Some(2), Some(3)));
        let every = Test::AnyOf { yes: vec!["Yes".into()], no: Negative::Rest };
        assert_eq!(read(every, [Value::Text("Yes"), Value::Text("No"), Value::Text("Pending")]), [YES, NO, NO]);
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
