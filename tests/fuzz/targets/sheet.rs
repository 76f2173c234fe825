//! Workbooks: an audit, or one error, whatever stands in a sheet or in the zip around it.

use std::fs;

use evenhand::plan::Plan;

use crate::case::Case;
use crate::dice::Dice;
use crate::judge::SECRET;
use crate::mutate::mutate;
use crate::run::Target;
use crate::targets::rows;
use crate::workbook::{files, zip};

const WORDS: &[&str] = &[
    "<row>",
    "</row>",
    "<row r=\"1048577\">",
    "<row r=\"0\">",
    "<c r=\"XFD1048576\">",
    "<c r=\"A1\" t=\"s\">",
    "<c r=\"ZZZZ9\">",
    "<c t=\"b\">",
    "<c t=\"e\">",
    "<c s=\"1\">",
    "<v>",
    "</v>",
    "<v>-1</v>",
    "<v>1e308</v>",
    "<v>NaN</v>",
    "<v>2958466</v>",
    "<is><t>",
    "</t></is>",
    "</c>",
    "<mergeCell ref=\"A1:C9\"/>",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "&#0;",
    "&amp;",
    "<!--",
    "]]>",
    "sex",
    "sent",
    "Jane-Doe-1975",
];

const SHEET: &[&[&str]] = &[
    &["Export of a campaign"],
    &[],
    &["sex", "age", "sent", "w", "won", "n", "k", "wave", "days", "note"],
    &["f", "=31", "?1", "=0.5", "=1", "=9", "=3", "a", "=0.25", SECRET],
    &["m", "=44", "?0", "=1.5", "=0", "=9", "=0", "b", "=7.25", SECRET],
    &["f", "=27", "?1", "=1.5", "", "=9", "=9", "a", "=7.25", SECRET],
    &["", "=63", "?0", "=1.5", "=1", "=9", "=4", "b", "#45000", SECRET],
    &["m", "=19", "?1", "=0.5", "=0", "=9", "=1", "a", "=0.25", SECRET],
];

/// The files of a workbook with this sheet.
fn around(sheet: &[u8]) -> Vec<u8> {
    let mut files = files(&[("People", SHEET)]);
    if let Some((_, text)) = files.last_mut() {
        *text = String::from_utf8_lossy(sheet).into_owned();
    }
    zip(&files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect::<Vec<_>>())
}

/// The target.
pub(crate) fn target() -> Target {
    let sheet = files(&[("People", SHEET)]).pop().unwrap_or_default().1;
    let whole = around(sheet.as_bytes());
    // The plan; whether the sheet stands in a sound zip, or the whole file as it is; the sheet; the file.
    let corpus = [0, 1].map(|mode| Case::of([&[0, mode], sheet.as_bytes(), &whole])).to_vec();
    let folder = tempfile::tempdir().unwrap();
    let plans: Vec<Plan> = rows::plans(folder.path(), "t.xlsx");
    let run = move |case: &Case| {
        let bytes = if case.0[0][1] == 0 { around(&case.0[1]) } else { case.0[2].clone() };
        fs::write(folder.path().join("t.xlsx"), bytes).unwrap();
        rows::audit(&plans, case.0[0][0], &[])
    };
    let change = |case: &mut Case, other: &Case, dice: &mut Dice| {
        if dice.one_in(3) {
            case.0[0][0] = dice.byte();
        }
        let part = if case.0[0][1] == 0 { 1 } else { 2 };
        mutate(&mut case.0[part], WORDS, &other.0[part], dice);
    };
    Target { name: "sheet", corpus, brief: 300, library: true, mutate: Box::new(change), run: Box::new(run) }
}
