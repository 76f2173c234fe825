//! `evenhand`: runs the command line and maps what comes back to an exit code. The only place that exits.
//! Ctrl-C and SIGTERM end it wherever it is, with nothing half-written.

use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use evenhand::cli;

/// Where the first panic happened: a file of the program and its line.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

fn main() -> ExitCode {
    until_stopped();
    panic::set_hook(Box::new(note));
    let code = panic::catch_unwind(|| cli::run(std::env::args_os())).unwrap_or_else(|_| {
        let place = FAULT.lock().unwrap_or_else(PoisonError::into_inner).take();
        cli::fault(&place.unwrap_or_default())
    });
    ExitCode::from(code)
}

/// Waits for a signal beside the program: reading from a pipe, or writing to one that nobody reads, has no other end.
#[cfg(unix)]
fn until_stopped() {
    use std::{process, thread};

    use signal_hook::consts::signal::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    // Where the system takes no handler it ends the program itself, and a hidden temporary file may stay.
    if let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) {
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                process::exit(cli::stopped(signal));
            }
        });
    }
}

#[cfg(not(unix))]
fn until_stopped() {}

/// Keeps where it happened. What the panic says is left out: it may quote a value of the data.
fn note(info: &PanicHookInfo<'_>) {
    let place = info.location().map(|at| {
        let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
        format!("{file}:{}", at.line())
    });
    FAULT.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(place.unwrap_or_default());
}
