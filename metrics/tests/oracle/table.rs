//! Reads an oracle table, asks for every row, compares, and says what it did.
//!
//! Line 1 of a table is `# ` and a JSON object with the tolerances; a value passes when it is within the larger of
//! `abs_tol` and `rel_tol` times the expected value. `undefined` and infinities must match exactly.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a broken table must stop the test, loudly"
)]

use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};

/// One line of a table, by column.
pub(crate) struct Row(BTreeMap<String, String>);

impl Row {
    /// The text of a column; every column asked for must exist.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("no column {column}"))
    }

    /// A column read as `T`.
    pub(crate) fn read<T: std::str::FromStr>(&self, column: &str) -> T {
        let text = self.text(column);
        text.parse().unwrap_or_else(|_| panic!("column {column} holds {text}"))
    }

    /// A column, or a member of a JSON object in a column, read as JSON.
    pub(crate) fn json<T: serde::de::DeserializeOwned>(&self, column: &str, member: &str) -> T {
        let whole: Value = serde_json::from_str(self.text(column)).expect("the column is JSON");
        serde_json::from_value(if member.is_empty() { whole } else { whole[member].clone() }).expect("of this shape")
    }

    /// What a row expects under a name: a column of its own, or a member of `expected_json`.
    fn expected(&self, name: &str) -> String {
        if self.0.contains_key(name) { self.text(name).to_owned() } else { written(&self.json("expected_json", name)) }
    }

    /// The function, test or method that the row asks for.
    fn asked(&self) -> Option<&str> {
        ["method", "test", "function"].iter().find_map(|column| self.0.get(*column)).map(String::as_str)
    }
}

/// A JSON value as a table writes it: text without quotation marks.
fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

struct Tolerance {
    relative: f64,
    absolute: f64,
}

impl Tolerance {
    fn of(header: &Value) -> Self {
        let number = |key: &str| header[key].as_f64().unwrap_or_else(|| panic!("line 1 has no {key}"));
        Self { relative: number("rel_tol"), absolute: number("abs_tol") }
    }

    fn accepts(&self, got: f64, want: f64) -> bool {
        if want.is_finite() {
            (got - want).abs() <= self.absolute.max(self.relative * want.abs())
        } else {
            got.is_infinite() && got.signum() == want.signum()
        }
    }
}

/// What a row may be answered with.
pub(crate) enum Got {
    Number(f64),
    Numbers(Vec<f64>),
    List(Vec<Got>),
    Undefined,
    Text(String),
    Json(Value),
}

impl From<f64> for Got {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<Option<f64>> for Got {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Self::Undefined, Self::Number)
    }
}

impl From<Vec<f64>> for Got {
    fn from(values: Vec<f64>) -> Self {
        Self::Numbers(values)
    }
}

impl<E> From<Result<f64, E>> for Got {
    fn from(value: Result<f64, E>) -> Self {
        value.ok().into()
    }
}

impl From<Vec<Got>> for Got {
    fn from(values: Vec<Got>) -> Self {
        Self::List(values)
    }
}

impl From<bool> for Got {
    fn from(value: bool) -> Self {
        Self::Text(value.to_string())
    }
}

impl From<Option<bool>> for Got {
    fn from(value: Option<bool>) -> Self {
        value.map_or(Self::Undefined, Self::from)
    }
}

impl From<&str> for Got {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<Value> for Got {
    fn from(document: Value) -> Self {
        Self::Json(document)
    }
}

/// Whether two documents are the same, numbers within the tolerance.
fn alike(got: &Value, want: &Value, tolerance: &Tolerance) -> bool {
    match (got, want) {
        (Value::Number(got), Value::Number(want)) => {
            got.as_f64().zip(want.as_f64()).is_some_and(|(got, want)| tolerance.accepts(got, want))
        }
        (Value::Array(got), Value::Array(want)) => {
            got.len() == want.len() && got.iter().zip(want).all(|(got, want)| alike(got, want, tolerance))
        }
        (Value::Object(got), Value::Object(want)) => {
            let held = |(key, want): (&String, &Value)| got.get(key).is_some_and(|got| alike(got, want, tolerance));
            got.len() == want.len() && want.iter().all(held)
        }
        (got, want) => got == want,
    }
}

impl Got {
    fn agrees(&self, want: &str, tolerance: &Tolerance) -> bool {
        match self {
            Self::Undefined => want == "undefined",
            Self::Text(text) => text == want,
            Self::Json(got) => serde_json::from_str(want).is_ok_and(|want| alike(got, &want, tolerance)),
            Self::Number(got) => want.parse().is_ok_and(|want: f64| tolerance.accepts(*got, want)),
            Self::Numbers(got) => serde_json::from_str::<Vec<f64>>(want).is_ok_and(|want| {
                want.len() == got.len() && got.iter().zip(&want).all(|(got, want)| tolerance.accepts(*got, *want))
            }),
            Self::List(got) => serde_json::from_str::<Vec<Value>>(want).is_ok_and(|want| {
                want.len() == got.len()
                    && got.iter().zip(&want).all(|(got, want)| got.agrees(&written(want), tolerance))
            }),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Undefined => "undefined".to_owned(),
            Self::Text(text) => text.clone(),
            Self::Json(document) => document.to_string(),
            Self::Number(value) => value.to_string(),
            Self::Numbers(values) => format!("{values:?}"),
            Self::List(values) => format!("[{}]", values.iter().map(Self::shown).collect::<Vec<_>>().join(",")),
        }
    }
}

/// The answer to a row: a value for each column named.
pub(crate) type Answer = Vec<(&'static str, Got)>;

/// Compares every row of a table. `later` names functions that are not written yet, `differs` rows that are answered
/// otherwise on purpose, each with its proof.
pub(crate) fn compare_every_row(file: &str, later: &[&str], differs: &[(&str, &str)], answer: impl Fn(&Row) -> Answer) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle").join(file);
    let whole = fs::read_to_string(path).expect("the table is in tests/oracle");
    let (head, table) = whole.split_once('\n').expect("a line of tolerances, then the table");
    let header: Value = serde_json::from_str(head.trim_start_matches('#')).expect("line 1 is JSON");
    let general = Tolerance::of(&header);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let columns = reader.headers().expect("a header").clone();

    let (mut read, mut compared, mut put_off) = (0, 0, BTreeMap::<String, u32>::new());
    let mut wrong = Vec::new();
    for record in reader.records() {
        let record = record.expect("a row");
        let row = Row(columns.iter().zip(&record).map(|(c, v)| (c.to_owned(), v.to_owned())).collect());
        read += 1;
        let asked = row.asked().unwrap_or_default();
        if later.contains(&asked) {
            *put_off.entry(asked.to_owned()).or_default() += 1;
            continue;
        }
        if let Some((id, reason)) = differs.iter().find(|(id, _)| *id == row.text("id")) {
            println!("{file}: {id} differs: {reason}");
            continue;
        }
        let own = header["tolerance_by_test"].get(asked).map(Tolerance::of);
        let tolerance = own.as_ref().unwrap_or(&general);
        compared += 1;
        for (column, got) in answer(&row) {
            let want = row.expected(column);
            if !got.agrees(&want, tolerance) {
                wrong.push(format!("{} {asked} {column}: {} instead of {want}", row.text("id"), got.shown()));
            }
        }
    }
    let waiting: u32 = put_off.values().sum();
    println!("{file}: rows read {read}, compared {compared}, later {waiting}, differs {}", read - compared - waiting);
    for (name, rows) in &put_off {
        println!("{file}: later: {name}, {rows} rows");
    }
    assert!(read > 0, "{file} has no rows");
    assert!(wrong.is_empty(), "{file}: {} values are off:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}
