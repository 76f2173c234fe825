//! An attribute written as one 0/1 column for each of its groups: whoever has exactly one of them set belongs to that
//! group. It refuses to choose among several, and to take a row without any for a group.

use polars::prelude::{DataType, IntoSeries, NewChunkedArray, Series, StringChunked};

use super::batch::{NO, Origin, UNKNOWN, YES};
use super::batch_reader::is_kept;
use super::encode::Meaning;
use super::flags::{Flag, NEITHER};
use super::rejects::Rejects;
use super::signs::Signs;
use super::value::{Value, each};
use super::words::Missing;
use crate::error::{Error, ErrorCode, Place};
use crate::spec::{Hot, Named, Positive, Test};

/// The columns of one attribute, and what was wrong with them.
#[derive(Debug)]
pub(crate) struct OneHot {
    labels: Vec<String>,
    columns: Vec<String>,
    flags: Vec<Flag>,
    several: Rejects,
    /// Whether nothing is to be learnt once something is wrong.
    hasty: bool,
    /// Whether a row has all its columns at 0.
    pub none_set: bool,
}

/// What the columns of one row say so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// Nothing: they are all empty.
    Silent,
    /// 0 in every column that says something.
    None,
    /// 1 in this one alone.
    One(usize),
    /// 1 in several.
    Several,
}

impl OneHot {
    /// The groups as the plan names them; `missing` are the tokens read as missing.
    pub(crate) fn new(groups: &[Hot], missing: &Missing) -> Self {
        let flag = |hot: &Hot| {
            let column = Named { column: hot.column.clone(), place: Place::Run };
            Flag::new(&Positive { column, test: Test::OneOrTrue }, missing.clone(), Signs::default())
        };
        Self {
            labels: groups.iter().map(|hot| hot.label.clone()).collect(),
            columns: groups.iter().map(|hot| hot.column.clone()).collect(),
            flags: groups.iter().map(flag).collect(),
            several: Rejects::default(),
            hasty: false,
            none_set: false,
        }
    }

    /// The same, to be left alone once a row shows that the columns are not one attribute.
    pub(crate) fn hasty(mut self) -> Self {
        self.hasty = true;
        self
    }

    /// The columns.
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The group of each row, from the columns in their order; `None` where there is none.
    pub(crate) fn make(&mut self, rows: usize, origin: &Origin, kept: Option<&[u32]>, columns: &[Series]) -> Series {
        if self.hasty && (self.none_set || self.in_trouble()) {
            return Series::full_null("".into(), rows, &DataType::String);
        }
        let mut said = vec![Row::Silent; rows];
        for (group, (flag, column)) in self.flags.iter_mut().zip(columns).enumerate() {
            flag.origin = origin.clone();
            let mut codes = Vec::with_capacity(rows);
            each(column, |row, value| {
                let code = match value {
                    None => UNKNOWN,
                    Some(value) if is_kept(kept, row) => flag.code(value, row),
                    Some(value) => flag.spared(value),
                };
                said[row] = match (said[row], code) {
                    (Row::Silent, NO) => Row::None,
                    (Row::Silent | Row::None, YES) => Row::One(group),
                    (Row::One(_), YES) => Row::Several,
                    (before, _) => before,
                };
                codes.push(code);
            });
            debug_assert!(codes.iter().all(|code| *code <= NEITHER), "the codes of a flag");
            flag.look_over(&mut codes);
        }
        for (row, said) in said.iter_mut().enumerate() {
            if matches!(said, Row::Several | Row::None) && !is_kept(kept, row) {
                *said = Row::Silent;
            }
        }
        if let Some(first) = said.iter().position(|row| *row == Row::Several) {
            self.several.meet(Value::Bool(true), || origin.place(None, first));
            self.several.add_rows(said.iter().filter(|row| **row == Row::Several).count() as u64);
        }
        self.none_set |= said.contains(&Row::None);
        let group = |row: &Row| match row {
            Row::One(group) => Some(self.labels[*group].as_str()),
            _ => None,
        };
        StringChunked::from_iter_options("".into(), said.iter().map(group)).into_series()
    }

    /// Whether a column has other values than 0 and 1.
    pub(crate) fn is_of_others(&self) -> bool {
        self.flags.iter().any(|flag| flag.trouble().any())
    }

    /// Whether the rows read so far are already an error.
    pub(crate) fn in_trouble(&self) -> bool {
        self.several.any() || self.is_of_others()
    }

    /// The error when a column is no flag or a row has several set.
    pub(crate) fn error(&self, attribute: &str) -> Option<Error> {
        let several = || self.several.error(ErrorCode::D040).map(|error| error.with("attribute", attribute));
        self.flags.iter().find_map(Flag::error).or_else(several)
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::NamedFrom;

    use super::*;

    fn hot(names: [&str; 2]) -> Vec<Hot> {
        names.map(|name| Hot { label: name.to_uppercase(), column: name.into(), place: Place::Run }).into()
    }

    fn groups(a: &[&str], b: &[&str]) -> (Vec<Option<String>>, OneHot) {
        let mut one_hot = OneHot::new(&hot(["a", "b"]), &Missing::new(&["NA".to_owned()], Signs::default()));
        let columns = [Series::new("a".into(), a), Series::new("b".into(), b)];
        let made = one_hot.make(a.len(), &Origin::default(), None, &columns);
        let made = made.str().unwrap().iter().map(|group| group.map(str::to_owned)).collect();
        (made, one_hot)
    }

    #[test]
    fn exactly_one_set_column_is_the_group() {
        let (made, one_hot) = groups(&["1", "0", "true", "", "NA"], &["0", "1", "", "1", ""]);
        assert_eq!(
            made,
            ["A", "B", "A", "B"].map(|group| Some(group.to_owned())).into_iter().chain([None]).collect::<Vec<_>>()
        );
        assert!(!one_hot.in_trouble() && !one_hot.none_set);
    }

    #[test]
    fn no_set_column_is_no_group_and_several_are_an_error() {
        let (made, one_hot) = groups(&["0", "1", "1"], &["0", "1", "1"]);
        assert_eq!(made, [None, None, None]);
        assert!(one_hot.none_set);
        let error = one_hot.error("race").unwrap();
        assert_eq!((error.code(), error.said.values["rows"].as_u64()), ("EVH-D040", Some(2)));
    }

    #[test]
    fn a_column_of_other_values_is_named() {
        let (_, one_hot) = groups(&["1", "2"], &["0", "0"]);
        let error = one_hot.error("race").unwrap();
        assert_eq!((error.code(), error.said.values["column"].as_str()), ("EVH-D020", Some("a")));
    }
}
