//! Opens a page with the system's own opener, beside whatever else was asked for. What fails here is said and changes no
//! exit code: the page is written.

use std::path::{self, Path};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::terminal::Terminal;
use crate::lang::Said;

/// How long an opener may take to say that it cannot; one that runs on has opened something.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it is asked.
const BETWEEN: Duration = Duration::from_millis(20);

/// Opens the file, or says that it could not be opened.
pub(super) fn page(file: &Path, terminal: &Terminal) {
    if !opened(file) {
        terminal.say(&terminal.lang.say(&Said::new("open-failed").with("file", file.display().to_string())));
    }
}

fn opened(file: &Path) -> bool {
    // A whole path begins with no dash: no name can be taken for a flag.
    let Ok(file) = path::absolute(file) else { return false };
    let mut opener = opener();
    let started = opener.arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut running) = started else { return false };
    let since = Instant::now();
    while since.elapsed() < PATIENCE {
        match running.try_wait() {
            Ok(Some(ended)) => return ended.success(),
            Ok(None) => thread::sleep(BETWEEN),
            Err(_) => return false,
        }
    }
    true
}

/// The program that opens a file with whatever the user chose for it.
fn opener() -> Command {
    if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        // `start` belongs to a shell, which would read signs of the name as its own.
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else {
        Command::new("xdg-open")
    }
}
