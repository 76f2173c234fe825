//! People who are not in the cube: how many, why, and in which segments or campaigns.

use crate::audit::{LeftOut, LeftOutPart};
use crate::segment::Segment;

/// Why somebody is left out, in the order in which reasons are looked for and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The row has no key to find its person by.
    KeyMissing,
    /// Nobody in the audience has the row's key.
    NotInAudience,
    /// Neither selected nor rejected.
    DecisionMissing,
    /// Nobody knows how many people the row stands for, or how many of them were selected.
    CountMissing,
    /// No weight where rows carry weights.
    WeightMissing,
    /// In the audience and without a decision.
    NoDecision,
}

impl Reason {
    const ALL: [Self; 6] = [
        Self::KeyMissing,
        Self::NotInAudience,
        Self::DecisionMissing,
        Self::CountMissing,
        Self::WeightMissing,
        Self::NoDecision,
    ];

    const fn id(self) -> &'static str {
        match self {
            Self::KeyMissing => "key-missing",
            Self::NotInAudience => "not-in-audience",
            Self::DecisionMissing => "decision-missing",
            Self::CountMissing => "count-missing",
            Self::WeightMissing => "weight-missing",
            Self::NoDecision => "no-decision",
        }
    }

    /// Whether the person was not found, so that only the campaign tells anything.
    const fn is_of_nobody(self) -> bool {
        matches!(self, Self::KeyMissing | Self::NotInAudience)
    }
}

/// The people left out so far.
#[derive(Debug, Default)]
pub(crate) struct Tallies {
    reasons: [Tally; Reason::ALL.len()],
}

#[derive(Debug, Default)]
struct Tally {
    people: u64,
    /// By place in the rows' codes, then by code.
    by: Vec<Vec<u64>>,
}

impl Tallies {
    /// Counts a row's people. `codes` are the row's, attributes first, then the campaign.
    pub(crate) fn add(&mut self, reason: Reason, people: u64, codes: impl Iterator<Item = u32>) {
        let tally = &mut self.reasons[reason as usize];
        tally.people = tally.people.saturating_add(people);
        for (dim, code) in codes.enumerate() {
            if tally.by.len() <= dim {
                tally.by.push(Vec::new());
            }
            let (by, code) = (&mut tally.by[dim], code as usize);
            if by.len() <= code {
                by.resize(code + 1, 0);
            }
            by[code] = by[code].saturating_add(people);
        }
    }

    /// As the audit shows them: reasons with people, in order. Parts with fewer than `min_cell` people get no number, and
    /// where one part of an attribute would be the only one without, the next smallest gets none either.
    pub(crate) fn shown(&self, dims: &[Shown<'_>], min_cell: u64) -> Vec<LeftOut> {
        let reasons = Reason::ALL.into_iter().zip(&self.reasons).filter(|(_, tally)| tally.people > 0);
        reasons
            .map(|(reason, tally)| {
                let parts = tally.by.iter().zip(dims).filter(|(_, dim)| dim.is_campaign == reason.is_of_nobody());
                let by = parts.flat_map(|(by, dim)| dim.parts(by, min_cell)).collect();
                LeftOut { reason: reason.id().to_owned(), people: tally.people, by }
            })
            .collect()
    }
}

/// An attribute or the campaign, as far as it is shown.
#[derive(Debug)]
pub(crate) struct Shown<'a> {
    /// The attribute's name.
    pub name: &'a str,
    /// Whether it is the campaign.
    pub is_campaign: bool,
    /// Codes in the order in which their labels are shown, with the labels; the missing value last.
    pub labels: Vec<(u32, Option<&'a str>)>,
}

impl Shown<'_> {
    fn parts(&self, by: &[u64], min_cell: u64) -> Vec<LeftOutPart> {
        let people = |code: u32| by.get(code as usize).copied().unwrap_or(0);
        let present: Vec<(u64, Option<&str>)> =
            self.labels.iter().map(|(code, label)| (people(*code), *label)).filter(|(people, _)| *people > 0).collect();
        let least_shown = match present.iter().filter(|(people, _)| *people < min_cell).count() {
            1 => present.iter().map(|(people, _)| *people).filter(|people| *people >= min_cell).min(),
            _ => None,
        };
        let mut also_hidden = least_shown;
        let part = |(people, label): (u64, Option<&str>)| {
            let label = label.map(str::to_owned);
            let hidden = people < min_cell || also_hidden.take_if(|least| *least == people).is_some();
            LeftOutPart {
                segment: (!self.is_campaign).then(|| Segment(vec![(self.name.to_owned(), label.clone())])),
                campaign: label.filter(|_| self.is_campaign),
                people: (!hidden).then_some(people),
            }
        };
        present.into_iter().map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gender() -> Shown<'static> {
        Shown {
            name: "gender",
            is_campaign: false,
            labels: vec![(2, Some("f")), (1, Some("m")), (3, Some("x")), (0, None)],
        }
    }

    fn campaign() -> Shown<'static> {
        Shown { name: "@campaign", is_campaign: true, labels: vec![(1, Some("spring")), (0, None)] }
    }

    #[test]
    fn a_lone_small_part_takes_the_next_smallest_with_it() {
        let mut tallies = Tallies::default();
        for (people, code) in [(50, 1), (40, 2), (3, 3), (30, 0)] {
            tallies.add(Reason::DecisionMissing, people, [code, 1].into_iter());
        }
        let shown = tallies.shown(&[gender(), campaign()], 11);
        assert_eq!((shown[0].reason.as_str(), shown[0].people), ("decision-missing", 123));
        let people: Vec<_> = shown[0].by.iter().map(|part| (part.segment.clone().unwrap().id(), part.people)).collect();
        let expected = [("gender=f", Some(40)), ("gender=m", Some(50)), ("gender=x", None), ("gender=()", None)];
        assert_eq!(people, expected.map(|(id, people)| (id.to_owned(), people)));
    }

    #[test]
    fn people_whom_nobody_knows_are_shown_by_campaign() {
        let mut tallies = Tallies::default();
        tallies.add(Reason::NotInAudience, 20, [0, 1].into_iter());
        let shown = tallies.shown(&[gender(), campaign()], 11);
        assert_eq!(shown[0].by.len(), 1);
        assert_eq!((shown[0].by[0].campaign.as_deref(), shown[0].by[0].people), (Some("spring"), Some(20)));
    }
}
