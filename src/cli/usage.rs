//! Help and usage errors as they are shown: folded at the terminal's width, the text of a flag under itself.

use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;
use unicode_width::UnicodeWidthChar;

use super::{messages, terminal};

/// Columns that help takes at most: longer lines of text are hard to read.
pub(super) const WIDEST: usize = 100;

/// Prints help to standard output, and a usage error to standard error.
///
/// # Errors
/// When nobody reads it any more.
pub(super) fn print(usage: &clap::Error) -> io::Result<()> {
    if let Some(message) = messages::usage(usage).filter(|_| messages::asked()) {
        return writeln!(io::stderr(), "{message}");
    }
    let text = usage.render().ansi().to_string();
    if usage.use_stderr() {
        let width = if io::stderr().is_terminal() { terminal::width() } else { WIDEST };
        return AutoStream::auto(io::stderr()).write_all(folded(&text, width.min(WIDEST)).as_bytes());
    }
    AutoStream::auto(io::stdout()).write_all(folded(&text, terminal::width().min(WIDEST)).as_bytes())
}

/// The text with no line over so many columns, except where one word is.
pub(super) fn folded(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in text.split_inclusive('\n') {
        fold(line, width, &mut out);
    }
    out
}

fn fold(line: &str, width: usize, out: &mut String) {
    if columns(line.trim_end()) <= width {
        out.push_str(line);
        return;
    }
    let hang = " ".repeat(hang(line, width));
    let mut taken = 0;
    let mut is_blank = true;
    for word in line.split_inclusive(' ') {
        let own = columns(word.trim_end());
        if taken + own > width && !is_blank {
            let kept = out.trim_end_matches(' ').len();
            out.truncate(kept);
            out.push('\n');
            out.push_str(&hang);
            taken = hang.len();
        }
        out.push_str(word);
        taken += columns(word.trim_end_matches('\n'));
        is_blank = is_blank && own == 0;
    }
}

/// The column under which a line goes on: that of its second part, after a gap of two blanks, else that of its beginning.
fn hang(line: &str, width: usize) -> usize {
    let plain = seen(line);
    let indent = plain.len() - plain.trim_start().len();
    let second = plain.trim_start().find("  ").map(|gap| {
        let rest = &plain[indent + gap..];
        let text = rest.trim_start();
        columns(&plain[..plain.len() - text.len()])
    });
    second.filter(|column| *column <= width / 2).unwrap_or(indent + 4)
}

/// The columns that a text takes.
fn columns(text: &str) -> usize {
    seen(text).chars().filter_map(UnicodeWidthChar::width).sum()
}

/// The text without the sequences that colour it.
fn seen(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_flag_goes_on_under_itself() {
        let help = "  -c, --config <FILE>  The config that is read\nShort\n";
        assert_eq!(folded(help, 36), "  -c, --config <FILE>  The config\n      that is read\nShort\n");
        assert_eq!(folded(help, 46), help);
        let help = "  -c FILE  The config that is read\n";
        assert_eq!(folded(help, 24), "  -c FILE  The config\n           that is read\n");
    }

    #[test]
    fn colours_take_no_columns() {
        let help = "  \u{1b}[1m-c\u{1b}[0m  The config\n";
        assert_eq!(folded(help, 16), help);
        assert_eq!(folded(help, 10), "  \u{1b}[1m-c\u{1b}[0m  The\n      config\n");
    }
}
