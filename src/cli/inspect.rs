//! `evenhand inspect`: what a file holds, before anything is decided.

use std::path::Path;

use super::args::{InspectArgs, Progress};
use super::progress::Bar;
use super::terminal::{Terminal, command};
use crate::error::Result;
use crate::init;
use crate::inspect::{self, Asked, Seen};
use crate::lang::{Said, inert};
use crate::plan::CsvOptions;
use evenhand_cube::count::{self, Phase};

/// Shows the file.
pub(super) fn run(args: &InspectArgs, terminal: &Terminal) -> Result<u8> {
    let asked = Asked {
        attributes: &args.attributes,
        decision: args.decision.as_deref(),
        count: args.count.as_deref(),
        selected: args.selected.as_deref(),
    };
    let seen = look(&args.data, asked, &args.file.options()?, terminal)?;
    terminal.print(&inert(&inspect::show(&seen, terminal.lang)))?;
    if let (None, Some((count, selected))) = (asked.count, init::counts(&seen)) {
        let command =
            command(["evenhand", "inspect", &args.data.to_string_lossy(), "--count", &count, "--selected", &selected]);
        let said = Said::new("inspect-counts").with("count", count.as_str()).with("selected", selected.as_str());
        terminal.print(&inert(&format!("\n{}\n", terminal.lang.say(&said.with("command", command)))))?;
    }
    Ok(0)
}

/// Looks at a file, with progress, and says what was detected.
pub(super) fn look(data: &Path, asked: Asked<'_>, options: &CsvOptions, terminal: &Terminal) -> Result<Seen> {
    let mut bar = Bar::new(Progress::Auto, terminal);
    let mut at = |rows| bar.at(count::Progress { rows, share: None, phase: Phase::Decisions });
    let seen = inspect::look(data, asked, options, &mut at)?;
    drop(bar);
    if !terminal.quiet {
        for note in &seen.notes {
            terminal.say(&terminal.lang.say(note));
        }
    }
    Ok(seen)
}
