//! What holds for every rate of the catalog, present and future, and the page that is made from it.

use std::collections::BTreeSet;

use evenhand_metrics::catalog::{Ask, FIELD_NAMES, Favours, FieldName, Needs, RATES, Rate, example, names, rate};
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::{Comparison, difference, ratio};
use evenhand_metrics::outcomes::Outcome;
use evenhand_metrics::undefined::Undefined;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/metrics.md");
const REFRESH: &str = "BLESS=1 cargo test -p evenhand-metrics --test contracts catalog";

fn value(rate: &Rate, cell: &Cell) -> Result<f64, Undefined> {
    rate.tally(cell).map(|tally| tally.top / tally.bottom)
}

#[test]
fn every_id_and_every_other_name_is_unique_and_in_kebab_case() {
    let mut seen = BTreeSet::new();
    for name in names() {
        assert!(seen.insert(name), "{name} names two rates");
        let words: Vec<&str> = name.split('-').collect();
        let kebab = words.iter().all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
        assert!(kebab, "{name} is not in kebab case");
    }
}

#[test]
fn a_rate_is_found_by_its_id_and_by_its_name_elsewhere() {
    assert_eq!(rate("false-negative-rate").map(|rate| rate.id), Some("false-negative-rate"));
    assert_eq!(rate("miss-rate").map(|rate| rate.id), Some("false-negative-rate"));
    assert_eq!(rate("pprev").map(|rate| rate.id), Some("selection-rate"));
    assert_eq!(rate("selction-rate"), None);
    // In aequitas this is the group's share of all people selected, which is no rate of the group.
    assert_eq!(rate("ppr"), None);
}

#[test]
fn everybody_counted_above_the_line_is_counted_below_it() {
    for rate in RATES {
        assert!(rate.top.is_within(rate.bottom) && !rate.top.is_empty() && rate.top != rate.bottom, "{}", rate.id);
    }
}

#[test]
fn worked_values_are_those_made_by_hand_and_no_two_are_alike() {
    let mut seen = BTreeSet::new();
    for rate in RATES {
        assert_eq!(value(rate, &example()), Ok(rate.worked), "{}", rate.id);
        assert!(seen.insert(rate.worked.to_bits()), "{} is worth the same as another rate", rate.id);
    }
}

#[test]
fn formula_needs_and_direction_are_read_from_the_sets() {
    let (both, decision, outcome) = ((true, true), (true, false), (false, true));
    let by_hand = [
        ("selection-rate", "S / (S + R)", decision, Favours::Higher, false),
        ("rejection-rate", "R / (S + R)", decision, Favours::Lower, false),
        ("base-rate", "(TP + FN) / (TP + FP + FN + TN)", outcome, Favours::Neither, true),
        ("true-positive-rate", "TP / (TP + FN)", both, Favours::Higher, true),
        ("false-positive-rate", "FP / (FP + TN)", both, Favours::Higher, true),
        ("true-negative-rate", "TN / (FP + TN)", both, Favours::Lower, true),
        ("false-negative-rate", "FN / (TP + FN)", both, Favours::Lower, true),
        ("precision", "TP / (TP + FP)", both, Favours::Neither, false),
        ("negative-predictive-value", "TN / (FN + TN)", both, Favours::Neither, true),
        ("false-discovery-rate", "FP / (TP + FP)", both, Favours::Neither, false),
        ("false-omission-rate", "FN / (FN + TN)", both, Favours::Neither, true),
        ("accuracy", "(TP + TN) / (TP + FP + FN + TN)", both, Favours::Neither, true),
        ("error-rate", "(FP + FN) / (TP + FP + FN + TN)", both, Favours::Neither, true),
    ];
    assert_eq!(by_hand.map(|row| row.0).to_vec(), RATES.iter().map(|rate| rate.id).collect::<Vec<_>>());
    for (id, formula, (decision, outcome), favours, outcome_of_rejected) in by_hand {
        let rate = rate(id).unwrap();
        assert_eq!(rate.formula(), formula, "{id}");
        assert_eq!(rate.needs(), Needs { decision, outcome }, "{id}");
        assert_eq!(rate.favours(), favours, "{id}");
        assert_eq!(rate.needs_outcome_of_rejected(), outcome_of_rejected, "{id}");
    }
}

#[test]
fn an_empty_group_has_no_rate() {
    for rate in RATES {
        assert_eq!(rate.tally(&Cell::default()), Err(Undefined::EmptyGroup), "{}", rate.id);
        assert_eq!(rate.weighted(&Cell::default()), None, "{}", rate.id);
    }
}

#[test]
fn swapping_two_groups_flips_the_difference_and_inverts_the_ratio() {
    let other = Cell::of_counts([20, 30, 7, 9, 25, 3]);
    for rate in RATES {
        let (a, b) = (value(rate, &example()), value(rate, &other));
        assert_ne!(a, b, "{}: the groups must differ for the test to see anything", rate.id);
        assert_eq!(difference(a, b).unwrap().to_bits(), (-difference(b, a).unwrap()).to_bits(), "{}", rate.id);
        assert!((ratio(a, b).unwrap() * ratio(b, a).unwrap() - 1.0).abs() < 1e-15, "{}", rate.id);
        assert_eq!(difference(a, a), Ok(Comparison::Difference.parity().unwrap()), "{}", rate.id);
        assert_eq!(ratio(a, a), Ok(Comparison::Ratio.parity().unwrap()), "{}", rate.id);
    }
}

#[test]
fn counting_in_parts_counts_everyone_once() {
    let whole = example();
    let mut parts = vec![Cell::default(); 3];
    for kind in Outcome::ALL {
        for person in 0..whole.n[kind.index()] {
            parts[usize::try_from(person * person % 3).unwrap()].add(kind, 1);
        }
    }
    let mut together = Cell::default();
    for part in &parts {
        together.merge(part);
    }
    assert_eq!(together, whole);
    assert_eq!(together.people(), 100);
    for rate in RATES {
        let sum = |side: fn(&Rate, &Cell) -> u64| parts.iter().map(|part| side(rate, part)).sum::<u64>();
        let tally = rate.tally(&whole).unwrap();
        let parts = (sum(|rate, part| part.count(rate.top)), sum(|rate, part| part.count(rate.bottom)));
        assert_eq!(evenhand_metrics::tally::Tally::of_counts(parts.0, parts.1), tally, "{}", rate.id);
    }
}

#[test]
fn both_languages_say_something_of_their_own_and_pass_no_verdict() {
    for rate in RATES {
        crate::words::say_something_and_pass_no_verdict(rate.id, rate.en, rate.fr, rate.source);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the page is refreshed on request, and no number depends on it")]
fn the_page_of_rates_is_current() {
    let page = page();
    if std::env::var("BLESS").is_ok() {
        std::fs::write(PAGE, &page).unwrap();
    }
    let stored = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(stored == page, "docs/metrics.md does not show the catalog as it is. Refresh it: {REFRESH}");
}

fn page() -> String {
    let sections: Vec<String> = RATES.iter().map(|rate| section(rate)).collect();
    let fields: Vec<String> = FIELD_NAMES.iter().map(field).collect();
    HEAD.to_owned()
        + &sections.concat()
        + &crate::score_page::score_page()
        + &crate::value_page::value_page()
        + FIELD_HEAD
        + &fields.concat()
}

fn section(rate: &Rate) -> String {
    let others: Vec<String> = rate.known_as.iter().map(|name| format!("`{name}`")).collect();
    let (others, formula, worked) = (others.join(", "), format!("`{}`", rate.formula()), rate.worked.to_string());
    let (needs, favours, source) = (needs(rate), favours(rate.favours()), rate.source);
    let rejected = if rate.needs_outcome_of_rejected() { ["yes", "oui"] } else { ["no", "non"] };
    let rows = [
        ["", rate.en.name, "", rate.fr.name],
        ["---"; 4],
        ["What it measures", rate.en.says, "Ce qui est mesuré", rate.fr.says],
        ["What it does not show", rate.en.misses, "Ce qui n’est pas montré", rate.fr.misses],
        ["Formula", &formula, "Formule", &formula],
        ["Needs", needs[0], "Données nécessaires", needs[1]],
        [
            "Needs the outcome of people rejected",
            rejected[0],
            "Résultat des personnes non sélectionnées nécessaire",
            rejected[1],
        ],
        ["More readily selected", favours[0], "Sélectionné plus volontiers", favours[1]],
        ["Range", "0 to 1", "Étendue", "0 à 1"],
        ["In the example", &worked, "Dans l’exemple", &worked.replace('.', ",")],
        ["Also known as", &others, "Autres noms", &others],
        ["Source", source, "Source", source],
    ];
    format!("\n## {}\n\n{}", rate.id, rows.map(|row| format!("| {} |\n", row.join(" | "))).concat())
}

fn field(field: &FieldName) -> String {
    let others: Vec<String> = field.known_as.iter().map(|name| format!("`{name}`")).collect();
    let asks: Vec<String> = field.asks.iter().map(|ask| asked(*ask)).collect();
    let (others, asks, formula) = (others.join(", "), asks.join("; "), format!("`{}`", field.formula));
    let rows = [
        ["", field.en.name, "", field.fr.name],
        ["---"; 4],
        ["What it says", field.en.says, "Ce que cela dit", field.fr.says],
        ["What it does not show", field.en.misses, "Ce qui n’est pas montré", field.fr.misses],
        ["Formula", &formula, "Formule", &formula],
        ["Here", &asks, "Ici", &asks],
        ["Also known as", &others, "Autres noms", &others],
        ["Source", field.source, "Source", field.source],
    ];
    format!("\n## {}\n\n{}", field.id, rows.map(|row| format!("| {} |\n", row.join(" | "))).concat())
}

fn asked(ask: Ask) -> String {
    match ask {
        Ask::Check(measure, comparison) => format!("`{measure}`, `{}`", comparison.id()),
        Ask::AgainstHighest(measure, comparison) => {
            format!("`{measure}`, `{}`, reference `highest-rate-2pct` (pack `us-four-fifths`)", comparison.id())
        }
        Ask::Within(measure, comparison) => format!("`{measure}`, `{}`, `within` a stratum", comparison.id()),
        Ask::Finding(measure, comparison) => format!("finding `{measure}/{comparison}`"),
    }
}

fn needs(rate: &Rate) -> [&'static str; 2] {
    match rate.needs() {
        Needs { decision: true, outcome: true } => ["decision and outcome", "décision et résultat observé"],
        Needs { decision: true, outcome: false } => ["decision", "décision"],
        Needs { decision: false, outcome: true } => ["outcome", "résultat observé"],
        Needs { decision: false, outcome: false } => ["nothing", "rien"],
    }
}

fn favours(favours: Favours) -> [&'static str; 2] {
    match favours {
        Favours::Higher => ["the group with the higher rate", "le groupe au taux le plus élevé"],
        Favours::Lower => ["the group with the lower rate", "le groupe au taux le plus faible"],
        Favours::Neither => ["the rate does not tell", "le taux ne le dit pas"],
    }
}

const FIELD_HEAD: &str = "

# Names of the field · Noms du domaine

What papers, laws and other tools call comparisons that are made here. `evenhand explain NAME` says the same.

Ce que les articles, les textes et les autres outils appellent des comparaisons faites ici. `evenhand explain NOM` en dit
autant.
";

const HEAD: &str = "\
# Rates · Taux

A rate is the share of some people of a group, below the line, who are also counted above it. A person was selected or
rejected; the outcome is positive (the person qualified), negative, or unknown. A rate of nobody has no value: it is not
zero. The page is made from the catalog.

Un taux est la part des personnes d’un groupe, comptées au dénominateur, qui le sont aussi au numérateur. Une personne a
été sélectionnée ou non ; son résultat est positif (la personne était qualifiée), négatif ou inconnu. Un taux
sur un effectif nul n’a pas de valeur : il ne vaut pas zéro. Cette page est tirée du catalogue.

| Example · Exemple | Outcome positive · Résultat positif | Outcome negative · Résultat négatif | \
Outcome unknown · Résultat inconnu | Together · Ensemble |
|---|---|---|---|---|
| Selected · Sélectionnées | TP = 48 | FP = 2 | 5 | S = 55 |
| Rejected · Non sélectionnées | FN = 12 | TN = 18 | 15 | R = 45 |

| Comparison · Comparaison | Formula · Formule | Range · Étendue | Equality · Égalité |
|---|---|---|---|
| `value` | rate of the group · taux du groupe | 0 to 1 · 0 à 1 | |
| `difference` | group - reference · groupe - référence | -1 to 1 · -1 à 1 | 0 |
| `ratio` | group / reference · groupe / référence | 0 and up; no value when the reference's rate is 0 · \
0 et plus ; sans valeur si le taux de référence est 0 | 1 |
";
