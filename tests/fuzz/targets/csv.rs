//! Text with separators in every encoding and packing: an audit, or one error.

use std::fs;
use std::io::Write;

use crate::case::Case;
use crate::dice::Dice;
use crate::mutate::mutate;
use crate::run::Target;
use crate::targets::rows;

/// What the words of the mutations mean to this grammar.
const WORDS: &[&str] = &[
    ",",
    ";",
    "\t",
    "|",
    "\"",
    "\"\"",
    "\"\n\"",
    "\r\n",
    "\n\n",
    "f",
    "m",
    "true",
    "false",
    "yes",
    "sex",
    "age",
    "sent",
    "w",
    "won",
    "n",
    "k",
    "wave",
    "days",
    "note",
    "0",
    "1",
    "0.0",
    "1.0",
    "0,5",
    "1.5",
    "sep=;",
    "'",
    "\u{feff}",
    "é",
    "€",
    " ",
    "\"a,b\"",
    "Jane-Doe-1975",
    "null",
    "NA",
    "?",
];

/// Rows whose undeclared column holds the secret.
pub(super) fn table() -> String {
    let row = |n: u32| {
        let sex = ["f", "m", "", "\"x, y\""][n as usize % 4];
        let won = ["1", "0", ""][n as usize % 3];
        let (age, sent, wave) = (18 + n * 13 % 50, u32::from(n * n % 7 < 3), ["a", "b"][n as usize % 2]);
        format!("{sex},{age},{sent},{}.5,{won},9,{},{wave},{}.25,Jane-Doe-1975\n", n % 5, n % 9, n % 6)
    };
    "sex,age,sent,w,won,n,k,wave,days,note\n".to_owned() + &(0..40).map(row).collect::<String>()
}

fn corpus() -> Vec<Case> {
    let text = table();
    let french = text.replace("\"x, y\"", "\"x y\"").replace(',', ";").replace('.', ",").replace('\n', "\r\n");
    let french = french.replace("x y", "À côté");
    let wide =
        |order: fn(u16) -> [u8; 2]| -> Vec<u8> { format!("\u{feff}{text}").encode_utf16().flat_map(order).collect() };
    let texts: Vec<Vec<u8>> = vec![
        text.clone().into(),
        french.clone().into(),
        encoding_rs::WINDOWS_1252.encode(&french).0.into_owned(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        text.replace("\"x, y\"", "\"x \"\"y\"\"\n z\"").replace(',', "\t").into(),
        text.replace(',', "|").into(),
        "sex,age,sent\nf,1,1\nm,2,0\n".into(),
    ];
    let plain = texts.iter().enumerate().map(|(at, text)| Case::of([&[u8::try_from(at).unwrap(), 0], text]));
    let packed = [gzip(text.as_bytes()), zstd::encode_all(text.as_bytes(), 1).unwrap()];
    plain.chain(packed.iter().map(|bytes| Case::of([&[0, 0], bytes]))).collect()
}

/// As `gzip` does.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// The target.
pub(crate) fn target() -> Target {
    of_text("csv", "t.csv", corpus(), WORDS)
}

/// A target whose cases are a choice of plan and of packing, and a text.
pub(super) fn of_text(
    name: &'static str,
    file: &'static str,
    corpus: Vec<Case>,
    words: &'static [&'static str],
) -> Target {
    let folder = tempfile::tempdir().unwrap();
    let plans = rows::plans(folder.path(), file);
    let change = |case: &mut Case, other: &Case, dice: &mut Dice| {
        if dice.one_in(3) {
            case.0[0] = vec![dice.byte(), dice.byte()];
        }
        mutate(&mut case.0[1], words, &other.0[1], dice);
    };
    let run = move |case: &Case| {
        let (choice, text) = (&case.0[0], &case.0[1]);
        let bytes = match choice[1] % 8 {
            6 => gzip(text),
            7 => zstd::encode_all(&text[..], 1).unwrap(),
            _ => text.clone(),
        };
        fs::write(folder.path().join(file), bytes).unwrap();
        rows::audit(&plans, choice[0], text)
    };
    Target { name, corpus, brief: 400, library: false, mutate: Box::new(change), run: Box::new(run) }
}
