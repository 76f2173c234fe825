//! Whether scores can be taken at their word.

use super::{
    ADDED, ALONE, Favours, Found, Reach, ScoreFunction, ScoreInterval, ScoreMeasure, ScoreNeeds, ScoreRange, Sides,
    Terms, TestOf, Words,
};
use crate::compare::Comparison;
use crate::interval::{Interval, difference_of};
use crate::scores::Scores;
use crate::scores::calibration::{brier, outcomes};
use crate::scores::ece::{Bins, DRAWS, reliability};
use crate::summary::UnderEquality;
use crate::undefined::Undefined;

pub(super) const OBSERVED_OVER_EXPECTED: ScoreMeasure = ScoreMeasure {
    id: "observed-over-expected",
    known_as: &["o-over-e", "oe-ratio"],
    of: ScoreFunction::Group(|group| outcomes(group)?.observed_over_expected()),
    formula: "Σ y / Σ s",
    range: ScoreRange::UP,
    parity: Some(1.0),
    favours: Favours::Lower,
    needs: ScoreNeeds::PROBABILITY,
    comparisons: ADDED,
    interval: ScoreInterval::Formula(ratio_interval, Reach::Unknown),
    test: None,
    worked: 20.0 / 23.0,
    en: Words {
        name: "Observed over expected outcomes",
        says: "How many people of the group qualified, for each one that the scores lead one to expect. Above 1, the \
               scores are too low for the group.",
        misses: "Scores too high for some people can make up for scores too low for others.",
    },
    fr: Words {
        name: "Résultats observés sur résultats attendus",
        says: "Combien de personnes du groupe étaient qualifiées, pour chacune que les scores laissent attendre. Au-dessus \
               de 1, les scores sont trop bas pour le groupe.",
        misses: "Des scores trop élevés pour certaines personnes peuvent compenser des scores trop bas pour d’autres.",
    },
    source: "Miller, Hui & Tierney (1991), Statistics in Medicine 10",
};

pub(super) const CALIBRATION_IN_THE_LARGE: ScoreMeasure = ScoreMeasure {
    id: "calibration-in-the-large",
    known_as: &["mean-calibration", "citl"],
    of: ScoreFunction::Group(|group| Ok(outcomes(group)?.calibration_in_the_large())),
    formula: "(Σ y - Σ s) / n",
    range: ScoreRange { low: Some(-1.0), high: Some(1.0) },
    parity: Some(0.0),
    favours: Favours::Lower,
    needs: ScoreNeeds::PROBABILITY,
    comparisons: ADDED,
    interval: ScoreInterval::Formula(large_interval, Reach::Unknown),
    test: None,
    worked: -0.06,
    en: Words {
        name: "Calibration in the large",
        says: "The group's base rate minus its average score. Above 0, the scores are too low for the group.",
        misses: "Scores too high for some people can make up for scores too low for others.",
    },
    fr: Words {
        name: "Calibration globale",
        says: "Le taux de base du groupe moins son score moyen. Au-dessus de 0, les scores sont trop bas pour le groupe.",
        misses: "Des scores trop élevés pour certaines personnes peuvent compenser des scores trop bas pour d’autres.",
    },
    source: "Cox (1958), Biometrika 45; Van Calster et al. (2016), Journal of Clinical Epidemiology 74",
};

/// How far scores lie from the shares with the outcome, on average over bins.
pub const EXPECTED_CALIBRATION_ERROR: ScoreMeasure = ScoreMeasure {
    id: "expected-calibration-error",
    known_as: &["ece"],
    of: ScoreFunction::Group(|group| Ok(reliability(group, Bins::EqualWidth(10))?.expected_error())),
    formula: "Σ_b |Σ y - Σ s| / n, b = ⌊10 s⌋",
    range: ScoreRange::SHARE,
    parity: Some(0.0),
    favours: Favours::Neither,
    needs: ScoreNeeds::PROBABILITY,
    comparisons: ALONE,
    interval: ScoreInterval::Never,
    test: Some(every_score_right),
    worked: 0.22,
    en: Words {
        name: "Expected calibration error",
        says: "How far scores and outcomes are apart, on average, when people with similar scores are taken together.",
        misses: "It is above 0 even where every score is right, and more so the fewer people there are: read it beside \
                 what chance alone would give, and do not compare groups of different size by it.",
    },
    fr: Words {
        name: "Erreur de calibration attendue",
        says: "L’écart moyen entre scores et résultats observés, en regroupant les personnes aux scores voisins.",
        misses: "Elle dépasse 0 même quand chaque score est exact, d’autant plus que les personnes sont peu nombreuses : \
                 à lire à côté de ce que le seul hasard donnerait, sans comparer des groupes de tailles différentes.",
    },
    source: "Naeini, Cooper & Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning",
};

pub(super) const BRIER_SCORE: ScoreMeasure = ScoreMeasure {
    id: "brier-score",
    known_as: &["brier", "mean-squared-error"],
    of: ScoreFunction::Group(brier),
    formula: "Σ (y - s)² / n",
    range: ScoreRange::SHARE,
    parity: None,
    favours: Favours::Neither,
    needs: ScoreNeeds::PROBABILITY,
    comparisons: ADDED,
    interval: ScoreInterval::Replicates,
    test: None,
    worked: 0.18,
    en: Words {
        name: "Brier score",
        says: "The average squared distance of score and outcome: 0 when every score is the outcome itself.",
        misses: "It moves with the base rate of the group, and does not tell scores that rank badly from scores that are \
                 too high or too low.",
    },
    fr: Words {
        name: "Score de Brier",
        says: "Le carré moyen de la distance entre score et résultat observé : 0 quand chaque score est le résultat lui-même.",
        misses: "Il varie avec le taux de base du groupe et ne distingue pas des scores qui classent mal de scores trop \
                 hauts ou trop bas.",
    },
    source: "Brier (1950), Monthly Weather Review 78",
};

fn ratio_interval(terms: &Terms, sides: Sides<'_, Scores>) -> Found {
    alone_or_apart("exact-poisson", terms, sides, |group| {
        let found = outcomes(group)?;
        Ok((found.observed_over_expected()?, found.ratio_interval(terms.deff, &terms.sure)?))
    })
}

fn large_interval(terms: &Terms, sides: Sides<'_, Scores>) -> Found {
    alone_or_apart("wilson", terms, sides, |group| {
        let found = outcomes(group)?;
        Ok((found.calibration_in_the_large(), found.large_interval(terms.deff, &terms.sure)?))
    })
}

/// The interval of one group by a method; of two groups from theirs.
fn alone_or_apart(
    method: &'static str,
    terms: &Terms,
    Sides { own, other, .. }: Sides<'_, Scores>,
    of: impl Fn(&Scores) -> Result<(f64, Interval), Undefined>,
) -> Found {
    if terms.comparison == Comparison::Value {
        return Ok((method, of(own)?.1));
    }
    terms.apart()?;
    Ok(("mover", difference_of(of(own)?, of(other)?)?))
}

/// The calibration error of a group whose every score is right.
fn every_score_right(_: Comparison, sides: Sides<'_, Scores>, seed: u64) -> Option<TestOf> {
    let null = reliability(sides.own, Bins::EqualWidth(10)).and_then(|bins| bins.null(seed, DRAWS)).ok()?;
    let under_equality = Some(UnderEquality { median: null.median, p95: null.high });
    Some(TestOf { id: "calibration-null", p_value: null.p_value, under_equality })
}
