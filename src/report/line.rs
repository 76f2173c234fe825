//! Lines: wrapping, padding and cutting by the width that characters take on a terminal.

use unicode_width::UnicodeWidthStr;

/// Writes a paragraph, broken at plain spaces only: a no-break space holds.
pub(super) fn wrapped(text: &str, first: &str, rest: &str, width: usize, out: &mut String) {
    let mut line = first.to_owned();
    let mut is_empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !is_empty && line.width() + 1 + word.width() > width {
            out.push_str(line.trim_end());
            out.push('\n');
            rest.clone_into(&mut line);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

/// Filled with spaces on the right.
pub(super) fn left(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Filled with spaces on the left.
pub(super) fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// Cut with an ellipsis when wider than this.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) + 1 > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(left("東京", 6), "東京  ");
        assert_eq!(right("é", 3), "  é");
        assert_eq!(cut("東京都庁", 5), "東京…");
    }

    #[test]
    fn a_no_break_space_holds() {
        let mut out = String::new();
        wrapped("limite\u{a0}: 0,80 ou plus", "", "  ", 11, &mut out);
        assert_eq!(out, "limite\u{a0}:\n  0,80 ou\n  plus\n");
    }
}
