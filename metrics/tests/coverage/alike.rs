//! How often it is said that one number does not fit all strata where it does: simulated, by the test of that number and by
//! that of odds ratios.

use evenhand_metrics::{
    draw::{Binomial, Source},
    family::Adjustment,
    strata::{common_difference, common_ratio, homogeneity},
    tally::{Pair, Tally},
};

/// Worlds drawn for each row.
const WORLDS: u32 = 1_000;
/// Comparisons of a campaign, each within its own draw of the strata.
const COMPARISONS: usize = 7;

/// Strata of growing rates, and groups whose rates have one ratio or one difference in all of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strata {
    in_all: u32,
    /// People of the group in a stratum; the reference has three times as many.
    people: u64,
    /// Lowest and highest rate of the reference.
    rates: (f64, f64),
    ratio: f64,
}

/// Percentages of worlds, where every ratio is the same, and, for the test of the difference, every difference.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Said {
    pub(crate) odds: f64,
    pub(crate) ratio: f64,
    pub(crate) difference: f64,
    pub(crate) campaign_before: f64,
    pub(crate) campaign: f64,
}

impl Strata {
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for ratio in [1.0, 0.8] {
            for (strata, people, rates) in [
                (3, 40, (0.1, 0.4)),
                (6, 1_000, (0.1, 0.9)),
                (12, 200, (0.02, 0.6)),
                (12, 30, (0.05, 0.5)),
                (60, 20, (0.01, 0.1)),
                (150, 5, (0.02, 0.1)),
            ] {
                all.push(Self { in_all: strata, people, rates, ratio });
            }
        }
        all
    }

    fn rate(&self, stratum: u32) -> f64 {
        let (low, high) = self.rates;
        low * (high / low).powf(f64::from(stratum) / f64::from(self.in_all - 1))
    }

    fn drawn(&self, group: impl Fn(f64) -> f64, source: &mut Source) -> Vec<Pair> {
        let draw = |people: u64, rate: f64, source: &mut Source| {
            Tally::of_counts(Binomial::new(people, rate).draw(source), people)
        };
        (0..self.in_all)
            .map(|stratum| {
                let rate = self.rate(stratum);
                Pair::new(draw(self.people, group(rate), source), draw(3 * self.people, rate, source))
            })
            .collect()
    }

    fn said(&self, stream: u64) -> Said {
        let mut source = Source::new(5, stream);
        let mut said = Said::default();
        let share = |found: bool| if found { 100.0 / f64::from(WORLDS) } else { 0.0 };
        for _ in 0..WORLDS {
            let campaign: Vec<Vec<Pair>> =
                (0..COMPARISONS).map(|_| self.drawn(|rate| rate * self.ratio, &mut source)).collect();
            let odds = |strata: &Vec<Pair>| homogeneity(strata).is_ok_and(|found| found.tarone.p_value < 0.05);
            let p: Vec<f64> =
                campaign.iter().filter_map(|strata| Some(common_ratio(strata).ok()?.tested.p_value)).collect();
            said.odds += share(odds(&campaign[0]));
            said.ratio += share(common_ratio(&campaign[0]).is_ok_and(|found| found.tested.p_value < 0.05));
            said.campaign_before += share(campaign.iter().any(odds));
            said.campaign += share(Adjustment::Holm.adjust(&p, p.len()).iter().any(|p| *p < 0.05));
            // One difference: so much of the lowest rate as the ratio takes from it.
            let off = (1.0 - self.ratio) * self.rates.0;
            let strata = self.drawn(|rate| rate - off, &mut source);
            said.difference += share(common_difference(&strata).is_ok_and(|found| found.tested.p_value < 0.05));
        }
        said
    }
}

/// The table, with what came of it.
pub(crate) struct Alike(pub(crate) Vec<(Strata, Said)>);

impl Alike {
    pub(crate) fn simulated() -> Self {
        Self((0..).zip(Strata::all()).map(|(stream, strata)| (strata, strata.said(stream))).collect())
    }

    /// The section of the page.
    pub(crate) fn section(&self) -> String {
        self.0.iter().fold(HEAD.to_owned(), |page, (of, said)| {
            page + &format!(
                "| {} | {} : {} | {} to {} % | {} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} |\n",
                of.in_all,
                of.people,
                3 * of.people,
                100.0 * of.rates.0,
                100.0 * of.rates.1,
                of.ratio,
                said.odds,
                said.ratio,
                said.difference,
                said.campaign_before,
                said.campaign
            )
        })
    }
}

const HEAD: &str = "
## One number for all strata

That no single ratio describes all strata is said where a test of that very ratio finds it (Gart and Nam), over the strata in which
every fitted count is 1 or more, and by Holm's correction over all comparisons within strata. Before, it was said by the test of
odds ratios (Breslow and Day, with Tarone's correction), and of each comparison by itself; odds ratios differ wherever rates do and
their ratio does not. In the worlds of this table the ratio is the same in all strata, or, for the test of the difference, the
difference is. The figures are percentages of 1,000 simulated worlds (seed 5) in which a test finds otherwise at 5 %: of one
comparison, and of a campaign of seven, in which at least one is named.

**What holds.** The tests of the ratio and of the difference find something in at most 7 % of the worlds, and a campaign names a
comparison in at most 7 % (5, within what 1,000 worlds can tell), however sparse the strata are. This is tested. Where hardly any
stratum has people enough they find less.

| strata | people in each | rates of the reference | ratio | odds ratio (before) | ratio | difference | campaign, before | campaign |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";
