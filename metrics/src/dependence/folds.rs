//! The people of a segment by fold of units, and what the folds tell: how many people the rows are worth, and how surely
//! a variance can be estimated from them.

use super::FEWEST_FOLDS;
use crate::{
    catalog::Rate,
    cell::Cell,
    outcomes::{KINDS, Outcomes},
    undefined::Undefined,
};

/// Below so many degrees of freedom a few units hold most rows, and no variance is estimated.
pub const FEWEST_DEGREES: f64 = 3.0;

/// The rows of a segment, divided by a hash of whose they are: all rows of a unit are in one fold. Folds without rows take
/// no room, so that there may be thousands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Folds {
    /// How many folds there are, empty ones included.
    number: u32,
    /// Everybody; values and money left out.
    whole: Cell,
    /// The folds that hold somebody, in their order.
    parts: Vec<Part>,
}

/// One fold: Σw of each kind, or people where rows carry no weights.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Part {
    fold: u32,
    sums: [f64; KINDS],
}

/// What one fold brings to a rate: Σw above and below the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Brought {
    pub(super) fold: u32,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Folds {
    /// Nobody, in this many folds.
    #[must_use]
    pub fn new(number: u32) -> Self {
        Self { number, ..Self::default() }
    }

    /// One cell for each fold, in their order.
    ///
    /// ```
    /// # use evenhand_metrics::{cell::Cell, dependence::Folds};
    /// let folds = Folds::of_cells(&[Cell::of_counts([1, 0, 0, 0, 2, 0]), Cell::default()]);
    /// assert_eq!((folds.number(), folds.held()), (2, 1));
    /// ```
    #[must_use]
    pub fn of_cells(cells: &[Cell]) -> Self {
        let mut folds = Self::new(u32::try_from(cells.len()).unwrap_or(u32::MAX));
        for (fold, cell) in (0..).zip(cells) {
            folds.add(fold, cell);
        }
        folds
    }

    /// Adds the people of a cell to a fold, counted from 0. Without weights everybody weighs 1.
    #[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
    pub fn add(&mut self, fold: u32, cell: &Cell) {
        let counted = Cell { n: cell.n, weights: cell.weights.clone(), values: None, spend: None };
        if counted.is_empty() {
            return;
        }
        self.whole.merge(&counted);
        let of = |kind| {
            let set = Outcomes::only(kind);
            counted.weight(set).unwrap_or(counted.count(set) as f64)
        };
        self.add_sums(fold, crate::outcomes::Outcome::ALL.map(of));
    }

    fn add_sums(&mut self, fold: u32, sums: [f64; KINDS]) {
        match self.parts.binary_search_by_key(&fold, |part| part.fold) {
            Ok(at) => self.parts[at].sums.iter_mut().zip(sums).for_each(|(own, more)| *own += more),
            Err(at) => self.parts.insert(at, Part { fold, sums }),
        }
    }

    /// Adds everybody of another segment, fold by fold.
    pub fn merge(&mut self, other: &Self) {
        self.number = self.number.max(other.number);
        self.whole.merge(&other.whole);
        self.combine(other, |own, more| own + more);
    }

    /// Everybody but the people of a part of this segment.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        /// What rounding leaves of a sum that was taken away whole.
        const ROUNDING: f64 = 1e-9;
        let mut rest = self.clone();
        rest.whole.remove(&part.whole);
        rest.combine(part, |own, less| if own - less > ROUNDING * own { own - less } else { 0.0 });
        rest.parts.retain(|part| part.sums.iter().any(|sum| *sum > 0.0));
        rest
    }

    fn combine(&mut self, other: &Self, with: impl Fn(f64, f64) -> f64) {
        let mut both = Vec::with_capacity(self.parts.len().max(other.parts.len()));
        let mut own = self.parts.iter().copied().peekable();
        for more in &other.parts {
            while let Some(part) = own.next_if(|part| part.fold < more.fold) {
                both.push(part);
            }
            let same = own.next_if(|part| part.fold == more.fold);
            let sums = same.map_or([0.0; KINDS], |part| part.sums);
            let mut joined = Part { fold: more.fold, sums };
            joined.sums.iter_mut().zip(more.sums).for_each(|(own, more)| *own = with(*own, more));
            both.push(joined);
        }
        both.extend(own);
        self.parts = both;
    }

    /// How many folds there are, empty ones included.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// How many hold somebody.
    #[must_use]
    pub const fn held(&self) -> usize {
        self.parts.len()
    }

    /// Everybody, without values and money.
    #[must_use]
    pub const fn whole(&self) -> &Cell {
        &self.whole
    }

    /// What each fold that is in the denominator brings.
    pub(super) fn brought<'a>(&'a self, rate: &'a Rate) -> impl Iterator<Item = Brought> + 'a {
        let sum = |part: &Part, set: Outcomes| set.kinds().map(|kind| part.sums[kind.index()]).sum::<f64>();
        self.parts
            .iter()
            .map(move |part| Brought { fold: part.fold, top: sum(part, rate.top), bottom: sum(part, rate.bottom) })
            .filter(|brought| brought.bottom > 0.0)
    }

    /// How the rows in a rate's denominator lie on units; see [`Sizes::of`].
    ///
    /// # Errors
    /// The reasons of [`Rate::tally`] where nobody is in the denominator, and those of [`Sizes::of`].
    pub fn sizes(&self, rate: &Rate) -> Result<Sizes, Undefined> {
        rate.tally(&self.whole)?;
        Sizes::of(self.number, self.brought(rate).map(|brought| brought.bottom))
    }
}

/// How rows lie on units, told from the sizes of folds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// The effective number of units: so many with equally many rows would do.
    pub units: f64,
    /// Degrees of freedom of a variance over units, folds allowed for: at least 1.
    pub degrees: f64,
    /// Folds with rows.
    pub held: u32,
    /// The standard deviation, over seeds of the hash, of a standard error, as a share of it.
    pub over_seeds: f64,
}

impl Sizes {
    /// From the sizes (rows, or Σw) of the folds that have any.
    ///
    /// **Formula** units = (Σw)²/Σw², degrees = (Σw²)²/Σw⁴ over units, which is Satterthwaite's number where a unit's rows
    /// are alike. Units are not seen, but a hash puts each into any of the G folds alike, so that with d a fold's distance
    /// from the mean size Σw² = G/(G-1) Σd² and Σw⁴ = Σd⁴ - 3 (Σw²)²/G, but for chance. Folds that hold several units have
    /// degrees of freedom of their own: 1/degrees = Σw⁴/(Σw²)² + 1/G, and never more than folds with rows less one. Over seeds, a variance from folds varies by
    /// √(2(1 - Σw⁴/(Σw²)²)/G) of itself, a standard error by half of that.
    ///
    /// **Source** Kish (1965), section 11.7; Satterthwaite (1946); Carter, Schnepel and Steigerwald (2017), for clusters of
    /// unlike sizes. The moments of fold sizes are those of independent throws.
    ///
    /// **Undefined when** fewer than [`FEWEST_FOLDS`] folds have rows: [`Undefined::TooFewUnits`].
    ///
    /// ```
    /// # use evenhand_metrics::dependence::Sizes;
    /// // 1,000 folds, in twenty of which is one unit with 5 rows each: worth twenty units
    /// let found = Sizes::of(1_000, [5.0; 20]).unwrap();
    /// assert!((found.units - 20.0).abs() < 0.5 && (found.degrees - 19.0).abs() < 0.5);
    /// // one of them has 60: (95 + 60)²/(19 x 25 + 3600) = 5.9 units, and hardly more than one decides
    /// let uneven = Sizes::of(1_000, [5.0; 19].into_iter().chain([60.0])).unwrap();
    /// assert!((uneven.units - 5.9).abs() < 0.1 && uneven.degrees < 1.3);
    /// ```
    pub fn of(number: u32, sizes: impl IntoIterator<Item = f64>) -> Result<Self, Undefined> {
        let sizes: Vec<f64> = sizes.into_iter().collect();
        let held = u32::try_from(sizes.len()).unwrap_or(u32::MAX);
        if held < FEWEST_FOLDS {
            return Err(Undefined::TooFewUnits);
        }
        let folds = f64::from(number.max(held));
        let whole: f64 = sizes.iter().sum();
        let mean = whole / folds;
        let empty = folds - f64::from(held);
        let moment = |power: i32| {
            let own: f64 = sizes.iter().map(|size| (size - mean).powi(power)).sum();
            own + empty * mean.powi(power)
        };
        let squares = folds / (folds - 1.0) * moment(2);
        let share = if squares > 0.0 { moment(4) / (squares * squares) - 3.0 / folds } else { 0.0 };
        let share = share.clamp(0.0, 1.0);
        Ok(Self {
            // Folds of exactly one size tell of more units than can be told.
            units: if squares > 0.0 { whole * whole / squares } else { f64::INFINITY },
            degrees: (share + 1.0 / folds).min(1.0).recip().min(f64::from(held) - 1.0),
            held,
            over_seeds: ((1.0 - share) / (2.0 * folds)).sqrt(),
        })
    }

    /// Whether [`units`](Self::units) is known to a tenth or better: not of few folds, nor of folds of exactly one size.
    ///
    /// ```
    /// # use evenhand_metrics::dependence::Sizes;
    /// assert!(Sizes::of(1_000, [5.0; 200]).unwrap().tell_units());
    /// assert!(!Sizes::of(32, (0..32).map(|at| f64::from(at % 7))).unwrap().tell_units());
    /// ```
    #[must_use]
    pub fn tell_units(&self) -> bool {
        // A standard error varies by half as much as the sum of squares that both rest on.
        self.units.is_finite() && 2.0 * self.over_seeds <= 0.1
    }

    /// Whether a variance can be estimated.
    ///
    /// # Errors
    /// [`Undefined::FewHoldMost`] under [`FEWEST_DEGREES`] degrees of freedom.
    pub fn checked(self) -> Result<Self, Undefined> {
        if self.degrees < FEWEST_DEGREES { Err(Undefined::FewHoldMost) } else { Ok(self) }
    }
}
