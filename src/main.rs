//! `evenhand`: runs the command line and maps what comes back to an exit code. The only place that exits.

use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use evenhand::cli;

/// Where the first panic happened: a file of the program and its line.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

fn main() -> ExitCode {
    panic::set_hook(Box::new(note));
    let code = panic::catch_unwind(|| cli::run(std::env::args_os())).unwrap_or_else(|_| {
        let place = FAULT.lock().unwrap_or_else(PoisonError::into_inner).take();
        cli::fault(&place.unwrap_or_default())
    });
    ExitCode::from(code)
}

/// Keeps where it happened. What the panic says is left out: it may quote a value of the data.
fn note(info: &PanicHookInfo<'_>) {
    let place = info.location().map(|at| {
        let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
        format!("{file}:{}", at.line())
    });
    FAULT.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(place.unwrap_or_default());
}
