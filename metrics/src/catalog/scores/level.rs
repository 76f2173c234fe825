//! How high a group is scored.

use super::{
    ADDED, ALONE, Favours, Found, Reach, ScoreFunction, ScoreInterval, ScoreMeasure, ScoreNeeds, ScoreRange, Sides,
    Terms, Words, people,
};
use crate::compare::Comparison;
use crate::scores::Scores;
use crate::scores::gap::{Spread, estimated_mean, mean, mean_gap, standardised_mean_difference};
use crate::scores::impact::median;

/// The mean score.
pub const MEAN_SCORE: ScoreMeasure = ScoreMeasure {
    id: "mean-score",
    known_as: &["average-score"],
    of: ScoreFunction::Group(mean),
    formula: "Σ s / n",
    range: ScoreRange::ANY,
    parity: None,
    favours: Favours::Higher,
    needs: ScoreNeeds::SCORE,
    comparisons: ADDED,
    interval: ScoreInterval::Formula(mean_interval, Reach::Shift),
    test: None,
    worked: 0.46,
    en: Words {
        name: "Mean score",
        says: "The average score of the group's people.",
        misses: "It does not show how scores are spread, and so not who passes a threshold.",
    },
    fr: Words {
        name: "Score moyen",
        says: "La moyenne des scores des personnes du groupe.",
        misses: "Il ne montre pas la dispersion des scores, donc pas qui franchit un seuil.",
    },
    source: "Calders, Karim, Kamiran, Ali & Zhang (2013), Controlling attribute effect in linear regression",
};

pub(super) const SCORING_RATE: ScoreMeasure = ScoreMeasure {
    id: "scoring-rate",
    known_as: &["above-median-rate"],
    of: ScoreFunction::Among(|group, everybody| median(everybody)?.scoring_rate(group)),
    formula: "n(s > M) / n",
    range: ScoreRange::SHARE,
    parity: None,
    favours: Favours::Higher,
    needs: ScoreNeeds::SCORE,
    comparisons: &Comparison::ALL,
    interval: ScoreInterval::Share,
    test: None,
    worked: 0.4,
    en: Words {
        name: "Scoring rate",
        says: "Of the group's people, the share that scores strictly above the median of everybody.",
        misses: "People who score exactly the median count as not above it: with few distinct scores, far fewer than half \
                 of everybody can be above, and small changes of the scores move the rate a lot.",
    },
    fr: Words {
        name: "Taux de score au-dessus de la médiane",
        says: "Parmi les personnes du groupe, la part dont le score dépasse strictement la médiane de tous.",
        misses: "Les personnes dont le score est exactement la médiane comptent comme ne la dépassant pas : quand les \
                 scores distincts sont peu nombreux, bien moins de la moitié des personnes peuvent la dépasser, et de \
                 petits changements de score déplacent beaucoup le taux.",
    },
    source: "New York City, 6 RCNY 5-300 (2023)",
};

pub(super) const MEAN_SCORE_GAP: ScoreMeasure = ScoreMeasure {
    id: "mean-score-gap",
    known_as: &["mean-difference", "w1-signed"],
    of: ScoreFunction::Pair(mean_gap),
    formula: "Σ s₁ / n₁ - Σ s₂ / n₂",
    range: ScoreRange::ANY,
    parity: Some(0.0),
    favours: Favours::Higher,
    needs: ScoreNeeds::SCORE,
    comparisons: ALONE,
    interval: ScoreInterval::Formula(gap_interval, Reach::Unknown),
    test: None,
    worked: -0.1,
    en: Words {
        name: "Mean score gap",
        says: "How much higher the group's average score is than the reference's.",
        misses: "Higher scores of some people can hide lower scores of others.",
    },
    fr: Words {
        name: "Écart de score moyen",
        says: "De combien le score moyen du groupe dépasse celui de la référence.",
        misses: "Des scores plus élevés chez certaines personnes peuvent masquer des scores plus faibles chez d’autres.",
    },
    source: "Calders, Karim, Kamiran, Ali & Zhang (2013), Controlling attribute effect in linear regression",
};

pub(super) const STANDARDISED_MEAN_DIFFERENCE: ScoreMeasure = ScoreMeasure {
    id: "standardised-mean-difference",
    known_as: &["smd", "standardized-mean-difference", "cohen-d", "smd-pooled"],
    of: ScoreFunction::Pair(|group, reference| standardised_mean_difference(group, reference, Spread::Pooled)),
    formula: "(Σ s₁ / n₁ - Σ s₂ / n₂) / √(((n₁-1) v₁ + (n₂-1) v₂) / (n₁+n₂-2))",
    range: ScoreRange::ANY,
    parity: Some(0.0),
    favours: Favours::Higher,
    needs: ScoreNeeds::SCORE,
    comparisons: ALONE,
    interval: ScoreInterval::Replicates,
    test: None,
    worked: -0.435_744_670_330_595_05,
    en: Words {
        name: "Standardised mean difference",
        says: "How much higher the group's average score is than the reference's, in standard deviations of the scores.",
        misses: "It depends on how widely scores are spread, so that the same gap is larger where scores are close together.",
    },
    fr: Words {
        name: "Différence de moyennes standardisée",
        says: "De combien le score moyen du groupe dépasse celui de la référence, en écarts types des scores.",
        misses: "Elle dépend de la dispersion des scores : le même écart paraît plus grand quand les scores sont resserrés.",
    },
    source: "Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, eq. 2.5.2",
};

fn mean_interval(terms: &Terms, sides: Sides<'_, Scores>) -> Found {
    match terms.comparison {
        Comparison::Value => terms.one_mean(estimated_mean(sides.own)?, people(sides.own)),
        Comparison::Difference | Comparison::Ratio => gap_interval(terms, sides),
    }
}

fn gap_interval(terms: &Terms, Sides { own, other, .. }: Sides<'_, Scores>) -> Found {
    terms.two_means((estimated_mean(own)?, people(own)), (estimated_mean(other)?, people(other)))
}
