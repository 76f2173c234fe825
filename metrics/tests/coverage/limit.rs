//! How often a family of comparisons finds something outside where every truth lies exactly on the limit: simulated.

use crate::family::Sizes;
use evenhand_metrics::{
    draw::{Binomial, Source},
    family::{Correction, level_each},
    interval::{Confidence, DifferenceMethod, Interval, ProportionMethod, RatioMethod, difference, proportion, ratio},
    power::Side,
    significance::{Count, Supposed, TestId, beyond_limit, score_at, two_by_two},
    strata::{rate_difference, rate_ratio},
    tally::{Pair, Tally},
};

/// Worlds drawn for each row.
const WORLDS: u32 = 4_000;

/// What is compared with the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    Ratio,
    Difference,
    Value,
    StrataRatio,
    StrataDifference,
}

impl On {
    const ALL: [Self; 5] = [Self::Ratio, Self::Difference, Self::Value, Self::StrataRatio, Self::StrataDifference];

    const fn name(self) -> &'static str {
        match self {
            Self::Ratio => "ratio",
            Self::Difference => "difference",
            Self::Value => "value",
            Self::StrataRatio => "ratio, 5 strata",
            Self::StrataDifference => "difference, 5 strata",
        }
    }
}

/// The rates of five strata are this many times the rate of the row.
const STRATA: [f64; 5] = [0.5, 0.75, 1.0, 1.25, 1.5];

/// Groups that all lie on one side of the limit; the last is the reference, unless rates stand alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OnLimit {
    pub(crate) on: On,
    groups: u32,
    sizes: Sizes,
    rate: f64,
    side: Side,
}

impl OnLimit {
    pub(crate) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for on in On::ALL {
            for groups in [2, 7, 14, 40] {
                for sizes in [Sizes::Each(100), Sizes::Each(2_000), Sizes::AllButOne(200, 20_000)] {
                    for rate in [0.02, 0.2] {
                        all.extend([Side::Below, Side::Above].map(|side| Self { on, groups, sizes, rate, side }));
                    }
                }
            }
        }
        all
    }

    pub(crate) const fn is_quick(&self) -> bool {
        self.groups == 2
    }

    pub(crate) fn head(&self) -> String {
        let side = if self.side == Side::Below { "low" } else { "high" };
        let (name, groups, sizes) = (self.on.name(), self.groups, self.sizes.name());
        format!("| {name} | {groups} | {sizes} | {} % | {side} |", 100.0 * self.rate)
    }

    pub(crate) fn row(&self, stream: u64) -> String {
        let [before, now] = self.errors(stream);
        format!("{} {before:.2} | {now:.2} |", self.head())
    }

    /// The limit on this row's side.
    fn limit(&self) -> f64 {
        match (self.on, self.side) {
            (On::Ratio | On::StrataRatio, Side::Below) => 0.8,
            (On::Ratio | On::StrataRatio, Side::Above) => 1.25,
            (On::Difference | On::StrataDifference, Side::Below) => -0.25 * self.rate,
            (On::Difference | On::StrataDifference, Side::Above) => 0.25 * self.rate,
            (On::Value, _) => self.rate,
        }
    }

    /// The rate of a group on the limit, given the reference's.
    fn own(&self, reference: f64) -> f64 {
        match self.on {
            On::Ratio | On::StrataRatio => reference * self.limit(),
            On::Difference | On::StrataDifference => reference + self.limit(),
            On::Value => self.limit(),
        }
    }

    /// The percentages of worlds in which some group is called outside: held against Fisher's test of equality where there
    /// was one, as was done before, and against the test at the limit.
    fn errors(&self, stream: u64) -> [f64; 2] {
        let sizes = self.sizes.of(self.groups);
        let alone = self.on == On::Value;
        let rates: &[f64] = if matches!(self.on, On::StrataRatio | On::StrataDifference) { &STRATA } else { &[1.0] };
        let draws = |n: u64, is_reference: bool| -> Vec<Binomial> {
            let draw = |times: &f64| {
                let base = self.rate * times;
                Binomial::new(n / rates.len() as u64, if is_reference { base } else { self.own(base) })
            };
            rates.iter().map(draw).collect()
        };
        let last = sizes.len() - 1;
        let draws: Vec<(u64, Vec<Binomial>)> =
            sizes.iter().enumerate().map(|(at, n)| (n / rates.len() as u64, draws(*n, at == last && !alone))).collect();
        let compared = if alone { sizes.len() } else { last };
        let sure = Confidence::normal(level_each(Correction::Sidak, 0.95, compared));
        let mut source = Source::new(3, stream);
        let mut found = [0_u32; 2];
        for _ in 0..WORLDS {
            let counts: Vec<Vec<Count>> = draws
                .iter()
                .map(|(n, draws)| draws.iter().map(|draw| Count::new(draw.draw(&mut source), *n)).collect())
                .collect();
            let outside: Vec<[bool; 2]> =
                counts[..compared].iter().map(|group| self.outside(group, &counts[last], &sure)).collect();
            for (at, worlds) in found.iter_mut().enumerate() {
                *worlds += u32::from(outside.iter().any(|outside| outside[at]));
            }
        }
        found.map(|worlds| 100.0 * f64::from(worlds) / f64::from(WORLDS))
    }

    /// Whether a group is called outside on this row's side, before and now.
    fn outside(&self, group: &[Count], reference: &[Count], sure: &Confidence) -> [bool; 2] {
        let Some(interval) = self.interval(group, reference, sure) else { return [false; 2] };
        let limit = self.limit();
        let beyond = match self.side {
            Side::Below => interval.high.is_some_and(|high| high < limit),
            Side::Above => interval.low.is_some_and(|low| low > limit),
        };
        if !beyond {
            return [false; 2];
        }
        let unequal =
            || two_by_two(TestId::Fisher, group[0], reference[0]).is_ok_and(|t| t.p_value <= 1.0 - sure.level());
        let exact = |supposed| {
            beyond_limit(supposed, self.side, group[0], reference[0]).is_ok_and(|p_value| p_value <= sure.tail())
        };
        let score = |supposed| {
            let z = score_at(&pairs(group, reference), supposed);
            z.is_ok_and(|z| (if self.side == Side::Below { -z } else { z }) >= sure.critical())
        };
        match self.on {
            On::Ratio => [unequal(), exact(Supposed::Ratio(limit))],
            On::Difference => [unequal(), exact(Supposed::Difference(limit))],
            On::Value => {
                let exact = proportion(ProportionMethod::ClopperPearson, group[0].into(), sure);
                [true, exact.is_ok_and(|exact| !exact.contains(limit))]
            }
            On::StrataRatio => [true, score(Supposed::Ratio(limit))],
            On::StrataDifference => [true, score(Supposed::Difference(limit))],
        }
    }

    fn interval(&self, group: &[Count], reference: &[Count], sure: &Confidence) -> Option<Interval> {
        let (a, b) = (Tally::from(group[0]), Tally::from(reference[0]));
        match self.on {
            On::Ratio => ratio(RatioMethod::default(), a, b, sure).ok(),
            On::Difference => difference(DifferenceMethod::default(), a, b, sure).ok(),
            On::Value => proportion(ProportionMethod::default(), a, sure).ok(),
            On::StrataRatio => rate_ratio(&pairs(group, reference), sure).ok()?.interval.ok(),
            On::StrataDifference => rate_difference(&pairs(group, reference), sure).ok()?.interval.ok(),
        }
    }
}

fn pairs(group: &[Count], reference: &[Count]) -> Vec<Pair> {
    group.iter().zip(reference).map(|(group, reference)| Pair::new((*group).into(), (*reference).into())).collect()
}

/// What the page says above the rows.
pub(crate) const TEXT: &str = "
## Families on the limit

A verdict is about a limit, and a limit may be just where the truth is. Here every group lies exactly on the limit: at 0.8 or 1.25
times the reference's rate, a quarter of that rate below or above it, at the lowest or highest rate allowed; alone, or within each of five
strata with rates of 0.5 to 1.5 times the rate of the row and a fifth of the people each. The figures are the percentages of 4,000
simulated worlds (seed 3) in which some group is called outside: those of the interval alone, held against Fisher's test of
equality where there is one, as was done before; and those of the interval held against a test at the limit, as is done now. The
simulation itself is uncertain by 0.25 where the figure is 2.5.

A group that lies on the limit can be called outside on one side only, so 2.5 is what each family aims at, and 5 is what is promised. The
test is exact for two rates with fewer than 2,000 people expected in a cell and for a rate alone, and the skewness-corrected score of Laud
(2017) for larger counts, within strata, and for weights and repeated people, of which there are no tables.

**What holds.** At most 5 % in every row. This is tested.

**What does not hold.** Exact tests are cautious: with 2 to 20 people expected the figures are far below 2.5, and so is the chance to
find what is there.

| compared | groups | people | rate | on the limit | before | now |
|---|---:|---:|---:|---:|---:|---:|
";
