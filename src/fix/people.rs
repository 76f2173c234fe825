//! The people of each group by score, whole and in two halves: one to fit a rule to, the other to judge it on.

use evenhand_metrics::cell::Cell;
use evenhand_metrics::cube::{Code, Cube, MISSING};
use evenhand_metrics::draw::{Source, multivariate_hypergeometric};
use evenhand_metrics::outcomes::Outcomes;

use super::target::Groups;
use crate::plan::{FOLD, Fixing, Observed, PART, Plan, Role, SCORE};

/// The stream of random numbers that halves are drawn from.
const HALVES: u64 = 0x6669_7801;

/// People by group and score.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct People {
    /// The scores, or the lower ends of bins, ascending; one of 0 where people have no score.
    pub(super) lows: Vec<f64>,
    /// What stands for the scores of each bin: themselves, or the middle.
    pub(super) middles: Vec<f64>,
    /// The cells, group by group.
    pub(super) cells: Vec<Vec<Cell>>,
    /// People without a score, group by group; nobody where a rule passes them over.
    pub(super) unscored: Vec<Cell>,
}

/// Everybody, and the two halves.
#[derive(Debug, Clone)]
pub(super) struct Halves {
    /// Everybody.
    pub(super) whole: People,
    /// Those that a rule is fitted to.
    pub(super) fitted: People,
    /// Those that it is judged on.
    pub(super) judged: People,
    /// Whether all rows of a person are on one side.
    pub(super) by_unit: bool,
}

impl Halves {
    /// Reads them from the cube. With scores, people who have none are among them only when `unscored` are asked for. `None`
    /// where the cube does not hold them.
    pub(super) fn of(plan: &Plan, cube: &Cube, groups: &Groups, with_scores: bool, unscored: bool) -> Option<Self> {
        let by_unit = plan.columns[Role::Unit].is_some();
        let names = groups.set.iter().map(|attribute| plan.attributes[*attribute].name.as_str());
        let cuboid = |fold: &'static str| {
            let further = [(with_scores, SCORE), (by_unit, fold)].into_iter().filter(|(there, _)| *there);
            cube.margin(&names.clone().chain(further.map(|(_, id)| id)).collect::<Vec<_>>())
        };
        let cuboid = cuboid(PART).or_else(|| cuboid(FOLD))?;
        let dims = cuboid.dims();
        let width = groups.set.len();
        // The first half of the numbers: the same people whether folds or parts are numbered.
        let folds = dims.last().map_or(0, |dim| dim.labels.len());
        let labels: &[String] = if with_scores { &dims[width].labels } else { &[] };
        let (lows, middles): (Vec<f64>, Vec<f64>) =
            if with_scores { labels.iter().filter_map(|label| ends(label)).unzip() } else { (vec![0.0], vec![0.0]) };
        let cells = vec![vec![Cell::default(); lows.len()]; groups.len()];
        let nobody = People { cells, unscored: vec![Cell::default(); groups.len()], lows, middles };
        let (mut whole, mut fitted, mut judged) = (nobody.clone(), nobody.clone(), nobody);
        // Cells come sorted by key, so that the group is looked up once for all its scores and folds.
        let mut last: (Vec<Code>, Option<usize>) = (Vec::new(), None);
        for (key, cell) in cuboid.cells() {
            if last.0 != key[..width] || last.0.is_empty() {
                let label = |(place, code): (usize, &Code)| dims[place].label(*code);
                let labels: Option<Vec<&str>> = key[..width].iter().enumerate().map(label).collect();
                last = (key[..width].to_vec(), labels.and_then(|labels| groups.of_labels(&labels)));
            }
            let own = last.1;
            let bin = if with_scores { key[width] } else { 0 };
            let Some(group) = own.filter(|_| unscored || bin != MISSING) else { continue };
            whole.add(group, bin, cell);
            if by_unit {
                let first = key.last().is_some_and(|fold| (*fold as usize) < folds / 2);
                let half = if first { &mut fitted } else { &mut judged };
                half.add(group, bin, cell);
            }
        }
        if !by_unit {
            (fitted, judged) = whole.drawn_in_two(plan.seed);
        }
        Some(Self { whole, fitted, judged, by_unit })
    }
}

/// The score that a label names, or the lower end and the middle of its bin.
fn ends(label: &str) -> Option<(f64, f64)> {
    match label.split_once("..") {
        Some((low, high)) => {
            let (low, high): (f64, f64) = (low.parse().ok()?, high.parse().ok()?);
            Some((low, f64::midpoint(low, high)))
        }
        None => label.parse().ok().map(|score| (score, score)),
    }
}

impl People {
    fn add(&mut self, group: usize, bin: Code, cell: &Cell) {
        let own = if bin == MISSING { &mut self.unscored[group] } else { &mut self.cells[group][bin as usize] };
        own.merge(cell);
    }

    /// Every cell.
    fn all(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().flatten().chain(&self.unscored)
    }

    /// Half of everybody, drawn from the counts, and the others: rows that are alike in group, score and outcome are the
    /// same to a rule, so which of them fall into a half makes no difference, nor does their order.
    fn drawn_in_two(&self, seed: u64) -> (Self, Self) {
        let counts: Vec<u64> = self.all().flat_map(|cell| cell.n).collect();
        let everybody = counts.iter().fold(0_u64, |sum, people| sum.saturating_add(*people));
        let drawn = multivariate_hypergeometric(&counts, everybody / 2, &mut Source::new(seed, HALVES));
        let (mut first, mut second) = (self.clone(), self.clone());
        let firsts = first.cells.iter_mut().flatten().chain(&mut first.unscored);
        let cells = firsts.zip(second.cells.iter_mut().flatten().chain(&mut second.unscored));
        for ((one, other), drawn) in cells.zip(drawn.chunks(evenhand_metrics::outcomes::KINDS)) {
            let mut taken = [0; evenhand_metrics::outcomes::KINDS];
            taken.copy_from_slice(drawn);
            let mut left = other.n;
            left.iter_mut().zip(taken).for_each(|(left, taken)| *left -= taken);
            (*one, *other) = (Cell::of_counts(taken), Cell::of_counts(left));
        }
        (first, second)
    }

    /// Everybody.
    pub(super) fn everybody(&self) -> u64 {
        self.all().map(Cell::people).sum()
    }

    /// How many of a group are in these kinds.
    pub(super) fn count(&self, group: usize, kinds: Outcomes) -> u64 {
        self.cells[group].iter().chain([&self.unscored[group]]).map(|cell| cell.count(kinds)).sum()
    }

    /// How many are selected.
    pub(super) fn selected(&self) -> u64 {
        self.all().map(|cell| cell.count(Outcomes::SELECTED)).sum()
    }
}

/// What selecting people is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Worth {
    /// Their outcomes, which were known before: `gain` for a positive one, less `cost` for a negative one.
    Outcomes,
    /// Their scores, taken as the probability of the outcome.
    Score,
    /// How high their scores rank among everybody's.
    Rank,
    /// The mean value of the people with their score.
    Value,
    /// All alike: there is nothing to tell people apart by.
    Alike,
}

impl Worth {
    /// What the plan asks for, else what can be had: outcomes where they are known of everybody, else scores.
    pub(super) fn of(fixing: &Fixing, observed: Option<Observed>, people: &People, with_scores: bool) -> Self {
        if fixing.by_value {
            return Self::Value;
        }
        let share = |score: &f64| (0.0..=1.0).contains(score);
        if observed == Some(Observed::Before) {
            Self::Outcomes
        } else if !with_scores {
            Self::Alike
        } else if people.middles.iter().all(share) {
            Self::Score
        } else {
            Self::Rank
        }
    }

    /// What one person of each kind is worth in each bin: known positive, known negative, unknown.
    pub(super) fn table(self, fixing: &Fixing, people: &People) -> Vec<[f64; 3]> {
        let (gain, cost) = (fixing.gain, fixing.cost);
        match self {
            Self::Outcomes => vec![[gain, -cost, 0.0]; people.lows.len()],
            Self::Score => people.middles.iter().map(|score| [gain * score - cost * (1.0 - score); 3]).collect(),
            Self::Rank => ranks(people).into_iter().map(|rank| [rank; 3]).collect(),
            Self::Value => (0..people.lows.len()).map(|bin| [mean_value(people, bin); 3]).collect(),
            Self::Alike => vec![[1.0; 3]; people.lows.len()],
        }
    }
}

/// The mean value of the people in a bin; 0 where nobody has one.
fn mean_value(people: &People, bin: usize) -> f64 {
    let mut sums = evenhand_metrics::cell::ValueTotals::default();
    for values in people.cells.iter().filter_map(|group| group[bin].values.as_ref()) {
        sums.merge(values);
    }
    let sums = sums.all.sums();
    #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
    if sums.people == 0 { 0.0 } else { sums.sum / sums.people as f64 }
}

/// The share of everybody whose score is lower, those of the same counted by half.
#[expect(clippy::cast_precision_loss, reason = "numbers of people")]
fn ranks(people: &People) -> Vec<f64> {
    let bins = 0..people.lows.len();
    let held = bins.map(|bin| people.cells.iter().map(|group| group[bin].people()).sum::<u64>() as f64);
    let held: Vec<f64> = held.collect();
    let all: f64 = held.iter().sum();
    let mut below = 0.0;
    let rank = |own: &f64| {
        let rank = if all > 0.0 { (below + own / 2.0) / all } else { 0.0 };
        below += own;
        rank
    };
    held.iter().map(rank).collect()
}
