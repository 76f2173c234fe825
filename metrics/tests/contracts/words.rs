//! What holds for the words of everything in the catalog.

use evenhand_metrics::catalog::Words;

const VERDICTS: [&str; 15] = [
    "fair",
    "unfair",
    "compliant",
    "biased",
    "unbiased",
    "significant",
    "équitable",
    "inéquitable",
    "conforme",
    "biaisé",
    "biaisée",
    "significatif",
    "significative",
    "juste",
    "injuste",
];

/// Both languages say something of their own and pass no verdict, and the source has a year.
pub(crate) fn say_something_and_pass_no_verdict(id: &str, en: Words, fr: Words, source: &str) {
    for (en, fr) in [(en.name, fr.name), (en.says, fr.says), (en.misses, fr.misses)] {
        assert!(!en.is_empty() && !fr.is_empty() && en != fr, "{id}");
        for text in [en, fr] {
            let mut words = text.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase);
            assert!(!words.any(|word| VERDICTS.contains(&&*word)), "{id}: {text}");
            assert!(!text.contains('|') && !text.contains("  "), "{id}: {text}");
        }
    }
    for sentence in [en.says, en.misses, fr.says, fr.misses] {
        assert!(sentence.ends_with('.'), "{id}: {sentence}");
    }
    assert!(source.contains(char::is_numeric), "{id}: a source has a year");
}
