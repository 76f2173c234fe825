//! The part of the page of measures that is made from the list of measures of values.

use evenhand_metrics::catalog::{Over, VALUES, ValueMeasure};

/// Its head, and a section for each measure.
pub(crate) fn value_page() -> String {
    let sections: Vec<String> = VALUES.iter().map(|measure| section(measure)).collect();
    HEAD.to_owned() + &sections.concat()
}

fn section(measure: &ValueMeasure) -> String {
    let others: Vec<String> = measure.known_as.iter().map(|name| format!("`{name}`")).collect();
    let (others, formula, worked) = (others.join(", "), format!("`{}`", measure.formula), measure.worked.to_string());
    let (over, source) = (over(measure), measure.source);
    let rows = [
        ["", measure.en.name, "", measure.fr.name],
        ["---"; 4],
        ["What it measures", measure.en.says, "Ce qui est mesuré", measure.fr.says],
        ["What it does not show", measure.en.misses, "Ce qui n'est pas montré", measure.fr.misses],
        ["Formula", &formula, "Formule", &formula],
        ["Averages over", over[0], "Moyenne sur", over[1]],
        ["In the example", &worked, "Dans l'exemple", &worked.replace('.', ",")],
        ["Also known as", &others, "Autres noms", &others],
        ["Source", source, "Source", source],
    ];
    format!("\n## {}\n\n{}", measure.id, rows.map(|row| format!("| {} |\n", row.join(" | "))).concat())
}

const fn over(measure: &ValueMeasure) -> [&'static str; 2] {
    match measure.over {
        Over::Everybody => ["everybody with a value", "toutes les personnes qui ont une valeur"],
        Over::Selected => ["the selected who have a value", "les personnes sélectionnées qui ont une valeur"],
        Over::Whether => [
            "everybody with a value, 1 where it is not 0",
            "toutes les personnes qui ont une valeur, 1 si elle n'est pas nulle",
        ],
        Over::Nonzero => ["people whose value is not 0", "les personnes dont la valeur n'est pas nulle"],
    }
}

const HEAD: &str = "
# Measures of values · Mesures des valeurs

A value is a number that a person has besides the decision: an offer, a price, a revenue. Groups are compared by
difference and by ratio. Where a few values are large, intervals reach further towards them than a symmetric one would
(Hall 1992); without skewness they are Student's, Welch's and Fieller's. Where values are worth fewer than ten of one
size, (Σv)²/Σv², there is no interval, and the reason is `few-values`. A ratio whose reference's mean may be 0 has no end or
is everything outside two points: nothing is judged by such an interval. Nobody's value is shown: a mean over fewer people
than the smallest group shown has no value, and neither has one that would leave so few out. Sums of weighted values are
not kept, so rows with weights have no means of values. In formulas v is a value, n people, S the selected.

Une valeur est un nombre qu'une personne porte en plus de la décision : une offre, un prix, un revenu. Les groupes sont
comparés par différence et par ratio. Quand quelques valeurs sont grandes, les intervalles vont plus loin vers elles qu'un
intervalle symétrique (Hall 1992) ; sans asymétrie, ce sont ceux de Student, de Welch et de Fieller. Quand les valeurs en
valent moins de dix de même taille, (Σv)²/Σv², il n'y a pas d'intervalle, et la raison est `few-values`. Un ratio dont la
moyenne de la référence peut être nulle est sans fin ou tout ce qui est hors de deux points : il ne permet aucun jugement. La valeur de
personne n'est montrée : une moyenne sur moins de personnes que le plus petit groupe montré n'a pas de valeur, ni celle
qui en laisserait si peu de côté. Les sommes pondérées de valeurs ne sont pas conservées : avec des poids, il n'y a pas
de moyenne des valeurs. Dans les formules, v est une valeur, n un effectif, S les personnes sélectionnées.

| Example · Exemple | | | | | |
|---|---|---|---|---|---|
| Value · Valeur | 0 | 0 | 2 | 4 | 9 |
| Selected · Sélectionnée | no · non | yes · oui | no · non | yes · oui | no · non |
";
