//! How often intervals hold the truth where people have several rows: simulated, by folds as the audit has them.

use evenhand_metrics::{
    catalog::RATES,
    cell::Cell,
    dependence::{clustered, confidence_of_two},
    draw::{Binomial, Source, multinomial},
    interval::{DifferenceMethod, RatioMethod, difference, ratio},
};

/// Worlds drawn for each row.
pub(crate) const WORLDS: u32 = 2_000;
/// Rows of each person.
const ROWS: u64 = 5;
/// Folds that people fall into.
const FOLDS: [f64; 32] = [1.0; 32];

/// How the rows of a person go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Together {
    /// All five are alike.
    Alike,
    /// Each is decided by itself.
    Apart,
}

impl Together {
    pub(crate) const ALL: [Self; 2] = [Self::Alike, Self::Apart];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Alike => "alike",
            Self::Apart => "independent",
        }
    }
}

/// Two groups of people with five rows each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Repeated {
    pub(crate) people: u64,
    pub(crate) rate: f64,
    pub(crate) ratio: f64,
    pub(crate) together: Together,
}

/// What came of the worlds of one row, in percent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Covered {
    pub(crate) without: f64,
    pub(crate) ratio: f64,
    pub(crate) difference: f64,
}

impl Repeated {
    pub(crate) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for together in Together::ALL {
            for people in [10, 20, 50, 100, 500, 2_000, 5_000] {
                for rate in [0.02, 0.1, 0.5] {
                    all.extend([1.0, 0.8].map(|ratio| Self { people, rate, ratio, together }));
                }
            }
        }
        all
    }

    /// People expected to be selected in the group with fewer, as many as its rows are worth.
    #[expect(clippy::cast_precision_loss, reason = "at most 5,000 people")]
    pub(crate) fn expected(&self) -> f64 {
        let rows = if self.together == Together::Alike { 1.0 } else { ROWS as f64 };
        self.people as f64 * self.rate * self.ratio * rows
    }

    /// How often the default intervals at 95 % hold the truth, given that there is one.
    pub(crate) fn covered(&self, stream: u64) -> Covered {
        let mut source = Source::new(2, stream);
        let (mut without, mut with, mut by_ratio, mut by_difference) = (0_u32, 0_u32, 0_u32, 0_u32);
        for _ in 0..WORLDS {
            let segments = [self.rate * self.ratio, self.rate].map(|rate| self.folds(rate, &mut source));
            let found = clustered(RATES[0], &segments);
            let [Ok(a), Ok(b)] = found[..] else {
                without += 1;
                continue;
            };
            let confidence = confidence_of_two(0.95, &a, &b);
            let ratio = ratio(RatioMethod::default(), a.tally, b.tally, &confidence);
            let difference = difference(DifferenceMethod::default(), a.tally, b.tally, &confidence);
            // A ratio of nobody to nobody is not asked to hold anything.
            let none = a.tally.top + b.tally.top <= 0.0;
            match (ratio, difference) {
                (Ok(ratio), Ok(difference)) if !none => {
                    with += 1;
                    by_ratio += u32::from(ratio.contains(self.ratio));
                    by_difference += u32::from(difference.contains(self.rate * (self.ratio - 1.0)));
                }
                _ => without += 1,
            }
        }
        let share = |hits: u32, of: u32| 100.0 * f64::from(hits) / f64::from(of.max(1));
        Covered {
            without: share(without, WORLDS),
            ratio: share(by_ratio, with),
            difference: share(by_difference, with),
        }
    }

    fn folds(&self, rate: f64, source: &mut Source) -> Vec<Cell> {
        let people = multinomial(self.people, &FOLDS, source);
        let rows = |here: u64, source: &mut Source| match self.together {
            Together::Alike => ROWS * Binomial::new(here, rate).draw(source),
            Together::Apart => Binomial::new(ROWS * here, rate).draw(source),
        };
        people
            .unwrap_or_default()
            .into_iter()
            .map(|here| {
                let selected = rows(here, source);
                Cell::of_counts([0, 0, selected, 0, 0, ROWS * here - selected])
            })
            .collect()
    }
}
