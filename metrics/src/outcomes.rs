//! Sets of outcomes: what can have happened to one row. A row was selected or rejected, and its outcome is positive,
//! negative or unknown; every rate of the catalog is two such sets.

use serde::{Deserialize, Serialize};

/// How many kinds of row there are: {selected, rejected} x {positive, negative, unknown}.
pub const KINDS: usize = 6;

/// One kind of row, and its place in a cell's counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Outcome {
    /// Selected, outcome positive.
    TruePositive = 0,
    /// Selected, outcome negative.
    FalsePositive = 1,
    /// Selected, outcome unknown.
    SelectedUnknown = 2,
    /// Rejected, outcome positive.
    FalseNegative = 3,
    /// Rejected, outcome negative.
    TrueNegative = 4,
    /// Rejected, outcome unknown.
    RejectedUnknown = 5,
}

impl Outcome {
    /// All six kinds, in the order of a cell's counts.
    pub const ALL: [Self; KINDS] = [
        Self::TruePositive,
        Self::FalsePositive,
        Self::SelectedUnknown,
        Self::FalseNegative,
        Self::TrueNegative,
        Self::RejectedUnknown,
    ];

    /// The kind of a row with this decision and, when it is known, this outcome.
    #[must_use]
    pub const fn of(selected: bool, positive: Option<bool>) -> Self {
        match (selected, positive) {
            (true, Some(true)) => Self::TruePositive,
            (true, Some(false)) => Self::FalsePositive,
            (true, None) => Self::SelectedUnknown,
            (false, Some(true)) => Self::FalseNegative,
            (false, Some(false)) => Self::TrueNegative,
            (false, None) => Self::RejectedUnknown,
        }
    }

    /// Its place in a cell's counts.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Whether the person was selected.
    #[must_use]
    pub const fn is_selected(self) -> bool {
        self.index() < KINDS / 2
    }
}

/// A set of kinds of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Outcomes(u8);

impl Outcomes {
    /// Selected, outcome positive.
    pub const TP: Self = Self::only(Outcome::TruePositive);
    /// Selected, outcome negative.
    pub const FP: Self = Self::only(Outcome::FalsePositive);
    /// Rejected, outcome positive.
    pub const FN: Self = Self::only(Outcome::FalseNegative);
    /// Rejected, outcome negative.
    pub const TN: Self = Self::only(Outcome::TrueNegative);
    /// Everybody selected, whatever the outcome, known or not.
    pub const SELECTED: Self = Self::TP.or(Self::FP).or(Self::only(Outcome::SelectedUnknown));
    /// Everybody rejected, whatever the outcome, known or not.
    pub const REJECTED: Self = Self::FN.or(Self::TN).or(Self::only(Outcome::RejectedUnknown));
    /// Everybody whose outcome is positive.
    pub const POSITIVE: Self = Self::TP.or(Self::FN);
    /// Everybody whose outcome is negative.
    pub const NEGATIVE: Self = Self::FP.or(Self::TN);
    /// Everybody whose outcome is known.
    pub const KNOWN: Self = Self::POSITIVE.or(Self::NEGATIVE);
    /// Everybody.
    pub const ALL: Self = Self::SELECTED.or(Self::REJECTED);

    /// The set of one kind.
    #[must_use]
    pub const fn only(kind: Outcome) -> Self {
        Self(1 << kind as u8)
    }

    /// The rows in either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The rows in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The rows of this set that are not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether every row of this set is in the other.
    #[must_use]
    pub const fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether the set holds no kind at all.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the set holds this kind.
    #[must_use]
    pub const fn contains(self, kind: Outcome) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// The kinds in the set, in the order of a cell's counts.
    pub fn kinds(self) -> impl Iterator<Item = Outcome> {
        Outcome::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }
}
