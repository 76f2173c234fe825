//! Labels are hostile input: a column name or a group's label may carry anything. Here they lose what cannot be seen or
//! what moves the text around them; what is special in one format is escaped by that format.

use std::borrow::Cow;
use std::fmt::Write;

/// The label with every control, bidirectional control and invisible character replaced by U+FFFD. Needed in every
/// format: such a character can break a line, forge another label or drive a terminal.
///
/// ```
/// use evenhand_cube::label::clean;
/// assert_eq!(clean("rural\u{202e}\u{1b}[31m\n"), "rural\u{fffd}\u{fffd}[31m\u{fffd}");
/// ```
#[must_use]
pub fn clean(label: &str) -> Cow<'_, str> {
    if is_hostile(label) {
        Cow::Owned(label.chars().map(|c| if unseen(c) { char::REPLACEMENT_CHARACTER } else { c }).collect())
    } else {
        Cow::Borrowed(label)
    }
}

/// Whether [`clean`] would change the label.
#[must_use]
pub fn is_hostile(label: &str) -> bool {
    label.chars().any(unseen)
}

/// A JSON document in which everything that [`clean`] takes out of a text stands as an escape: the labels stay what they
/// are, and the document can be shown in a terminal. Line breaks between its parts stay.
///
/// ```
/// use evenhand_cube::label::escaped;
/// assert_eq!(escaped("{\n  \"a\": \"\u{9b}31m\u{e0041}\"\n}"), "{\n  \"a\": \"\\u009b31m\\udb40\\udc41\"\n}");
/// ```
#[must_use]
pub fn escaped(json: &str) -> Cow<'_, str> {
    let stays = |c: char| c == '\n' || !unseen(c);
    if json.chars().all(stays) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len() + json.len() / 8);
    for c in json.chars() {
        if stays(c) {
            text.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    Cow::Owned(text)
}

/// Lines that no pipeline takes for a command. Runners read commands from what a program prints: `::name::` at the start of
/// a line, whatever spaces stand before it, and `##[name]` or `##name[` anywhere. A long label that wraps can put its middle
/// at a line's start, so lines are looked at as they are printed.
///
/// ```
/// use evenhand_cube::label::inert;
/// assert_eq!(inert("a\n  ::error::b ##[c]"), "a\n  \u{fffd}:error::b #\u{fffd}[c]");
/// ```
#[must_use]
pub fn inert(text: &str) -> Cow<'_, str> {
    let is_command = |line: &str| line.trim_start().starts_with("::");
    if !text.contains("##") && !text.split('\n').any(is_command) {
        return Cow::Borrowed(text);
    }
    let line = |line: &str| if is_command(line) { line.replacen("::", "\u{fffd}:", 1) } else { line.to_owned() };
    let lines: Vec<String> = text.split('\n').map(line).collect();
    Cow::Owned(lines.join("\n").replace("##", "#\u{fffd}"))
}

/// Controls (C0, delete, C1), line and paragraph separators, bidirectional controls, characters of no width, fillers and
/// the empty Braille cell, which look like nothing, selectors of variants, tag characters, and the private-use characters that mark labels inside a sentence.
const fn unseen(c: char) -> bool {
    // Nearly every letter of a document, and this looks at all of them.
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
        | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}'
        | '\u{3164}' | '\u{e000}' | '\u{e001}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unseen_passes_and_everything_seen_does() {
        for c in [
            "\0",
            "\n",
            "\t",
            "\u{1b}",
            "\u{7f}",
            "\u{85}",
            "\u{9b}",
            "\u{200b}",
            "\u{200f}",
            "\u{202e}",
            "\u{2066}",
            "\u{feff}",
            "\u{fe0f}",
            "\u{2800}",
            "\u{1d173}",
            "\u{e0100}",
        ] {
            assert_eq!(clean(c), "\u{fffd}", "{:x?}", c.chars().next());
        }
        let seen = "65+ <b>é</b> =cmd|' /C calc'!A0 عربى 東京 👩 \u{a0}";
        assert_eq!(clean(seen), seen);
    }
}
