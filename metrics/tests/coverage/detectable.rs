//! How often a gap that is called detectable is reported: added up over all tables.

#![expect(clippy::cast_precision_loss, reason = "numbers of people, of which there are few")]

use crate::exact::World;
use evenhand_metrics::{
    family::{Correction, level_each},
    interval::Confidence,
    power::{Aim, Group, Side, detectable_ratio_beyond},
};

/// A group held against its reference in a family, and a limit of 0.8 or 1.25.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Detectable {
    people: u64,
    reference: u64,
    rate: f64,
    family: usize,
    side: Side,
}

impl Detectable {
    pub(crate) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for (people, reference) in [(50, 1_000), (200, 200), (200, 2_000), (1_000, 1_000)] {
            for rate in [0.05, 0.2, 0.5] {
                for family in [1, 14] {
                    let of = |side| Self { people, reference, rate, family, side };
                    all.extend([Side::Below, Side::Above].map(of));
                }
            }
        }
        all
    }

    pub(crate) const fn is_quick(&self) -> bool {
        self.people + self.reference <= 400
    }

    pub(crate) fn head(&self) -> String {
        let Self { people, reference, rate, family, .. } = self;
        format!("| {people} : {reference} | {} % | {family} | {} |", 100.0 * rate, self.limit())
    }

    pub(crate) fn row(&self) -> String {
        let cells = [self.by_logarithm(), self.by_the_rule()].map(|seen| match seen {
            Some(ratio) => format!("{ratio:.2} | {:.1}", 100.0 * self.power(ratio)),
            None => "none | –".to_owned(),
        });
        format!("{} {} | {} |", self.head(), cells[0], cells[1])
    }

    /// The people expected to be selected in the group at a ratio.
    pub(crate) fn expected(&self, ratio: f64) -> f64 {
        self.people as f64 * self.rate * ratio
    }

    fn limit(&self) -> f64 {
        if self.side == Side::Below { 0.8 } else { 1.25 }
    }

    fn sure(&self) -> Confidence {
        Confidence::normal(level_each(Correction::Sidak, 0.95, self.family))
    }

    fn by_the_rule(&self) -> Option<f64> {
        let reference = Group { rate: self.rate, people: self.reference as f64 };
        detectable_ratio_beyond(self.side, self.limit(), self.people as f64, reference, &Aim::usual(self.sure()))
    }

    /// What was told before: the limit, and (z + z') standard errors of the logarithm beyond it. The nearest such ratio, by steps of
    /// one in a thousand.
    fn by_logarithm(&self) -> Option<f64> {
        let (n1, n2, p) = (self.people as f64, self.reference as f64, self.rate);
        let steps = Aim::usual(self.sure()).steps();
        let way = if self.side == Side::Below { -1.0 } else { 1.0 };
        let ratios = (1..20_000).map(|step| self.limit() * (way * 0.001 * f64::from(step)).exp());
        ratios.take_while(|r| r * p <= 1.0).find(|r| {
            let error = ((1.0 - r * p) / (r * p * n1) + (1.0 - p) / (p * n2)).sqrt();
            way * (r / self.limit()).ln() >= steps * error
        })
    }

    /// How often the group is called outside on this side if this is its true ratio.
    fn power(&self, ratio: f64) -> f64 {
        let world = World { n1: self.people, n2: self.reference, p1: (ratio * self.rate).min(1.0), p2: self.rate };
        let (below, above) = world.outside((0.8, 1.25), &self.sure());
        if self.side == Side::Below { below } else { above }
    }
}

/// What the page says above the rows.
pub(crate) const TEXT: &str = "
## Detectable gaps

Beside a verdict that cannot tell stands the gap that would have been reported 8 times in 10. Here it is for a group held against its
reference at 0.8 and at 1.25, alone or in a family of 14, with the percentage of all audits that report it (added up over all tables): as it was
told before, by the standard error of the logarithm of a ratio, and as it is told now, by the rule that decides.

**What holds.** Where at that gap one person or more is expected to be selected in the group, it is reported in 79 to 83 of 100. This is tested.
Before, it was in 45 to 97, and none was told in 9 rows of which 5 have one.

**What does not hold.** Where hardly anybody would be selected there is no gap between too small and more than enough: up to 93 of 100.
The reference's rate is taken to be the one measured.

| people | rate | family | limit | before: ratio | reported | now: ratio | reported |
|---|---:|---:|---:|---:|---:|---:|---:|
";
