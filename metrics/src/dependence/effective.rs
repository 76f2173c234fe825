//! The people a segment is worth once weights are taken into account.

use crate::{catalog::Rate, cell::Cell, tally::Tally, undefined::Undefined};

/// What score intervals are computed on in place of the counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effective {
    /// The (weighted) rate times the effective people, of the effective people.
    pub tally: Tally,
    /// How many people count for one: with repeated people at least 1, with weights alone above 0.
    pub deff: f64,
}

/// Weights alone.
///
/// **Formula** the deff of [`Rate::weighted`]; 1 without weights. **Source** that of [`precision`](crate::weights::precision).
///
/// **Undefined when** nobody, or nobody with a weight above 0, is in the denominator: the reasons of [`Rate::tally`].
///
/// ```
/// # use evenhand_metrics::{catalog, cell::{Cell, Weight}, dependence::weighted, outcomes::Outcome};
/// let mut cell = Cell::default();
/// for (selected, w) in [(false, 1.0), (true, 2.0), (true, 3.0), (false, 4.0)] {
///     cell.add_weighted(Outcome::of(selected, None), 1, Weight::from_f64(w)?);
/// }
/// let found = weighted(catalog::rate("selection-rate").unwrap(), &cell).unwrap();
/// assert!((found.deff - 1.2).abs() < 1e-15);
/// assert!((found.tally.bottom - 4.0 / 1.2).abs() < 1e-15 && (found.tally.rate().unwrap() - 0.5).abs() < 1e-15);
/// # Ok::<(), evenhand_metrics::cell::WeightError>(())
/// ```
pub fn weighted(rate: &Rate, cell: &Cell) -> Result<Effective, Undefined> {
    let counts = rate.tally(cell)?;
    let Some(weighted) = rate.weighted(cell) else {
        return Ok(Effective { tally: counts, deff: 1.0 });
    };
    let weighted = weighted?;
    let tally = Tally::new(counts.bottom * weighted.rate, counts.bottom).over(weighted.deff);
    Ok(Effective { tally, deff: weighted.deff })
}
