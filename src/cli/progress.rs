//! Progress: on a terminal, after half a second, never in a log. How many rows, how fast, and how long it may still take
//! where the files tell how much there is.

use std::io::{self, IsTerminal};
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args;
use super::terminal::Terminal;
use crate::lang::{Lang, Said};
use evenhand_cube::count::{Phase, Progress};

/// What is over sooner needs no progress.
const PATIENCE: Duration = Duration::from_millis(500);
/// Nobody reads faster.
const BETWEEN: Duration = Duration::from_millis(100);
/// Less read than this tells nothing about the rest.
const TELLING: f64 = 0.02;

/// The line that is shown. Only who holds it draws.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

fn shown() -> MutexGuard<'static, Option<ProgressBar>> {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Clears the line, and lets none be drawn after that: the program is about to end.
pub(super) fn clear() {
    let mut shown = shown();
    if let Some(bar) = shown.take() {
        bar.finish_and_clear();
    }
    mem::forget(shown);
}

/// A line that comes when reading takes long.
pub(super) struct Bar {
    lang: Lang,
    wanted: bool,
    began: Instant,
    /// What is being read, and since when.
    phase: Option<(Phase, Instant)>,
    /// When the line was last written anew.
    written: Option<Instant>,
}

impl Bar {
    /// A line that is not shown yet.
    pub(super) fn new(wanted: args::Progress, terminal: &Terminal) -> Self {
        let wanted =
            wanted == args::Progress::Auto && !terminal.quiet && !terminal.is_dumb && io::stderr().is_terminal();
        Self { lang: terminal.lang, wanted, began: Instant::now(), phase: None, written: None }
    }

    /// Shows how far reading is.
    pub(super) fn at(&mut self, progress: Progress) {
        let now = Instant::now();
        let since = match self.phase {
            Some((phase, since)) if phase == progress.phase => since,
            // The first rows of a phase were read before anybody knew of them.
            before => self.phase.insert((progress.phase, if before.is_none() { self.began } else { now })).1,
        };
        let soon = self.written.map_or(self.began + PATIENCE, |written| written + BETWEEN);
        if !self.wanted || now < soon {
            return;
        }
        self.written = Some(now);
        let text = self.lang.say(&words(progress, now - since));
        let mut shown = shown();
        let bar = shown.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            // A template that could not be read would leave the bar's own.
            bar.with_style(
                ProgressStyle::with_template("{spinner} {wide_msg}")
                    .unwrap_or_else(|_| ProgressStyle::default_spinner()),
            )
        });
        bar.set_message(text);
        bar.tick();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = shown().take() {
            bar.finish_and_clear();
        }
    }
}

/// What the line says after reading for so long.
#[expect(clippy::cast_precision_loss, reason = "a forecast")]
fn words(progress: Progress, elapsed: Duration) -> Said {
    let said = Said::new(match progress.phase {
        Phase::Audience => "progress-audience",
        Phase::Decisions => "progress-decisions",
    });
    let seconds = elapsed.as_secs_f64();
    let rate = (seconds > 0.0).then(|| progress.rows as f64 / seconds);
    let left =
        progress.share.filter(|share| (TELLING..1.0).contains(share)).map(|share| seconds * (1.0 - share) / share);
    let (left, unit) = match left {
        Some(left) if left >= 90.0 => (Some((left / 60.0).ceil()), "min"),
        left => (left.map(f64::ceil), "s"),
    };
    said.with("rows", progress.rows).with("rate", rate).with("left", left).with("unit", unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(share: Option<f64>, seconds: u64, lang: Lang) -> String {
        let progress = Progress { rows: 3_000_000, share, phase: Phase::Decisions };
        lang.say(&words(progress, Duration::from_secs(seconds)))
    }

    #[test]
    fn rows_rate_and_the_time_left_are_said_in_both_languages() {
        // A quarter took 4 s, so three quarters take 12 s; 3,000,000 rows in 4 s are 750,000/s.
        let quarter = |lang| said(Some(0.25), 4, lang);
        assert_eq!(quarter(Lang::En), "reading the decisions: 3,000,000 rows, 750,000/s, about 12 s left");
        let french = quarter(Lang::Fr).replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(french, "lecture des décisions : 3 000 000 lignes, 750 000/s, encore environ 12 s");
    }

    #[test]
    fn longer_times_are_said_in_larger_units() {
        let left = |share, seconds| said(Some(share), seconds, Lang::En);
        assert!(left(0.5, 90).ends_with("about 2 min left"), "{}", left(0.5, 90));
        assert!(left(0.1, 1_000).ends_with("about 150 min left"), "{}", left(0.1, 1_000));
    }

    #[test]
    fn where_the_end_is_not_known_no_time_is_promised() {
        for share in [None, Some(0.0), Some(0.01)] {
            let text = said(share, 4, Lang::En);
            assert_eq!(text, "reading the decisions: 3,000,000 rows, 750,000/s");
        }
    }
}
