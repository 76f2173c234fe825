//! What ends a case from outside: time without an end, memory without a bound, and panics that something caught.

use std::fs;
use std::panic::PanicHookInfo;
use std::path::Path;
use std::process::abort;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// A case that takes longer has no end. It takes milliseconds; the machine may be busy.
const PATIENCE: Duration = Duration::from_mins(2);
/// A case may not need more memory than this, in KiB: the inputs are at most 256 KiB.
const MEMORY: u64 = 1 << 20;
/// Nor ask for more address space than this, in KiB, used or not.
const ADDRESSES: u64 = 16 << 20;

/// Where panics happened since the last case began.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());
/// The target whose case runs, and since when.
static RUNNING: Mutex<Option<(&str, Instant)>> = Mutex::new(None);

fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to watch: once for the whole program.
pub(crate) fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // The tests' own failures are for the usual hook, and so is a case that somebody looks at.
            if note(info) || std::env::var_os("EVENHAND_FUZZ_REPLAY").is_some() {
                usual(info);
            }
        }));
        thread::spawn(|| {
            loop {
                thread::sleep(Duration::from_secs(1));
                if let Some((name, _)) = lock(&RUNNING).filter(|(_, since)| since.elapsed() > PATIENCE) {
                    println!("{name}: a case has no end; it is the last one kept");
                    abort();
                }
            }
        });
    });
}

fn note(info: &PanicHookInfo<'_>) -> bool {
    let place = info.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
    let ours = place.starts_with("tests/");
    if !ours {
        lock(&PANICS).push(place);
    }
    ours
}

/// A case of this target begins.
pub(crate) fn begin(name: &'static str) {
    *lock(&RUNNING) = Some((name, Instant::now()));
}

/// It has ended: what it did that it may not do. A panic of a library is caught where its bytes are read and becomes an
/// error; with `library` that is no failure.
pub(crate) fn end(library: bool) -> Option<String> {
    *lock(&RUNNING) = None;
    let panics = std::mem::take(&mut *lock(&PANICS));
    let foreign = |place: &&String| library && Path::new(place.as_str()).is_absolute();
    if let Some(place) = panics.iter().find(|place| !foreign(place)) {
        return Some(format!("panicked at {place}"));
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let figure = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().trim_end_matches(" kB").parse::<u64>().ok()
    };
    let too_much = |name: &str, most: u64| figure(name).filter(|peak| *peak > most);
    let resident = too_much("VmHWM:", MEMORY).map(|peak| format!("needed {peak} KiB of memory"));
    resident.or_else(|| too_much("VmPeak:", ADDRESSES).map(|peak| format!("asked for {peak} KiB of memory")))
}

/// CPU time of the program so far, in seconds, where the system says so.
pub(crate) fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit(") ").next().unwrap_or_default();
    let ticks: u32 = behind.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u32>().ok()).sum();
    f64::from(ticks) / 100.0
}
