//! Progress: on a terminal, after half a second, never in a log.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args;
use super::terminal::Terminal;
use crate::count::{Phase, Progress};
use crate::lang::{Lang, Said};

/// What is over sooner needs no progress.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that comes when reading takes long.
pub(super) struct Bar {
    lang: Lang,
    wanted: bool,
    began: Instant,
    shown: Option<ProgressBar>,
}

impl Bar {
    /// A bar that is not shown yet.
    pub(super) fn new(wanted: args::Progress, terminal: &Terminal) -> Self {
        let wanted = wanted == args::Progress::Auto && !terminal.quiet && io::stderr().is_terminal();
        Self { lang: terminal.lang, wanted, began: Instant::now(), shown: None }
    }

    /// Shows how far reading is.
    pub(super) fn at(&mut self, progress: Progress) {
        if !self.wanted || (self.shown.is_none() && self.began.elapsed() < PATIENCE) {
            return;
        }
        let phase = match progress.phase {
            Phase::Audience => "progress-audience",
            Phase::Decisions => "progress-decisions",
        };
        let text = self.lang.say(&Said::new(phase).with("rows", progress.rows));
        let bar = self.shown.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            // A template that could not be read would leave the bar's own.
            bar.with_style(
                ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()),
            )
        });
        bar.set_message(text);
        bar.tick();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = self.shown.take() {
            bar.finish_and_clear();
        }
    }
}
