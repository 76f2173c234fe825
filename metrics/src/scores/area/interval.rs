//! Intervals of areas and of their differences, from the placements that `DeLong`'s variance is made of: no shape of the
//! scores is taken for granted, and ties count as they are.

use super::{Area, Scores, Spread, Undefined, area, walk};
use crate::interval::{Confidence, Interval, ProportionMethod, proportion};
use crate::tally::Tally;

/// Where fewer people than this, of the outcome that fewer have, would have to change places to make the area 0 or 1, the
/// placements seen say too little of those not seen.
const FEW_MISPLACED: f64 = 1.0;

/// So many people are added to each outcome for every squared unit of the critical value.
const ADDED: f64 = 1.0 / 16.0;

impl Area {
    /// The areas not ruled out: within [0, 1], and never of width zero, not even at an area of 0 or 1, where the standard
    /// error is 0 and says nothing.
    ///
    /// # Formula
    /// logit A ± t √V / A(1-A), V = ((m-e) s₁₀ + e A(1-A))/m² + ((n-e) s₀₁ + e A(1-A))/n²: `DeLong`'s variance with e = z²/16 people
    /// (a quarter of one at 95 %) of either outcome added whose placement scatters as much as one of mean A can; t Student's
    /// with Welch's degrees of freedom of the two terms (m-1 and n-1), at the level of z, the critical value of `confidence`; m and n
    /// divided by the design effect. Where k min(A, 1-A) < 1, k = min(m, n), it is widened to the Clopper-Pearson interval of kA
    /// in k, which alone stands at an area of 0 or 1: there its end is (α/2)^(1/k), since k pairs without a person in
    /// common are all in order with a probability of θᵏ at most. Where all scores are tied, at an area of ½, it reaches
    /// ½ (1 - (α/2)^(1/k)) to either side at least: nobody was seen of those who might not be.
    /// # Source
    /// `DeLong`, `DeLong` & Clarke-Pearson (1988), Biometrics 44; on the logit: Pepe (2003), The Statistical Evaluation of
    /// Medical Tests, section 5.2.4, which Perme & Manevski (2019), Statistical Methods in Medical Research 28, p. 3755, find best of
    /// many; Student's t: Brunner & Munzel (2000), Biometrical Journal 42, p. 17. No distribution has a variance above A(1-A)/k: Birnbaum &
    /// Klose (1957), Annals of Mathematical Statistics 28; Clopper & Pearson (1934), Biometrika 26. People are added for a
    /// variance as Agresti & Coull (1998), American Statistician 52, do, z² of them to a rate; that a sixteenth of them does for an
    /// area is simulated in docs/coverage.md: without any, families of forty groups err in up to 6 of 100, with one whole person
    /// 20 people of an outcome are covered in 97 to 98.5.
    /// # Undefined when
    /// People are weighted (`no-interval`).
    /// # Example
    /// ```
    /// use evenhand_metrics::{interval::Confidence, scores::{Scores, area::area}};
    /// let group = Scores::of_counts([(0.1, 0, 5, 0), (0.9, 4, 0, 0)])?;
    /// let interval = area(&group).unwrap().interval(1.0, &Confidence::normal(0.95)).unwrap();
    /// assert!((interval.low.unwrap() - 0.025_f64.powf(0.25)).abs() < 1e-12);
    /// assert_eq!(interval.high, Some(1.0));
    /// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
    /// ```
    pub fn interval(&self, deff: f64, confidence: &Confidence) -> Result<Interval, Undefined> {
        let spread = self.spread?;
        let (m, n) = (self.positives / deff, self.negatives / deff);
        let fewer = m.min(n);
        let most = self.value * (1.0 - self.value);
        let (x, y) = self.variances(spread, deff, confidence);
        let bound = || proportion(ProportionMethod::ClopperPearson, Tally::new(fewer * self.value, fewer), confidence);
        if most <= 0.0 {
            return bound();
        }
        let df = (x + y) * (x + y) / (x * x / (m - 1.0).max(1.0) + y * y / (n - 1.0).max(1.0));
        let critical = confidence.by_student(df).critical().max(confidence.critical());
        let (centre, reach) = ((self.value / (1.0 - self.value)).ln(), critical * (x + y).sqrt() / most);
        let (mut low, mut high) = (share_of(centre - reach), share_of(centre + reach));
        if fewer * self.value.min(1.0 - self.value) < FEW_MISPLACED {
            let bound = bound()?;
            low = low.min(bound.low.unwrap_or(0.0));
            high = high.max(bound.high.unwrap_or(1.0));
        }
        if spread.positives + spread.negatives <= 0.0 {
            // Everybody is placed alike. So are all but a share of 1 - seen, who could be placed anywhere.
            let seen = confidence.tail().powf(fewer.recip());
            low = low.min(self.value * seen);
            high = high.max(1.0 - (1.0 - self.value) * seen);
        }
        Ok(Interval::bounded(low, high, confidence.level()))
    }

    /// What the scatter of the positives' placements adds to the variance of the area, and what that of the negatives' does.
    fn variances(&self, spread: Spread, deff: f64, confidence: &Confidence) -> (f64, f64) {
        let most = self.value * (1.0 - self.value);
        let added = ADDED * confidence.critical() * confidence.critical();
        let part = |variance: f64, people: f64| {
            // Nobody is more than one of few.
            let added = added.min(people);
            ((people - added) * variance + added * most) / (people * people)
        };
        (part(spread.positives, self.positives / deff), part(spread.negatives, self.negatives / deff))
    }

    /// The interval of this area minus another, of other people: within [-1, 1], never of width zero.
    ///
    /// # Formula
    /// d - √((A₁-l₁)² + (u₂-A₂)²) to d + √((u₁-A₁)² + (A₂-l₂)²), with l, u the ends of [`interval`](Self::interval).
    /// # Source
    /// Newcombe (1998), Statistics in Medicine 17, method 10; Zou & Donner (2008), Statistics in Medicine 27.
    /// # Undefined when
    /// People are weighted (`no-interval`).
    /// # Example
    /// ```
    /// use evenhand_metrics::{interval::Confidence, scores::{Scores, area::area}};
    /// let a = Scores::of_counts([(0.1, 0, 5, 0), (0.9, 4, 0, 0)])?;
    /// let area = area(&a).unwrap();
    /// let gap = area.interval_minus(1.0, &area, 1.0, &Confidence::normal(0.95)).unwrap();
    /// let reach = 1.0 - 0.025_f64.powf(0.25);
    /// assert!((gap.low.unwrap() + reach).abs() < 1e-12 && (gap.high.unwrap() - reach).abs() < 1e-12);
    /// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
    /// ```
    pub fn interval_minus(
        &self,
        deff: f64,
        other: &Self,
        other_deff: f64,
        confidence: &Confidence,
    ) -> Result<Interval, Undefined> {
        let (own, others) = (self.interval(deff, confidence)?, other.interval(other_deff, confidence)?);
        Ok(squared_and_added((self.value, own), (other.value, others), Parts::APART))
    }
}

/// The interval of a group's area minus that of everybody, the group among them.
///
/// # Formula
/// d - √(f₁(A₁-l₁)² + f₂(u₂-A₂)²) to d + √(f₁(u₁-A₁)² + f₂(A₂-l₂)²), f₁ = (V₁ + P - 2C)/V₁ and f₂ = (V₂ - P)/V₂: the variance
/// of d that is the group's people's doing and the one that is the others', over those of the two areas. V₁ and V₂ are the
/// variances of the areas ([`interval`](Area::interval) has V₁), P = Σ (v₂-A₂)²/m₂(m₂-1) over the group's positives
/// and likewise over its negatives what they add to that of everybody, C their covariance Σ (v₁-A₁)(v₂-A₂)/(m₁-1)m₂, v placements
/// among the negatives of the group and of everybody. Of people who are not the same it is
/// [`interval_minus`](Area::interval_minus); of everybody who are nearly the group it is of no width, and of many more than the
/// group it is the interval of the group's area.
/// # Source
/// `DeLong`, `DeLong` & Clarke-Pearson (1988), Biometrics 44, eq. 5, split by whose placements they are; Zou & Donner (2008), Statistics in
/// Medicine 27, for the two parts, which are independent.
/// # Undefined when
/// As [`area`], of the group or of everybody; nobody else has a score and a known outcome (`reference-undefined`); or
/// people are weighted (`no-interval`).
/// # Example
/// ```
/// use evenhand_metrics::{interval::Confidence, scores::{Scores, area::{area, to_everyone}}};
/// let group = Scores::of_counts([(0.2, 20, 60, 0), (0.5, 40, 40, 0), (0.8, 60, 20, 0)])?;
/// let (few, sure) = (Scores::of_counts([(0.2, 1, 0, 0), (0.8, 0, 1, 0)])?, Confidence::normal(0.95));
/// let to_all = to_everyone(&group, &few, 1.0, &sure).unwrap();
/// // Everybody is nearly the group, and so their areas nearly agree.
/// let alone = area(&group).unwrap().interval(1.0, &sure).unwrap();
/// assert!(to_all.high.unwrap() - to_all.low.unwrap() < 0.3 * (alone.high.unwrap() - alone.low.unwrap()));
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn to_everyone(group: &Scores, rest: &Scores, deff: f64, confidence: &Confidence) -> Result<Interval, Undefined> {
    let (own, all, parts) = with_everyone(group, rest, deff, confidence)?;
    let intervals = (own.interval(deff, confidence)?, all.interval(deff, confidence)?);
    Ok(squared_and_added((own.value, intervals.0), (all.value, intervals.1), parts))
}

/// How much of the variance of either of two areas is in that of their difference.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    pub(super) first: f64,
    pub(super) second: f64,
}

impl Parts {
    /// Of two groups without a person in common.
    pub(super) const APART: Self = Self { first: 1.0, second: 1.0 };
}

/// The area of a group, that of everybody, and how much of the variance of either is in that of their difference.
pub(super) fn with_everyone(
    group: &Scores,
    rest: &Scores,
    deff: f64,
    confidence: &Confidence,
) -> Result<(Area, Area, Parts), Undefined> {
    let everybody = group.merge(rest);
    let (own, all) = (area(group)?, area(&everybody)?);
    rest.known().map_err(|_| Undefined::ReferenceUndefined)?;
    let spread = own.spread?;
    let (x, y) = own.variances(spread, deff, confidence);
    let of_all = all.spread?;
    let all_variance = deff * (of_all.positives / all.positives + of_all.negatives / all.negatives);
    let (shared, among_all) = joint((group, &own), (&everybody, &all));
    let part = |variance: f64, of: f64| if of > 0.0 { variance.max(0.0) / of } else { 1.0 };
    let first = part(x + y + deff * (among_all - 2.0 * shared), x + y);
    let second = part(all_variance - deff * among_all, all_variance);
    Ok((own, all, Parts { first, second }))
}

/// Of the area of a group and that of everybody, the group among them: the covariance, and what the people of the group add
/// to the variance of everybody's.
fn joint(own: (&Scores, &Area), all: (&Scores, &Area)) -> (f64, f64) {
    let ((group, own), (everybody, all)) = (own, all);
    let (mut seen, mut seen_by_all) = ((0.0, 0.0), (0.0, 0.0));
    let (mut positives, mut negatives) = ((0.0, 0.0), (0.0, 0.0));
    let add = |sum: &mut (f64, f64), people: f64, own: f64, all: f64| {
        *sum = (sum.0 + people * own * all, sum.1 + people * all * all);
    };
    for step in walk(group, everybody) {
        let (here, everywhere) = (step.a.mass, step.b.mass);
        let off = |area: &Area, below: f64, ties: f64| (below + 0.5 * ties) / area.negatives - area.value;
        let (a, b) = (off(own, seen.1, here.negatives), off(all, seen_by_all.1, everywhere.negatives));
        add(&mut positives, here.positives, a, b);
        let off = |area: &Area, passed: f64, ties: f64| 1.0 - (passed + 0.5 * ties) / area.positives - area.value;
        let (a, b) = (off(own, seen.0, here.positives), off(all, seen_by_all.0, everywhere.positives));
        add(&mut negatives, here.negatives, a, b);
        seen = (seen.0 + here.positives, seen.1 + here.negatives);
        seen_by_all = (seen_by_all.0 + everywhere.positives, seen_by_all.1 + everywhere.negatives);
    }
    // A single person scatters about nobody.
    let rest = |people: f64| (people - 1.0).max(1.0);
    let shared =
        positives.0 / (rest(own.positives) * all.positives) + negatives.0 / (rest(own.negatives) * all.negatives);
    let among_all =
        positives.1 / (rest(all.positives) * all.positives) + negatives.1 / (rest(all.negatives) * all.negatives);
    (shared, among_all)
}

/// Two estimates with their intervals, the first minus the second, and how much of the variance of either is in it.
pub(super) fn squared_and_added(first: (f64, Interval), second: (f64, Interval), parts: Parts) -> Interval {
    let reach = |end: Option<f64>, value: f64| end.map_or(0.0, |end| (end - value).abs());
    let joined = |a: f64, b: f64| (parts.first * a * a + parts.second * b * b).sqrt();
    let ((a, of_a), (b, of_b)) = (first, second);
    let down = joined(reach(of_a.low, a), reach(of_b.high, b));
    let up = joined(reach(of_a.high, a), reach(of_b.low, b));
    Interval::bounded((a - b - down).max(-1.0), (a - b + up).min(1.0), of_a.level)
}

/// From the logit back to a share.
fn share_of(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}
