//! A rule on codes: who is selected, by group, score and what was decided before. Where a rule selects a share of people
//! who are alike, so many of them are drawn.

use evenhand_metrics::cell::{Amount, Cell};
use evenhand_metrics::draw::Source;
use evenhand_metrics::outcomes::{Outcome, Outcomes};

use super::people::People;

/// The first stream of random numbers that people are drawn with; each pool takes one of its own.
const DRAWS: u64 = 0x6669_7900;

/// What becomes of people who are alike in group, score and decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Not selected.
    No,
    /// Selected.
    Yes,
    /// Some of the pool with this number.
    Drawn(usize),
}

/// People of whom some are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Pool {
    /// How many there are.
    pub(super) people: u64,
    /// How many of them are selected.
    pub(super) selected: u64,
}

/// Who is selected.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    /// The lower ends of the bins of scores; empty where scores do not matter.
    pub(super) lows: Vec<f64>,
    /// By group and bin: of people who were not selected, and of those who were.
    pub(super) fates: Vec<Vec<[Fate; 2]>>,
    /// By group, of people without the score that the others go by.
    pub(super) unscored: Vec<[Fate; 2]>,
    /// Those of whom some are drawn.
    pub(super) pools: Vec<Pool>,
}

/// People of a group before and after.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Shift {
    /// Not selected before nor after.
    pub(super) neither: f64,
    /// Selected after alone.
    pub(super) gained: f64,
    /// Selected before alone.
    pub(super) lost: f64,
    /// Selected both times.
    pub(super) both: f64,
    /// What the selected were worth.
    pub(super) worth_before: f64,
    /// What the selected are worth after.
    pub(super) worth_after: f64,
}

impl Shift {
    /// Everybody.
    pub(super) fn people(&self) -> f64 {
        self.neither + self.gained + self.lost + self.both
    }

    /// Selected before.
    pub(super) fn before(&self) -> f64 {
        self.lost + self.both
    }

    /// Selected after.
    pub(super) fn after(&self) -> f64 {
        self.gained + self.both
    }
}

/// The fate of people whose decision stays.
pub(super) const STAYS: [Fate; 2] = [Fate::No, Fate::Yes];

impl Rule {
    /// The share selected of people with this fate.
    #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
    pub(super) fn share(&self, fate: Fate) -> f64 {
        match fate {
            Fate::No => 0.0,
            Fate::Yes => 1.0,
            Fate::Drawn(pool) => {
                let Pool { people, selected } = self.pools[pool];
                if people == 0 { 0.0 } else { selected as f64 / people as f64 }
            }
        }
    }

    /// What the rule does, in expectation over the draws, to people in the bins it was made for: to those of these kinds, and
    /// what selecting is worth for all.
    pub(super) fn shifts(&self, people: &People, worth: &[[f64; 3]], among: Outcomes) -> Vec<Shift> {
        let of_group = |group: usize| {
            let mut shift = Shift::default();
            for ((cell, fates), worth) in people.cells[group].iter().zip(&self.fates[group]).zip(worth) {
                self.add(&mut shift, cell, *fates, *worth, among);
            }
            self.add(&mut shift, &people.unscored[group], self.unscored[group], [0.0; 3], among);
            shift
        };
        (0..people.cells.len()).map(of_group).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
    fn add(&self, shift: &mut Shift, cell: &Cell, fates: [Fate; 2], worth: [f64; 3], among: Outcomes) {
        for kind in Outcome::ALL {
            let n = cell.count(Outcomes::only(kind)) as f64;
            let selected = kind.is_selected();
            let share = self.share(fates[usize::from(selected)]);
            let own = worth[class(kind)];
            shift.worth_before += if selected { n * own } else { 0.0 };
            shift.worth_after += n * share * own;
            if !among.contains(kind) {
                continue;
            }
            if selected {
                shift.both += n * share;
                shift.lost += n * (1.0 - share);
            } else {
                shift.gained += n * share;
                shift.neither += n * (1.0 - share);
            }
        }
    }

    /// The bin of a score.
    pub(super) fn bin(&self, score: Amount) -> usize {
        // A score that was counted as itself is the nearest multiple to its label; one in a bin is compared as it was counted.
        let at_or_below = |low: &f64| Amount::from_f64(*low).is_ok_and(|low| low <= score) || *low <= score.to_f64();
        self.lows.partition_point(at_or_below).saturating_sub(1)
    }
}

/// The class of a kind among known positive, known negative and unknown.
fn class(kind: Outcome) -> usize {
    if Outcomes::POSITIVE.contains(kind) {
        0
    } else if Outcomes::NEGATIVE.contains(kind) {
        1
    } else {
        2
    }
}

/// Draws exactly as many of each pool as the rule says, each set of them as likely, in one pass over the rows.
#[derive(Debug)]
pub(super) struct Draws {
    left: Vec<Pool>,
    sources: Vec<Source>,
}

impl Draws {
    /// Nobody drawn yet.
    pub(super) fn new(rule: &Rule, seed: u64) -> Self {
        let streams = DRAWS..;
        let source = |(stream, _): (u64, &Pool)| Source::new(seed, stream);
        Self { left: rule.pools.clone(), sources: streams.zip(&rule.pools).map(source).collect() }
    }

    /// Whether the next of a pool is drawn: selection sampling (Knuth, The Art of Computer Programming, volume 2, 3.4.2,
    /// algorithm S).
    #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
    pub(super) fn next(&mut self, pool: usize) -> bool {
        let left = &mut self.left[pool];
        let chosen = self.sources[pool].share() * (left.people as f64) < left.selected as f64;
        left.people = left.people.saturating_sub(1);
        left.selected -= u64::from(chosen);
        chosen
    }
}
