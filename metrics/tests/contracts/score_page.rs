//! The part of the page of measures that is made from the list of score measures.

use evenhand_metrics::catalog::{Favours, SCORES, ScoreFunction, ScoreMeasure, ScoreNeeds};

/// Its head, and a section for each measure.
pub(crate) fn score_page() -> String {
    let sections: Vec<String> = SCORES.iter().map(|measure| section(measure)).collect();
    HEAD.to_owned() + &sections.concat()
}

fn section(measure: &ScoreMeasure) -> String {
    let others: Vec<String> = measure.known_as.iter().map(|name| format!("`{name}`")).collect();
    let (others, formula) = (others.join(", "), format!("`{}`", measure.formula.replace('|', "\\|")));
    let (range, parity, worked) = (range(measure), parity(measure), format!("{:.6}", measure.worked));
    let worked = worked.trim_end_matches('0').trim_end_matches('.');
    let (people, needs, favours) = (people(measure), needs(measure), favours(measure));
    let source = measure.source;
    let rows = [
        ["", measure.en.name, "", measure.fr.name],
        ["---"; 4],
        ["What it measures", measure.en.says, "Ce qui est mesuré", measure.fr.says],
        ["What it does not show", measure.en.misses, "Ce qui n'est pas montré", measure.fr.misses],
        ["Formula", &formula, "Formule", &formula],
        ["Looks at", people[0], "Porte sur", people[1]],
        ["Needs", needs[0], "Données nécessaires", needs[1]],
        ["Scored more readily", favours[0], "Mieux noté", favours[1]],
        ["Range", &range[0], "Étendue", &range[1]],
        ["Equality or agreement", &parity, "Égalité ou concordance", &parity.replace('.', ",")],
        ["In the example", worked, "Dans l'exemple", &worked.replace('.', ",")],
        ["Also known as", &others, "Autres noms", &others],
        ["Source", source, "Source", source],
    ];
    format!("\n## {}\n\n{}", measure.id, rows.map(|row| format!("| {} |\n", row.join(" | "))).concat())
}

fn range(measure: &ScoreMeasure) -> [String; 2] {
    let end = |end: f64| format!("{end:.2}").trim_end_matches('0').trim_end_matches('.').to_owned();
    match (measure.range.low, measure.range.high) {
        (Some(low), Some(high)) => {
            [format!("{} to {}", end(low), end(high)), format!("{} à {}", end(low), end(high).replace('.', ","))]
        }
        (Some(low), None) => [format!("{} and up", end(low)), format!("{} et plus", end(low))],
        _ => ["any number".to_owned(), "tout nombre".to_owned()],
    }
}

fn parity(measure: &ScoreMeasure) -> String {
    measure.parity.map_or(String::new(), |parity| parity.to_string())
}

fn people(measure: &ScoreMeasure) -> [&'static str; 2] {
    match measure.of {
        ScoreFunction::Group(_) => ["one group", "un groupe"],
        ScoreFunction::Pair(_) => ["a group and its reference", "un groupe et sa référence"],
        ScoreFunction::Among(_) => ["a group among everybody", "un groupe parmi tous"],
    }
}

fn needs(measure: &ScoreMeasure) -> [&'static str; 2] {
    match measure.needs {
        ScoreNeeds { probability: true, .. } => {
            ["outcome, and scores that are probabilities", "issue, et des scores qui sont des probabilités"]
        }
        ScoreNeeds { outcome: true, .. } => ["score and outcome", "score et issue"],
        ScoreNeeds { .. } => ["score", "score"],
    }
}

fn favours(measure: &ScoreMeasure) -> [&'static str; 2] {
    let value = ["the group with the higher value", "le groupe à la valeur la plus élevée"];
    match (measure.favours, measure.of) {
        (Favours::Higher, ScoreFunction::Pair(_)) => {
            ["the group, if the value is high", "le groupe, si la valeur est élevée"]
        }
        (Favours::Higher, _) => value,
        (Favours::Lower, _) => ["the group with the lower value", "le groupe à la valeur la plus faible"],
        (Favours::Neither, _) => ["the value does not tell", "la valeur ne le dit pas"],
    }
}

const HEAD: &str = "
# Measures of scores · Mesures des scores

A score is a number given to a person before the decision; the higher, the sooner the person is selected. Some measures
ask that the score be the probability of a positive outcome. With more than 4,096 distinct scores people are counted in
bins, and every score stands at the middle of its bin. Some measures look at one group, and groups are then compared by
difference or ratio; others look at a group and its reference, and are a comparison already. In formulas s is a score, y
its outcome (1 or 0), n people, Σ a sum over people, v the variance of the scores and M the median of everybody; 1 is the
group and 2 the reference; + and - are people with a positive and with a negative outcome; F(x) is the share of people
with s <= x, p and q the shares of the group and of the reference at a score.

Un score est un nombre attribué à une personne avant la décision ; plus il est élevé, plus tôt la personne est
sélectionnée. Certaines mesures demandent que le score soit la probabilité d'une issue positive. Au-delà de 4 096 scores
distincts, les personnes sont comptées par classes, et chaque score est placé au milieu de sa classe. Certaines mesures
portent sur un groupe, et les groupes sont ensuite comparés par différence ou par ratio ; d'autres portent sur un groupe
et sa référence, et sont déjà une comparaison. Dans les formules, s est un score, y son issue (1 ou 0), n un effectif, Σ
une somme sur les personnes, v la variance des scores et M la médiane de tous ; 1 est le groupe et 2 la référence ; + et -
sont les personnes à l'issue positive et négative ; F(x) est la part des personnes avec s <= x, p et q les parts du groupe
et de la référence à un score.

| Example · Exemple | 0.2 · 0,2 | 0.4 · 0,4 | 0.6 · 0,6 | 0.8 · 0,8 |
|---|---|---|---|---|
| Group, outcome positive · Groupe, issue positive | 0 | 1 | 2 | 1 |
| Group, outcome negative · Groupe, issue négative | 3 | 2 | 0 | 1 |
| Reference, outcome positive · Référence, issue positive | 0 | 1 | 0 | 4 |
| Reference, outcome negative · Référence, issue négative | 1 | 3 | 1 | 0 |
";
