//! What repeated people and unequal weights do to precision: standard errors over clusters, the delete-a-group
//! jackknife, and the design effect that score intervals are computed with. It knows sums per cluster or fold; it refuses
//! to know who the units are and how they were put into folds.

mod clustered;
mod deleted;
mod effective;
mod folds;
mod jackknife;
mod linearised;

pub use clustered::{Clustered, Joint, Shared, clustered, shared};
pub use deleted::{Replicated, delete_a_group};
pub use effective::{Effective, weighted};
pub use folds::{FEWEST_DEGREES, Folds, Sizes};
pub use jackknife::jackknife;
pub use linearised::linearised;

use crate::{
    tally::{Pair, Tally},
    undefined::Undefined,
};

/// Below this many folds with people a design effect is not estimated.
pub const FEWEST_FOLDS: u32 = 10;

/// Standard errors of what is said of two rates. They do not assume that the two groups are independent: a person, or a
/// household, may have rows in both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StandardErrors {
    /// Of the group's rate.
    pub group: Result<f64, Undefined>,
    /// Of the reference's rate.
    pub reference: Result<f64, Undefined>,
    /// Of the group's rate minus the reference's.
    pub difference: Result<f64, Undefined>,
    /// Of the natural logarithm of the group's rate over the reference's.
    pub log_ratio: Result<f64, Undefined>,
}

/// The number of people of equal weight who would give as precise a rate.
///
/// **Formula** (Σw)²/Σw². **Source** Kish (1965), section 11.7. **Undefined when** all weights are 0:
/// [`Undefined::EmptyGroup`].
///
/// ```
/// # use evenhand_metrics::dependence::effective_size;
/// // weights 1, 2, 3, 4
/// assert_eq!(effective_size(10.0, 30.0), Ok(100.0 / 30.0));
/// ```
pub fn effective_size(weights: f64, squared_weights: f64) -> Result<f64, Undefined> {
    let people = weights * weights / squared_weights;
    if weights > 0.0 && squared_weights > 0.0 { Ok(people) } else { Err(Undefined::EmptyGroup) }
}

/// The two rates over all parts, and what they depend on.
#[derive(Debug, Clone, Copy)]
struct Rates {
    all: Pair,
    group: Result<f64, Undefined>,
    reference: Result<f64, Undefined>,
}

impl Rates {
    fn over<'a>(parts: impl Iterator<Item = &'a Pair>) -> Self {
        let nobody = Tally::new(0.0, 0.0);
        let add = |a: Tally, b: Tally| Tally::new(a.top + b.top, a.bottom + b.bottom);
        let all = parts.fold(Pair::new(nobody, nobody), |sum, part| {
            Pair::new(add(sum.group, part.group), add(sum.reference, part.reference))
        });
        Self {
            all,
            group: all.group.rate().ok_or(Undefined::EmptyGroup),
            reference: all.reference.rate().ok_or(Undefined::ReferenceUndefined),
        }
    }

    fn difference(self) -> Result<f64, Undefined> {
        Ok(self.group? - self.reference?)
    }

    fn log_ratio(self) -> Result<f64, Undefined> {
        let (group, reference) = (self.group?, self.reference?);
        if reference <= 0.0 {
            Err(if group > 0.0 { Undefined::ReferenceZero } else { Undefined::NobodySelected })
        } else if group <= 0.0 {
            Err(Undefined::NobodySelected)
        } else {
            Ok((group / reference).ln())
        }
    }
}
