//! Scores and values from outside: counts and a config in, findings, curves, results and checks out. Expected numbers were
//! worked out by hand or are those of the oracle tables.

mod checks;
mod curves;
mod privacy;
mod scores;
mod small;
mod units;
mod values;

use std::fmt::Write;

/// The head of a config over one attribute `g`, with scores, outcomes and values; further lines follow.
fn config(columns: &str, rest: &str) -> String {
    format!(
        "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"d\"\n{columns}\n\
         [[attribute]]\nname = \"g\"\nreference = \"b\"\n{rest}"
    )
}

/// Scores and an outcome known before the decision.
const SCORES: &str = "score = \"s\"\noutcome = { column = \"y\", positive = [1], observed = \"before\" }";

/// Everybody is shown, however few.
const SHOWN: &str = "[privacy]\nmin_cell = 1\n";

/// Rows of `g,s,y,d,v,u`.
fn people(rows: &[(&str, &str, u8, u8, &str, u32)]) -> String {
    let mut csv = String::from("g,s,y,d,v,u\n");
    for (g, s, y, d, v, u) in rows {
        writeln!(csv, "{g},{s},{y},{d},{v},{u}").unwrap();
    }
    csv
}

/// The two groups of ten people that the catalog's worked values are made on: `a` is the group, `b` the reference.
fn worked() -> String {
    let (a, b) = (
        [("0.2", 0, 3), ("0.4", 1, 2), ("0.6", 2, 0), ("0.8", 1, 1)],
        [("0.2", 0, 1), ("0.4", 1, 3), ("0.6", 0, 1), ("0.8", 4, 0)],
    );
    let mut rows = Vec::new();
    for (name, group) in [("a", a), ("b", b)] {
        for (score, positives, negatives) in group {
            for y in std::iter::repeat_n(1, positives).chain(std::iter::repeat_n(0, negatives)) {
                rows.push((name, score, y, u8::from(score == "0.8"), "0", 0));
            }
        }
    }
    people(&rows)
}
