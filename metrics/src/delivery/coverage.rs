//! How many campaigns stay within a limit on the shuffle distance.

use super::{Mix, Steps, real};
use crate::{four_fifths::Limit, undefined::Undefined};

/// The share of campaigns within a limit, counted two ways.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coverage {
    /// Campaigns that were looked at.
    pub counted: usize,
    /// Of them, those within the limit: a large campaign counts like a small one.
    pub by_campaign: Result<f64, Undefined>,
    /// The share of all their deliveries that belongs to campaigns within the limit.
    pub by_delivery: Result<f64, Undefined>,
}

/// The coverage of a limit over campaigns with more than so many deliveries; a campaign without eligible people or
/// without deliveries is not looked at. Equal to the limit is within, in integers.
///
/// **Formula** the number with D <= limit over the number looked at; the same with each campaign counted as often as it
/// was delivered.
///
/// **Source** the settlement of United States v. Meta Platforms (2022), which counts by campaign; counting by delivery
/// beside it shows whether the large ones are the ones left out.
///
/// **Undefined when** no campaign qualifies: [`Undefined::EmptyGroup`].
///
/// ```
/// # use evenhand_metrics::{delivery::{Mix, coverage}, four_fifths::Limit};
/// let limit = Limit::from_decimal_text("0.1").unwrap();
/// let ads = [Mix { eligible: &[50, 50], delivered: &[180, 120] }, Mix { eligible: &[50, 50], delivered: &[181, 120] }];
/// let found = coverage(&ads, limit, 0);
/// assert_eq!((found.counted, found.by_campaign), (2, Ok(0.5)));
/// assert_eq!(found.by_delivery, Ok(300.0 / 601.0));
/// ```
#[must_use]
pub fn coverage(campaigns: &[Mix<'_>], limit: Limit, more_than: u64) -> Coverage {
    let looked_at: Vec<(Mix<'_>, Steps)> = campaigns
        .iter()
        .filter_map(|mix| Some((*mix, Steps::of(*mix).ok()?)))
        .filter(|(_, steps)| steps.delivered > more_than.into())
        .collect();
    let (mut within, mut delivered_within) = (0, 0_u128);
    for (_, steps) in looked_at.iter().filter(|(mix, steps)| is_within(*mix, *steps, limit)) {
        within += 1;
        delivered_within += steps.delivered;
    }
    let delivered: u128 = looked_at.iter().map(|(_, steps)| steps.delivered).sum();
    let share =
        |part: u128, whole: u128| if whole > 0 { Ok(real(part) / real(whole)) } else { Err(Undefined::EmptyGroup) };
    Coverage {
        counted: looked_at.len(),
        by_campaign: share(within, looked_at.len() as u128),
        by_delivery: share(delivered_within, delivered),
    }
}

/// steps / (2 eligible delivered) <= num/den, by products of 192 bits.
fn is_within(mix: Mix<'_>, steps: Steps, limit: Limit) -> bool {
    let twice = steps.eligible.saturating_mul(steps.delivered).saturating_mul(2);
    wide(steps.between(mix), limit.denominator()) <= wide(twice, limit.numerator())
}

/// a b, as its upper 128 and lower 64 bits, which order as the product does.
#[expect(clippy::cast_possible_truncation, reason = "the lower 64 bits are what is kept")]
const fn wide(a: u128, b: u64) -> (u128, u64) {
    let low = (a as u64) as u128 * b as u128;
    ((a >> 64) * b as u128 + (low >> 64), low as u64)
}
