//! Two factors: the mix of strata, and the rates within them.

use crate::{
    interval::both_counted,
    tally::{Pair, Tally},
    undefined::Undefined,
};

/// A gap of two rates, and the two parts it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kitagawa {
    /// Rate of the group minus rate of the reference, over everybody.
    pub gap: Result<f64, Undefined>,
    /// The decomposition, over the strata that hold both groups.
    pub parts: Result<Parts, Undefined>,
    /// The share of the group in strata without anybody of the reference: no rate exists there to compare with.
    pub unsupported_group: Result<f64, Undefined>,
    /// The share of the reference in strata without anybody of the group.
    pub unsupported_reference: Result<f64, Undefined>,
}

/// The parts of a gap; they add up to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// The gap over the strata that hold both groups.
    pub gap: f64,
    /// What the two groups being in different strata gives.
    pub composition: f64,
    /// What different rates in the same strata give.
    pub rate: f64,
}

/// Kitagawa's decomposition. Strata that hold one group alone are not imputed: their share is reported instead.
///
/// **Formula** composition Σ (w₁ - w₂)(p₁ + p₂)/2, rate Σ (p₁ - p₂)(w₁ + w₂)/2, w the shares of each group's people over the
/// common strata. The same as Shapley's parts of two factors.
///
/// **Source** Kitagawa (1955), "Components of a difference between two rates".
///
/// **Undefined when** the group has no people ([`Undefined::EmptyGroup`]) or the reference has none
/// ([`Undefined::ReferenceUndefined`]); for the parts also when no stratum holds both
/// ([`Undefined::ReferenceUndefined`]).
///
/// ```
/// # use evenhand_metrics::{decompose::kitagawa, tally::{Pair, Tally}};
/// let stratum = |x1, n1, x2, n2| Pair::new(Tally::of_counts(x1, n1), Tally::of_counts(x2, n2));
/// let found = kitagawa(&[stratum(5, 50, 3, 20), stratum(9, 30, 8, 30), stratum(10, 20, 27, 50)]);
/// let parts = found.parts.unwrap();
/// assert!((found.gap.unwrap() - -0.14).abs() < 1e-15);
/// assert!((parts.composition - -0.1185).abs() < 1e-15 && (parts.rate - -0.0215).abs() < 1e-15);
/// ```
#[must_use]
pub fn kitagawa(strata: &[Pair]) -> Kitagawa {
    let all = added(strata.iter());
    let common: Vec<&Pair> =
        strata.iter().filter(|stratum| both_counted(stratum.group, stratum.reference).is_ok()).collect();
    let supported = added(common.iter().copied());
    let unsupported = |whole: Tally, part: Tally, nobody| {
        let share = (whole.bottom - part.bottom).max(0.0) / whole.bottom;
        if whole.bottom > 0.0 { Ok(share) } else { Err(nobody) }
    };
    Kitagawa {
        gap: gap(all),
        parts: gap(supported)
            .map_err(|reason| if all.group.bottom > 0.0 { Undefined::ReferenceUndefined } else { reason })
            .map(|gap| parts(&common, supported, gap)),
        unsupported_group: unsupported(all.group, supported.group, Undefined::EmptyGroup),
        unsupported_reference: unsupported(all.reference, supported.reference, Undefined::ReferenceUndefined),
    }
}

fn added<'a>(strata: impl Iterator<Item = &'a Pair>) -> Pair {
    let nobody = Tally::new(0.0, 0.0);
    let add = |a: Tally, b: Tally| Tally::new(a.top + b.top, a.bottom + b.bottom);
    strata.fold(Pair::new(nobody, nobody), |sum, one| {
        Pair::new(add(sum.group, one.group), add(sum.reference, one.reference))
    })
}

fn gap(both: Pair) -> Result<f64, Undefined> {
    let group = both.group.rate().ok_or(Undefined::EmptyGroup)?;
    Ok(group - both.reference.rate().ok_or(Undefined::ReferenceUndefined)?)
}

fn parts(common: &[&Pair], all: Pair, gap: f64) -> Parts {
    let (mut composition, mut rate) = (0.0, 0.0);
    for Pair { group, reference } in common {
        let (w1, w2) = (group.bottom / all.group.bottom, reference.bottom / all.reference.bottom);
        let (p1, p2) = (group.top / group.bottom, reference.top / reference.bottom);
        composition += 0.5 * (w1 - w2) * (p1 + p2);
        rate += 0.5 * (p1 - p2) * (w1 + w2);
    }
    Parts { gap, composition, rate }
}
