//! Rows and columns.

use super::{CONFIG, Case, SECRET, config, data, people};

/// The rows with another text in the first row's place of this column.
fn spoiled(column: &str, value: &str) -> String {
    let mut rows: Vec<Vec<String>> =
        people().lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let at = rows[0].iter().position(|name| name == column).unwrap();
    value.clone_into(&mut rows[5][at]);
    rows.into_iter().map(|row| row.join(",") + "\n").collect()
}

/// The same with the config reading people and selected from columns.
fn counted(what: &'static str, code: &'static str, place: &'static str, (column, value): (&str, &str)) -> Case {
    let counts = ["decision = \"sent\"", "count = \"n\"\nselected = \"k\""];
    config(what, code, place, counts).with("people.csv", spoiled(column, value))
}

fn weighted(what: &'static str, value: &str) -> Case {
    let weight = ["decision = \"sent\"", "decision = \"sent\"\nweight = \"w\""];
    config(what, "EVH-D024", "people.csv", weight).with("people.csv", spoiled("w", value))
}

fn threshold(what: &'static str, value: &str) -> Case {
    let score = ["decision = \"sent\"", "decision = { column = \"w\", at_least = 1.5 }"];
    config(what, "EVH-D021", "people.csv", score).with("people.csv", spoiled("w", value))
}

fn every(column: &str, value: impl Fn(usize) -> String) -> String {
    let rows = people();
    let header: Vec<&str> = rows.lines().next().unwrap_or_default().split(',').collect();
    let at = header.iter().position(|name| *name == column).unwrap();
    let line = |(row, line): (usize, &str)| {
        let mut fields: Vec<String> = line.split(',').map(str::to_owned).collect();
        if row > 0 {
            fields[at] = value(row);
        }
        fields.join(",") + "\n"
    };
    rows.lines().enumerate().map(line).collect()
}

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let audience = format!("id,gender,age\n1,men,30\n2,women,50\n1,women,30\n{SECRET},men,20\n");
    let groups = (0..4_000).map(|n| format!("g{n},30,{},1,9,1,{SECRET}\n", n % 2));
    let many: String = std::iter::once("gender,age,sent,w,n,k,note\n".to_owned()).chain(groups).collect();
    vec![
        Case {
            what: "a missing file",
            code: "EVH-D001",
            place: "evenhand.toml:3:13",
            files: vec![("people.csv", None)],
            arguments: Vec::new(),
        },
        data("an empty file", "EVH-D005", "people.csv", ""),
        data("a header only", "EVH-D006", "people.csv", "gender,age,sent,note\n"),
        config(
            "bytes that are no text",
            "EVH-D008",
            "people.csv",
            ["people.csv\"", "people.csv\"\ncsv = { encoding = \"utf-8\" }"],
        )
        .with("people.csv", [people().as_bytes(), b"men\xff\xfe,30,1,1,1,1,x\n"].concat()),
        data("a picture", "EVH-D008", "people.csv", *b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0"),
        data(
            "a row with too many fields",
            "EVH-D009",
            "people.csv",
            people() + &format!("men,30,1,1,9,1,{SECRET},x\n"),
        ),
        data(
            "a quote that is not closed",
            "EVH-D010",
            "people.csv",
            people() + &format!("\"men,30,1,1,9,1,{SECRET}\n"),
        ),
        config("a column named and absent", "EVH-D004", "evenhand.toml:5:12", ["\"sent\"", "\"snet\""]),
        data("a decision with three values", "EVH-D020", "people.csv", spoiled("sent", "2")),
        data("a decision in words", "EVH-D020", "people.csv", spoiled("sent", SECRET)),
        data("all selected", "EVH-D031", "people.csv", every("sent", |_| "1".to_owned())),
        data("none selected", "EVH-D031", "people.csv", every("sent", |_| "0".to_owned())),
        threshold("a score of NaN", "NaN"),
        threshold("an infinite score", "-inf"),
        threshold("a score in words", SECRET),
        weighted("a weight of NaN", "NaN"),
        weighted("an infinite weight", "inf"),
        weighted("a negative weight", "-1"),
        weighted("a weight beyond the exact range", "536870912"),
        weighted("a weight in words", SECRET),
        counted("a negative count", "EVH-D022", "people.csv", ("n", "-1")),
        counted("half a person", "EVH-D022", "people.csv", ("n", "9.5")),
        counted("an infinite count", "EVH-D022", "people.csv", ("n", "inf")),
        counted("more people than can be counted", "EVH-D022", "people.csv", ("n", "9007199254740992")),
        counted("more selected than people", "EVH-D023", "people.csv", ("k", "10")),
        data("an attribute with thousands of groups", "EVH-D025", "people.csv", many),
        config(
            "a reference that nobody has",
            "EVH-D029",
            "evenhand.toml:8:13",
            ["name = \"gender\"", "name = \"gender\"\nreference = \"mne\""],
        ),
        config(
            "a segment named and absent",
            "EVH-P012",
            "evenhand.toml:16:",
            ["min = 0.8", "min = 0.8\nmust_decide = [{ gender = \"womne\" }]"],
        ),
        config(
            "an unlisted value without a star",
            "EVH-D026",
            "people.csv",
            ["name = \"gender\"", "name = \"gender\"\nmap = { men = \"men\" }"],
        ),
        data("an age in words", "EVH-D027", "people.csv", spoiled("age", SECRET)),
        data("somebody with two genders", "EVH-D034", "audience.csv", format!("id,sent,note\n1,1,{SECRET}\n2,0,\n"))
            .with("audience.csv", audience)
            .arguments(&["--audience", "audience.csv", "--key", "id"]),
        data("all rows left out", "EVH-D032", "people.csv", every("sent", |_| String::new())),
        data("one group only", "EVH-D028", "evenhand.toml:7:8", every("gender", |_| "women".to_owned())),
        data("a folder that is not there", "EVH-U004", "nowhere", people()).arguments(&["-o", "nowhere/out.txt"]),
        data("nothing piped", "EVH-D015", "-", people()).with("evenhand.toml", CONFIG.replace("people.csv", "-")),
    ]
}
