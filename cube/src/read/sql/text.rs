//! What an expression does to one text. Characters are those of Unicode, whatever their bytes.

use std::borrow::Cow;

use sqlparser::ast::TrimWhereField;
use unicode_segmentation::UnicodeSegmentation;

/// A part of a text, without a copy where the text is borrowed.
pub(super) fn part<'a>(text: &Cow<'a, str>, of: impl for<'t> Fn(&'t str) -> &'t str) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(of(text)),
        Cow::Owned(text) => Cow::Owned(of(text).to_owned()),
    }
}

/// From the last letter to the first, marks with what they stand on.
pub(super) fn reversed(text: &str) -> String {
    text.graphemes(true).rev().collect()
}

/// Without characters of a set at its ends; without a set, without blanks.
pub(super) fn trimmed<'t>(which: TrimWhereField, text: &'t str, set: Option<&str>) -> &'t str {
    let out = |letter: char| set.map_or(letter.is_whitespace(), |set| set.contains(letter));
    match which {
        TrimWhereField::Both => text.trim_matches(out),
        TrimWhereField::Leading => text.trim_start_matches(out),
        TrimWhereField::Trailing => text.trim_end_matches(out),
    }
}

/// So many characters of the beginning; below zero, all but so many.
pub(super) fn first(text: &str, count: i64) -> &str {
    &text[..if count >= 0 { from_start(text, count) } else { from_end(text, count.unsigned_abs()) }]
}

/// So many characters of the end; below zero, all but so many.
pub(super) fn last(text: &str, count: i64) -> &str {
    &text[if count >= 0 { from_end(text, count.unsigned_abs()) } else { from_start(text, count.saturating_neg()) }..]
}

/// From a character on, the first being the first, and so many. Places before the first are counted and have nothing.
pub(super) fn middle(text: &str, from: i64, count: Option<i64>) -> &str {
    let rest = &text[from_start(text, from.saturating_sub(1))..];
    match count {
        None => rest,
        Some(count) => first(rest, count.max(0).saturating_add(from.saturating_sub(1).min(0)).max(0)),
    }
}

/// Where a character begins, counted from the beginning; the end where there are fewer.
fn from_start(text: &str, characters: i64) -> usize {
    let characters = usize::try_from(characters.max(0)).unwrap_or(usize::MAX);
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

/// The same from the end; the beginning where there are fewer.
fn from_end(text: &str, characters: u64) -> usize {
    let Some(before) = usize::try_from(characters).unwrap_or(usize::MAX).checked_sub(1) else { return text.len() };
    text.char_indices().rev().nth(before).map_or(0, |(at, _)| at)
}

/// A pattern of `LIKE`: `%` is any text, `_` any character.
#[derive(Debug)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    any_case: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Letter(char),
    Any,
    AnyText,
}

impl Pattern {
    pub(super) fn new(pattern: &str, any_case: bool) -> Self {
        let part = |letter| match letter {
            '%' => Part::AnyText,
            '_' => Part::Any,
            letter => Part::Letter(if any_case { folded(letter) } else { letter }),
        };
        Self { parts: pattern.chars().map(part).collect(), any_case }
    }

    pub(super) fn fits(&self, text: &str) -> bool {
        let (mut at, mut rest) = (0, text.chars());
        // Where the last `%` stands, and the text that it has not yet taken.
        let mut open: Option<(usize, std::str::Chars<'_>)> = None;
        loop {
            match self.parts.get(at) {
                Some(Part::AnyText) => {
                    at += 1;
                    open = Some((at, rest.clone()));
                    continue;
                }
                None if rest.as_str().is_empty() => return true,
                Some(part) => {
                    let letter = rest.next();
                    let Some(letter) = letter else { return false };
                    let letter = if self.any_case { folded(letter) } else { letter };
                    if matches!(part, Part::Any) || *part == Part::Letter(letter) {
                        at += 1;
                        continue;
                    }
                }
                None => {}
            }
            // The last `%` takes one character more.
            let Some((after, taken)) = &mut open else { return false };
            if taken.next().is_none() {
                return false;
            }
            (at, rest) = (*after, taken.clone());
        }
    }
}

/// A letter without its case, where that is one letter.
fn folded(letter: char) -> char {
    fn one(mut letters: impl Iterator<Item = char>) -> Option<char> {
        letters.next().filter(|_| letters.next().is_none())
    }
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let upper = one(letter.to_uppercase()).unwrap_or(letter);
    one(upper.to_lowercase()).unwrap_or(upper)
}
