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
        Over::Nonzero => ["people whose value is not 0", "les personnes dont la valeur n'est pas nulle"],
    }
}

const HEAD: &str = "
# Measures of values · Mesures des valeurs

A value is a number that a person has besides the decision: an offer, a price, a revenue. Groups are compared by
difference and by ratio. The ratio has Fieller's interval, which may have no end or be everything outside two points when
the reference's mean may be 0: nothing is judged by such an interval. Nobody's value is shown: a mean over fewer people
than the smallest group shown has no value, and neither has one that would leave so few out. Sums of weighted values are
not kept, so rows with weights have no means of values. In formulas v is a value, n people, S the selected.

Une valeur est un nombre qu'une personne porte en plus de la décision : une offre, un prix, un revenu. Les groupes sont
comparés par différence et par ratio. Le ratio a l'intervalle de Fieller, qui peut être sans fin ou tout ce qui est hors de
deux points quand la moyenne de la référence peut être nulle : un tel intervalle ne permet aucun jugement. La valeur de
personne n'est montrée : une moyenne sur moins de personnes que le plus petit groupe montré n'a pas de valeur, ni celle
qui en laisserait si peu de côté. Les sommes pondérées de valeurs ne sont pas conservées : avec des poids, il n'y a pas
de moyenne des valeurs. Dans les formules, v est une valeur, n un effectif, S les personnes sélectionnées.

| Example · Exemple | | | | | |
|---|---|---|---|---|---|
| Value · Valeur | 0 | 0 | 2 | 4 | 9 |
| Selected · Sélectionnée | no · non | yes · oui | no · non | yes · oui | no · non |
";
