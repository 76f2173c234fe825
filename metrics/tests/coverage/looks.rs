//! How often a year of daily looks calls something outside where every truth is on its limit: simulated, with intervals for
//! one look and with intervals for all of them.

use std::sync::LazyLock;

use evenhand_metrics::{
    draw::{Binomial, Source},
    family::{Correction, level_each, level_in_steps},
    interval::{Confidence, ProportionMethod, RatioMethod, proportion, ratio_score},
    tally::Tally,
};

/// Years drawn for each row.
const YEARS: u32 = 1_000;
const DAYS: usize = 365;
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
        let page = self.0.iter().fold(HEAD.to_owned(), |page, (year, called)| {
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
        });
        page + &steps()
    }
}

/// Groups of which some lie exactly on the limit and the others far beyond it, under a correction that goes in steps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Steps {
    pub(crate) correction: Correction,
    groups: usize,
    /// Of them, those whose true ratio is 0.6.
    far: usize,
}

/// In percent.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wrong {
    /// Years in which some group on the limit is called outside at some look.
    pub(crate) ever: f64,
    /// Of what is called outside, the share that lies on the limit: when something first is, and on the day of the year on which it is
    /// largest on average.
    pub(crate) first: f64,
    pub(crate) day: f64,
}

impl Steps {
    fn all() -> impl Iterator<Item = Self> {
        [Correction::Holm, Correction::Bh].into_iter().flat_map(|correction| {
            [(6, 0), (6, 3), (13, 0), (13, 6)].map(|(groups, far)| Self { correction, groups, far })
        })
    }

    fn wrong(&self, stream: u64) -> Wrong {
        const STEPS: u32 = 400;
        let mut source = Source::new(12, stream);
        let (mut ever, mut first, mut days) = (0_u32, 0.0, [0.0; DAYS]);
        for _ in 0..STEPS {
            let (mut is_wrong, mut at_first) = (false, None);
            let mut groups = vec![(0_u64, 0_u64); self.groups];
            let mut reference = (0_u64, 0_u64);
            let add = |to: &mut (u64, u64), people: u64, rate: f64, source: &mut Source| {
                *to = (to.0 + Binomial::new(people, rate).draw(source), to.1 + people);
            };
            for day in &mut days {
                add(&mut reference, 100, 0.2, &mut source);
                let other = Tally::of_counts(reference.0, reference.1);
                let z: Vec<f64> = (0..)
                    .zip(&mut groups)
                    .map(|(at, group): (usize, _)| {
                        add(group, 20, 0.2 * if at < self.far { 0.6 } else { LIMIT }, &mut source);
                        let own = Tally::of_counts(group.0, group.1);
                        ratio_score(RatioMethod::MiettinenNurminen, own, other, LIMIT).unwrap_or(0.0)
                    })
                    .collect();
                let own = Tally::of_counts(0, groups[0].1).bottom;
                let people = own * other.bottom / (own + other.bottom);
                let out = |level: f64, z: &[f64]| {
                    let critical = Confidence::at_every_look(level, people, TUNED_FOR).critical();
                    z.iter().filter(|z| **z < -critical).count()
                };
                let level = level_in_steps(self.correction, 0.95, self.groups, |level| out(level, &z));
                let (all, on_limit) = (out(level, &z), out(level, &z[self.far..]));
                let share = |of: usize| f64::from(u32::try_from(of).unwrap());
                let wrong = share(on_limit) / share(all).max(1.0);
                is_wrong |= on_limit > 0;
                *day += wrong;
                if all > 0 {
                    at_first.get_or_insert(wrong);
                }
            }
            ever += u32::from(is_wrong);
            first += at_first.unwrap_or_default();
        }
        let percent = |sum: f64| 100.0 * sum / f64::from(STEPS);
        let day = days.iter().copied().fold(0.0, f64::max);
        Wrong { ever: percent(f64::from(ever)), first: percent(first), day: percent(day) }
    }
}

/// All rows, made once.
pub(crate) static STEPS: LazyLock<Vec<(Steps, Wrong)>> =
    LazyLock::new(|| (0..).zip(Steps::all()).map(|(stream, steps)| (steps, steps.wrong(stream))).collect());

fn steps() -> String {
    let row = |(steps, wrong): &(Steps, Wrong)| {
        let Steps { correction, groups, far } = steps;
        let Wrong { ever, first, day } = wrong;
        format!("| {} | {groups} | {far} | {ever:.1} | {first:.1} | {day:.1} |\n", correction.id())
    };
    STEPS.iter().map(row).fold(IN_STEPS.to_owned(), |page, row| page + &row)
}

const IN_STEPS: &str = "
Holm's correction and that of Benjamini and Hochberg go in steps at every look. Groups of 20 people a day against a reference of 100 at 20 %: some have a true
ratio of 0.6, the others lie exactly on the limit of 0.8. Percentages of 400 simulated years of daily looks (seed 12, uncertain by 0.6): years in which
a group on the limit is ever called outside, and of what is called outside the share that lies on the limit, when anything first is and on the
worst day of the year.

**What holds.** With Holm a group on the limit is ever called outside in at most 5 % of the years, as its levels are Bonferroni's or are
earned by groups that are outside; with Benjamini and Hochberg the false discovery rate is at most 5 % on every day and when something is first
found. This is tested.

| correction | groups | far beyond | ever wrong | wrong of the first | wrong on the worst day |
|---|---:|---:|---:|---:|---:|
";

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
