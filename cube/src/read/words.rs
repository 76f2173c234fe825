//! Words of data that stand for something else than they say: no answer, and the sum of other rows. One list for every
//! reader of it, both languages and the neighbours' beside each other. It refuses to know what a column is for.

use std::borrow::Cow;

use super::signs::Signs;
use super::value::Value;

/// What people and programs write where there is no answer, folded as [`folded`] does. Words that are an answer in most
/// tables ("no", "other", "refused", "declined") are none of them.
const NO_ANSWER: &[&str] = &[
    // Programs and spreadsheets.
    "na",
    "n/a",
    "n.a.",
    "#n/a",
    "#na",
    "<na>",
    "nan",
    "nat",
    "null",
    "(null)",
    "none",
    "(none)",
    "nil",
    "\\n",
    "#value!",
    "#ref!",
    "-",
    "--",
    "–",
    "—",
    ".",
    "?",
    "(blank)",
    "blank",
    "(empty)",
    "empty",
    "(not set)",
    "(other or unknown)",
    // English.
    "unknown",
    "(unknown)",
    "unkn.",
    "unspecified",
    "undisclosed",
    "undetermined",
    "uncategorized",
    "missing",
    "(missing)",
    "no answer",
    "no data",
    "not known",
    "not stated",
    "not given",
    "not provided",
    "not specified",
    "not available",
    "not disclosed",
    "not reported",
    "not recorded",
    "prefer not to say",
    "prefer not to answer",
    "prefer not to disclose",
    "rather not say",
    "don't know",
    "do not know",
    // French.
    "inconnu",
    "inconnue",
    "(inconnu)",
    "non renseigné",
    "non renseignée",
    "non renseigne",
    "(non renseigné)",
    "non précisé",
    "non précisée",
    "non communiqué",
    "non communiquée",
    "non déclaré",
    "non déclarée",
    "non spécifié",
    "non spécifiée",
    "non disponible",
    "non déterminé",
    "indéterminé",
    "sans réponse",
    "pas de réponse",
    "ne sait pas",
    "ne se prononce pas",
    "ne souhaite pas répondre",
    "préfère ne pas répondre",
    "nsp",
    "n.r.",
    "n.c.",
    "n.d.",
    "(vide)",
    // Neighbours.
    "k.a.",
    "keine angabe",
    "unbekannt",
    "onbekend",
    "desconocido",
    "sconosciuto",
];

/// First words of labels that sum others up, whatever stands behind them: `Total: Genders`, `Summe aller Kampagnen`.
const TOTAL: &[&str] = &[
    "total",
    "totals",
    "totale",
    "totaux",
    "totaal",
    "grand total",
    "subtotal",
    "sub-total",
    "sous-total",
    "sum",
    "somme",
    "summe",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "insgesamt",
    "suma",
];

/// First words that often do, and as often name a group: they count where the label also holds at least as many people as
/// any other.
const PERHAPS_TOTAL: &[&str] =
    &["all", "alle", "overall", "everyone", "everybody", "ensemble", "tous", "toutes", "tout", "both"];

/// Text without blanks around it, with one blank for several within, in small letters: what labels that differ in blanks
/// and case have in common.
pub fn folded(text: &str) -> String {
    tidy(text).to_lowercase()
}

/// Text without blanks around it and with one blank for several within.
pub(crate) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is one of the words for no answer.
pub fn is_no_answer(text: &str) -> bool {
    let folded = folded(text).replace('\u{2019}', "'");
    NO_ANSWER.contains(&folded.as_str())
}

/// How surely a label names the sum of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Total {
    /// It says so.
    Said,
    /// It may.
    Perhaps,
    /// It does not.
    No,
}

/// Whether a label names the sum of others.
pub(crate) fn total(label: &str) -> Total {
    let folded = folded(label);
    let begins = |words: &[&str]| {
        words.iter().any(|word| {
            let rest = folded.trim_start_matches(['(', '*', '=']).strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    match (begins(TOTAL), begins(PERHAPS_TOTAL)) {
        (true, _) => Total::Said,
        (false, true) => Total::Perhaps,
        (false, false) => Total::No,
    }
}

/// A text as values are compared: without blanks around it, and a number as it is written shortest, so that 1, 1.0 and
/// 1,0 where that is the decimal sign are one value. `01` is text.
pub(crate) fn plain(text: &str, decimal_comma: bool) -> Cow<'_, str> {
    let text = text.trim();
    let sign = if decimal_comma && text.contains(',') { ',' } else { '.' };
    let Some((whole, fraction)) = text.split_once(sign) else { return Cow::Borrowed(text) };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    let is_number = digits(unsigned) && (unsigned == "0" || !unsigned.starts_with('0')) && digits(fraction);
    if !is_number {
        return Cow::Borrowed(text);
    }
    match fraction.trim_end_matches('0') {
        "" if whole == "-0" => Cow::Borrowed("0"),
        "" => Cow::Borrowed(whole),
        fraction => Cow::Owned(format!("{whole}.{fraction}")),
    }
}

/// A word as a shell takes it.
pub fn shell(word: &str) -> String {
    let is_plain = word.chars().all(|sign| sign.is_alphanumeric() || "/,._-".contains(sign));
    if is_plain { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Words that a plan declares as missing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Missing {
    words: Vec<String>,
    numbers: Vec<f64>,
    decimal_comma: bool,
}

impl Missing {
    /// These words, in text that writes numbers with a comma or not.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = &'w String>, signs: Signs) -> Self {
        let decimal_comma = signs.decimal == ',';
        // The plan writes numbers with a point, or as the data does.
        let words: Vec<String> = words.into_iter().map(|word| plain(word, decimal_comma).into_owned()).collect();
        let numbers = words.iter().filter_map(|word| word.parse().ok()).collect();
        Self { words, numbers, decimal_comma }
    }

    /// Whether a value is one of them, or blank.
    pub(crate) fn has(&self, value: Value<'_>) -> bool {
        match value {
            Value::Text(text) if text.trim().is_empty() => true,
            _ if self.words.is_empty() => false,
            Value::Text(text) => {
                let text = plain(text, self.decimal_comma);
                self.words.iter().any(|word| *word == text)
            }
            Value::Bool(yes) => self.words.iter().any(|word| word == if yes { "true" } else { "false" }),
            number => number.number(Signs::default()).is_some_and(|number| {
                #[expect(clippy::float_cmp, reason = "a word that is this very number")]
                self.numbers.iter().any(|word| *word == number || (word.is_nan() && number.is_nan()))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_no_answer_are_known_in_any_case_and_between_blanks() {
        for word in ["NA", "n/a", " NaN ", "Non  renseigné", "k.A.", "Prefer not to say", "Don’t know", "-", "?"] {
            assert!(is_no_answer(word), "{word}");
        }
        for word in ["", "no", "Nan Yar", "other", "Namibia", "declined", "0", "none of these"] {
            assert!(!is_no_answer(word), "{word}");
        }
        assert!(NO_ANSWER.iter().all(|word| folded(word) == *word), "the list is folded");
    }

    #[test]
    fn a_label_that_sums_others_says_so_in_its_first_word() {
        for label in ["Total: Genders", "TOTAL", "Grand total", "Gesamt", "Somme", "sous-total Nord", "(Total)"] {
            assert_eq!(total(label), Total::Said, "{label}");
        }
        for label in ["All", "Toutes les femmes", "Ensemble"] {
            assert_eq!(total(label), Total::Perhaps, "{label}");
        }
        for label in ["Summer", "Totality", "Allstate", "women", "in total"] {
            assert_eq!(total(label), Total::No, "{label}");
        }
    }

    #[test]
    fn a_number_is_one_value_however_it_is_written_and_a_code_stays_text() {
        for text in ["1", "1.0", " 1.00 "] {
            assert_eq!(plain(text, false), "1");
        }
        assert_eq!(
            (plain("0.50", false), plain("-0.0", false), plain("-2.0", false)),
            ("0.5".into(), "0".into(), "-2".into())
        );
        assert_eq!((plain("1,0", true), plain("1,0", false)), ("1".into(), "1,0".into()));
        assert_eq!(
            (plain("01", false), plain("1.", false), plain("1.0.0", false)),
            ("01".into(), "1.".into(), "1.0.0".into())
        );
    }

    #[test]
    fn a_missing_word_is_found_in_text_and_numbers() {
        let missing = Missing::new(&["NA".to_owned(), "999".to_owned(), "NaN".to_owned()], Signs::default());
        for value in [Value::Text("NA"), Value::Text(" NA "), Value::Text("999.0"), Value::Integer(999)] {
            assert!(missing.has(value), "{value:?}");
        }
        assert!(
            missing.has(Value::Float(999.0)) && missing.has(Value::Float(f64::NAN)) && missing.has(Value::Text("  "))
        );
        assert!(!missing.has(Value::Text("na")) && !missing.has(Value::Integer(99)) && !missing.has(Value::Bool(true)));
        assert!(!Missing::default().has(Value::Float(f64::NAN)));
    }
}
