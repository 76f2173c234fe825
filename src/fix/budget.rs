//! Budget between campaigns as a linear programme: as much value as today's money buys, every group reached at the rate of
//! everybody within a tolerance, and no group reached less than today. It knows numbers of campaigns and groups, no names.
//!
//! Each campaign's budget is a multiple x of today's, and what it reaches and brings is taken as the same multiple of
//! today's. That holds near today's budgets alone: so x stays between [`LEAST`] and [`MOST`], and below the multiple that
//! would reach more people of a group than it has.
//!
//! **Formula.** max Σ v(c) x(c), where Σ cost(c) x(c) ≤ Σ cost(c), and for every group g with R(g) = Σ reach(c, g) x(c),
//! its rate R(g) / N(g) and E = ΣR / ΣN: (1-ε) E ≤ R(g) / N(g) ≤ (1+ε) E, and R(g) at least today's. E moves with x, so the
//! rows stay linear.
//! **Smallest ε.** min ε is a ratio of linear terms: with y = t x and t such that E(y) = 1 it is a linear programme again
//! (Charnes and Cooper 1962).

use evenhand_metrics::programme::{Programme, Row, Unsolved};

/// A campaign may be stopped.
pub(super) const LEAST: f64 = 0.0;
/// A campaign may have twice today's money: further, nobody knows that reach still grows with it.
pub(super) const MOST: f64 = 2.0;
/// What one more point of tolerance is: the price of parity is told for such a step.
pub(super) const POINT: f64 = 0.01;
/// Values that differ by this share are the same: among them, the least money moves.
const SAME: f64 = 1e-10;
/// Groups this near the tolerance, as a share of it, are those that bind.
const BINDS: f64 = 1e-6;

/// A campaign today.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Campaign {
    /// Money spent.
    pub(super) cost: f64,
    /// What it brings.
    pub(super) value: f64,
    /// People reached, by group.
    pub(super) reach: Vec<f64>,
    /// People it could have reached, by group.
    pub(super) eligible: Vec<f64>,
    /// Whether its budget stays.
    pub(super) stays: bool,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    /// The campaigns.
    pub(super) campaigns: Vec<Campaign>,
    /// How far the rate of a group may lie from everybody's, as a share of it.
    pub(super) tolerance: f64,
}

/// Budgets that answer it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    /// Each campaign's budget as a multiple of today's.
    pub(super) multiples: Vec<f64>,
    /// What is reached of each group.
    pub(super) reach: Vec<f64>,
    /// What is brought.
    pub(super) value: f64,
    /// What could be brought with the same money if groups did not have to be reached alike.
    pub(super) value_without: f64,
    /// How much more one more point of tolerance would bring.
    pub(super) per_point: Option<f64>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NoAnswer {
    /// Nobody of this group could have been reached.
    NobodyEligible(usize),
    /// Nobody is reached today.
    NobodyReached,
    /// Everybody who was counted is reached already.
    EverybodyReached,
    /// No campaign costs anything, or the only one has all of the money.
    NothingToMove,
    /// Nothing that campaigns bring is known.
    NoValue,
    /// Groups cannot be reached alike so closely.
    Infeasible {
        /// The smallest tolerance that can be had.
        tolerance: f64,
        /// The groups that stand in the way of a smaller one.
        groups: Vec<usize>,
    },
    /// The solver found none, or one that does not hold.
    Unsolved,
}

impl From<Unsolved> for NoAnswer {
    fn from(_: Unsolved) -> Self {
        Self::Unsolved
    }
}

impl Question {
    /// The budgets that bring most within the tolerance; of those that bring as much, the ones that move least money.
    pub(super) fn answer(&self) -> Result<Answer, NoAnswer> {
        self.can_be_asked()?;
        let free = self.program(None);
        let scale = self.scale();
        let value_without = free.worth(&free.solve()?) * scale;
        let found = match self.best(self.tolerance) {
            Err(Unsolved::Infeasible) => return Err(self.smallest()?),
            found => found?,
        };
        let most = self.value(&found);
        let wider = self.best(self.tolerance + POINT).ok();
        let multiples = self.moving_least(self.tolerance, &found).unwrap_or(found);
        let value = self.value(&multiples);
        Ok(Answer {
            reach: self.reach(&multiples),
            value,
            value_without: value_without.max(value),
            per_point: wider.map(|wider| (self.value(&wider) - most).max(0.0)),
            multiples,
        })
    }

    /// What is reached of each group at these multiples of today's budgets.
    pub(super) fn reach(&self, multiples: &[f64]) -> Vec<f64> {
        let of = |group: usize| self.campaigns.iter().zip(multiples).map(move |(c, x)| c.reach[group] * x).sum();
        (0..self.groups()).map(of).collect()
    }

    /// What is brought at these multiples.
    pub(super) fn value(&self, multiples: &[f64]) -> f64 {
        self.campaigns.iter().zip(multiples).map(|(campaign, x)| campaign.value * x).sum()
    }

    /// People of each group who could have been reached: in each campaign anew.
    pub(super) fn eligible(&self) -> Vec<f64> {
        (0..self.groups()).map(|group| self.campaigns.iter().map(|campaign| campaign.eligible[group]).sum()).collect()
    }

    fn groups(&self) -> usize {
        self.campaigns.first().map_or(0, |campaign| campaign.reach.len())
    }

    fn today(&self) -> Vec<f64> {
        self.reach(&vec![1.0; self.campaigns.len()])
    }

    fn money(&self) -> f64 {
        self.campaigns.iter().map(|campaign| campaign.cost).sum()
    }

    /// What values are divided by.
    fn scale(&self) -> f64 {
        self.campaigns.iter().map(|campaign| campaign.value.abs()).sum()
    }

    fn can_be_asked(&self) -> Result<(), NoAnswer> {
        let (eligible, today) = (self.eligible(), self.today());
        if let Some(group) = eligible.iter().position(|people| *people <= 0.0) {
            return Err(NoAnswer::NobodyEligible(group));
        }
        if today.iter().all(|people| *people <= 0.0) {
            return Err(NoAnswer::NobodyReached);
        }
        if eligible.iter().zip(&today).all(|(eligible, reached)| reached >= eligible) {
            return Err(NoAnswer::EverybodyReached);
        }
        if self.campaigns.iter().filter(|campaign| campaign.moves()).count() < 2 {
            return Err(NoAnswer::NothingToMove);
        }
        if self.scale() > 0.0 { Ok(()) } else { Err(NoAnswer::NoValue) }
    }

    /// Budgets that bring most within a tolerance; `None`: without parity.
    fn program(&self, tolerance: Option<f64>) -> Programme {
        let scale = self.scale();
        let mut rows = vec![self.of_money()];
        rows.extend(self.of_today());
        rows.extend(tolerance.into_iter().flat_map(|tolerance| self.of_parity(tolerance)));
        Programme {
            gains: self.campaigns.iter().map(|campaign| campaign.value / scale).collect(),
            bounds: self.campaigns.iter().map(Campaign::bounds).collect(),
            rows,
        }
    }

    fn best(&self, tolerance: f64) -> Result<Vec<f64>, Unsolved> {
        self.program(Some(tolerance)).solve()
    }

    /// No more money than today.
    fn of_money(&self) -> Row {
        let money = self.money();
        Row::at_most(self.campaigns.iter().map(|campaign| campaign.cost / money).collect(), 1.0)
    }

    /// No group is reached less than today.
    fn of_today(&self) -> impl Iterator<Item = Row> {
        let today = self.today();
        let groups = today.into_iter().enumerate().filter(|(_, reached)| *reached > 0.0);
        groups.map(|(group, reached)| {
            Row::at_most(self.campaigns.iter().map(|campaign| -campaign.reach[group] / reached).collect(), -1.0)
        })
    }

    /// What one multiple of each campaign adds to the rate of a group, and to everybody's, where everybody's is 1 today.
    fn rates(&self) -> (Vec<Vec<f64>>, Vec<f64>) {
        let eligible = self.eligible();
        let (people, reached): (f64, f64) = (eligible.iter().sum(), self.today().iter().sum());
        let rate = reached / people;
        let of_group = |group: usize| {
            let of = |campaign: &Campaign| campaign.reach[group] / eligible[group] / rate;
            self.campaigns.iter().map(of).collect()
        };
        let of_all = |campaign: &Campaign| campaign.reach.iter().sum::<f64>() / reached;
        ((0..self.groups()).map(of_group).collect(), self.campaigns.iter().map(of_all).collect())
    }

    /// The rate of every group is everybody's, within the tolerance.
    fn of_parity(&self, tolerance: f64) -> Vec<Row> {
        let (groups, all) = self.rates();
        let row = |group: &[f64], sign: f64, share: f64| {
            Row::at_most(group.iter().zip(&all).map(|(own, all)| sign * (own - share * all)).collect(), 0.0)
        };
        let both = |group: &Vec<f64>| [row(group, 1.0, 1.0 + tolerance), row(group, -1.0, 1.0 - tolerance)];
        groups.iter().flat_map(both).collect()
    }

    /// Of the budgets that bring as much as these, the ones that move least money. One more variable for each campaign
    /// holds how much of its money moves.
    fn moving_least(&self, tolerance: f64, found: &[f64]) -> Result<Vec<f64>, Unsolved> {
        let (campaigns, money) = (self.campaigns.len(), self.money());
        let program = self.program(Some(tolerance));
        let worth = program.worth(found);
        let longer = |mut row: Row| {
            row.terms.resize(2 * campaigns, 0.0);
            row
        };
        let kept = Row::at_most(program.gains.iter().map(|gain| -gain).collect(), SAME * worth.abs() - worth);
        let mut rows: Vec<Row> = program.rows.iter().cloned().chain([kept]).map(longer).collect();
        for at in 0..campaigns {
            for sign in [1.0, -1.0] {
                let mut terms = vec![0.0; 2 * campaigns];
                (terms[at], terms[campaigns + at]) = (sign, -1.0);
                rows.push(Row::at_most(terms, sign));
            }
        }
        let gains = self.campaigns.iter().map(|campaign| -campaign.cost / money);
        let least = Programme {
            gains: vec![0.0; campaigns].into_iter().chain(gains).collect(),
            bounds: program.bounds.iter().copied().chain(vec![(0.0, MOST); campaigns]).collect(),
            rows,
        };
        let mut values = least.solve()?;
        values.truncate(campaigns);
        Ok(values)
    }

    /// The smallest tolerance that can be had, and the groups that stand in the way of a smaller one.
    fn smallest(&self) -> Result<NoAnswer, NoAnswer> {
        let (groups, all) = self.rates();
        let campaigns = self.campaigns.len();
        // Variables: y for each campaign, then t, then the tolerance. Everybody's rate is 1 at y.
        let row = |terms: &[f64], of_t: f64, of_tolerance: f64, at_most: f64| {
            Row::at_most(terms.iter().copied().chain([of_t, of_tolerance]).collect(), at_most)
        };
        let negative = |terms: &[f64]| terms.iter().map(|term| -term).collect::<Vec<f64>>();
        let mut rows = vec![row(&all, 0.0, 0.0, 1.0), row(&negative(&all), 0.0, 0.0, -1.0)];
        for own in [self.of_money()].into_iter().chain(self.of_today()) {
            rows.push(row(&own.terms, -own.right, 0.0, 0.0));
        }
        for group in &groups {
            rows.push(row(group, 0.0, -1.0, 1.0));
            rows.push(row(&negative(group), 0.0, -1.0, -1.0));
        }
        for (at, campaign) in self.campaigns.iter().enumerate() {
            let (low, high) = campaign.bounds();
            let mut one = vec![0.0; campaigns];
            one[at] = 1.0;
            rows.push(row(&one, -high, 0.0, 0.0));
            rows.push(row(&negative(&one), low, 0.0, 0.0));
        }
        let program = Programme {
            gains: vec![0.0; campaigns + 1].into_iter().chain([-1.0]).collect(),
            bounds: vec![(0.0, f64::INFINITY); campaigns + 2],
            rows,
        };
        let values = program.solve()?;
        let tolerance = values[campaigns + 1];
        let far = |group: &Vec<f64>| {
            let rate: f64 = group.iter().zip(&values).map(|(own, y)| own * y).sum();
            (rate - 1.0).abs() >= tolerance * (1.0 - BINDS)
        };
        let groups = groups.iter().enumerate().filter(|(_, group)| far(group)).map(|(place, _)| place).collect();
        Ok(NoAnswer::Infeasible { tolerance, groups })
    }
}

impl Campaign {
    /// Whether its money can move at all: what costs nothing has no budget.
    fn moves(&self) -> bool {
        !self.stays && self.cost > 0.0
    }

    /// The multiples of today's budget that it may have. Today's is always one of them.
    fn bounds(&self) -> (f64, f64) {
        if !self.moves() {
            return (1.0, 1.0);
        }
        let room = self.reach.iter().zip(&self.eligible).filter(|(reach, _)| **reach > 0.0);
        let full = room.map(|(reach, eligible)| eligible / reach).fold(MOST, f64::min);
        (LEAST, full.max(1.0))
    }
}

#[cfg(test)]
mod tests;
