//! Suggestions: which of the known words the user may have meant.

use super::Error;

/// How unlike two words may be, from 0 (the same) to 1, to be taken for a slip of the same word.
const SLIP: f64 = 0.45;
/// Characters of a word that somebody may have slipped in. Comparing takes as long as both lengths multiplied, and names in a file may be
/// as long as they like.
const LONGEST: usize = 200;
/// Words that are compared: a file may have as many columns as it likes, too.
const MOST: usize = 20_000;

/// The candidate most like `word`, if one is like it at all; of equals the first.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let is_long = |word: &str| word.chars().nth(LONGEST).is_some();
    if is_long(word) {
        return None;
    }
    let lower = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates.into_iter().take(MOST).filter(|candidate| !is_long(candidate)) {
        let unlike = 1.0 - strsim::normalized_damerau_levenshtein(&lower, &candidate.to_lowercase());
        if unlike <= SLIP && best.is_none_or(|(least, _)| unlike < least) {
            best = Some((unlike, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

impl Error {
    /// Adds what the user may have meant by `word`, and all there is: the values `near` (`yes` or `no`), `suggestion`
    /// and `known` of its message.
    #[must_use]
    pub fn suggesting<'a>(self, word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        let suggestion = nearest(word, candidates.iter().copied());
        self.with("near", if suggestion.is_some() { "yes" } else { "no" })
            .with("suggestion", suggestion.unwrap_or_default())
            .with("known", candidates.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_finds_none() {
        let words = ["selection-rate", "base-rate", "precision"];
        assert_eq!(nearest("selction-rate", words), Some("selection-rate"));
        assert_eq!(nearest("Base-Rate", words), Some("base-rate"));
        assert_eq!(nearest("zebra", words), None);
    }

    #[test]
    fn a_name_too_long_to_be_a_slip_is_not_compared() {
        let long = "x".repeat(10_000_000);
        assert_eq!(nearest(&long, [long.as_str(), "x"]), None);
        assert_eq!(nearest("precison", [long.as_str(), "precision"]), Some("precision"));
    }
}
