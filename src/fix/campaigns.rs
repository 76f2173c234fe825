//! Campaigns as the budgets see them: what each cost and brought, whom it reached and whom it could have, group by group,
//! whole and in two halves.
//!
//! A row is a person in one campaign. Whoever is in the audience of three campaigns could have been reached three times,
//! and counts so often on both sides of the rate.

use crate::document::KeptOf;
use evenhand_metrics::cell::{Cell, Spent, Stated};
use evenhand_metrics::cube::{Code, Cube, MISSING};
use evenhand_metrics::draw::{Source, multivariate_hypergeometric};
use evenhand_metrics::outcomes::{KINDS, Outcomes};

use super::budget::{Campaign, Question};
use super::target::Groups;
use super::terms::real;
use crate::lang::Said;
use crate::plan::{CAMPAIGN, Columns, FOLD, Plan, Role};

/// The stream of random numbers that halves are drawn from.
const HALVES: u64 = 0x6669_7802;

/// Cells by campaign and group.
pub(super) type Cells = Vec<Vec<Cell>>;

/// The campaigns.
#[derive(Debug, Clone)]
pub(super) struct Campaigns {
    /// Their names.
    pub(super) names: Vec<String>,
    /// All rows of each, those of people whom a fix does not treat among them.
    pub(super) all: Vec<Cell>,
    /// People of the groups.
    pub(super) whole: Cells,
    /// The half that budgets are fitted to, and the half that they are judged on; `None` where rows state their reach and
    /// nobody is named, so that nothing can be halved.
    pub(super) halves: Option<(Cells, Cells)>,
    /// Whether all rows of a person are in one half.
    pub(super) by_unit: bool,
}

/// What a campaign brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brings {
    /// Outcomes of the people selected.
    Outcomes,
    /// The value of the people selected.
    Value,
    /// People reached.
    Reach,
}

impl Brings {
    /// What these columns tell.
    pub(super) fn of(columns: &Columns) -> Self {
        if columns.outcome.is_some() {
            Self::Outcomes
        } else if columns[Role::Value].is_some() {
            Self::Value
        } else {
            Self::Reach
        }
    }

    /// The same as the document names it.
    pub(super) const fn kept(self) -> KeptOf {
        match self {
            Self::Outcomes => KeptOf::Outcomes,
            Self::Value => KeptOf::Value,
            Self::Reach => KeptOf::Selected,
        }
    }
}

impl Campaigns {
    /// Reads them from the cube; `None` where the cube does not hold the groups by campaign.
    pub(super) fn of(plan: &Plan, cube: &Cube, groups: &Groups) -> Option<Self> {
        let by_unit = plan.columns[Role::Unit].is_some();
        let names = groups.set.iter().map(|attribute| plan.attributes[*attribute].name.as_str());
        let ids: Vec<&str> = names.chain([CAMPAIGN]).chain(by_unit.then_some(FOLD)).collect();
        let cuboid = cube.margin(&ids)?;
        let (dims, width) = (cuboid.dims(), groups.set.len());
        let names = dims[width].labels.clone();
        let folds = dims.last().map_or(0, |dim| dim.labels.len());
        let nobody = vec![vec![Cell::default(); groups.len()]; names.len()];
        let (mut all, mut whole) = (vec![Cell::default(); names.len()], nobody.clone());
        let (mut fitted, mut judged) = (nobody.clone(), nobody);
        for (key, cell) in cuboid.cells() {
            let campaign = key[width];
            if campaign == MISSING {
                continue;
            }
            let campaign = campaign as usize;
            all[campaign].merge(cell);
            let label = |(place, code): (usize, &Code)| dims[place].label(*code);
            let labels: Option<Vec<&str>> = key[..width].iter().enumerate().map(label).collect();
            let Some(group) = labels.and_then(|labels| groups.of_labels(&labels)) else { continue };
            whole[campaign][group].merge(cell);
            if by_unit {
                let first = key.last().is_some_and(|fold| (*fold as usize) < folds / 2);
                let half = if first { &mut fitted } else { &mut judged };
                half[campaign][group].merge(cell);
            }
        }
        let halves = match (by_unit, &plan.columns[Role::Reach]) {
            (true, _) => Some((fitted, judged)),
            (false, None) => Some(drawn_in_two(&whole, plan.seed)),
            (false, Some(_)) => None,
        };
        Some(Self { names, all, whole, halves, by_unit })
    }

    /// The question that these cells ask. Money and what campaigns bring are those of all rows.
    pub(super) fn question(&self, plan: &Plan, cells: &Cells) -> Result<Question, Said> {
        let columns = &plan.columns;
        let brings = Brings::of(columns);
        let campaigns = self.names.iter().zip(&self.all).zip(cells).map(|((name, all), groups)| {
            let unknown = |what: &str| {
                let said = Said::new("fix-reallocate-unknown").with("what", what);
                said.with("campaign", name.as_str())
            };
            let cost = stated(all, Spent::Cost).ok_or_else(|| unknown("cost"))?;
            let reach = groups.iter().map(|cell| reached(columns, cell)).collect::<Option<Vec<f64>>>();
            let value = match brings {
                Brings::Outcomes => Some(real(all.count(Outcomes::TP))),
                Brings::Value => Some(all.values.as_deref().map_or(0.0, |values| values.selected.sums().sum)),
                Brings::Reach => reached(columns, all),
            };
            Ok(Campaign {
                cost,
                value: value.ok_or_else(|| unknown("reach"))?,
                reach: reach.ok_or_else(|| unknown("reach"))?,
                eligible: groups.iter().map(|cell| real(cell.people())).collect(),
                // The money of a few people is what their rows say, and is not shown.
                stays: all.people() < plan.privacy.min_cell,
            })
        });
        Ok(Question { campaigns: campaigns.collect::<Result<_, Said>>()?, tolerance: plan.fixing.tolerance })
    }
}

/// People of a cell who were reached: as rows state, or the selected. `None` where a row does not say.
pub(super) fn reached(columns: &Columns, cell: &Cell) -> Option<f64> {
    match columns[Role::Reach] {
        Some(_) => stated(cell, Spent::Reach),
        None => Some(real(cell.count(Outcomes::SELECTED))),
    }
}

/// The amount that all rows state together: 0 where there is no row.
fn stated(cell: &Cell, spent: Spent) -> Option<f64> {
    let stated = cell.spend.as_deref().map(|spend| spend[spent]).unwrap_or_default();
    if stated == Stated::default() && cell.people() == 0 { Some(0.0) } else { stated.whole() }
}

/// Half of everybody, drawn from the counts, and the others: rows alike in campaign, group, decision and outcome are the same
/// to budgets, so which of them fall into a half makes no difference.
fn drawn_in_two(whole: &Cells, seed: u64) -> (Cells, Cells) {
    let counts: Vec<u64> = whole.iter().flatten().flat_map(|cell| cell.n).collect();
    let everybody = counts.iter().fold(0_u64, |sum, people| sum.saturating_add(*people));
    let drawn = multivariate_hypergeometric(&counts, everybody / 2, &mut Source::new(seed, HALVES));
    let (mut first, mut second) = (whole.clone(), whole.clone());
    let cells = first.iter_mut().flatten().zip(second.iter_mut().flatten());
    for ((one, other), drawn) in cells.zip(drawn.chunks(KINDS)) {
        let mut taken = [0; KINDS];
        taken.copy_from_slice(drawn);
        let mut left = other.n;
        left.iter_mut().zip(taken).for_each(|(left, taken)| *left -= taken);
        (*one, *other) = (Cell::of_counts(taken), Cell::of_counts(left));
    }
    (first, second)
}
