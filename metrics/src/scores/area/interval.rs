//! Intervals of areas and of their differences, from the placements that `DeLong`'s variance is made of: no shape of the
//! scores is taken for granted, and ties count as they are.

use super::{Area, Scores, Spread, Undefined, area, walk};
use crate::interval::{Confidence, Interval, ProportionMethod, proportion};
use crate::tally::Tally;

/// Where fewer people than this, of the outcome that fewer have, would have to change places to make the area 0 or 1, the
/// placements seen say too little of those not seen.
const FEW_MISPLACED: f64 = 2.0;

impl Area {
    /// The areas not ruled out: within [0, 1], and never of width zero, not even at an area of 0 or 1, where the standard
    /// error is 0 and says nothing.
    ///
    /// # Formula
    /// logit A ± t √V / A(1-A), V = ((m-1) s₁₀ + A(1-A))/m² + ((n-1) s₀₁ + A(1-A))/n²: `DeLong`'s variance with one person
    /// of either outcome added whose placement scatters as much as one of mean A can; t Student's with Welch's degrees of
    /// freedom of the two terms (m-1 and n-1), or the critical value of `confidence` where that is larger; m and n divided
    /// by the design effect. Where k min(A, 1-A) < 2, k = min(m, n), it is widened to the Clopper-Pearson interval of kA
    /// in k, which alone stands at an area of 0 or 1: there its end is (α/2)^(1/k), since k pairs without a person in
    /// common are all in order with a probability of θᵏ at most. Where all scores are tied, at an area of ½, it reaches
    /// ½ (1 - (α/2)^(1/k)) to either side at least: nobody was seen of those who might not be.
    /// # Source
    /// `DeLong`, `DeLong` & Clarke-Pearson (1988), Biometrics 44; on the logit: Pepe (2003), The Statistical Evaluation of
    /// Medical Tests, section 5.2.4; Welch (1947), Biometrika 34. No distribution has a variance above A(1-A)/k: Birnbaum &
    /// Klose (1957), Annals of Mathematical Statistics 28; Clopper & Pearson (1934), Biometrika 26. The person added is
    /// that of Agresti & Coull (1998), American Statistician 52, for a variance: without it ten people all well placed
    /// would be taken for proof that all are.
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
        let (x, y) = self.variances(spread, deff);
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
    fn variances(&self, spread: Spread, deff: f64) -> (f64, f64) {
        let most = self.value * (1.0 - self.value);
        let part = |variance: f64, people: f64| ((people - 1.0).max(0.0) * variance + most) / (people * people);
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
        Ok(squared_and_added((self.value, own), (other.value, others), 0.0))
    }
}

/// The interval of a group's area minus that of everybody, the group among them.
///
/// # Formula
/// d - √((A₁-l₁)² + (u₂-A₂)² - 2r (A₁-l₁)(u₂-A₂)), and its mirror, r the correlation of the two areas: their covariance
/// Σ (v₁-A₁)(v₂-A₂)/(m₁-1)m₂ over the group's positives, v their placements among the negatives of the group and of
/// everybody, and likewise over its negatives, over √(V₁V₂) of [`interval`](Area::interval).
/// # Source
/// `DeLong`, `DeLong` & Clarke-Pearson (1988), Biometrics 44, eq. 5; Zou & Donner (2008), Statistics in Medicine 27.
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
    let (own, all, correlation) = with_everyone(group, rest, deff)?;
    let intervals = (own.interval(deff, confidence)?, all.interval(deff, confidence)?);
    Ok(squared_and_added((own.value, intervals.0), (all.value, intervals.1), correlation))
}

/// The area of a group, that of everybody, and the correlation of the two.
pub(super) fn with_everyone(group: &Scores, rest: &Scores, deff: f64) -> Result<(Area, Area, f64), Undefined> {
    let everybody = group.merge(rest);
    let (own, all) = (area(group)?, area(&everybody)?);
    rest.known().map_err(|_| Undefined::ReferenceUndefined)?;
    let variance = |area: &Area| area.spread.map(|spread| area.variances(spread, deff)).map(|(x, y)| x + y);
    let product = (variance(&own)? * variance(&all)?).sqrt();
    let shared = covariance((group, &own), (&everybody, &all)) * deff;
    let correlation = if product > 0.0 { (shared / product).clamp(0.0, 1.0) } else { 0.0 };
    Ok((own, all, correlation))
}

/// Of the area of a group and that of everybody, the group among them.
fn covariance(own: (&Scores, &Area), all: (&Scores, &Area)) -> f64 {
    let ((group, own), (everybody, all)) = (own, all);
    let (mut seen, mut seen_by_all) = ((0.0, 0.0), (0.0, 0.0));
    let (mut positives, mut negatives) = (0.0, 0.0);
    for step in walk(group, everybody) {
        let (here, everywhere) = (step.a.mass, step.b.mass);
        let off = |area: &Area, below: f64, ties: f64| (below + 0.5 * ties) / area.negatives - area.value;
        positives += here.positives * off(own, seen.1, here.negatives) * off(all, seen_by_all.1, everywhere.negatives);
        let off = |area: &Area, passed: f64, ties: f64| 1.0 - (passed + 0.5 * ties) / area.positives - area.value;
        negatives += here.negatives * off(own, seen.0, here.positives) * off(all, seen_by_all.0, everywhere.positives);
        seen = (seen.0 + here.positives, seen.1 + here.negatives);
        seen_by_all = (seen_by_all.0 + everywhere.positives, seen_by_all.1 + everywhere.negatives);
    }
    // A single person scatters about nobody.
    let rest = |people: f64| (people - 1.0).max(1.0);
    positives / (rest(own.positives) * all.positives) + negatives / (rest(own.negatives) * all.negatives)
}

/// Two estimates with their intervals and their correlation, the first minus the second.
pub(super) fn squared_and_added(first: (f64, Interval), second: (f64, Interval), correlation: f64) -> Interval {
    let reach = |end: Option<f64>, value: f64| end.map_or(0.0, |end| (end - value).abs());
    let joined = |a: f64, b: f64| (a * a + b * b - 2.0 * correlation * a * b).max(0.0).sqrt();
    let ((a, of_a), (b, of_b)) = (first, second);
    let down = joined(reach(of_a.low, a), reach(of_b.high, b));
    let up = joined(reach(of_a.high, a), reach(of_b.low, b));
    Interval::bounded((a - b - down).max(-1.0), (a - b + up).min(1.0), of_a.level)
}

/// From the logit back to a share.
fn share_of(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}
