//! People who are not in the cube: how many, why, and in which segments or campaigns.

/// Why somebody is left out, in the order in which reasons are looked for and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The row has no key to find its person by.
    KeyMissing,
    /// Nobody in the audience has the row's key.
    NotInAudience,
    /// The condition of the plan does not hold.
    Where,
    /// Neither selected nor rejected.
    DecisionMissing,
    /// Its people are those of other rows, and the plan leaves sums out.
    Total,
    /// Nobody knows how many people the row stands for.
    CountMissing,
    /// Nobody knows how many of its people were selected.
    SelectedMissing,
    /// No weight where rows carry weights.
    WeightMissing,
    /// Nobody knows whose row it is, where people have several.
    UnitMissing,
    /// In the audience and without a decision.
    NoDecision,
    /// Decided on, and not among the new decisions that are compared with the old.
    NoNewDecision,
}

impl Reason {
    const ALL: [Self; 11] = [
        Self::KeyMissing,
        Self::NotInAudience,
        Self::Where,
        Self::DecisionMissing,
        Self::Total,
        Self::CountMissing,
        Self::SelectedMissing,
        Self::WeightMissing,
        Self::UnitMissing,
        Self::NoDecision,
        Self::NoNewDecision,
    ];

    /// The word of documents.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::KeyMissing => "key-missing",
            Self::NotInAudience => "not-in-audience",
            Self::Where => "where",
            Self::DecisionMissing => "decision-missing",
            Self::Total => "total",
            Self::CountMissing => "count-missing",
            Self::SelectedMissing => "selected-missing",
            Self::WeightMissing => "weight-missing",
            Self::UnitMissing => "unit-missing",
            Self::NoDecision => "no-decision",
            Self::NoNewDecision => "no-new-decision",
        }
    }

    /// The reason of a word.
    pub(crate) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.id() == id)
    }

    /// Whether the person was not found, so that only the campaign tells anything.
    #[must_use]
    pub const fn is_of_nobody(self) -> bool {
        matches!(self, Self::KeyMissing | Self::NotInAudience)
    }
}

/// The people left out so far.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tallies {
    reasons: [Tally; Reason::ALL.len()],
}

#[derive(Debug, Default, Clone)]
struct Tally {
    people: u64,
    /// By place in the rows' codes, then by code.
    by: Vec<Vec<u64>>,
}

impl Tallies {
    /// Counts a row's people. `codes` are the row's, attributes first, then the campaign.
    pub(crate) fn add(&mut self, reason: Reason, people: u64, codes: impl Iterator<Item = u32>) {
        let tally = &mut self.reasons[reason as usize];
        tally.people = tally.people.saturating_add(people);
        for (dim, code) in codes.enumerate() {
            if tally.by.len() <= dim {
                tally.by.push(Vec::new());
            }
            let (by, code) = (&mut tally.by[dim], code as usize);
            if by.len() <= code {
                by.resize(code + 1, 0);
            }
            by[code] = by[code].saturating_add(people);
        }
    }

    /// The same by place among the labels, reasons with people alone. `orders` gives for each dimension its codes in the
    /// order of the labels; code 0 is the missing value, and stands last.
    pub(crate) fn by_place(&self, orders: &[Vec<u32>]) -> Vec<Left> {
        let reasons = Reason::ALL.into_iter().zip(&self.reasons).filter(|(_, tally)| tally.people > 0);
        let in_order = |tally: &Tally, dim: usize, order: &[u32]| -> Vec<u64> {
            let people = |code: &u32| tally.by.get(dim).and_then(|by| by.get(*code as usize)).copied().unwrap_or(0);
            order.iter().chain([&0]).map(people).collect()
        };
        reasons
            .map(|(reason, tally)| Left {
                reason,
                people: tally.people,
                by: orders.iter().enumerate().map(|(dim, order)| in_order(tally, dim, order)).collect(),
            })
            .collect()
    }
}

/// People left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Why.
    pub reason: Reason,
    /// How many.
    pub people: u64,
    /// For each axis: by label, the missing value last.
    pub by: Vec<Vec<u64>>,
}
