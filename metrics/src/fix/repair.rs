//! Scores moved so that every group has the same distribution of them, order within each group kept. It knows distinct
//! scores and their people; it refuses to know outcomes, and what a score that is no probability any more is worth.

use crate::undefined::Undefined;

/// The distinct scores of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Ascending.
    pub values: Vec<f64>,
    /// People with each score, 1 or more.
    pub people: Vec<u64>,
}

/// The distribution that every group is moved towards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The mean of the groups' quantiles, weighted by their people: the least movement of all people together.
    Barycentre,
    /// The mean of the groups' quantiles, every group alike.
    EqualMean,
    /// The median of the groups' quantiles.
    Median,
}

/// Why scores cannot be repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The group has nobody: [`Undefined::EmptyGroup`].
    Undefined {
        /// Its place.
        group: usize,
        /// Which of the reasons.
        reason: Undefined,
    },
    /// Lists that do not match, scores that are not finite or do not ascend, or scores of nobody.
    Malformed {
        /// Its place.
        group: usize,
    },
    /// The strength does not lie in 0 to 1.
    NoStrength,
}

/// The repaired score of each distinct score of each group, never descending within a group. Groups times groups times
/// distinct scores steps.
///
/// **Formula** (1-λ) s + λ T(u), λ the strength; u = (people below + half of those at s)/n in the score's own group; T the
/// mean or median over groups of their quantiles at u, quantiles by Hazen: straight lines between the i-th of n people at
/// u = (i - 1/2)/n. A score that several people share stays shared, so that distributions differ by up to the largest such
/// share.
///
/// **Source** median: Feldman, Friedler, Moeller, Scheidegger and Venkatasubramanian (2015), section 5; barycentre:
/// Gordaliza, del Barrio, Gamboa and Loubes (2019), section 3; quantiles: Hyndman and Fan (1996), type 5.
///
/// **Undefined when** a group has nobody ([`Refusal::Undefined`]); other refusals are of input that says nothing.
///
/// ```
/// # use evenhand_metrics::fix::repair::{Scores, Target, repaired};
/// let group = |values: [f64; 2]| Scores { values: values.to_vec(), people: vec![1, 1] };
/// let found = repaired(&[group([1.0, 2.0]), group([3.0, 4.0])], Target::Barycentre, 0.5).unwrap();
/// assert_eq!(found, [[1.5, 2.5], [2.5, 3.5]]);
/// ```
pub fn repaired(groups: &[Scores], target: Target, strength: f64) -> Result<Vec<Vec<f64>>, Refusal> {
    if !(0.0..=1.0).contains(&strength) {
        return Err(Refusal::NoStrength);
    }
    let lines = groups.iter().enumerate().map(|(place, group)| Line::of(place, group));
    let lines: Vec<Line> = lines.collect::<Result<_, _>>()?;
    let everybody: f64 = lines.iter().map(|line| line.people).sum();
    let each = 1.0 / real(lines.len() as u64);
    let moved = |(group, line): (&Scores, &Line)| {
        let us: Vec<f64> = line.middles().collect();
        let towards = match target {
            Target::Barycentre => weighted(&lines, &us, |other| other.people / everybody),
            Target::EqualMean => weighted(&lines, &us, |_| each),
            Target::Median => medians(&lines, &us),
        };
        let mut highest = f64::NEG_INFINITY;
        let one = |(score, towards): (&f64, f64)| {
            let score = if strength > 0.0 { (1.0 - strength) * score + strength * towards } else { *score };
            // Rounding must not exchange two people.
            highest = highest.max(score);
            highest
        };
        group.values.iter().zip(towards).map(one).collect()
    };
    Ok(groups.iter().zip(&lines).map(moved).collect())
}

/// A group's quantiles: level along each score's people, straight lines in between.
struct Line {
    people: f64,
    /// Hazen's place of the first and of the last person with each score, in people.
    knots: Vec<(f64, f64)>,
    values: Vec<f64>,
}

impl Line {
    fn of(place: usize, group: &Scores) -> Result<Self, Refusal> {
        if group.people.is_empty() && group.values.is_empty() {
            return Err(Refusal::Undefined { group: place, reason: Undefined::EmptyGroup });
        }
        let ascending = group.values.windows(2).all(|pair| pair[0] < pair[1]);
        let finite = group.values.iter().all(|value| value.is_finite());
        if !ascending || !finite || group.values.len() != group.people.len() || group.people.contains(&0) {
            return Err(Refusal::Malformed { group: place });
        }
        let mut below = 0.0;
        let knots = group.people.iter().map(|people| {
            let first = below + 0.5;
            below += real(*people);
            (first, below - 0.5)
        });
        let knots = knots.collect();
        Ok(Self { people: below, knots, values: group.values.clone() })
    }

    /// The place of each score among the group's people, from 0 to 1.
    fn middles(&self) -> impl Iterator<Item = f64> {
        self.knots.iter().map(|(first, last)| first.midpoint(*last) / self.people)
    }

    /// The quantiles at ascending places.
    fn quantiles(&self, us: &[f64]) -> impl Iterator<Item = f64> {
        let mut at = 0;
        us.iter().map(move |u| {
            let place = u * self.people;
            while at + 1 < self.knots.len() && self.knots[at + 1].0 <= place {
                at += 1;
            }
            let Some(next) = self.knots.get(at + 1).filter(|_| place > self.knots[at].1) else {
                return self.values[at];
            };
            let part = (place - self.knots[at].1) / (next.0 - self.knots[at].1);
            self.values[at] + part * (self.values[at + 1] - self.values[at])
        })
    }
}

fn weighted(lines: &[Line], us: &[f64], weight: impl Fn(&Line) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; us.len()];
    for line in lines {
        let weight = weight(line);
        for (sum, quantile) in sums.iter_mut().zip(line.quantiles(us)) {
            *sum += weight * quantile;
        }
    }
    sums
}

fn medians(lines: &[Line], us: &[f64]) -> Vec<f64> {
    let mut quantiles = vec![Vec::with_capacity(lines.len()); us.len()];
    for line in lines {
        for (all, quantile) in quantiles.iter_mut().zip(line.quantiles(us)) {
            all.push(quantile);
        }
    }
    quantiles.into_iter().map(median).collect()
}

/// The middle one, or the mean of the middle two.
fn median(mut values: Vec<f64>) -> f64 {
    let half = values.len() / 2;
    let odd = values.len() % 2 == 1;
    let (below, upper, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    let lower = below.iter().copied().reduce(f64::max).filter(|_| !odd);
    lower.map_or(*upper, |lower| lower.midpoint(*upper))
}

#[expect(clippy::cast_precision_loss, reason = "beyond 2^53 people the last digit no longer matters")]
const fn real(count: u64) -> f64 {
    count as f64
}
