//! A run of one target: cases from its corpus, changed; what reaches a new outcome joins the corpus.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{env, fs};

use crate::case::Case;
use crate::dice::Dice;
use crate::guard;

/// Inputs kept beside those of the target.
const KEPT: usize = 2_000;

/// Changes a case; the second is another of the corpus.
type Mutate = dyn Fn(&mut Case, &Case, &mut Dice);
/// Runs a case: the name of its outcome, or what is wrong with it.
type Try = dyn Fn(&Case) -> Result<String, String>;

/// What is tried.
pub(crate) struct Target {
    /// Its name.
    pub name: &'static str,
    /// Cases that mean something.
    pub corpus: Vec<Case>,
    /// Cases of a short run.
    pub brief: usize,
    /// Whether a library may panic inside, where that is caught and becomes an error.
    pub library: bool,
    /// Changes a case.
    pub mutate: Box<Mutate>,
    /// Runs a case.
    pub run: Box<Try>,
}

/// How long, from which seed.
fn setting(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

fn folder() -> PathBuf {
    let folder = env::var_os("EVENHAND_FUZZ_FOLDER");
    let folder = folder.map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fuzz"), PathBuf::from);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Until it is dropped, no other cases run: a panic caught in a thread has no other owner than the case that runs.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    guard::watch();
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs the target as long as the environment says, else briefly.
pub(crate) fn run(target: &Target) {
    let _alone = alone();
    if let Ok(file) = env::var("EVENHAND_FUZZ_REPLAY") {
        let case = Case::from_bytes(&fs::read(file).unwrap()).unwrap();
        return println!("{}: {:?}", target.name, outcome(target, &case));
    }
    let mut state = Run::new(target);
    let seconds = setting("EVENHAND_FUZZ_SECONDS").map(Duration::from_secs);
    for case in &target.corpus {
        state.try_case(case, true);
    }
    while seconds.map_or(state.cases < target.brief, |seconds| state.began.elapsed() < seconds) {
        state.next();
        if seconds.is_some() && state.cases.is_multiple_of(10_000) {
            state.report();
        }
    }
    state.report();
    for name in state.outcomes.iter().filter(|_| seconds.is_some()) {
        println!("  {name}");
    }
    let failures: Vec<String> = state.failures.values().cloned().collect();
    assert!(failures.is_empty(), "{}: {failures:#?}", target.name);
}

/// Runs one case of a target.
pub(crate) fn outcome(target: &Target, case: &Case) -> Result<String, String> {
    guard::begin(target.name);
    let ended = catch_unwind(AssertUnwindSafe(|| (target.run)(case)));
    // A panic that a library's caller caught may be meant; one that comes out never is.
    let broke = guard::end(target.library && ended.is_ok());
    match (ended, broke) {
        (_, Some(broke)) => Err(broke),
        (Err(_), None) => Err("a panic came out of nowhere".to_owned()),
        (Ok(outcome), None) => outcome,
    }
}

struct Run<'t> {
    target: &'t Target,
    dice: Dice,
    began: Instant,
    cases: usize,
    kept: Vec<Case>,
    outcomes: BTreeSet<String>,
    /// By what failed: the file that holds the first such case.
    failures: BTreeMap<String, String>,
    folder: PathBuf,
}

impl<'t> Run<'t> {
    fn new(target: &'t Target) -> Self {
        let seed = setting("EVENHAND_FUZZ_SEED").unwrap_or(1);
        Self {
            target,
            dice: Dice::new(seed),
            began: Instant::now(),
            cases: 0,
            kept: target.corpus.clone(),
            outcomes: BTreeSet::new(),
            failures: BTreeMap::new(),
            folder: folder(),
        }
    }

    fn next(&mut self) {
        let mut case = self.dice.pick(&self.kept).clone();
        let other = self.dice.pick(&self.kept).clone();
        let most = if self.dice.one_in(8) { 16 } else { 3 };
        guard::begin(self.target.name);
        for _ in 0..=self.dice.below(most) {
            // A change may read what earlier ones damaged, with a library that panics at it: then it stays as it is.
            let change = AssertUnwindSafe(|| (self.target.mutate)(&mut case, &other, &mut self.dice));
            let _ = catch_unwind(change);
        }
        guard::end(true);
        self.try_case(&case, false);
    }

    fn try_case(&mut self, case: &Case, known: bool) {
        self.cases += 1;
        // Kept before it runs: what ends the program leaves no other trace.
        let last = self.folder.join(format!("{}.last", self.target.name));
        fs::write(&last, case.to_bytes()).unwrap();
        match outcome(self.target, case) {
            Ok(name) => {
                if self.outcomes.insert(name) && !known && self.kept.len() < self.target.corpus.len() + KEPT {
                    self.kept.push(case.clone());
                }
            }
            Err(failure) => {
                let number = self.failures.len();
                let kind: String = failure.chars().filter(|letter| !letter.is_ascii_digit()).take(120).collect();
                if self.failures.contains_key(&kind) || number > 200 {
                    return;
                }
                let file = self.folder.join(format!("{}-{number}.case", self.target.name));
                fs::write(&file, case.to_bytes()).unwrap();
                println!("{}: {failure}: {}", self.target.name, file.display());
                self.failures.insert(kind, format!("{failure}: {}", file.display()));
            }
        }
    }

    fn report(&self) {
        let codes: BTreeSet<&str> = self
            .outcomes
            .iter()
            .filter_map(|name| name.split(' ').next())
            .filter(|name| name.contains("EVH"))
            .collect();
        println!(
            "{}: {} cases, {} outcomes, {} codes, {} kept, {} failures, {} s, {:.0} s of CPU: {}",
            self.target.name,
            self.cases,
            self.outcomes.len(),
            codes.len(),
            self.kept.len(),
            self.failures.len(),
            self.began.elapsed().as_secs(),
            guard::cpu_seconds(),
            codes.into_iter().collect::<Vec<_>>().join(" "),
        );
    }
}
