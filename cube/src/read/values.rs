//! The values of one column, row by row, as codes or exact numbers.

use evenhand_metrics::cell::{Amount, Weight};

use crate::role::{Reads, Role};

/// The values of a column.
#[derive(Debug, Clone)]
pub(crate) enum Values {
    /// Yes, no and unknown, or folds.
    Codes(Vec<u32>),
    /// Numbers of people.
    People(Vec<Option<u64>>),
    /// Weights.
    Weights(Vec<Option<Weight>>),
    /// Scores, values and the like.
    Amounts(Vec<Option<Amount>>),
}

/// The same, borrowed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Column<'a> {
    /// Yes, no and unknown, or folds.
    Codes(&'a [u32]),
    /// Numbers of people.
    People(&'a [Option<u64>]),
    /// Weights.
    Weights(&'a [Option<Weight>]),
    /// Scores, values and the like.
    Amounts(&'a [Option<Amount>]),
}

impl<'a> From<&'a Values> for Column<'a> {
    fn from(values: &'a Values) -> Self {
        match values {
            Values::Codes(codes) => Self::Codes(codes),
            Values::People(people) => Self::People(people),
            Values::Weights(weights) => Self::Weights(weights),
            Values::Amounts(amounts) => Self::Amounts(amounts),
        }
    }
}

impl<'a> Column<'a> {
    /// Codes, if it is those.
    pub(crate) const fn codes(self) -> Option<&'a [u32]> {
        if let Self::Codes(codes) = self { Some(codes) } else { None }
    }

    /// Numbers of people, if it is those.
    pub(crate) const fn people(self) -> Option<&'a [Option<u64>]> {
        if let Self::People(people) = self { Some(people) } else { None }
    }

    /// Weights, if it is those.
    pub(crate) const fn weights(self) -> Option<&'a [Option<Weight>]> {
        if let Self::Weights(weights) = self { Some(weights) } else { None }
    }

    /// Amounts, if it is those.
    pub(crate) const fn amounts(self) -> Option<&'a [Option<Amount>]> {
        if let Self::Amounts(amounts) = self { Some(amounts) } else { None }
    }
}

impl Values {
    /// None yet, as a role is read.
    pub(crate) const fn of(role: Role) -> Self {
        match role.reads() {
            Reads::Flag | Reads::Unit => Self::Codes(Vec::new()),
            Reads::People => Self::People(Vec::new()),
            Reads::Weight => Self::Weights(Vec::new()),
            Reads::Amount { .. } => Self::Amounts(Vec::new()),
        }
    }

    /// Adds the value of a row of a column of the same kind.
    pub(crate) fn push(&mut self, other: &Self, row: usize) {
        match (self, other) {
            (Self::Codes(own), Self::Codes(other)) => own.push(other[row]),
            (Self::People(own), Self::People(other)) => own.push(other[row]),
            (Self::Weights(own), Self::Weights(other)) => own.push(other[row]),
            (Self::Amounts(own), Self::Amounts(other)) => own.push(other[row]),
            _ => {}
        }
    }

    /// Whether a value is that of a row of another column.
    pub(crate) fn is_same(&self, at: usize, other: &Self, row: usize) -> bool {
        match (self, other) {
            (Self::Codes(own), Self::Codes(other)) => own[at] == other[row],
            (Self::People(own), Self::People(other)) => own[at] == other[row],
            (Self::Weights(own), Self::Weights(other)) => own[at] == other[row],
            (Self::Amounts(own), Self::Amounts(other)) => own[at] == other[row],
            _ => false,
        }
    }

    /// Takes the values at these places of another column in the place of its own; where there is none, nothing is known.
    pub(crate) fn take(&mut self, from: Option<&Self>, places: &[Option<usize>]) {
        fn taken<T: Copy>(own: &mut Vec<Option<T>>, from: Option<&[Option<T>]>, places: &[Option<usize>]) {
            own.clear();
            own.extend(places.iter().map(|place| from?[(*place)?]));
        }
        let from = from.map(Column::from);
        match self {
            Self::Codes(own) => {
                let from = from.and_then(Column::codes);
                let code = |place: &Option<usize>| from.zip(*place).map_or(super::encode::NULL, |(from, at)| from[at]);
                own.clear();
                own.extend(places.iter().map(code));
            }
            Self::People(own) => taken(own, from.and_then(Column::people), places),
            Self::Weights(own) => taken(own, from.and_then(Column::weights), places),
            Self::Amounts(own) => taken(own, from.and_then(Column::amounts), places),
        }
    }
}
