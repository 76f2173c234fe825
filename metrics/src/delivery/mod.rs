//! Delivered against eligible: how far the mix of people who were shown a campaign is from the mix of those who could
//! have been, how far chance alone would carry it, and how many campaigns stay within a limit. It knows counts per
//! group; it refuses to know why delivery went where it went, and what limit is meant.

mod chance;
mod coverage;

pub use chance::{Chance, chance};
pub use coverage::{Coverage, coverage};

use crate::undefined::Undefined;

/// The people (or impressions) of each group, in the same order on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mix<'a> {
    /// Who could have been shown the campaign.
    pub eligible: &'a [u64],
    /// Who was.
    pub delivered: &'a [u64],
}

/// How far the delivered mix is from the eligible one.
#[derive(Debug, Clone, PartialEq)]
pub struct Shuffle {
    /// Shuffle distance (total variation): the share of deliveries that would have to move between groups; 0 to 1.
    pub distance: f64,
    /// The largest gap between the two shares of one group.
    pub largest_gap: f64,
    /// Each group's share of the deliveries over its share of the eligible.
    pub ratios: Vec<Result<f64, Undefined>>,
}

/// The shuffle distance.
///
/// **Formula** D = ½ Σ |e - d|, e and d the shares of each group among the eligible and among the delivered; added up in
/// integers. It carries a bias: see [`chance`] for what D is when delivery is even.
///
/// **Source** total variation distance; as a measure of delivery Imana, Korolova and Heidemann (2025), section 2.1.
///
/// **Undefined when** nobody is eligible ([`Undefined::ReferenceUndefined`]) or nothing was delivered
/// ([`Undefined::EmptyGroup`]), or the two lists differ in length ([`Undefined::ReferenceUndefined`]); a group's ratio
/// when none of it is eligible: [`Undefined::ReferenceZero`] if deliveries went there all the same,
/// [`Undefined::EmptyGroup`] if not.
///
/// ```
/// # use evenhand_metrics::delivery::{Mix, shuffle};
/// let found = shuffle(Mix { eligible: &[3, 7], delivered: &[400, 600] }).unwrap();
/// assert_eq!((found.distance, found.largest_gap), (0.1, 0.1));
/// ```
pub fn shuffle(mix: Mix<'_>) -> Result<Shuffle, Undefined> {
    let steps = Steps::of(mix)?;
    let ratios = groups(mix).map(|(eligible, delivered)| match (eligible, delivered) {
        (0, 0) => Err(Undefined::EmptyGroup),
        (0, _) => Err(Undefined::ReferenceZero),
        _ => Ok(real(delivered.saturating_mul(steps.eligible)) / real(eligible.saturating_mul(steps.delivered))),
    });
    let largest = groups(mix).map(|(eligible, delivered)| steps.gap(eligible, delivered)).max().unwrap_or(0);
    Ok(Shuffle {
        distance: steps.distance(steps.between(mix)),
        largest_gap: 2.0 * steps.distance(largest),
        ratios: ratios.collect(),
    })
}

/// The two totals: distances are counted in steps of 1/(eligible x delivered), so that equal ones are equal.
#[derive(Debug, Clone, Copy)]
struct Steps {
    eligible: u128,
    delivered: u128,
}

impl Steps {
    fn of(mix: Mix<'_>) -> Result<Self, Undefined> {
        let total = |counts: &[u64]| counts.iter().map(|count| u128::from(*count)).sum::<u128>();
        let steps = Self { eligible: total(mix.eligible), delivered: total(mix.delivered) };
        if steps.eligible == 0 || mix.eligible.len() != mix.delivered.len() {
            Err(Undefined::ReferenceUndefined)
        } else if steps.delivered == 0 {
            Err(Undefined::EmptyGroup)
        } else {
            Ok(steps)
        }
    }

    fn gap(self, eligible: u128, delivered: u128) -> u128 {
        delivered.saturating_mul(self.eligible).abs_diff(eligible.saturating_mul(self.delivered))
    }

    /// The shuffle distance of twice as many steps, from 0 to 1.
    fn distance(self, steps: u128) -> f64 {
        0.5 * real(steps) / real(self.eligible.saturating_mul(self.delivered))
    }

    /// Twice the shuffle distance, in steps.
    fn between(self, mix: Mix<'_>) -> u128 {
        groups(mix).fold(0, |sum, (eligible, delivered)| sum.saturating_add(self.gap(eligible, delivered)))
    }
}

/// Eligible and delivered, group by group.
fn groups(mix: Mix<'_>) -> impl Iterator<Item = (u128, u128)> {
    mix.eligible.iter().zip(mix.delivered).map(|(eligible, delivered)| ((*eligible).into(), (*delivered).into()))
}

#[expect(clippy::cast_precision_loss, reason = "rounded once, after exact sums")]
const fn real(count: u128) -> f64 {
    count as f64
}
