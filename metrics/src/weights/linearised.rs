//! How precise a weighted rate is: the linearised variance of a ratio of two sums of weights, and how well these weights let
//! it be known. It knows sums over two kinds of people; it refuses to know rates, cells and repeated people.

use crate::undefined::Undefined;

/// People of one kind: how many, and the sums of their weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// People, those of weight 0 included.
    pub people: f64,
    /// Σw, 0 or more.
    pub weight: f64,
    /// Σw², 0 or more.
    pub squares: f64,
}

/// How precise the weighted share of one kind of people is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    /// Variance of the share; 0 where it is 0 or 1.
    pub variance: f64,
    /// How many people count for one of equal weight. Below 1 where the rarer kind weighs less than the other: then
    /// weights make the share more precise than as many people of equal weight would.
    pub deff: f64,
    /// Degrees of freedom of the variance: infinite where each kind has one weight, few where some of few people weigh
    /// much more than the others.
    pub freedom: f64,
}

impl Weighed {
    /// Kish's effective people among so many: 1 where all weigh the same, near 0 where one of them holds nearly everything.
    fn evenness(self) -> f64 {
        let even = self.weight * self.weight / self.squares / self.people;
        if even.is_finite() && even > 0.0 { even.min(1.0) } else { 1.0 }
    }
}

/// How precise the weighted share of `top` among `top` and `rest` is, each person a unit of its own.
///
/// **Formula** p = T/W; Var = ((1-p)² Σw² of the top + p² Σw² of the rest)/W²; deff = Var / (p(1-p)/n). Where p is 0 or 1
/// nobody is seen on one side and Var is 0, which is no knowledge: deff is Kish's n Σw²/W², as if the weights told nothing.
///
/// The variance is itself estimated, and rests on the weights that happened to be drawn on either side. With e the lesser of
/// (Σw)²/(n Σw²) on the two sides, a spread of 1-e has to be known from about n e people: freedom = e/(1-e) (A + B)²/(A²/n₁ +
/// B²/n₂), A and B the two parts of the variance, n₁ and n₂ the people on its sides. The lesser of both stands for both,
/// since one or two people show no spread.
///
/// **Source** Binder (1983), International Statistical Review 51, p. 279, doi 10.2307/1402588, as R's `survey::svymean`
/// has it but for its factor n/(n-1); effective people for score intervals: Korn and Graubard (1998), Survey Methodology 24,
/// p. 193; Kish (1965), section 11.7; how degrees of freedom are put together: Satterthwaite (1946), doi 10.2307/3002019. That
/// 1-e is to be known from n e people is a rule of thumb; what it comes to is simulated in docs/coverage.md.
///
/// **Undefined when** nobody weighs anything: [`Undefined::EmptyGroup`].
///
/// ```
/// # use evenhand_metrics::weights::{Weighed, precision};
/// // selected with weights 2 and 3, rejected with 1 and 4: p = 1/2, Var = (13 + 17)/4/100
/// let (top, rest) = (Weighed { people: 2.0, weight: 5.0, squares: 13.0 }, Weighed { people: 2.0, weight: 5.0, squares: 17.0 });
/// let found = precision(top, rest).unwrap();
/// assert!((found.variance - 0.075).abs() < 1e-15 && (found.deff - 1.2).abs() < 1e-15);
/// // one weight on each side, three times as large on one: 16 people of equal weight where there are 12
/// let top = Weighed { people: 6.0, weight: 6.0, squares: 6.0 };
/// let found = precision(top, Weighed { people: 6.0, weight: 18.0, squares: 54.0 }).unwrap();
/// assert!((found.deff - 0.75).abs() < 1e-15 && found.freedom == f64::INFINITY);
/// ```
pub fn precision(top: Weighed, rest: Weighed) -> Result<Precision, Undefined> {
    let (people, weight) = (top.people + rest.people, top.weight + rest.weight);
    if weight.is_nan() || weight <= 0.0 {
        return Err(Undefined::EmptyGroup);
    }
    let (share, complement) = (top.weight / weight, rest.weight / weight);
    let (a, b) = (complement * complement * top.squares, share * share * rest.squares);
    let variance = (a + b) / (weight * weight);
    let even = top.evenness().min(rest.evenness());
    let known = if even < 1.0 { even / (1.0 - even) } else { f64::INFINITY };
    // People who weigh nothing put nobody on their side.
    Ok(if share > 0.0 && complement > 0.0 {
        let freedom = known * ((a + b) * ((a + b) / (a * a / top.people + b * b / rest.people)));
        Precision { variance, deff: people * variance / (share * complement), freedom }
    } else {
        let kish = people * ((top.squares + rest.squares) / (weight * weight));
        Precision { variance: 0.0, deff: kish.max(1.0), freedom: known * people }
    })
}
