//! Where text goes: results to standard output, talk to standard error, with colours only where they are wanted. A
//! reader that has gone away ends a text quietly.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::args::{Color, Common};
use super::{diagnostic, locale, messages, usage};
use crate::document::Audit;
use crate::error::{Error, Result};
use crate::lang::{Lang, Said, inert};
use crate::report::text::WIDTH;
use crate::store;

/// Both streams, and how talkative they are.
#[derive(Debug)]
pub(super) struct Terminal {
    /// The language of everything said.
    pub(super) lang: Lang,
    /// Errors and the last line alone.
    pub(super) quiet: bool,
    /// How often `-v` was given.
    pub(super) verbose: u8,
    /// Whether it takes nothing but text.
    pub(super) is_dumb: bool,
    /// Columns of standard output.
    pub(super) width: usize,
    /// Whether what is said is said to a program.
    to_program: bool,
    out: ColorChoice,
    err: ColorChoice,
}

/// Fewer columns than this are taken for so many: a row of numbers needs them.
const NARROWEST: usize = 40;
/// Longer lines are hard to read.
const WIDEST: usize = 120;

/// Columns of standard output: as `COLUMNS` says, else as the terminal does, else 80.
pub(super) fn width() -> usize {
    known_width().unwrap_or(WIDTH)
}

fn known_width() -> Option<usize> {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let own = || console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    asked.or_else(own).filter(|columns| *columns > 0).map(|columns: usize| columns.clamp(NARROWEST, WIDEST))
}

impl Terminal {
    /// The terminal that the flags of every command ask for.
    pub(super) fn new(common: &Common) -> Self {
        let is_dumb = locale::is_dumb();
        let choice = |auto: ColorChoice| match common.color {
            // A pipeline's log may be a terminal that takes no colours.
            Color::Auto if is_dumb => ColorChoice::Never,
            Color::Auto => auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self {
            lang: locale::language(common.lang),
            quiet: common.quiet,
            verbose: common.verbose,
            is_dumb,
            width: width(),
            to_program: messages::asked(),
            out: choice(AutoStream::choice(&io::stdout())),
            err: choice(AutoStream::choice(&io::stderr())),
        }
    }

    /// Whether standard output shows colours.
    pub(super) fn coloured(&self) -> bool {
        self.out != ColorChoice::Never
    }

    /// Writes a result.
    ///
    /// # Errors
    /// `EVH-U004` when standard output fails, except that a closed pipe is no failure.
    pub(super) fn print(&self, text: &str) -> Result<()> {
        let mut out = AutoStream::new(io::stdout(), self.out);
        heard(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
    }

    /// Writes prose, folded where somebody looks at it: for programs a sentence is a line.
    ///
    /// # Errors
    /// As [`Terminal::print`].
    pub(super) fn prose(&self, text: &str) -> Result<()> {
        match known_width() {
            Some(width) => self.print(&usage::folded(text, width)),
            None => self.print(text),
        }
    }

    /// Writes a document as it is.
    ///
    /// # Errors
    /// As [`Terminal::print`].
    pub(super) fn document(bytes: &[u8]) -> Result<()> {
        let mut out = io::stdout().lock();
        heard(out.write_all(bytes).and_then(|()| out.flush()))
    }

    /// Says something beside the results; where nobody can hear it, nothing is lost.
    pub(super) fn say(&self, text: &str) {
        if self.to_program { self.line(&messages::note(text)) } else { self.line(text) }
    }

    fn line(&self, text: &str) {
        let _ = writeln!(AutoStream::new(io::stderr(), self.err), "{}", inert(text));
    }

    /// Says a message, unless nothing but errors and the last line is wanted.
    pub(super) fn tell(&self, said: &Said) {
        if !self.quiet {
            self.say(&self.lang.say(said));
        }
    }

    /// Says what went wrong.
    pub(super) fn error(&self, error: &Error) {
        if self.to_program {
            return self.line(&messages::error(error, self.lang));
        }
        // Whoever reads a log by program finds each note on a line of its own.
        let width = io::stderr().is_terminal().then(width);
        self.say(&diagnostic::render_in(error, self.lang, self.err != ColorChoice::Never, width));
    }

    /// Says to a program what an audit warns of; somebody who reads finds it in the text.
    pub(super) fn warn(&self, audit: &Audit) {
        if self.to_program {
            for warning in messages::warnings(audit, self.lang) {
                self.line(&warning);
            }
        }
    }

    /// Says what a report of a fault needs.
    pub(super) fn fault_line(&self) {
        let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
        self.say(
            &self
                .lang
                .say(&Said::new("fault-versions").with("version", env!("CARGO_PKG_VERSION")).with("system", system)),
        );
    }
}

fn heard(written: io::Result<()>) -> Result<()> {
    store::heard(written).map_err(|error| store::unwritable(Path::new("stdout"), &error))
}

/// A command as it can be typed: words with anything but plain letters in them stand in quotes.
pub(super) fn command<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./:=,+@%".contains(letter);
    let quoted = |word: &str| match word {
        word if !word.is_empty() && word.chars().all(plain) => word.to_owned(),
        word => format!("'{}'", word.replace('\'', r"'\''")),
    };
    words.into_iter().map(quoted).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_can_be_typed_as_it_is_printed() {
        assert_eq!(command(["evenhand", "audit", "people.csv", "-c", "x.toml"]), "evenhand audit people.csv -c x.toml");
        assert_eq!(
            command(["inspect", "my people.csv", "", "l'an 1.csv"]),
            r"inspect 'my people.csv' '' 'l'\''an 1.csv'"
        );
        assert_eq!(command(["a", "$HOME", "b*"]), "a '$HOME' 'b*'");
    }
}
