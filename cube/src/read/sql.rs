//! SQL expressions over the rows of a batch. Every column comes as a number, as text or as true and false, whatever the
//! format calls its type, so the same rows give the same answer from every format. It refuses to take a value that
//! does not fit for a missing one.

mod compute;
mod text;
mod tree;

use std::borrow::Cow;

use polars::prelude::{BooleanChunked, DataType, IntoSeries, NamedFrom, NewChunkedArray, Series, StringChunked};

use self::compute::{Rows, Values};
use self::tree::{Node, Type};
use super::batch::{Origin, YES};
use super::batch_reader::is_kept;
use super::derived::decoded;
use super::json::Class;
use super::signs::{Met, Signs};
use super::value::{Value, each};
use crate::error::{Error, ErrorCode, Result};
use crate::spec::Sql;

/// The largest whole number up to which all are told apart.
const TWO_TO_53: f64 = 9_007_199_254_740_992.0;

/// An expression, ready to be computed.
#[derive(Debug)]
pub(crate) struct Expression {
    sql: Sql,
    /// What each column of the expression is read as.
    classes: Vec<Class>,
    tree: Node,
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
        let called = sql.columns.iter().map(|column| column.called.as_str());
        let types: Vec<(&str, Type)> = called.zip(classes.iter().copied().map(type_of)).collect();
        let tree = tree::read(&sql.canonical, &types).ok_or_else(unfit)?;
        Ok(Self { sql: sql.clone(), classes, tree, signs, missing, met: Met::default() })
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
        let names = self.sql.columns.iter().map(|own| &own.name);
        let columns = names.map(|name| decoded(name, origin, column)).collect::<Result<Vec<Series>>>()?;
        let (mut read, mut met) = (Vec::with_capacity(columns.len()), self.met);
        for ((values, own), class) in columns.iter().zip(&self.sql.columns).zip(&self.classes) {
            read.push(self.read(values, *class, kept, &mut met).map_err(|row| {
                let error = Error::new(ErrorCode::D045).with("column", own.name.as_str()).with("class", class.word());
                error.at(origin.place(Some(&own.name), row))
            })?);
        }
        self.met = met;
        if self.tree.class == Type::Null {
            return Ok(Series::full_null("".into(), rows, &DataType::Null));
        }
        // A row that nobody looks at may be what it cannot be computed for.
        let kept: Option<Vec<bool>> = kept.map(|kept| kept.iter().map(|kept| *kept == YES).collect());
        let result = Rows { len: rows, columns: &read }.result(&self.tree, kept.as_deref());
        result
            .map(series)
            .map_err(|row| Error::new(ErrorCode::D046).with("sql", self.sql.text.as_str()).at(origin.place(None, row)))
    }

    /// A column in its class, or the first row that does not fit.
    fn read<'v>(
        &self,
        values: &'v Series,
        class: Class,
        kept: Option<&[u32]>,
        met: &mut Met,
    ) -> Result<Values<'v>, usize> {
        match class {
            Class::Text => Ok(Values::Text(labels(values))),
            Class::Number => {
                self.each_fitting(values, kept, |value| number(value, self.signs, met)).map(Values::Number)
            }
            Class::Bool => self.each_fitting(values, kept, flag).map(Values::Bool),
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

/// A result as a column.
fn series(values: Values<'_>) -> Series {
    match values {
        Values::Bool(flags) => BooleanChunked::from_iter_options("".into(), flags.into_iter()).into_series(),
        Values::Whole(numbers) => Series::new("".into(), numbers),
        Values::Number(numbers) => Series::new("".into(), numbers),
        Values::Text(texts) => StringChunked::from_iter_options("".into(), texts.into_iter()).into_series(),
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

const fn type_of(class: Class) -> Type {
    match class {
        Class::Text => Type::Text,
        Class::Number => Type::Number,
        Class::Bool => Type::Bool,
    }
}

/// Every value as labels write it.
fn labels(values: &Series) -> Vec<Option<Cow<'_, str>>> {
    if let Ok(texts) = values.str() {
        return texts.iter().map(|text| text.and_then(|text| Value::Text(text).label())).collect();
    }
    let mut labels = Vec::with_capacity(values.len());
    each(values, |_, value| labels.push(value.and_then(|value| value.label().map(|label| Cow::Owned(label.into())))));
    labels
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

    use super::super::value::readable;
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
    fn what_the_branch_of_a_case_is_not_taken_for_cannot_fail_there() {
        let digits = |_: &str| Some(Series::new("t".into(), ["12", "x", "-3", ""]));
        let labels = |text: &str| {
            let mut expression = Expression::new(&sql(text), class, Signs::default(), Vec::new()).unwrap();
            let made = expression.make(4, &Origin::default(), None, &digits).map_err(|error| error.place);
            made.map(|made| {
                let mut numbers = Vec::new();
                each(&made, |_, value| numbers.push(value.and_then(|value| value.number(Signs::default()))));
                numbers
            })
        };
        let expected = Ok(vec![Some(12.0), Some(0.0), Some(-3.0), Some(0.0)]);
        assert_eq!(labels("CASE WHEN t = 'x' OR t IS NULL THEN 0 ELSE CAST(t AS INTEGER) END"), expected);
        assert_eq!(labels("coalesce(TRY_CAST(t AS INTEGER), 0)"), expected);
        assert_eq!(
            labels("if(t = 'x', 0, if(t <> '', CAST(t AS DOUBLE), 0))"),
            Ok(vec![Some(12.0), Some(0.0), Some(-3.0), Some(0.0)])
        );
        let yes_no = "t = 'x' OR CAST(t AS INTEGER) > 0";
        assert!(labels(yes_no).is_ok(), "where one side settles it, nobody looks at the other");
        assert_eq!(labels("CAST(t AS INTEGER)"), Err(Box::new(Origin::default().place(None, 1))));
        assert!(labels("CASE WHEN t = '12' THEN 0 ELSE CAST(t AS INTEGER) END").is_err());
    }

    #[test]
    fn numbers_are_those_that_arithmetic_gives() {
        let table = |_: &str| Some(Series::new("n".into(), [49.0, 0.0, -7.0, 9e15]));
        let numbers = |text: &str| {
            let mut expression = Expression::new(&sql(text), class, Signs::default(), Vec::new()).unwrap();
            let mut numbers = Vec::new();
            let made = expression.make(4, &Origin::default(), None, &table).unwrap();
            each(&made, |_, value| numbers.push(value.and_then(|value| value.number(Signs::default()))));
            numbers
        };
        // 49 times the nearest number to 1/49 is 0.9999999999999999.
        assert_eq!(numbers("n / 49")[0], Some(1.0));
        assert_eq!(numbers("floor(n / 49)")[0], Some(1.0));
        assert_eq!(numbers("n / 0")[0], Some(f64::INFINITY));
        assert_eq!(numbers("1 / (n - 49)")[0], Some(f64::INFINITY));
        assert_eq!(numbers("7 / 2 + n - n")[0], Some(3.5), "whole numbers are divided as others are");
        assert_eq!(numbers("CAST(n AS BIGINT) % 4 + 0 * n")[..3], [Some(1.0), Some(0.0), Some(1.0)]);
        assert_eq!(numbers("round(n / 1000, 2)")[..3], [Some(0.05), Some(0.0), Some(-0.01)]);
        assert_eq!(numbers("CAST(n AS REAL) / 10")[0], Some(4.9));
        let mut large =
            Expression::new(&sql("CAST(n AS BIGINT) * CAST(n AS BIGINT)"), class, Signs::default(), Vec::new())
                .unwrap();
        let error = large.make(4, &Origin::default(), None, &table).unwrap_err();
        assert_eq!(
            (error.code(), &*error.place),
            ("EVH-D046", &Origin::default().place(None, 3)),
            "9e15 times itself has more than 64 bits"
        );
        let narrow = Expression::new(&sql("CAST(n AS SMALLINT)"), class, Signs::default(), Vec::new());
        let wide = |_: &str| Some(Series::new("n".into(), [32_767.0, -32_768.9, 32_768.0]));
        let error = narrow.unwrap().make(3, &Origin::default(), None, &wide).unwrap_err();
        assert_eq!(&*error.place, &Origin::default().place(None, 2));
    }

    #[test]
    fn text_is_counted_in_characters_from_both_ends() {
        let cases: [(&str, [&str; 4]); 14] = [
            ("left(t, 9)", ["ab", "Bob", " x ", "-"]),
            ("right(t, 9)", ["ab", "Bob", " x ", "-"]),
            ("right(t, 2)", ["ab", "ob", "x ", "-"]),
            ("left(t, -1)", ["a", "Bo", " x", "-"]),
            ("right(t, -1)", ["b", "ob", "x ", "-"]),
            ("substr(t, 0, 2)", ["a", "B", "-", "-"]),
            ("substr(t, -5, 2)", ["-", "-", "-", "-"]),
            ("substring(t FROM 2 FOR length(t))", ["b", "ob", "x ", "-"]),
            ("length(t) - 3", ["-1", "0", "0", "-"]),
            ("substr('abc', length(t))", ["bc", "c", "c", "-"]),
            ("replace(t, 'b', NULL)", ["-", "-", "-", "-"]),
            ("t ILIKE '%B%'", ["true", "true", "false", "-"]),
            ("t LIKE '%b%b'", ["false", "false", "false", "-"]),
            ("trim(BOTH 'Bb' FROM t)", ["a", "o", " x ", "-"]),
        ];
        for (text, expected) in cases {
            assert_eq!(made(text), expected, "{text}");
        }
        let letters = |_: &str| Some(Series::new("t".into(), ["Straße", "ÉCLAIR", "e\u{301}a", ""]));
        let of = |text: &str| {
            let mut expression = Expression::new(&sql(text), class, Signs::default(), Vec::new()).unwrap();
            labels(&expression.make(4, &Origin::default(), None, &letters).unwrap())
                .into_iter()
                .map(|label| label.map(Cow::into_owned))
                .collect::<Vec<_>>()
        };
        assert_eq!(of("right(t, 3)")[0].as_deref(), Some("aße"));
        assert_eq!(of("lower(t)")[1].as_deref(), Some("éclair"));
        assert_eq!(of("reverse(t)")[2].as_deref(), Some("ae\u{301}"), "a mark stays on its letter");
        assert_eq!(of("CASE WHEN t ILIKE 'é%r' THEN 'yes' END")[1].as_deref(), Some("yes"));
    }

    #[test]
    fn yes_and_no_are_1_and_0_beside_numbers() {
        assert_eq!(made("f = 1"), ["true", "false", "true", "-"], "as another format writes the same column");
        assert_eq!(made("f + n"), ["-0.5", "2", "8", "-"]);
        assert_eq!(made("CASE WHEN f THEN n ELSE f END"), ["-1.5", "0", "7", "-"]);
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
