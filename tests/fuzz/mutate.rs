//! Changes to bytes: bits, bytes, pieces, words of the grammar, numbers at their edges, nesting and lengths.

use crate::dice::Dice;

/// A part never grows beyond this.
const LARGEST: usize = 1 << 18;

/// Numbers at the edges of what programs store them in.
pub(crate) const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "2",
    "10",
    "11",
    "0.5",
    "1.0",
    "1e3",
    "1e308",
    "1e309",
    "-1e400",
    "1e-400",
    "5e-324",
    "NaN",
    "nan",
    "inf",
    "-inf",
    "Infinity",
    "0x10",
    "1_000",
    "1,5",
    "1.234,5",
    "127",
    "128",
    "255",
    "256",
    "32767",
    "32768",
    "536870912",
    "1,234",
    "1.234",
    "5\u{a0}200",
    "12.5 %",
    "$1,200.00",
    "13/02/1990",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483649",
    "4294967295",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "170141183460469231731687303715884105728",
    "0.30000000000000004",
    "00",
    "+1",
    "1.",
    ".5",
];

/// Text that means something to a terminal, a page, a spreadsheet or a decoder.
const HOSTILE: &[&str] = &[
    "\u{feff}",
    "\0",
    "\u{202e}",
    "\u{2028}",
    "\u{85}",
    "\r",
    "\r\n",
    "\u{1b}[2J",
    "<script>",
    "&lt;",
    "=cmd",
    "{{ x }}",
    "%s",
    "../..",
    "\u{d7ff}",
    "\u{10ffff}",
    "e\u{301}",
    "\\ud800",
    "\\u0000",
    "\u{a0}",
    "\u{1f469}\u{200d}\u{1f52c}",
];

/// Changes the bytes once. `words` are those of the grammar, `other` is another input of the same kind.
pub(crate) fn mutate(bytes: &mut Vec<u8>, words: &[&str], other: &[u8], dice: &mut Dice) {
    match dice.below(14) {
        0 => flip(bytes, dice),
        1 => overwrite(bytes, dice),
        2 => drop(bytes.drain(dice.span(bytes.len()))),
        3 => bytes.truncate(dice.below(bytes.len() + 1)),
        4 => repeat(bytes, dice),
        5 => nest(bytes, dice),
        6 => splice(bytes, other, dice),
        7 => insert(bytes, dice.pick(HOSTILE).as_bytes(), dice),
        8 => insert(bytes, dice.pick(words).as_bytes(), dice),
        9 => lines(bytes, dice),
        10 | 11 => replace_token(bytes, dice.pick(words).as_bytes(), dice),
        _ => replace_number(bytes, dice),
    }
    bytes.truncate(LARGEST);
}

fn flip(bytes: &mut [u8], dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        if let Some(byte) = bytes.len().checked_sub(1).map(|last| dice.below(last + 1)) {
            bytes[byte] ^= 1 << dice.below(8);
        }
    }
}

fn overwrite(bytes: &mut [u8], dice: &mut Dice) {
    const EDGES: [u8; 8] = [0, 1, 0x7f, 0x80, 0xff, b'"', b'\n', b','];
    let edge = *dice.pick(&EDGES);
    for at in dice.span(bytes.len()) {
        bytes[at] = if dice.one_in(2) { edge } else { dice.byte() };
    }
}

fn insert(bytes: &mut Vec<u8>, piece: &[u8], dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    bytes.splice(at..at, piece.iter().copied());
}

/// Repeats a piece, most often once, sometimes until the text is long.
fn repeat(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let span = dice.span(bytes.len());
    let piece = bytes[span.clone()].to_vec();
    let most = LARGEST.saturating_sub(bytes.len()) / piece.len().max(1);
    let times = if dice.one_in(16) { most.min(1 << 14) } else { most.min(1 + dice.below(4)) };
    let at = span.end;
    bytes.splice(at..at, piece.repeat(times));
}

/// Opens more than anybody closes.
fn nest(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const OPEN: [(&str, &str); 6] =
        [("[", "]"), ("{\"a\":", "}"), ("{ a = ", " }"), ("[[a]]\n", ""), ("a.", ""), ("\"", "\"")];
    let (open, close) = dice.pick(&OPEN);
    let depth = *dice.pick(&[1, 2, 3, 100, 200, 5_000]);
    let inner = if dice.one_in(2) { "1" } else { "" };
    let close = if dice.one_in(3) { "" } else { *close };
    insert(bytes, (open.repeat(depth) + inner + &close.repeat(depth)).as_bytes(), dice);
}

fn splice(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let (to, from) = (dice.span(bytes.len()), dice.span(other.len()));
    bytes.splice(to, other[from].iter().copied());
}

/// Moves, doubles or drops a line.
fn lines(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let (one, two) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(3) {
        0 => lines.swap(one, two),
        1 => lines.insert(one, lines[two].clone()),
        _ => drop(lines.remove(one)),
    }
    *bytes = lines.concat();
}

/// Where a run of such bytes around a place begins and ends.
fn run_around(bytes: &[u8], dice: &mut Dice, is_in: impl Fn(u8) -> bool) -> Option<std::ops::Range<usize>> {
    let from = dice.below(bytes.len());
    let at = from + bytes[from..].iter().position(|byte| is_in(*byte))?;
    let start = bytes[..at].iter().rposition(|byte| !is_in(*byte)).map_or(0, |before| before + 1);
    let end = at + bytes[at..].iter().position(|byte| !is_in(*byte)).unwrap_or(bytes.len() - at);
    Some(start..end)
}

fn replace_token(bytes: &mut Vec<u8>, word: &[u8], dice: &mut Dice) {
    if let Some(token) = run_around(bytes, dice, |byte| byte.is_ascii_alphanumeric() || b"_-.@".contains(&byte)) {
        bytes.splice(token, word.iter().copied());
    }
}

fn replace_number(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if let Some(number) = run_around(bytes, dice, |byte| byte.is_ascii_digit() || b".-".contains(&byte)) {
        bytes.splice(number, dice.pick(NUMBERS).bytes());
    }
}

#[test]
fn one_seed_gives_one_text() {
    let changed = || {
        let (mut bytes, mut dice) = (b"a,b\n1,2\n".to_vec(), Dice::new(7));
        (0..200).for_each(|_| mutate(&mut bytes, &["a", "true"], b"c;d\n", &mut dice));
        bytes
    };
    assert_eq!(changed(), changed());
}
