//! How well scores rank people who qualify above people who do not.

use super::{
    ADDED, ALONE, Beyond, Favours, Found, Reach, ScoreFunction, ScoreInterval, ScoreMeasure, ScoreNeeds, ScoreRange,
    Sides, Terms, TestOf, Words,
};
use crate::compare::Comparison;
use crate::power::Aim;
use crate::scores::Scores;
use crate::scores::area::{area, cross_area, detectable_gap, detectable_gap_to_everyone, to_everyone};

/// The chance that of two people the one with the outcome has the higher score.
pub const AUC: ScoreMeasure = ScoreMeasure {
    id: "auc",
    known_as: &["roc-auc", "area-under-the-curve", "c-statistic", "concordance"],
    of: ScoreFunction::Group(|group| Ok(area(group)?.value)),
    formula: "P(s⁺ > s⁻) + ½ P(s⁺ = s⁻)",
    range: ScoreRange::SHARE,
    parity: None,
    favours: Favours::Neither,
    needs: ScoreNeeds::OUTCOME,
    comparisons: ADDED,
    interval: ScoreInterval::Formula(area_interval, Reach::Rule(area_reach)),
    test: Some(delong),
    worked: 0.8125,
    en: Words {
        name: "Area under the ROC curve",
        says: "How often a person of the group who qualified scores above one who did not, ties counting half.",
        misses: "It compares people of one group alone: scores that are too low for the whole group leave it unchanged.",
    },
    fr: Words {
        name: "Aire sous la courbe ROC",
        says: "À quelle fréquence une personne qualifiée du groupe a un score supérieur à celui d’une personne qui ne \
               l’était pas, les égalités comptant pour moitié.",
        misses: "Elle ne compare que des personnes d’un même groupe : des scores trop bas pour tout le groupe ne la \
                 changent pas.",
    },
    source: "Hanley & McNeil (1982), Radiology 143; DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44",
};

pub(super) const CROSS_AUC: ScoreMeasure = ScoreMeasure {
    id: "cross-auc",
    known_as: &["xauc"],
    of: ScoreFunction::Pair(|group, reference| Ok(cross_area(group, reference)?.value)),
    formula: "P(s₁⁺ > s₂⁻) + ½ P(s₁⁺ = s₂⁻)",
    range: ScoreRange::SHARE,
    parity: None,
    favours: Favours::Higher,
    needs: ScoreNeeds::OUTCOME,
    comparisons: ALONE,
    interval: ScoreInterval::Formula(cross_area_interval, Reach::Unknown),
    test: None,
    worked: 0.825,
    en: Words {
        name: "Cross-group area under the ROC curve",
        says: "How often a person of the group who qualified scores above a person of the reference who did not, ties \
               counting half.",
        misses: "It has no value of its own that means equality: hold it against the same with the groups exchanged.",
    },
    fr: Words {
        name: "Aire sous la courbe ROC entre groupes",
        says: "À quelle fréquence une personne qualifiée du groupe a un score supérieur à celui d’une personne de la \
               référence qui ne l’était pas, les égalités comptant pour moitié.",
        misses: "Aucune de ses valeurs ne signifie à elle seule l’égalité : il faut la rapprocher de la même mesure, les \
                 groupes échangés.",
    },
    source: "Kallus & Zhou (2019), The fairness of risk scores beyond classification: bipartite ranking and the xAUC metric",
};

/// Id of the interval of an area.
const INTERVAL: &str = "delong-logit";

fn area_interval(terms: &Terms, Sides { own, other, .. }: Sides<'_, Scores>) -> Found {
    let (deff, sure) = (terms.deff, &terms.sure);
    let found = match (terms.comparison, terms.share) {
        (Comparison::Value, _) => area(own)?.interval(deff, sure)?,
        (_, Some(share)) if share > 0.0 => to_everyone(own, other, deff, sure)?,
        _ => area(own)?.interval_minus(deff, &area(other)?, deff, sure)?,
    };
    Ok((INTERVAL, found))
}

fn area_reach(terms: &Terms, beyond: Beyond, Sides { own, other, .. }: Sides<'_, Scores>) -> Option<f64> {
    let (Beyond { side, limit }, aim) = (beyond, Aim::usual(terms.sure));
    match terms.share {
        Some(share) if share > 0.0 => detectable_gap_to_everyone(side, limit, own, other, terms.deff, &aim),
        _ => detectable_gap(side, limit, own, other, terms.deff, &aim),
    }
}

fn cross_area_interval(terms: &Terms, Sides { own, other, .. }: Sides<'_, Scores>) -> Found {
    terms.apart()?;
    Ok((INTERVAL, cross_area(own, other)?.interval(terms.deff, &terms.sure)?))
}

fn delong(comparison: Comparison, Sides { own, other, .. }: Sides<'_, Scores>, _: u64) -> Option<TestOf> {
    if comparison != Comparison::Difference {
        return None;
    }
    let p_value = area(own).ok()?.minus(&area(other).ok()?).p_value.ok()?;
    Some(TestOf { id: "delong", p_value, under_equality: None })
}
