//! Parts of column names that suggest a role, in English and French. A name suggests; it settles nothing.

/// Grounds that laws of equal treatment name.
pub(super) const PROTECTED: &[&str] = &[
    "age",
    "agegroup",
    "birth",
    "birthday",
    "birthdate",
    "born",
    "naissance",
    "sex",
    "sexe",
    "gender",
    "genre",
    "civilite",
    "race",
    "ethnic",
    "ethnicity",
    "ethnie",
    "origin",
    "origine",
    "nationality",
    "nationalite",
    "citizenship",
    "foreign",
    "foreigner",
    "etranger",
    "religion",
    "disability",
    "disabled",
    "handicap",
    "marital",
    "matrimonial",
    "family",
    "personal",
    "pregnant",
    "language",
    "langue",
    "orientation",
    "veteran",
    "personal_status",
];

/// What may stand for such a ground.
pub(super) const PROXY: &[&str] = &[
    "zip",
    "zipcode",
    "postcode",
    "postal",
    "cp",
    "commune",
    "city",
    "ville",
    "region",
    "departement",
    "district",
    "quartier",
    "neighborhood",
    "neighbourhood",
    "country",
    "pays",
    "education",
    "diplome",
    "job",
    "occupation",
    "profession",
    "csp",
    "housing",
    "income",
    "revenu",
];

/// Ages in years.
pub(super) const AGE: &[&str] = &["age"];

/// Days of birth.
pub(super) const BIRTH: &[&str] = &["birth", "birthday", "birthdate", "born", "dob", "naissance", "ne", "nee"];

/// Ways to reach people: columns called after them may be campaigns.
pub(super) const CHANNEL: &[&str] = &[
    "mail", "email", "courriel", "courrier", "sms", "push", "call", "appel", "letter", "lettre", "campaign",
    "campagne", "wave", "vague", "mailing",
];

/// Who was chosen.
pub(super) const DECISION: &[&str] = &[
    "decision",
    "targeted",
    "target",
    "selected",
    "chosen",
    "contacted",
    "sent",
    "shown",
    "exposed",
    "delivered",
    "approved",
    "granted",
    "accepted",
    "hired",
    "offered",
    "invited",
    "treatment",
    "score",
    "cible",
    "ciblee",
    "selectionne",
    "contacte",
    "envoye",
    "affiche",
    "accorde",
    "accepte",
    "retenu",
];

/// Which of several things happened to a person.
pub(super) const ARM: &[&str] = &["segment", "arm", "group", "variant", "treatment", "decision", "cell", "groupe"];

/// How a person turned out.
pub(super) const OUTCOME: &[&str] = &[
    "outcome",
    "label",
    "converted",
    "conversion",
    "clicked",
    "click",
    "visit",
    "visited",
    "bought",
    "purchase",
    "responded",
    "response",
    "default",
    "recid",
    "repaid",
    "resultat",
    "achat",
    "clic",
    "converti",
    "reponse",
    "visite",
];

/// For how many people a row stands.
pub(super) const COUNT: &[&str] = &[
    "impressions",
    "people",
    "count",
    "population",
    "audience",
    "persons",
    "customers",
    "users",
    "effectif",
    "personnes",
    "total",
];

/// How many of them were selected.
pub(super) const SELECTED: &[&str] =
    &["clicks", "selected", "reached", "results", "conversions", "reach", "sent", "clics", "touches", "selectionnes"];

/// Which campaign a row belongs to.
pub(super) const CAMPAIGN: &[&str] = &["campaign", "campagne"];

/// Weights.
pub(super) const WEIGHT: &[&str] = &["weight", "weights", "poids", "wgt", "ponderation"];

/// The parts of a column's name in lower case, without accents: `persStatus`, `pers.status` and `Pers Status` alike.
pub(super) fn parts(column: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut lower_before = false;
    for letter in column.chars() {
        if !letter.is_alphanumeric() || (letter.is_uppercase() && lower_before) {
            parts.push(String::new());
        }
        lower_before = letter.is_lowercase();
        if let (true, Some(last)) = (letter.is_alphanumeric(), parts.last_mut()) {
            last.extend(letter.to_lowercase().map(plain));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

const fn plain(letter: char) -> char {
    match letter {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'à' | 'â' => 'a',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'û' | 'ù' => 'u',
        'ç' => 'c',
        other => other,
    }
}

/// The first of these words that a column's name holds.
pub(super) fn suggests<'w>(column: &str, words: &[&'w str]) -> Option<&'w str> {
    let parts = parts(column);
    words.iter().find(|word| parts.iter().any(|part| part == *word)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_in_parts_however_they_are_joined() {
        for name in ["age_cat", "Age Cat", "ageCat", "age.cat", "âge-cat"] {
            assert_eq!(parts(name), ["age", "cat"], "{name}");
        }
        assert_eq!(suggests("Statut étranger", PROTECTED), Some("etranger"));
        assert_eq!(suggests("image", PROTECTED), None, "a word within a word is another word");
    }
}
