//! Conditional demographic disparity: is a group's share of the rejected larger than its share of the accepted, given
//! the strata?

use crate::{
    tally::{Pair, Tally},
    undefined::Undefined,
};

/// A group's share among the rejected minus its share among the selected; above 0 is to the group's disadvantage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConditionalDisparity {
    /// Over everybody, strata ignored: from -1 to 1.
    pub unconditional: Result<f64, Undefined>,
    /// Within strata, averaged by their people: from -1 to 1.
    pub conditional: Result<f64, Undefined>,
    /// The share of people in strata where nobody was selected or nobody rejected; they are left out of `conditional`.
    pub dropped: Result<f64, Undefined>,
}

/// The disparity of a group against the rest (each stratum's `reference`), given the strata.
///
/// **Formula** DD = b/(b+d) - a/(a+c), group a selected and b rejected, rest c and d; CDD = Σ n DD / Σ n over the strata
/// where both shares exist.
///
/// **Source** Wachter, Mittelstadt and Russell (2021), "Why fairness cannot be automated". They leave open what a stratum without rejected (or
/// selected) people counts; here it is left out and its people are named, as a share of nobody is not 0.
///
/// **Undefined when** there is nobody ([`Undefined::EmptyGroup`]), nobody was selected ([`Undefined::NobodySelected`]),
/// everybody was ([`Undefined::EverybodySelected`]); for `conditional` when that, or one or the other, holds in every
/// stratum ([`Undefined::OneClass`]).
///
/// ```
/// # use evenhand_metrics::{strata::conditional_disparity, tally::{Pair, Tally}};
/// let stratum = |a, b, c, d| Pair::new(Tally::of_counts(a, a + b), Tally::of_counts(c, c + d));
/// let found = conditional_disparity(&[stratum(5, 0, 7, 0), stratum(3, 4, 5, 6)]);
/// assert_eq!(found.unconditional, Ok(0.0));
/// assert!((found.conditional.unwrap() - 0.025).abs() < 1e-15);
/// assert_eq!(found.dropped, Ok(0.4));
/// ```
#[must_use]
pub fn conditional_disparity(strata: &[Pair]) -> ConditionalDisparity {
    let add = |a: Tally, b: Tally| Tally::new(a.top + b.top, a.bottom + b.bottom);
    let nobody = Tally::new(0.0, 0.0);
    let everybody = strata.iter().fold(Pair::new(nobody, nobody), |all, stratum| {
        Pair::new(add(all.group, stratum.group), add(all.reference, stratum.reference))
    });
    let unconditional = disparity(everybody);
    let (mut kept, mut total, mut reasons) = (0.0, 0.0, Vec::new());
    for stratum in strata {
        match disparity(*stratum) {
            Ok(found) => {
                kept += people(*stratum);
                total += people(*stratum) * found;
            }
            Err(Undefined::EmptyGroup) => {}
            Err(reason) => reasons.push(reason),
        }
    }
    let conditional = match reasons.first() {
        _ if kept > 0.0 => Ok(total / kept),
        None => Err(Undefined::EmptyGroup),
        Some(first) if reasons.iter().all(|reason| reason == first) => Err(*first),
        Some(_) => Err(Undefined::OneClass),
    };
    let all = people(everybody);
    let dropped = if all > 0.0 { Ok((all - kept).max(0.0) / all) } else { Err(Undefined::EmptyGroup) };
    ConditionalDisparity { unconditional, conditional, dropped }
}

fn people(stratum: Pair) -> f64 {
    stratum.group.bottom + stratum.reference.bottom
}

fn disparity(stratum: Pair) -> Result<f64, Undefined> {
    let (group, rest) = (stratum.group, stratum.reference);
    let (selected, rejected) = (group.top + rest.top, group.rest() + rest.rest());
    match (selected > 0.0, rejected > 0.0) {
        (true, true) => Ok(group.rest() / rejected - group.top / selected),
        (false, true) => Err(Undefined::NobodySelected),
        (true, false) => Err(Undefined::EverybodySelected),
        (false, false) => Err(Undefined::EmptyGroup),
    }
}
