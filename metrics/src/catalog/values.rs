//! The third list of the catalog: means of a value that people have besides the decision, such as what they were offered.
//! A measure is the people whose values are averaged; everything else follows from their sums. It refuses to know
//! currencies, and whether more is better.
//!
//! The worked values are made by hand on one group of five people:
//!
//! | value | 0 | 0 | 2 | 4 | 9 |
//! |---|---|---|---|---|---|
//! | | rejected | selected | rejected | selected | rejected |

use super::inference::{Beyond, Found, Sides, Terms};
use super::{Needs, Words};
use crate::cell::{Amount, AmountError, Cell, Totals, ValueTotals};
use crate::compare::{self, Comparison};
use crate::interval::Shape;
use crate::power::{Aim, detectable_means};
use crate::significance::Supposed;
use crate::tally::Tally;
use crate::undefined::Undefined;
use crate::value::{Skewed, ValueSums, degrees_of_freedom};

/// A mean of a value.
#[derive(Debug, Clone)]
pub struct ValueMeasure {
    /// Permanent id, in kebab case.
    pub id: &'static str,
    /// Its names in other tools and in statistics, unique over the whole catalog.
    pub known_as: &'static [&'static str],
    /// The people whose values are averaged.
    pub over: Over,
    /// What it computes, in symbols of either language: v a value, n people, Σ over people; S the selected.
    pub formula: &'static str,
    /// The value for [`example_values`], made by hand.
    pub worked: f64,
    /// Its words in English.
    pub en: Words,
    /// Its words in French.
    pub fr: Words,
    /// Where it is defined.
    pub source: &'static str,
}

/// Whose values are averaged. People without a value never are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Everybody, those of value 0 included.
    Everybody,
    /// The selected, those of value 0 included.
    Selected,
    /// People whose value is not 0.
    Nonzero,
    /// Everybody, of whom it is averaged whether the value is not 0: a share of people.
    Whether,
}

/// Every measure of values, in the order in which they are shown.
pub const VALUES: &[&ValueMeasure] = &[&MEAN_VALUE, &MEAN_VALUE_OF_SELECTED, &NONZERO_SHARE, &MEAN_VALUE_NONZERO];

const MEAN_VALUE: ValueMeasure = ValueMeasure {
    id: "mean-value",
    known_as: &["average-value"],
    over: Over::Everybody,
    formula: "Σ v / n",
    worked: 3.0,
    en: Words {
        name: "Mean value",
        says: "The average value of the group's people, those of value 0 included.",
        misses: "A few large values can carry it, and it does not show how many people got nothing.",
    },
    fr: Words {
        name: "Valeur moyenne",
        says: "La moyenne des valeurs des personnes du groupe, valeurs nulles comprises.",
        misses: "Quelques valeurs élevées peuvent suffire à la porter, et elle ne montre pas combien de personnes n’ont rien eu.",
    },
    source: "Student (1908), Biometrika 6; the ratio of two: Fieller (1954), Journal of the Royal Statistical Society B 16",
};

const MEAN_VALUE_OF_SELECTED: ValueMeasure = ValueMeasure {
    id: "mean-value-of-selected",
    known_as: &["average-value-of-selected"],
    over: Over::Selected,
    formula: "Σ v(S) / n(S)",
    worked: 2.0,
    en: Words {
        name: "Mean value of the selected",
        says: "The average value of the group's people who were selected, those of value 0 included.",
        misses: "It says nothing about who was selected: two groups can get the same on average while one is selected far less \
                 often.",
    },
    fr: Words {
        name: "Valeur moyenne des personnes sélectionnées",
        says: "La moyenne des valeurs des personnes du groupe qui ont été sélectionnées, valeurs nulles comprises.",
        misses: "Elle ne dit rien de la sélection : deux groupes peuvent recevoir autant en moyenne alors que l’un est \
                 sélectionné bien moins souvent.",
    },
    source: "Student (1908), Biometrika 6; the ratio of two: Fieller (1954), Journal of the Royal Statistical Society B 16",
};

const NONZERO_SHARE: ValueMeasure = ValueMeasure {
    id: "nonzero-share",
    known_as: &["share-nonzero"],
    over: Over::Whether,
    formula: "n(v ≠ 0) / n",
    worked: 0.6,
    en: Words {
        name: "Share with a value other than zero",
        says: "The share of the group's people whose value is not 0: with the mean without zeros, the mean value in its two parts.",
        misses: "How much they had: ten people with little count as ten with much.",
    },
    fr: Words {
        name: "Part ayant une valeur non nulle",
        says: "La part des personnes du groupe dont la valeur n’est pas nulle\u{a0}: avec la moyenne hors zéros, les deux parties de la valeur moyenne.",
        misses: "Combien elles ont eu\u{a0}: dix personnes qui ont eu peu comptent autant que dix qui ont eu beaucoup.",
    },
    source: "Duan, Manning, Morris & Newhouse (1983), Journal of Business & Economic Statistics 1",
};

const MEAN_VALUE_NONZERO: ValueMeasure = ValueMeasure {
    id: "mean-value-nonzero",
    known_as: &["average-value-nonzero"],
    over: Over::Nonzero,
    formula: "Σ v / n(v ≠ 0)",
    worked: 5.0,
    en: Words {
        name: "Mean value without zeros",
        says: "The average value of the group's people whose value is not 0.",
        misses: "It leaves out everybody who got nothing, so a group that is passed over more often can look well treated.",
    },
    fr: Words {
        name: "Valeur moyenne hors zéros",
        says: "La moyenne des valeurs des personnes du groupe dont la valeur n’est pas nulle.",
        misses: "Elle écarte toutes les personnes qui n’ont rien eu : un groupe plus souvent délaissé peut paraître bien traité.",
    },
    source: "Duan, Manning, Morris & Newhouse (1983), Journal of Business & Economic Statistics 1; the ratio of two: Fieller (1954)",
};

/// The group on which every worked value is made.
///
/// # Errors
/// Never: the values are small.
pub fn example_values() -> Result<ValueTotals, AmountError> {
    let mut cell = Cell::default();
    for (value, selected) in [(0.0, false), (0.0, true), (2.0, false), (4.0, true), (9.0, false)] {
        cell.add_value(selected, 1, Amount::from_f64(value)?);
    }
    Ok(cell.values.as_deref().copied().unwrap_or_default())
}

impl ValueMeasure {
    /// The id, then the other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.id).chain(self.known_as.iter().copied())
    }

    /// What must be known of a row besides its value.
    #[must_use]
    pub const fn needs(&self) -> Needs {
        Needs { decision: matches!(self.over, Over::Selected), outcome: false }
    }

    /// Whether it is a share of people, from 0 to 1.
    #[must_use]
    pub const fn is_share(&self) -> bool {
        matches!(self.over, Over::Whether)
    }

    /// The sums over the people whose values are averaged.
    #[must_use]
    pub fn sums(&self, totals: &ValueTotals) -> ValueSums {
        match self.over {
            Over::Everybody => totals.all.sums(),
            Over::Selected => totals.selected.sums(),
            Over::Nonzero => totals.all.sums_of_nonzero(),
            Over::Whether => totals.all.sums_of_whether(),
        }
    }

    /// How many people's values are averaged, and how many people with a value are left out.
    #[must_use]
    pub const fn people(&self, totals: &ValueTotals) -> (u64, u64) {
        let Totals { people, nonzero, .. } = totals.all;
        let averaged = match self.over {
            Over::Everybody | Over::Whether => people,
            Over::Selected => totals.selected.people,
            Over::Nonzero => nonzero,
        };
        (averaged, people.saturating_sub(averaged))
    }

    /// The mean.
    ///
    /// # Errors
    /// When nobody's value is averaged: `no-value`, or `nobody-selected` when people have values and none was selected.
    #[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
    pub fn value(&self, totals: &ValueTotals) -> Result<f64, Undefined> {
        match self.people(totals) {
            (0, 1..) if self.over == Over::Selected => Err(Undefined::NobodySelected),
            (0, _) => Err(Undefined::NoValue),
            (people, _) => Ok(self.sums(totals).sum / people as f64),
        }
    }

    /// What is said of a group against its reference. A ratio exists for means below zero too.
    ///
    /// # Errors
    /// With the reason why there is no value.
    pub fn compared(&self, comparison: Comparison, sides: Sides<'_, ValueTotals>) -> Result<f64, Undefined> {
        let own = self.value(sides.own);
        match comparison {
            Comparison::Value => own,
            Comparison::Difference => compare::difference(own, self.value(sides.other)),
            Comparison::Ratio => {
                let (own, other) = (own?, self.value(sides.other).map_err(|_| Undefined::ReferenceUndefined)?);
                let ratio = own / other;
                if ratio.is_finite() { Ok(ratio) } else { Err(Undefined::ReferenceZero) }
            }
        }
    }

    /// Its interval by formula, for people whose rows are independent: of a mean with its skewness removed (Hall 1992), of a
    /// share of people as of any rate.
    ///
    /// # Errors
    /// Why there is none.
    pub fn interval(&self, terms: &Terms, sides: Sides<'_, ValueTotals>) -> Found {
        let (own, other) = (self.sums(sides.own), self.sums(sides.other));
        if self.is_share() {
            let tally = |sums: &ValueSums| Tally::of_counts(sums.nonzero, sums.people);
            return terms.of_share(tally(&own), || Ok(tally(&other)));
        }
        let effective = |sums: &ValueSums| Tally::of_counts(0, sums.people).bottom / terms.deff;
        let mean = Skewed::of(own, terms.deff)?;
        if terms.comparison == Comparison::Value {
            return Ok(("hall", mean.interval(&terms.sure.by_student(effective(&own) - 1.0))?));
        }
        let reference = Skewed::of(other, terms.deff)?;
        let df = degrees_of_freedom((mean.mean, effective(&own)), (reference.mean, effective(&other)));
        let sure = terms.sure.by_student(df);
        if terms.comparison == Comparison::Difference {
            return Ok(("hall-difference", terms.on_that_scale(mean.minus(&reference, &sure)?)));
        }
        let found = mean.over(&reference, &sure)?;
        let Some(share) = terms.share else { return Ok(("hall-ratio", found)) };
        // Below zero the change of scale turns round where everyone's mean is zero.
        let movable = found.shape == Shape::Bounded && found.low.is_some_and(|low| low >= 0.0);
        if movable { Ok(("hall-ratio", found.ratio_to_everyone(share))) } else { Err(Undefined::NoInterval) }
    }

    /// The comparison nearest to a limit, beyond it, that these people, whose rows are independent, would show to be outside; of a
    /// difference its size. `None` where that is not known.
    #[must_use]
    pub fn detectable(&self, terms: &Terms, beyond: Beyond, sides: Sides<'_, ValueTotals>) -> Option<f64> {
        let (own, other) = (self.sums(sides.own), self.sums(sides.other));
        if self.is_share() {
            let tally = |sums: &ValueSums| Tally::of_counts(sums.nonzero, sums.people);
            return terms.detectable_share(beyond, tally(&own), tally(&other));
        }
        terms.beyond_rest(beyond, |Beyond { side, limit }| {
            let supposed = match terms.comparison {
                Comparison::Value => return None,
                Comparison::Ratio => Supposed::Ratio(limit),
                Comparison::Difference => Supposed::Difference(side.way() * limit),
            };
            detectable_means(side, supposed, (own, other), terms.deff, &Aim::usual(terms.sure))
        })
    }
}

/// The measure of values with this id, or with this name in another tool.
#[must_use]
pub fn value_measure(id_or_alias: &str) -> Option<&'static ValueMeasure> {
    VALUES.iter().copied().find(|measure| measure.names().any(|name| name == id_or_alias))
}
