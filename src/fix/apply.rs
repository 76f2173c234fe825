//! The second pass: a rule applied to rows one by one, who gains and who loses counted, and every row written to a file in
//! the order of the input.

use evenhand_metrics::cell::Amount;

use super::rule::{Draws, Fate, Rule};
use super::target::Groups;
use crate::error::Result;
use evenhand_cube::count::{Change, Changed, NO, Seen, UNKNOWN, YES};
use evenhand_cube::read::{Output, OutputValues};

/// Scores as a fix repairs them, group by group, at the scores that people have or at the ends of bins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Repaired {
    /// The scores, ascending.
    pub(super) from: Vec<f64>,
    /// What each becomes, by group.
    pub(super) to: Vec<Vec<f64>>,
}

impl Repaired {
    /// What a score becomes: on the straight line between the two that surround it.
    pub(super) fn of(&self, group: usize, score: f64) -> f64 {
        let to = &self.to[group];
        let above = self.from.partition_point(|from| *from < score);
        match (above.checked_sub(1), self.from.get(above)) {
            (_, Some(at)) if *at - score == 0.0 => to[above],
            (Some(below), Some(_)) => {
                let (low, high) = (self.from[below], self.from[above]);
                to[below] + (to[above] - to[below]) * (score - low) / (high - low)
            }
            (None, _) => to.first().copied().unwrap_or(score),
            (Some(_), None) => to.last().copied().unwrap_or(score),
        }
    }
}

/// What was counted while a rule was applied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// By attribute of the plan and code of its labels: people who gain a selection, and who lose one.
    pub(super) by_label: Vec<Vec<[u64; 2]>>,
    /// The same of everybody.
    pub(super) all: [u64; 2],
    /// The same by group of the target.
    pub(super) by_group: Vec<[u64; 2]>,
    /// Sums over the selected, before and after, in units of 2^-32: of scores.
    pub(super) scores: [i128; 2],
    /// Of values.
    pub(super) values: [i128; 2],
}

impl Tally {
    /// Nothing counted yet; `labels` says how many labels each attribute has.
    pub(super) fn new(labels: &[usize], groups: usize) -> Self {
        Self {
            by_label: labels.iter().map(|labels| vec![[0; 2]; labels + 1]).collect(),
            all: [0; 2],
            by_group: vec![[0; 2]; groups],
            scores: [0; 2],
            values: [0; 2],
        }
    }

    /// Counts a row whose decision was one and is the other.
    pub(super) fn add(&mut self, rows: &Seen<'_>, row: usize, group: Option<usize>, [before, after]: [bool; 2]) {
        if before != after {
            let side = usize::from(before);
            self.all[side] += 1;
            for (labels, codes) in self.by_label.iter_mut().zip(&rows.attributes) {
                labels[codes[row] as usize][side] += 1;
            }
            if let Some(group) = group {
                self.by_group[group][side] += 1;
            }
        }
        let amounts = [(&mut self.scores, rows.score), (&mut self.values, rows.value)];
        for (sums, column) in amounts {
            let Some(amount) = column.and_then(|column| column[row]) else { continue };
            for (sum, selected) in sums.iter_mut().zip([before, after]) {
                *sum += if selected { i128::from(amount.units()) } else { 0 };
            }
        }
    }
}

/// A file of rows on its way, and what is written to it.
#[derive(Debug)]
pub(super) enum Written {
    /// Decisions.
    Decisions(Output),
    /// Scores.
    Scores(Output),
}

/// A rule on its way over the rows.
#[derive(Debug)]
pub(super) struct Applied<'a> {
    rule: &'a Rule,
    groups: &'a Groups,
    repaired: Option<&'a Repaired>,
    draws: Draws,
    /// What was counted.
    pub(super) tally: Tally,
    /// Where rows are written.
    pub(super) written: Option<Written>,
}

impl<'a> Applied<'a> {
    /// Nothing applied yet.
    pub(super) fn new(
        rule: &'a Rule,
        groups: &'a Groups,
        repaired: Option<&'a Repaired>,
        seed: u64,
        tally: Tally,
        written: Option<Written>,
    ) -> Self {
        Self { rule, groups, repaired, draws: Draws::new(rule, seed), tally, written }
    }

    /// What becomes of a row of a group.
    fn decided(&mut self, rows: &Seen<'_>, row: usize, group: usize, before: bool) -> bool {
        let fates = if self.rule.lows.is_empty() {
            self.rule.fates[group][0]
        } else {
            match rows.score.and_then(|scores| scores[row]) {
                Some(score) => self.rule.fates[group][self.rule.bin(score)],
                None => self.rule.unscored[group],
            }
        };
        match fates[usize::from(before)] {
            Fate::No => false,
            Fate::Yes => true,
            Fate::Drawn(pool) => self.draws.next(pool),
        }
    }
}

impl Change for Applied<'_> {
    fn change(&mut self, rows: &Seen<'_>) -> Result<Changed> {
        let mut decisions = Vec::with_capacity(rows.len);
        let mut scores = self.repaired.and(rows.score).map(<[_]>::to_vec);
        for row in 0..rows.len {
            if !rows.counted[row] {
                decisions.push(UNKNOWN);
                continue;
            }
            let before = rows.decision.is_none_or(|decision| decision[row] == YES);
            let group = self.groups.of_row(&rows.attributes, row);
            let after = group.map_or(before, |group| self.decided(rows, row, group, before));
            self.tally.add(rows, row, group, [before, after]);
            decisions.push(if after { YES } else { NO });
            if let (Some(group), Some(repaired), Some(scores)) = (group, self.repaired, &mut scores) {
                let moved = |score: Amount| {
                    // A mean of scores that were read is one that can be read.
                    Amount::from_f64(repaired.of(group, score.to_f64())).unwrap_or(score)
                };
                scores[row] = scores[row].map(moved);
            }
        }
        if let (Some(written), Some(ids)) = (&mut self.written, rows.ids) {
            match written {
                Written::Decisions(output) => {
                    let known = |code: &u32| (*code != UNKNOWN).then_some(*code == YES);
                    let values: Vec<Option<bool>> = decisions.iter().map(known).collect();
                    output.write(ids, OutputValues::Decisions(&values))?;
                }
                Written::Scores(output) => {
                    let own = scores.as_deref().or(rows.score).unwrap_or_default();
                    let value =
                        |(score, counted): (&Option<Amount>, &bool)| score.filter(|_| *counted).map(Amount::to_f64);
                    let values: Vec<Option<f64>> = own.iter().zip(rows.counted).map(value).collect();
                    output.write(ids, OutputValues::Scores(&values))?;
                }
            }
        }
        Ok(Changed { decision: Some(decisions), score: scores })
    }
}

impl Written {
    /// Ends the file.
    ///
    /// # Errors
    /// `EVH-U004` when it cannot be written.
    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Decisions(output) | Self::Scores(output) => output.finish(),
        }
    }
}
