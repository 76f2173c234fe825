//! How often a family of comparisons finds something where there is nothing: simulated, as the comparisons share groups.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of people, of which there are at most 20,000"
)]

use crate::exact::{World, on_the_ratio};
use evenhand_metrics::{
    compare::{Group, ReferenceRule, choose},
    draw::{Binomial, Source},
    family::{Correction, level_each},
    interval::{Confidence, RatioMethod, ratio},
    significance::Count,
    tally::Tally,
};

/// Worlds drawn for each row.
pub(crate) const WORLDS: u32 = 10_000;

/// The references with the corrections that a check may have under them: all others pull against each other, so there Šidák's
/// is refused.
pub(crate) const COLUMNS: [(&str, Correction); 8] = [
    ("largest", Correction::Sidak),
    ("largest", Correction::Bonferroni),
    ("named", Correction::Sidak),
    ("named", Correction::Bonferroni),
    ("rest", Correction::Bonferroni),
    ("everyone", Correction::Bonferroni),
    ("highest-rate", Correction::Sidak),
    ("highest-rate", Correction::Bonferroni),
];

/// How the sizes of the groups are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sizes {
    Each(u64),
    /// Growing by the same factor from the first to the last.
    Growing(u64, u64),
    /// One of the second size, the others of the first.
    AllButOne(u64, u64),
}

impl Sizes {
    pub(crate) const ALL: [Self; 4] =
        [Self::Each(100), Self::Each(2_000), Self::Growing(100, 10_000), Self::AllButOne(200, 20_000)];

    pub(crate) fn name(self) -> String {
        match self {
            Self::Each(n) => format!("{n} each"),
            Self::Growing(first, last) => format!("{first} to {last}"),
            Self::AllButOne(small, large) => format!("{small} each, one {large}"),
        }
    }

    pub(crate) fn of(self, groups: u32) -> Vec<u64> {
        let last = groups - 1;
        (0..groups)
            .map(|at| match self {
                Self::Each(n) => n,
                Self::Growing(from, to) => {
                    let factor = (to as f64 / from as f64).powf(f64::from(at) / f64::from(last));
                    (from as f64 * factor).round() as u64
                }
                Self::AllButOne(small, large) => {
                    if at == last {
                        large
                    } else {
                        small
                    }
                }
            })
            .collect()
    }
}

/// Groups who all have the same rate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Equal {
    pub(crate) groups: u32,
    pub(crate) sizes: Sizes,
    pub(crate) rate: f64,
}

impl Equal {
    pub(crate) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for groups in [2, 5, 14] {
            for sizes in Sizes::ALL {
                all.extend([0.02, 0.05, 0.1, 0.2, 0.5].map(|rate| Self { groups, sizes, rate }));
            }
        }
        all
    }

    /// The people expected to be selected in the smallest group; with these rates more are expected to be rejected.
    pub(crate) fn expected(&self) -> f64 {
        self.sizes.of(self.groups).into_iter().min().unwrap_or_default() as f64 * self.rate
    }

    /// Whether the quick run of the tests makes this row again.
    pub(crate) fn is_quick(&self) -> bool {
        self.groups == 2 && self.sizes == Sizes::Each(100)
    }

    /// The probability that at least one interval of the family rules equality out, by column: of two groups added up, of more
    /// the share of simulated worlds.
    pub(crate) fn errors(&self, stream: u64) -> Vec<f64> {
        let sizes = self.sizes.of(self.groups);
        let [n1, n2] = sizes[..] else { return self.errors_by(stream, true) };
        let world = World { n1, n2, p1: self.rate, p2: self.rate };
        let mut known: Vec<(f64, f64)> = Vec::new();
        COLUMNS
            .iter()
            .map(|column| {
                let sure = self.sure(*column);
                let at = known.iter().find(|(level, _)| (level - sure.level()).abs() < 1e-15).copied();
                let (_, error) = at.unwrap_or_else(|| {
                    let found = (sure.level(), world.told_from_equal(&sure));
                    known.push(found);
                    found
                });
                error
            })
            .collect()
    }

    /// The same with intervals that a test at equality confirms, or with score intervals alone.
    pub(crate) fn errors_by(&self, stream: u64, confirmed: bool) -> Vec<f64> {
        let sizes = self.sizes.of(self.groups);
        let draws: Vec<Binomial> = sizes.iter().map(|n| Binomial::new(*n, self.rate)).collect();
        let labels: Vec<String> = (0..self.groups).map(|at| format!("{at:02}")).collect();
        let sure: Vec<Confidence> = COLUMNS.iter().map(|column| self.sure(*column)).collect();
        let mut source = Source::new(1, stream);
        let mut errors = vec![0_u32; COLUMNS.len()];
        for _ in 0..WORLDS {
            let counts: Vec<Tally> =
                sizes.iter().zip(&draws).map(|(n, draw)| Tally::of_counts(draw.draw(&mut source), *n)).collect();
            let groups: Vec<Group<'_>> = (labels.iter().zip(&sizes))
                .zip(&counts)
                .map(|((label, people), rate)| Group { label, people: *people, rate: Ok(*rate) })
                .collect();
            for (at, (reference, _)) in COLUMNS.iter().enumerate() {
                let pairs = pairs(reference, &groups, &counts);
                errors[at] += u32::from(pairs.iter().any(|pair| pair.is_told_apart(&sure[at], confirmed)));
            }
        }
        errors.into_iter().map(|worlds| f64::from(worlds) / f64::from(WORLDS)).collect()
    }

    /// The level of each interval: among the comparisons with one reference, with the rest, or of all pairs.
    fn sure(&self, (reference, correction): (&str, Correction)) -> Confidence {
        let k = self.groups as usize;
        let size = match reference {
            "rest" | "everyone" => k,
            "highest-rate" => k * (k - 1) / 2,
            _ => k - 1,
        };
        Confidence::normal(level_each(correction, 0.95, size))
    }
}

#[derive(Clone, Copy)]
struct Pair {
    group: Tally,
    reference: Tally,
    /// The group's part of everyone, where everyone is the reference.
    share: Option<f64>,
}

impl Pair {
    fn is_told_apart(&self, sure: &Confidence, confirmed: bool) -> bool {
        ratio(RatioMethod::default(), self.group, self.reference, sure).is_ok_and(|interval| {
            let (group, reference) = (count(self.group), count(self.reference));
            let interval =
                if confirmed { on_the_ratio(interval, (1.0, 1.0), group, reference, sure) } else { interval };
            let interval = self.share.map_or(interval, |share| interval.ratio_to_everyone(share));
            !interval.contains(1.0)
        })
    }
}

/// The whole numbers that a tally was made of.
fn count(tally: Tally) -> Count {
    Count::new(tally.top as u64, tally.bottom as u64)
}

fn pairs(reference: &str, groups: &[Group<'_>], counts: &[Tally]) -> Vec<Pair> {
    let all = counts.iter().fold(Tally::new(0.0, 0.0), |sum, n| Tally::new(sum.top + n.top, sum.bottom + n.bottom));
    // The first group is the smallest, or as small as any: the hardest to be compared with.
    let rule =
        if reference == "named" { ReferenceRule::Named("00".to_owned()) } else { ReferenceRule::from_text(reference) };
    let chosen = choose(&rule, groups);
    let pair = |(at, group): (usize, &Tally)| match chosen {
        Some(reference) => (at != reference).then(|| Pair { group: *group, reference: counts[reference], share: None }),
        None => Some(Pair {
            group: *group,
            reference: Tally::new(all.top - group.top, all.bottom - group.bottom),
            share: (rule == ReferenceRule::Everyone).then(|| group.bottom / all.bottom),
        }),
    };
    counts.iter().enumerate().filter_map(pair).collect()
}
