//! A funnel: at which stage two groups part ways.

use crate::{
    interval::{Confidence, Interval, Mean, RatioMethod, fieller, ratio},
    significance::Count,
    tally::Tally,
    undefined::Undefined,
};

/// One step of a funnel: from a stage to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stage {
    /// The share of the group that went on.
    pub group: Result<f64, Undefined>,
    /// The share of the reference that went on.
    pub reference: Result<f64, Undefined>,
    /// One over the other: 1 at parity.
    pub ratio: Result<f64, Undefined>,
    /// The interval of the ratio.
    pub interval: Result<Interval, Undefined>,
    /// The natural logarithm of the ratio: these add up over the stages.
    pub log_part: Result<f64, Undefined>,
    /// The stage's part of the whole gap: below 0 where it works against the rest, above 1 where the rest works against
    /// it. The shares of all stages add up to 1.
    pub share: Result<f64, Undefined>,
    /// The interval of the share: where the whole gap may be none at all, its shares have no bounded interval.
    pub share_interval: Result<Interval, Undefined>,
}

/// Two groups through the stages of a funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// From each stage to the next.
    pub stages: Vec<Stage>,
    /// From the first stage to the last: the ratio of the two end-to-end rates.
    pub ratio: Result<f64, Undefined>,
    /// Its interval.
    pub interval: Result<Interval, Undefined>,
    /// The sum of the stages' logarithms.
    pub log_gap: Result<f64, Undefined>,
}

/// The parity ratio of each stage and its share of the whole gap. Counts of people at each stage, each stage part of the
/// one before.
///
/// **Formula** r = p₁/p₂ per stage, with the interval of `method`; share = ln r / Σ ln r. Given those who reached a stage,
/// going on is independent of the stages before, so Var ln r = 1/x₁ - 1/n₁ + 1/x₂ - 1/n₂ adds up over stages, and the
/// share's interval is Fieller's with Cov(ln r, Σ ln r) = Var ln r.
///
/// **Source** delta method: Agresti (2013), section 16.1; the ratio of two estimates: Fieller (1954).
///
/// **Undefined when** nobody of the group reached the stage ([`Undefined::EmptyGroup`]) or of the reference
/// ([`Undefined::ReferenceUndefined`]), or counts grow from a stage to the next (the same two); for a ratio when nobody of
/// the reference went on ([`Undefined::ReferenceZero`]), nor of the group ([`Undefined::NobodySelected`]); for a logarithm
/// also when nobody of the group did. Shares need every logarithm, and a gap: [`Undefined::ZeroVariance`] where the two
/// end-to-end rates are equal.
///
/// ```
/// # use evenhand_metrics::{decompose::funnel, interval::{Confidence, RatioMethod}};
/// let (women, men) = ([1000, 500, 200, 20, 2], [1000, 600, 300, 30, 3]);
/// let found = funnel(&women, &men, RatioMethod::MiettinenNurminen, &Confidence::normal(0.95));
/// assert!((found.ratio.unwrap() - 2.0 / 3.0).abs() < 1e-15);
/// assert!((found.stages[1].ratio.unwrap() - 0.8).abs() < 1e-15);
/// assert!((found.stages[1].share.unwrap() - 0.5503397132132085).abs() < 1e-14);
/// ```
#[must_use]
pub fn funnel(group: &[u64], reference: &[u64], method: RatioMethod, confidence: &Confidence) -> Funnel {
    let steps: Vec<[Count; 2]> = group
        .windows(2)
        .zip(reference.windows(2))
        .map(|(a, b)| [Count::new(a[1], a[0]), Count::new(b[1], b[0])])
        .collect();
    let last = steps.len();
    let ends = |counts: &[u64]| match (counts.first(), counts.get(last)) {
        (Some(first), Some(reached)) => Count::new(*reached, *first),
        _ => Count::new(0, 0),
    };
    let whole = [ends(group), ends(reference)];
    let log_parts: Vec<Result<f64, Undefined>> = steps.iter().map(|step| log_ratio(*step)).collect();
    let log_gap = log_parts.iter().copied().sum::<Result<f64, Undefined>>().and_then(|_| log_ratio(whole));
    let total = log_gap.and_then(|value| {
        let none = u128::from(whole[0].top) * u128::from(whole[1].bottom)
            == u128::from(whole[1].top) * u128::from(whole[0].bottom);
        let variance = steps.iter().map(|step| log_variance(*step)).sum();
        if none { Err(Undefined::ZeroVariance) } else { Ok(Mean { value, variance }) }
    });
    let interval = |[a, b]: [Count; 2]| ratio(method, a.into(), b.into(), confidence);
    let stages = steps.iter().zip(&log_parts).map(|(step, log_part)| {
        let own = log_part.map(|value| Mean { value, variance: log_variance(*step) });
        Stage {
            group: rate(step[0], Undefined::EmptyGroup),
            reference: rate(step[1], Undefined::ReferenceUndefined),
            ratio: parity(*step),
            interval: interval(*step),
            log_part: *log_part,
            share: total.and_then(|total| Ok(own?.value / total.value)),
            share_interval: total.and_then(|total| {
                let own = own?;
                fieller(own, total, own.variance, confidence)
            }),
        }
    });
    Funnel { stages: stages.collect(), ratio: parity(whole), interval: interval(whole), log_gap }
}

fn rate(count: Count, empty: Undefined) -> Result<f64, Undefined> {
    Tally::from(count).rate().filter(|rate| *rate <= 1.0).ok_or(empty)
}

fn parity([group, reference]: [Count; 2]) -> Result<f64, Undefined> {
    let (p1, p2) = (rate(group, Undefined::EmptyGroup)?, rate(reference, Undefined::ReferenceUndefined)?);
    match (group.top, reference.top) {
        (0, 0) => Err(Undefined::NobodySelected),
        (_, 0) => Err(Undefined::ReferenceZero),
        _ => Ok(p1 / p2),
    }
}

fn log_ratio(step: [Count; 2]) -> Result<f64, Undefined> {
    match parity(step)? {
        value if value > 0.0 => Ok(value.ln()),
        _ => Err(Undefined::NobodySelected),
    }
}

/// 1/x - 1/n of both, without cancellation.
fn log_variance(step: [Count; 2]) -> f64 {
    step.into_iter().map(Tally::from).map(|tally| tally.rest() / tally.bottom / tally.top).sum()
}
