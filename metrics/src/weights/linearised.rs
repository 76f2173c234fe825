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
    /// As `deff`, had both kinds weights as uneven as those of the more uneven one: where nobody of one kind happens to weigh much, its own
    /// weights say too little of how far off the share may be. Tests far out in a tail ask for it. Never less than `deff`.
    pub cautious: f64,
    /// Whether few people carry most of the weight, so that nothing sure can be said of the share.
    pub few_carry: bool,
    /// Degrees of freedom of the variance: infinite where each kind has one weight, few where some of few people weigh
    /// much more than the others.
    pub freedom: f64,
}

/// Weights are uneven where people of equal weight, fewer than this share of those there are, would tell as much.
const UNEVEN: f64 = 0.5;

/// Uneven weights of as many people as are worth fewer than this show too little of those that might have been drawn.
const FEWEST_OF_UNEVEN: f64 = 15.0;

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
/// cautious = p(1-p) n (1/n₁ + 1/n₂)/e, the variance with e on both sides. Few carry the weight where e is below 1/2 and the smaller side is
/// worth fewer than 15 people, n₁e: of 40 people of whom one in twenty weighs ten times as much as the others, a 95 % interval of the
/// weighted share covers 89 %, and a family of 40 such groups would be told apart in 11 % of even worlds without `cautious`.
///
/// **Undefined when** nobody weighs anything: [`Undefined::EmptyGroup`].
///
/// ```
/// # use evenhand_metrics::weights::{Weighed, precision};
/// // selected with weights 2 and 3, rejected with 1 and 4: p = 1/2, Var = (13 + 17)/4/100
/// let (top, rest) = (Weighed { people: 2.0, weight: 5.0, squares: 13.0 }, Weighed { people: 2.0, weight: 5.0, squares: 17.0 });
/// let found = precision(top, rest).unwrap();
/// assert!((found.variance - 0.075).abs() < 1e-15 && (found.deff - 1.2).abs() < 1e-15);
/// // e = 25/34 of the rejected: 4/4 (1/2 + 1/2) 34/25
/// assert!((found.cautious - 1.36).abs() < 1e-14 && !found.few_carry);
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
    let sides = [top, rest].into_iter().filter(|side| side.weight > 0.0);
    let fewest = sides.map(|side| side.people).fold(f64::INFINITY, f64::min);
    let few_carry = even < UNEVEN && even * fewest < FEWEST_OF_UNEVEN;
    // People who weigh nothing put nobody on their side.
    Ok(if share > 0.0 && complement > 0.0 {
        let freedom = known * ((a + b) * ((a + b) / (a * a / top.people + b * b / rest.people)));
        let deff = people * variance / (share * complement);
        let cautious = share * complement * people * (top.people.recip() + rest.people.recip()) / even;
        Precision { variance, deff, cautious: cautious.max(deff), few_carry, freedom }
    } else {
        let kish = people * ((top.squares + rest.squares) / (weight * weight));
        let deff = kish.max(1.0);
        Precision { variance: 0.0, deff, cautious: deff, few_carry, freedom: known * people }
    })
}
