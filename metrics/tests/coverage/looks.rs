//! How often a year of daily looks calls something outside where every truth is on its limit: simulated, with intervals for
//! one look and with intervals for all of them.

use evenhand_metrics::{
    draw::{Binomial, Source},
    family::{Correction, level_each},
    interval::{Confidence, ProportionMethod, RatioMethod, proportion, ratio_score},
    tally::Tally,
};

/// Years drawn for each row.
const YEARS: u32 = 1_000;
const DAYS: u64 = 365;
/// The people at whom intervals are narrowest.
const TUNED_FOR: f64 = 1_000.0;
const LIMIT: f64 = 0.8;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// The ratio of each group to the same reference, limit 0.8.
    Ratio,
    /// The rate of each group, limit 0.8 of the reference's.
    Value,
}

/// Groups whose people come in day by day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Year {
    asked: Asked,
    groups: usize,
    /// People a day in each group.
    people: u64,
    /// People a day in the reference.
    reference: u64,
    /// Rate of the reference.
    rate: f64,
    /// True ratio of every group.
    pub(crate) ratio: f64,
}

/// Percentages of years in which some group was called outside at some look, and of groups called within.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Called {
    pub(crate) outside_once: f64,
    pub(crate) outside: f64,
    pub(crate) within_once: f64,
    pub(crate) within: f64,
}

impl Year {
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for ratio in [LIMIT, 0.7] {
            for (asked, groups, people, reference, rate) in [
                (Asked::Ratio, 1, 20, 60, 0.2),
                (Asked::Ratio, 1, 2, 40, 0.1),
                (Asked::Ratio, 1, 200, 200, 0.02),
                (Asked::Ratio, 7, 10, 60, 0.2),
                (Asked::Value, 1, 20, 0, 0.2),
                (Asked::Value, 7, 5, 0, 0.1),
            ] {
                all.push(Self { asked, groups, people, reference, rate, ratio });
            }
        }
        all
    }

    fn called(&self, stream: u64) -> Called {
        let mut source = Source::new(6, stream);
        let mut called = Called::default();
        let [mut any_once, mut any, mut within_once, mut within] = [0_u32; 4];
        for _ in 0..YEARS {
            let seen = self.looks(&mut source);
            let some = |of: fn(&Seen) -> bool| u32::from(seen.iter().any(of));
            let count = |of: fn(&Seen) -> bool| u32::try_from(seen.iter().filter(|one| of(one)).count()).unwrap();
            any_once += some(|seen| seen.outside.once);
            any += some(|seen| seen.outside.always);
            within_once += count(|seen| seen.within.once);
            within += count(|seen| seen.within.always);
        }
        let groups = f64::from(u32::try_from(self.groups).unwrap());
        called.outside_once = 100.0 * f64::from(any_once) / f64::from(YEARS);
        called.outside = 100.0 * f64::from(any) / f64::from(YEARS);
        called.within_once = 100.0 * f64::from(within_once) / f64::from(YEARS) / groups;
        called.within = 100.0 * f64::from(within) / f64::from(YEARS) / groups;
        called
    }

    /// One year.
    fn looks(&self, source: &mut Source) -> Vec<Seen> {
        let each = level_each(Correction::Sidak, 0.95, self.groups);
        let (day, of_reference) =
            (Binomial::new(self.people, self.ratio * self.rate), Binomial::new(self.reference, self.rate));
        let mut groups = vec![Tally::of_counts(0, 0); self.groups];
        let mut reference = Tally::of_counts(0, 0);
        let mut seen = vec![Seen::default(); self.groups];
        let add = |to: &mut Tally, selected: u64, people: u64| {
            let more = Tally::of_counts(selected, people);
            *to = Tally::new(to.top + more.top, to.bottom + more.bottom);
        };
        for _ in 0..DAYS {
            add(&mut reference, of_reference.draw(source), self.reference);
            for (group, seen) in groups.iter_mut().zip(&mut seen) {
                add(group, day.draw(source), self.people);
                let people = match self.asked {
                    Asked::Ratio => group.bottom * reference.bottom / (group.bottom + reference.bottom),
                    Asked::Value => group.bottom,
                };
                let always = |level: f64| Confidence::at_every_look(level, people, TUNED_FOR);
                let beyond = |sure: Confidence, low: bool| match self.asked {
                    Asked::Ratio => ratio_score(RatioMethod::MiettinenNurminen, *group, reference, LIMIT)
                        .is_ok_and(|z| if low { z > sure.critical() } else { z < -sure.critical() }),
                    Asked::Value => proportion(ProportionMethod::Wilson, *group, &sure).is_ok_and(|found| {
                        let limit = LIMIT * self.rate;
                        if low { found.low.unwrap() > limit } else { found.high.unwrap() < limit }
                    }),
                };
                seen.outside.once |= beyond(Confidence::normal(each), false);
                seen.outside.always |= beyond(always(each), false);
                seen.within.once |= beyond(Confidence::normal(0.95), true);
                seen.within.always |= beyond(always(0.95), true);
            }
        }
        seen
    }
}

/// What a group was ever called in a year.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    outside: Ever,
    within: Ever,
}

/// By which intervals.
#[derive(Debug, Clone, Copy, Default)]
struct Ever {
    /// Those for one look.
    once: bool,
    /// Those for every look.
    always: bool,
}

/// The table, with what came of it.
pub(crate) struct Looks(pub(crate) Vec<(Year, Called)>);

impl Looks {
    pub(crate) fn simulated() -> Self {
        Self((0..).zip(Year::all()).map(|(stream, year)| (year, year.called(stream))).collect())
    }

    /// The section of the page.
    pub(crate) fn section(&self) -> String {
        self.0.iter().fold(HEAD.to_owned(), |page, (year, called)| {
            let (asked, reference) = match year.asked {
                Asked::Ratio => ("ratio", year.reference.to_string()),
                Asked::Value => ("value", "-".to_owned()),
            };
            page + &format!(
                "| {asked} | {} | {} : {reference} | {} % | {} | {:.1} | {:.1} | {:.1} | {:.1} |\n",
                year.groups,
                year.people,
                100.0 * year.rate,
                year.ratio,
                called.outside_once,
                called.outside,
                called.within_once,
                called.within
            )
        })
    }
}

const HEAD: &str = "
## A year of daily looks

People come in day by day, and the audit is made again on everybody so far, 365 times: the ratio of each group to one reference, or
the rate of each group, against a limit of 0.8 (of the reference's rate). The figures are percentages of 1,000 simulated years (seed
6) in which at some look a group of the family was called outside, and of groups called within at some look (inside the lower limit),
by intervals for one look (`inference = \"process\"`) and by intervals for every look (`\"monitoring\"`, tuned for 1,000 people).

**What holds.** With every truth on its limit, monitoring calls something outside in at most 5 % of the years and a group within in at
most 2.5 %; intervals for one look do so in 14 to 24 % and in 24 to 30 %. This is tested.

**What it costs.** Intervals are half as wide again: a true ratio of 0.7 is found within the year in 90 % and more of the rows where one
look finds it in nearly all, and hardly ever where people are few.

| comparison | groups | people a day | rate of the reference | true ratio | outside, one look | outside, monitoring | within, one look | within, monitoring |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
";
