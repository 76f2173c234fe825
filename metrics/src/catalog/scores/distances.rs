//! How far two groups' scores are apart as distributions.

use super::{ALONE, Favours, ScoreFunction, ScoreInterval, ScoreMeasure, ScoreNeeds, ScoreRange, Sides, TestOf, Words};
use crate::compare::Comparison;
use crate::scores::Scores;
use crate::scores::distance::Shares;
use crate::scores::gap::{kolmogorov_smirnov, wasserstein};

pub(super) const KOLMOGOROV_SMIRNOV: ScoreMeasure = ScoreMeasure {
    id: "kolmogorov-smirnov",
    known_as: &["ks", "ks-statistic"],
    of: ScoreFunction::Pair(|group, reference| Ok(kolmogorov_smirnov(group, reference)?.distance)),
    formula: "max |F₁(x) - F₂(x)|",
    range: ScoreRange::SHARE,
    parity: Some(0.0),
    favours: Favours::Neither,
    needs: ScoreNeeds::SCORE,
    comparisons: ALONE,
    interval: ScoreInterval::Never,
    test: Some(smirnov),
    worked: 0.2,
    en: Words {
        name: "Kolmogorov-Smirnov distance",
        says: "The largest difference of the two groups' selection rates that any threshold of the score could make.",
        misses: "It does not show at which threshold, nor which group scores lower.",
    },
    fr: Words {
        name: "Distance de Kolmogorov-Smirnov",
        says: "Le plus grand écart de taux de sélection entre les deux groupes qu’un seuil du score pourrait produire.",
        misses: "Elle ne montre ni à quel seuil, ni quel groupe a les scores les plus faibles.",
    },
    source: "Smirnov (1939), Bulletin mathématique de l'Université de Moscou 2",
};

pub(super) const WASSERSTEIN: ScoreMeasure = ScoreMeasure {
    id: "wasserstein-distance",
    known_as: &["w1", "earth-movers-distance", "emd"],
    of: ScoreFunction::Pair(|group, reference| Ok(wasserstein(group, reference)?.distance())),
    formula: "∫ |F₁(x) - F₂(x)| dx",
    range: ScoreRange::UP,
    parity: Some(0.0),
    favours: Favours::Neither,
    needs: ScoreNeeds::SCORE,
    comparisons: ALONE,
    interval: ScoreInterval::Never,
    test: None,
    worked: 0.1,
    en: Words {
        name: "Wasserstein distance",
        says: "How much the scores of the two groups differ, rank for rank, on average, in units of the score.",
        misses: "It does not show which group scores lower, and is above 0 by chance alone, more so in small groups.",
    },
    fr: Words {
        name: "Distance de Wasserstein",
        says: "L’écart moyen entre les scores des deux groupes, rang par rang, en unités du score.",
        misses: "Elle ne montre pas quel groupe a les scores les plus faibles ; le seul hasard la rend positive, surtout \
                 dans de petits groupes.",
    },
    source: "Vallender (1974), Theory of Probability and its Applications 18",
};

pub(super) const TOTAL_VARIATION: ScoreMeasure = ScoreMeasure {
    id: "total-variation",
    known_as: &["tvd", "total-variation-distance"],
    of: ScoreFunction::Pair(|group, reference| Ok(Shares::of_scores(group, reference)?.total_variation())),
    formula: "½ Σ |p - q|",
    range: ScoreRange::SHARE,
    parity: Some(0.0),
    favours: Favours::Neither,
    needs: ScoreNeeds::SCORE,
    comparisons: ALONE,
    interval: ScoreInterval::Never,
    test: None,
    worked: 0.3,
    en: Words {
        name: "Total variation distance",
        says: "The share of a group's people who would need another score for both groups to have the same scores.",
        misses: "Scores that hardly differ count as much as scores far apart: it is meant for few distinct scores.",
    },
    fr: Words {
        name: "Distance en variation totale",
        says: "La part des personnes d’un groupe à qui il faudrait un autre score pour que les deux groupes aient les mêmes \
               scores.",
        misses: "Des scores presque égaux comptent autant que des scores éloignés : elle convient à peu de scores distincts.",
    },
    source: "Levin, Peres & Wilmer (2009), Markov Chains and Mixing Times, proposition 4.2",
};

pub(super) const JENSEN_SHANNON: ScoreMeasure = ScoreMeasure {
    id: "jensen-shannon-distance",
    known_as: &["js-distance"],
    of: ScoreFunction::Pair(|group, reference| Ok(Shares::of_scores(group, reference)?.jensen_shannon().sqrt())),
    formula: "√(½ Σ p ln(p/m) + ½ Σ q ln(q/m)), m = ½ (p + q)",
    range: ScoreRange { low: Some(0.0), high: Some(0.832_554_611_157_697_8) },
    parity: Some(0.0),
    favours: Favours::Neither,
    needs: ScoreNeeds::SCORE,
    comparisons: ALONE,
    interval: ScoreInterval::Never,
    test: None,
    worked: 0.235_012_636_380_158_9,
    en: Words {
        name: "Jensen-Shannon distance",
        says: "How much a person's score tells of the group the person is in: 0 when nothing, about 0.83 when everything.",
        misses: "It does not show which group scores lower, and the order of the scores does not enter.",
    },
    fr: Words {
        name: "Distance de Jensen-Shannon",
        says: "Ce que le score d’une personne apprend de son groupe : 0 pour rien, environ 0,83 pour tout.",
        misses: "Elle ne montre pas quel groupe a les scores les plus faibles ; l’ordre des scores n’y entre pas.",
    },
    source: "Lin (1991), IEEE Transactions on Information Theory 37; in nats",
};

pub(super) const HELLINGER: ScoreMeasure = ScoreMeasure {
    id: "hellinger-distance",
    known_as: &["hellinger"],
    of: ScoreFunction::Pair(|group, reference| Ok(Shares::of_scores(group, reference)?.hellinger())),
    formula: "√(½ Σ (√p - √q)²)",
    range: ScoreRange::SHARE,
    parity: Some(0.0),
    favours: Favours::Neither,
    needs: ScoreNeeds::SCORE,
    comparisons: ALONE,
    interval: ScoreInterval::Never,
    test: None,
    worked: 0.236_898_056_170_599_03,
    en: Words {
        name: "Hellinger distance",
        says: "How little the two groups' scores overlap: 0 when they are the same, 1 when no score is shared.",
        misses: "It does not show which group scores lower, and the order of the scores does not enter.",
    },
    fr: Words {
        name: "Distance de Hellinger",
        says: "À quel point les scores des deux groupes se recouvrent peu : 0 s’ils sont identiques, 1 si aucun score \
               n’est partagé.",
        misses: "Elle ne montre pas quel groupe a les scores les plus faibles ; l’ordre des scores n’y entre pas.",
    },
    source: "Hellinger (1909), Journal für die reine und angewandte Mathematik 136",
};

pub(super) const KULLBACK_LEIBLER: ScoreMeasure = ScoreMeasure {
    id: "kullback-leibler-divergence",
    known_as: &["kl", "kl-divergence", "relative-entropy"],
    of: ScoreFunction::Pair(|group, reference| Shares::of_scores(group, reference)?.kullback_leibler()),
    formula: "Σ p ln(p/q)",
    range: ScoreRange::UP,
    parity: Some(0.0),
    favours: Favours::Neither,
    needs: ScoreNeeds::SCORE,
    comparisons: ALONE,
    interval: ScoreInterval::Never,
    test: None,
    worked: 0.243_279_064_864_898_64,
    en: Words {
        name: "Kullback-Leibler divergence",
        says: "How surprising the group's scores are to someone who knows the reference's, in nats.",
        misses: "It has no value as soon as the group has one score that nobody of the reference has, and it changes when \
                 the groups are exchanged.",
    },
    fr: Words {
        name: "Divergence de Kullback-Leibler",
        says: "À quel point les scores du groupe surprennent qui connaît ceux de la référence, en nats.",
        misses: "Elle n’a pas de valeur dès que le groupe a un score que personne n’a dans la référence, et elle change \
                 quand les groupes sont échangés.",
    },
    source: "Kullback & Leibler (1951), Annals of Mathematical Statistics 22",
};

pub(super) const POPULATION_STABILITY_INDEX: ScoreMeasure = ScoreMeasure {
    id: "population-stability-index",
    known_as: &["psi", "jeffreys-divergence"],
    of: ScoreFunction::Pair(|group, reference| Shares::of_scores(group, reference)?.stability_index()),
    formula: "Σ (p - q) ln(p/q)",
    range: ScoreRange::UP,
    parity: Some(0.0),
    favours: Favours::Neither,
    needs: ScoreNeeds::SCORE,
    comparisons: ALONE,
    interval: ScoreInterval::Never,
    test: None,
    worked: 0.456_434_819_146_783_63,
    en: Words {
        name: "Population stability index",
        says: "How much the two groups' scores differ, each held against the other, in nats.",
        misses: "It has no value as soon as one group has a score that nobody of the other has, and grows with the number \
                 of distinct scores.",
    },
    fr: Words {
        name: "Indice de stabilité de population",
        says: "À quel point les scores des deux groupes diffèrent, chacun rapporté à l’autre, en nats.",
        misses: "Il n’a pas de valeur dès qu’un groupe a un score que personne n’a dans l’autre, et croît avec le nombre \
                 de scores distincts.",
    },
    source: "Jeffreys (1946), Proceedings of the Royal Society A 186; Siddiqi (2006), Credit Risk Scorecards",
};

fn smirnov(_: Comparison, Sides { own, other, .. }: Sides<'_, Scores>, _: u64) -> Option<TestOf> {
    let p_value = kolmogorov_smirnov(own, other).and_then(|found| found.p_value).ok()?.value;
    Some(TestOf { id: "kolmogorov-smirnov", p_value, under_equality: None })
}
