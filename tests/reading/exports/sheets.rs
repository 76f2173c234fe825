//! Workbooks, as spreadsheet programs write them.

use super::{audited, configured, evenhand, folder, refused};
use crate::support::workbook::{files, zip};

/// A workbook of these sheets.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let files = files(sheets);
    zip(&files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect::<Vec<_>>())
}

/// Titles, a table of people, and a note below it; a second sheet with who was there.
fn campaign() -> Vec<u8> {
    workbook(&[
        (
            "Decisions",
            &[
                &["Autumn campaign"],
                &[],
                &["id", "sex", "born", "score", "invited"],
                &["=1", "F", "#35370", "=0.25", "?1"],
                &["=2", "F", "#35371", "=0.5", "?0"],
                &["=3", "M", "#20000", "", "?1"],
                &["=4", "", "#40000", "=0.75", "?1"],
                &[],
                &["Exported on 1 October 2026"],
            ],
        ),
        ("Audience", &[&["id", "sex"], &["=1", "F"], &["=2", "F"], &["=3", "M"], &["=4", "M"], &["=5", "M"]]),
    ])
}

#[test]
fn the_first_sheet_of_a_workbook_is_read_and_it_is_said() {
    let config = "[data]\ndecisions = \"a.xlsx\"\n[columns]\ndecision = \"invited\"\n[[attribute]]\nname = \"sex\"\n\
                  [[attribute]]\nname = \"age\"\nage = { born = \"born\", at = 2026-11-01 }\nbins = [30]\n";
    let audit = audited(&configured(config, &[("a.xlsx", &campaign())]), &[]);
    audit.assert_rates("sex", &[("()", 1, 1), ("F", 1, 2), ("M", 1, 1)]);
    // 35,370 is 1 November 1996: thirty years old on the day; 20,000 is a day of 1954, 40,000 one of 2009.
    audit.assert_rates("age", &[("30+", 2, 2), ("<30", 1, 2)]);
    assert_eq!(audit.notes(), ["lines-before", "sheet-detected", "notes-behind"]);
    assert!(audit.said.contains("Decisions"), "{}", audit.said);
    assert_eq!(audit.document["inputs"][0]["rows"], 4);
}

/// The sheet of one person, with a cell at this place instead of its last.
fn with_a_cell_at(places: &[&str]) -> Vec<u8> {
    let mut all = files(&[("People", &[&["sex", "sent", "x"], &["F", "=1", "=7"], &["M", "=0"]])]);
    let (_, sheet) = all.last_mut().unwrap();
    let cells: Vec<String> = places.iter().map(|at| format!("<c r=\"{at}\"><v>1</v></c>")).collect();
    let cells = cells.concat();
    *sheet = sheet.replace("<c r=\"C2\"><v>7</v></c>", &cells);
    zip(&all.iter().map(|(name, text)| (name.as_str(), text.clone())).collect::<Vec<_>>())
}

#[test]
fn a_cell_far_away_is_damage_or_too_much_and_nothing_is_laid_out_for_it() {
    let flags = ["a.xlsx", "--decision", "sent", "--attributes", "sex"];
    // The last column that a sheet has; beyond it there is none.
    let audit = audited(&folder(&[("a.xlsx", &with_a_cell_at(&["XFD2"]))]), &flags);
    assert_eq!(audit.document["population"]["people_used"], 2);
    for beyond in ["XFE2", "FSENT2", "ZZZZZZ2"] {
        refused(&folder(&[("a.xlsx", &with_a_cell_at(&[beyond]))]), "EVH-D003", &flags);
    }
    // Few cells far apart are a large table of nothing.
    let rows: Vec<String> = (4..5_000).map(|row| format!("A{row}")).chain(["XFD3".to_owned()]).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    refused(&folder(&[("a.xlsx", &with_a_cell_at(&rows))]), "EVH-D057", &flags);
}

#[test]
fn a_sheet_is_named_by_key_or_flag_and_serves_as_audience() {
    let config = "[data]\ndecisions = \"a.xlsx\"\naudience = \"a.xlsx\"\nkey = \"id\"\nabsent = \"rejected\"\n\
                  sheet = { decisions = \"Decisions\", audience = \"Audience\" }\n\
                  [columns]\ndecision = \"invited\"\n[[attribute]]\nname = \"group\"\ncolumn = \"sex\"\n";
    let workbook = campaign();
    let folder_of_both = configured(config, &[("a.xlsx", &workbook)]);
    let audit = audited(&folder_of_both, &[]);
    // Decisions say who has which sex where they have the column; the fifth person was not invited.
    assert_eq!(audit.document["population"]["people_used"], 5);
    let alone = folder(&[("a.xlsx", &workbook)]);
    let output = evenhand(alone.path(), &["inspect", "a.xlsx", "--sheet", "Audience"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("5 rows, 2 columns"));
    let said =
        refused(&alone, "EVH-D056", &["a.xlsx", "--sheet", "audience", "--decision", "x", "--attributes", "sex"]);
    assert!(said.contains("did you mean `Audience`?"), "{said}");
}

#[test]
fn a_config_can_be_begun_from_a_workbook() {
    let folder = folder(&[("a.xlsx", &campaign())]);
    let output =
        evenhand(folder.path(), &["init", "a.xlsx", "--attributes", "sex", "--decision", "invited"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let audit = audited(&folder, &[]);
    audit.assert_rates("sex", &[("()", 1, 1), ("F", 1, 2), ("M", 1, 1)]);
}

#[test]
fn what_is_no_workbook_is_named() {
    let folder = folder(&[("a.xlsx", &zip(&[("x.txt", "text".to_owned())])), ("b.xlsx", b"PK\x03\x04 cut off")]);
    for file in ["a.xlsx", "b.xlsx"] {
        refused(&folder, "EVH-D003", &[file, "--decision", "x", "--attributes", "y"]);
    }
}
