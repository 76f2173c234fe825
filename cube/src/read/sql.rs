//! SQL expressions over the rows of a batch. Every column comes as a number, as text or as true and false, whatever the
//! format calls its type, so the same rows give the same answer from every format. It refuses to take a value that
//! does not fit for a missing one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use polars::prelude::{
    BooleanChunked, Column, DataFrame, DataType, Expr, IntoLazy, IntoSeries, NamedFrom, NewChunkedArray, Series,
    StringChunked, col,
};

use super::batch::{Origin, YES};
use super::batch_reader::is_kept;
use super::derived::decoded;
use super::json::Class;
use super::signs::{Met, Signs};
use super::value::{Value, each, readable};
use crate::error::{Error, ErrorCode, Result};
use crate::spec::Sql;

/// What the result is called; no column of the data has this name.
const RESULT: &str = "\u{1}result";
/// The largest whole number up to which all are told apart.
const TWO_TO_53: f64 = 9_007_199_254_740_992.0;

/// An expression, ready to be computed.
#[derive(Debug)]
pub(crate) struct Expression {
    sql: Sql,
    /// What each column of the expression is read as.
    classes: Vec<Class>,
    expr: Expr,
    signs: Signs,
    missing: Vec<String>,
    met: Met,
}

impl Expression {
    /// An expression over columns of one table; `class` says what a column is. `missing` are the tokens that are no
    /// values in numbers, true and false.
    ///
    /// # Errors
    /// At the expression's place, when it does not fit the classes of its columns.
    pub(crate) fn new(sql: &Sql, class: impl Fn(&str) -> Class, signs: Signs, missing: Vec<String>) -> Result<Self> {
        let classes: Vec<Class> =
            sql.columns.iter().map(|column| if column.as_text { Class::Text } else { class(&column.name) }).collect();
        let unfit = || {
            let columns = sql.columns.iter().zip(&classes).filter(|(column, _)| !column.as_text);
            let columns: Vec<String> =
                columns.map(|(column, class)| format!("{} ({})", column.name, word(*class))).collect();
            Error::new(ErrorCode::D044).with("columns", columns.join(", ")).at(sql.place.clone())
        };
        // A library that panics met an expression that it did not expect.
        let translated = catch_unwind(|| polars::sql::sql_expr(&sql.canonical));
        let expr = translated.ok().and_then(Result::ok).ok_or_else(unfit)?;
        let own = Self { sql: sql.clone(), classes: classes.clone(), expr, signs, missing, met: Met::default() };
        let empty =
            own.sql.columns.iter().zip(&own.classes).map(|(column, class)| {
                Column::from(Series::new_empty(column.called.as_str().into(), &type_of(*class)))
            });
        let result = own.compute(0, empty.collect()).filter(|result| readable(result).is_some());
        if result.is_some() { Ok(own) } else { Err(unfit()) }
    }

    /// How numbers are written, and what was met in them.
    pub(crate) const fn met(&self) -> (Signs, Met) {
        (self.signs, self.met)
    }

    /// The columns of the file.
    pub(crate) fn columns(&self) -> Vec<String> {
        self.sql.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// The result for these rows.
    ///
    /// # Errors
    /// When a value is not of its column's class, or the result cannot be computed in some row, of those that are kept.
    pub(crate) fn make(
        &mut self,
        rows: usize,
        origin: &Origin,
        kept: Option<&[u32]>,
        column: &(dyn Fn(&str) -> Option<Series> + Sync),
    ) -> Result<Series> {
        let mut columns: Vec<Column> = Vec::new();
        let mut met = self.met;
        for (own, class) in self.sql.columns.iter().zip(&self.classes) {
            let values = decoded(&own.name, origin, column)?;
            let read = self.read(&values, *class, kept, &mut met).map_err(|row| {
                let error = Error::new(ErrorCode::D045).with("column", own.name.as_str()).with("class", class.word());
                error.at(origin.place(Some(&own.name), row))
            })?;
            columns.push(read.with_name(own.called.as_str().into()).into());
        }
        self.met = met;
        if let Some(result) = self.compute(rows, columns.clone()) {
            return Ok(result);
        }
        // A row that nobody looks at may be what it cannot be computed for.
        if let Some(kept) = kept.filter(|kept| kept.iter().any(|kept| *kept != YES)) {
            let mask = BooleanChunked::from_iter_values("".into(), kept.iter().map(|kept| *kept == YES));
            let spared = columns.iter().map(|column| {
                let nothing = Column::full_null(column.name().clone(), rows, column.dtype());
                column.zip_with(&mask, &nothing).ok()
            });
            let spared: Option<Vec<Column>> = spared.collect();
            if let Some(result) = spared.and_then(|columns| self.compute(rows, columns)) {
                return Ok(result);
            }
        }
        let error = Error::new(ErrorCode::D046).with("sql", self.sql.text.as_str());
        Err(error.at(origin.place(None, self.first_fault(rows, &columns))))
    }

    /// The first row in which the result cannot be computed: each row stands for itself, so halves tell.
    fn first_fault(&self, rows: usize, columns: &[Column]) -> usize {
        let (mut from, mut len) = (0, rows);
        while len > 1 {
            let half = len / 2;
            let start = i64::try_from(from).unwrap_or(i64::MAX);
            let part = columns.iter().map(|column| column.slice(start, half)).collect();
            if self.compute(half, part).is_some() {
                (from, len) = (from + half, len - half);
            } else {
                len = half;
            }
        }
        from
    }

    fn compute(&self, rows: usize, columns: Vec<Column>) -> Option<Series> {
        let run = || -> Option<Series> {
            let frame = DataFrame::new(rows, columns).ok()?.lazy();
            let frame = frame.with_columns([self.expr.clone().alias(RESULT)]).select([col(RESULT)]).collect().ok()?;
            Some(frame.column(RESULT).ok()?.as_materialized_series().rechunk())
        };
        let result = catch_unwind(AssertUnwindSafe(run)).ok()??;
        (result.len() == rows).then_some(result)
    }

    /// A column in its class, or the first row that does not fit.
    fn read(&self, values: &Series, class: Class, kept: Option<&[u32]>, met: &mut Met) -> Result<Series, usize> {
        match class {
            Class::Text => {
                let mut texts: Vec<Option<String>> = Vec::with_capacity(values.len());
                each(values, |_, value| texts.push(value.and_then(|value| value.label().map(Into::into))));
                Ok(StringChunked::from_iter_options("".into(), texts.into_iter()).into_series())
            }
            Class::Number => {
                let numbers = self.each_fitting(values, kept, |value| number(value, self.signs, met))?;
                Ok(Series::new("".into(), numbers))
            }
            Class::Bool => {
                let flags = self.each_fitting(values, kept, flag)?;
                Ok(BooleanChunked::from_iter_options("".into(), flags.into_iter()).into_series())
            }
        }
    }

    fn each_fitting<T>(
        &self,
        values: &Series,
        kept: Option<&[u32]>,
        mut read: impl FnMut(Value<'_>) -> Option<T>,
    ) -> Result<Vec<Option<T>>, usize> {
        let (mut all, mut unfit) = (Vec::with_capacity(values.len()), None);
        each(values, |row, value| {
            let there = value.filter(|value| is_there(*value, &self.missing));
            let fitting = there.map(&mut read);
            if fitting.as_ref().is_some_and(Option::is_none) && is_kept(kept, row) {
                unfit.get_or_insert(row);
            }
            all.push(fitting.flatten());
        });
        unfit.map_or(Ok(all), Err)
    }
}

/// The class that fits every value of a column, `None` when there is none.
pub(crate) fn class_of(values: &Series, signs: Signs, missing: &[String]) -> Option<Class> {
    let (mut numbers, mut flags, mut any) = (true, true, false);
    each(values, |_, value| {
        if let Some(value) = value.filter(|value| is_there(*value, missing)) {
            any = true;
            numbers &= number(value, signs, &mut Met::default()).is_some();
            flags &= flag(value).is_some();
        }
    });
    match (any, numbers, flags) {
        (false, ..) => None,
        (_, true, _) => Some(Class::Number),
        (_, _, true) => Some(Class::Bool),
        _ => Some(Class::Text),
    }
}

/// The class of a type whose values are all of one kind.
pub(crate) fn class_of_type(dtype: &DataType) -> Option<Class> {
    match dtype {
        DataType::Null => None,
        DataType::Boolean => Some(Class::Bool),
        DataType::Decimal(..) => Some(Class::Number),
        dtype if dtype.is_primitive_numeric() => Some(Class::Number),
        _ => Some(Class::Text),
    }
}

fn is_there(value: Value<'_>, missing: &[String]) -> bool {
    value.label().is_some_and(|label| missing.iter().all(|token| *token != label))
}

/// A number that can be kept exactly enough to tell it from its neighbours.
fn number(value: Value<'_>, signs: Signs, met: &mut Met) -> Option<f64> {
    let number = match value {
        // 0.1 of single precision is the 0.1 that was written.
        Value::Single(number) => number.to_string().parse().ok(),
        value => value.number_met(signs, met),
    };
    number.filter(|number| number.is_finite() && (number.fract() != 0.0 || number.abs() <= TWO_TO_53))
}

fn flag(value: Value<'_>) -> Option<bool> {
    match value {
        Value::Bool(yes) => Some(yes),
        Value::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

const fn type_of(class: Class) -> DataType {
    match class {
        Class::Text => DataType::String,
        Class::Number => DataType::Float64,
        Class::Bool => DataType::Boolean,
    }
}

/// The SQL type of a class: the same word in every language.
const fn word(class: Class) -> &'static str {
    match class {
        Class::Text => "VARCHAR",
        Class::Number => "DOUBLE",
        Class::Bool => "BOOLEAN",
    }
}

#[cfg(test)]
mod tests {
    use crate::error::Place;
    use crate::spec::SqlColumn;

    use super::*;

    /// A number, a text and a flag of four rows each; the last is empty.
    fn table(name: &str) -> Option<Series> {
        match name {
            "n" => Some(Series::new("n".into(), [Some(-1.5), Some(2.0), Some(7.0), None])),
            "t" => Some(Series::new("t".into(), [Some("ab"), Some("Bob"), Some(" x "), None])),
            "f" => Some(Series::new("f".into(), [Some(true), Some(false), Some(true), None])),
            _ => None,
        }
    }

    fn class(name: &str) -> Class {
        class_of_type(table(name).unwrap().dtype()).unwrap()
    }

    fn sql(text: &str) -> Sql {
        let known = |name: &&&str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == **name);
        let column = |name: &str| SqlColumn { name: name.into(), called: name.into(), as_text: false };
        let columns = ["n", "t", "f"].iter().filter(known).map(|name| column(name)).collect();
        Sql { text: text.into(), canonical: text.into(), columns, place: Place::Run }
    }

    fn made(text: &str) -> Vec<String> {
        let mut expression = Expression::new(&sql(text), class, Signs::default(), Vec::new())
            .unwrap_or_else(|e| panic!("{text}: {e:?}"));
        let made = expression.make(4, &Origin::default(), None, &table).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        let mut labels = Vec::new();
        each(&readable(&made).unwrap(), |_, value| {
            labels.push(value.and_then(|value| value.label().map(Into::into)).unwrap_or_else(|| "-".to_owned()));
        });
        labels
    }

    #[test]
    fn every_function_and_operator_that_is_let_through_gives_what_sql_says() {
        let cases: [(&str, [&str; 4]); 59] = [
            ("n + 1", ["-0.5", "3", "8", "-"]),
            ("n - 1", ["-2.5", "1", "6", "-"]),
            ("n * 2", ["-3", "4", "14", "-"]),
            ("n / 2", ["-0.75", "1", "3.5", "-"]),
            ("n % 2", ["0.5", "0", "1", "-"]),
            ("-n", ["1.5", "-2", "-7", "-"]),
            ("n > 2", ["false", "false", "true", "-"]),
            ("n >= 2", ["false", "true", "true", "-"]),
            ("n < 2", ["true", "false", "false", "-"]),
            ("n <= 2", ["true", "true", "false", "-"]),
            ("n = 2", ["false", "true", "false", "-"]),
            ("n <> 2", ["true", "false", "true", "-"]),
            ("n = 2 OR f", ["true", "true", "true", "-"]),
            ("n > 0 AND f", ["false", "false", "true", "-"]),
            ("NOT f", ["false", "true", "false", "-"]),
            ("f = TRUE", ["true", "false", "true", "-"]),
            ("t || '!'", ["ab!", "Bob!", " x !", "-"]),
            ("n IN (2, 7)", ["false", "true", "true", "-"]),
            ("n NOT IN (2, 7)", ["true", "false", "false", "-"]),
            ("t IN ('ab')", ["true", "false", "false", "-"]),
            ("n BETWEEN 0 AND 5", ["false", "true", "false", "-"]),
            ("n IS NULL", ["false", "false", "false", "true"]),
            ("n IS NOT NULL", ["true", "true", "true", "false"]),
            ("f IS TRUE", ["true", "false", "true", "-"]),
            ("f IS DISTINCT FROM TRUE", ["false", "true", "false", "true"]),
            ("t LIKE '%b'", ["true", "true", "false", "-"]),
            ("t ILIKE 'b_b'", ["false", "true", "false", "-"]),
            ("CASE WHEN n > 2 THEN 'h' WHEN n > 0 THEN 'm' ELSE 'l' END", ["l", "m", "h", "l"]),
            ("CASE t WHEN 'ab' THEN 1 ELSE 2 END", ["1", "2", "2", "2"]),
            ("CAST(n AS INTEGER)", ["-1", "2", "7", "-"]),
            ("CAST(n AS BIGINT)", ["-1", "2", "7", "-"]),
            ("CAST(f AS DOUBLE)", ["1", "0", "1", "-"]),
            ("TRY_CAST(t AS DOUBLE)", ["-", "-", "-", "-"]),
            ("CAST(n AS BOOLEAN)", ["true", "true", "true", "-"]),
            ("abs(n)", ["1.5", "2", "7", "-"]),
            ("ceil(n)", ["-1", "2", "7", "-"]),
            ("floor(n)", ["-2", "2", "7", "-"]),
            ("round(n)", ["-2", "2", "7", "-"]),
            ("trunc(n)", ["-1", "2", "7", "-"]),
            ("sign(n)", ["-1", "1", "1", "-"]),
            ("mod(n, 2)", ["0.5", "0", "1", "-"]),
            ("greatest(n, 3)", ["3", "3", "7", "3"]),
            ("least(n, 3)", ["-1.5", "2", "3", "3"]),
            ("coalesce(n, 0)", ["-1.5", "2", "7", "0"]),
            ("ifnull(n, 0)", ["-1.5", "2", "7", "0"]),
            ("nullif(n, 2)", ["-1.5", "-", "7", "-"]),
            ("if(f, 'y', 'n')", ["y", "n", "y", "n"]),
            ("upper(t)", ["AB", "BOB", " X ", "-"]),
            ("lower(t)", ["ab", "bob", " x ", "-"]),
            ("length(t)", ["2", "3", "3", "-"]),
            ("char_length(t)", ["2", "3", "3", "-"]),
            ("left(t, 1)", ["a", "B", "-", "-"]),
            ("right(t, 1)", ["b", "b", "-", "-"]),
            ("substr(t, 2, 1)", ["b", "o", "x", "-"]),
            ("substring(t FROM 2)", ["b", "ob", "x ", "-"]),
            ("trim(t)", ["ab", "Bob", "x", "-"]),
            ("ltrim(rtrim(t))", ["ab", "Bob", "x", "-"]),
            ("replace(t, 'b', 'c')", ["ac", "Boc", " x ", "-"]),
            ("concat(reverse(t), 1)", ["ba1", "boB1", " x 1", "1"]),
        ];
        let mut unlike = Vec::new();
        for (text, expected) in cases {
            let found = made(text);
            if found != expected {
                unlike.push(format!("{text}: {found:?}, not {expected:?}"));
            }
        }
        assert!(unlike.is_empty(), "{}", unlike.join("\n"));
        assert_eq!(made("concat_ws('-', t, 'z')")[0], "ab-z");
        assert_eq!(made("starts_with(t, 'a') OR ends_with(t, 'z')"), ["true", "false", "false", "-"]);
    }

    #[test]
    fn types_that_do_not_go_together_are_refused_with_what_the_columns_are() {
        for text in ["t > 1", "n LIKE 'a%'", "n || t = 1", "left(n, 1)", "CASE WHEN n THEN 1 END", "substr(t)"] {
            let error = Expression::new(&sql(text), class, Signs::default(), Vec::new()).map(|_| text).unwrap_err();
            assert_eq!(error.code(), "EVH-D044", "{text}");
        }
        let error = Expression::new(&sql("t > n"), class, Signs::default(), Vec::new()).unwrap_err();
        assert_eq!(error.said.values["columns"].as_str(), Some("n (DOUBLE), t (VARCHAR)"));
    }

    #[test]
    fn a_row_that_cannot_be_computed_is_found() {
        let mut expression =
            Expression::new(&sql("CAST(trim(t) AS INTEGER)"), class, Signs::default(), Vec::new()).unwrap();
        let text = |rows: [&'static str; 5]| move |_: &str| Some(Series::new("t".into(), rows));
        let error = expression.make(5, &Origin::default(), None, &text(["1", "2", "3", "x-private", "y"])).unwrap_err();
        assert_eq!((error.code(), &*error.place), ("EVH-D046", &Origin::default().place(None, 3)));
        let made = expression.make(5, &Origin::default(), None, &text(["1", "2", "3", "4", "5"])).unwrap();
        assert_eq!(made.len(), 5);
    }

    #[test]
    fn the_class_of_text_is_that_of_all_its_values() {
        let class = |values: &[&str]| {
            class_of(
                &Series::new("".into(), values),
                Signs { decimal: ',', sure: true, ..Signs::default() },
                &["n/a".to_owned()],
            )
        };
        assert_eq!(class(&["1", "2,5", "n/a", ""]), Some(Class::Number));
        assert_eq!(class(&["true", "False"]), Some(Class::Bool));
        assert_eq!(class(&["1", "x"]), Some(Class::Text));
        assert_eq!(class(&["9007199254740993000"]), Some(Class::Text), "a key and no number");
        assert_eq!(class(&["", "n/a"]), None);
    }
}
