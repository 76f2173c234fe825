//! `evenhand inspect`: what a file holds, before anything is decided.

use super::args::{InspectArgs, Progress};
use super::progress::Bar;
use super::terminal::Terminal;
use crate::count::{self, Phase};
use crate::error::Result;
use crate::inspect::{self, Seen};
use crate::lang::inert;
use crate::plan::CsvOptions;

/// Shows the file.
pub(super) fn run(args: &InspectArgs, terminal: &Terminal) -> Result<u8> {
    let seen = look(&args.data, (&args.attributes, args.decision.as_deref()), &args.file.options()?, terminal)?;
    terminal.print(&inert(&inspect::show(&seen, terminal.lang)))?;
    Ok(0)
}

/// Looks at a file, with progress, and says what was detected.
pub(super) fn look(
    data: &str,
    named: (&[String], Option<&str>),
    options: &CsvOptions,
    terminal: &Terminal,
) -> Result<Seen> {
    let mut bar = Bar::new(Progress::Auto, terminal);
    let mut at = |rows| bar.at(count::Progress { rows, share: None, phase: Phase::Decisions });
    let seen = inspect::look(data, named, options, &mut at)?;
    drop(bar);
    if !terminal.quiet {
        for note in &seen.notes {
            terminal.say(&terminal.lang.say(note));
        }
    }
    Ok(seen)
}
