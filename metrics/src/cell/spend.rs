//! What rows say of money spent and people reached: exact sums, so that neither order nor partition can change a digit. A row
//! that says nothing is counted as such, and never taken for nought.

use std::ops::{Index, IndexMut};

use super::value::{Amount, to_f64};

/// What a row may state once, however many people it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spent {
    /// Money spent.
    Cost,
    /// People reached, where the selection is something else.
    Reach,
}

impl Spent {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Cost, Self::Reach];
}

/// What the rows of a cell state of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spend([Stated; Spent::ALL.len()]);

impl Index<Spent> for Spend {
    type Output = Stated;

    fn index(&self, spent: Spent) -> &Stated {
        &self.0[spent as usize]
    }
}

impl IndexMut<Spent> for Spend {
    fn index_mut(&mut self, spent: Spent) -> &mut Stated {
        &mut self.0[spent as usize]
    }
}

/// The exact sum of what rows state, in units of 2^-32. Rows are those of the input: one that stands for many people, some
/// of them selected, is one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stated {
    /// Rows that state an amount.
    pub rows: u64,
    /// Rows that state none.
    pub silent: u64,
    /// Sum of the amounts stated.
    pub sum: i128,
}

impl Spend {
    /// Adds the rows of others.
    pub fn merge(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| own.merge(other));
    }

    /// Takes out the rows of a part.
    pub fn remove(&mut self, part: &Self) {
        self.0.iter_mut().zip(&part.0).for_each(|(own, part)| own.remove(part));
    }
}

impl Stated {
    /// Adds one row; `None` is a row that states no amount.
    pub const fn add(&mut self, amount: Option<Amount>) {
        self.merge(&match amount {
            Some(amount) => Self { rows: 1, silent: 0, sum: amount.units() as i128 },
            None => Self { rows: 0, silent: 1, sum: 0 },
        });
    }

    /// Adds the rows of others.
    pub const fn merge(&mut self, other: &Self) {
        self.rows = self.rows.saturating_add(other.rows);
        self.silent = self.silent.saturating_add(other.silent);
        self.sum = self.sum.saturating_add(other.sum);
    }

    const fn remove(&mut self, part: &Self) {
        self.rows = self.rows.saturating_sub(part.rows);
        self.silent = self.silent.saturating_sub(part.silent);
        self.sum = self.sum.saturating_sub(part.sum);
    }

    /// The whole amount, as the double nearest to the exact sum; `None` unless every row states its own.
    ///
    /// # Examples
    /// ```
    /// use evenhand_metrics::cell::{Amount, Stated};
    ///
    /// let mut cost = Stated::default();
    /// cost.add(Amount::from_f64(0.1).ok());
    /// cost.add(Amount::from_f64(2.5).ok());
    /// assert!((cost.whole().unwrap_or_default() - 2.6).abs() < 1e-9);
    /// cost.add(None);
    /// assert_eq!(cost.whole(), None);
    /// ```
    #[must_use]
    pub fn whole(&self) -> Option<f64> {
        (self.silent == 0 && self.rows > 0).then(|| to_f64(self.sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cell;

    fn spend(cost: &[Option<f64>]) -> Spend {
        let mut spend = Spend::default();
        for cost in cost {
            spend[Spent::Cost].add(cost.map(|cost| Amount::from_f64(cost).unwrap()));
        }
        spend
    }

    #[test]
    fn a_row_without_a_cost_is_counted_and_not_taken_for_nought() {
        let known = spend(&[Some(1.25), Some(0.0)]);
        assert_eq!(
            (known[Spent::Cost].rows, known[Spent::Cost].silent, known[Spent::Cost].whole()),
            (2, 0, Some(1.25))
        );
        let unknown = spend(&[Some(1.25), None]);
        assert_eq!(
            (unknown[Spent::Cost].rows, unknown[Spent::Cost].silent, unknown[Spent::Cost].whole()),
            (1, 1, None)
        );
        assert_eq!(Stated::default().whole(), None, "no row, no amount");
    }

    #[test]
    fn parts_add_up_to_the_whole_and_are_taken_out_again() {
        let whole = spend(&[Some(0.1), None, Some(7.3)]);
        let (first, rest) = (spend(&[Some(7.3)]), spend(&[None, Some(0.1)]));
        let mut sum = first;
        sum.merge(&rest);
        assert_eq!(sum, whole);
        sum.remove(&first);
        assert_eq!(sum, rest);
    }

    #[test]
    fn money_spent_on_nobody_is_money_spent() {
        let mut cell = Cell::default();
        assert!(cell.is_empty());
        cell.add_spend(spend(&[Some(3.0)]));
        assert!(!cell.is_empty());
        assert_eq!(cell.people(), 0);
    }
}
