//! The command line: what was typed becomes one call per command, and what comes back becomes text and an exit code. It
//! wires; it refuses to compute.

mod archive;
mod args;
mod audit;
mod cube;
mod demo;
pub mod diagnostic;
mod explain;
mod fix;
mod init;
mod inspect;
mod locale;
mod messages;
mod metrics;
mod offered;
mod open;
mod output;
mod pages;
mod progress;
mod remedy;
mod report;
mod terminal;
mod usage;
mod verify;

use std::ffi::OsString;

use clap::Parser;

use crate::error::{Error, ErrorCode, Result};
use crate::store;
use args::{Cli, Command};
pub use pages::reference;
use terminal::Terminal;

/// The job could not be done: usage, config, data, or a fault of evenhand.
pub const COULD_NOT: u8 = 2;

/// Runs a command line, program name first, and returns its exit code: 0 nothing outside a limit, 1 a check fails, 2 the
/// job could not be done, 3 a check is undecided.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(usage) => {
            // Help and version are no failure; when their reader is gone there is nobody left to tell.
            let _ = usage::print(&usage);
            return u8::try_from(usage.exit_code()).unwrap_or(COULD_NOT);
        }
    };
    let terminal = Terminal::new(&cli.common);
    let done = command(&cli.command, &terminal);
    done.unwrap_or_else(|error| {
        let (error, config) = remedy::told(error, &cli.command);
        terminal.error(&error);
        if let Some(config) = config {
            terminal.say(&format!("\n{}", config.trim_end()));
        }
        COULD_NOT
    })
}

fn command(command: &Command, terminal: &Terminal) -> Result<u8> {
    match command {
        Command::Audit(args) => audit::run(args, terminal),
        Command::Fix(args) => fix::run(args, terminal),
        Command::Demo { folder, open } => demo::run(folder, *open, terminal),
        Command::Metrics => metrics::run(terminal),
        Command::Explain { name } => explain::run(name, terminal),
        Command::Inspect(args) => inspect::run(args, terminal),
        Command::Init(args) => init::run(args, terminal),
        Command::Report(args) => report::run(args, terminal),
        Command::Count(args) => cube::count(args, terminal),
        Command::Merge { cubes, output } => cube::merge(cubes, output, terminal),
        Command::Archive(args) => archive::run(args, terminal),
        Command::Verify(args) => verify::run(args, terminal),
        Command::Schema { document } => pages::schema(*document, terminal),
        Command::Completions { shell } => pages::completions(*shell, terminal),
        Command::Man { folder } => pages::man(folder, terminal),
    }
}

/// Takes away what is not finished, because a signal with this number asks for the end. Returns the exit code, as a shell
/// gives it: 130 for Ctrl-C, 143 for SIGTERM. Whatever else runs stands still from here on.
#[must_use]
pub fn stopped(signal: i32) -> i32 {
    progress::clear();
    store::abandon();
    128 + signal
}

/// Says that evenhand stopped on a fault of its own; `place` is a file and line of the program. Returns the exit code.
pub fn fault(place: &str) -> u8 {
    let terminal = Terminal::new(&args::Common::default());
    terminal.error(&Error::new(ErrorCode::X001).with("fact", place));
    terminal.fault_line();
    COULD_NOT
}
