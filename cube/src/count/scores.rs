//! Scores as codes: each different score has its own while there are few, bins once there are many. Which of the two
//! depends on the scores of the whole input alone; when bins were begun leaves no trace, as cells only add up.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use evenhand_metrics::cell::Amount;

use crate::error::{Error, ErrorCode, Result};

/// Up to this many different scores are kept one by one.
const DISTINCT: usize = 4_096;
/// Bins of equal width over \[0, 1\] where the plan gives no edges.
const BINS: u32 = 1_024;
/// Between the ends of a bin in its label.
const TO: &str = "..";

/// The bins that scores fall into.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bins(Vec<f64>);

impl Bins {
    /// Bins between these edges, at least two and increasing; without any, bins of equal width over \[0, 1\].
    pub(crate) fn new(edges: &[f64]) -> Self {
        if edges.is_empty() {
            return Self((0..=BINS).map(|edge| f64::from(edge) / f64::from(BINS)).collect());
        }
        Self(edges.to_vec())
    }

    /// The place of a score: the lower edge is in, the upper out, but for the last bin, which has both. `None` outside.
    fn of(&self, score: f64) -> Option<usize> {
        let above = self.0.partition_point(|edge| *edge <= score);
        let last = self.0.len() - 1;
        match above {
            0 => None,
            _ if above <= last => Some(above - 1),
            _ => (score <= self.0[last]).then(|| last - 1),
        }
    }

    /// The label of every bin, lowest first.
    fn labels(&self) -> Vec<String> {
        self.0.windows(2).map(|ends| format!("{}{TO}{}", ends[0], ends[1])).collect()
    }
}

/// What scores were met.
#[derive(Debug)]
pub(crate) struct Book {
    bins: Bins,
    column: String,
    state: State,
}

#[derive(Debug)]
enum State {
    Exact(BTreeMap<Amount, u32>),
    Binned,
}

/// The new code of each old one.
pub(crate) type Recoded = Vec<u32>;

impl Book {
    /// No score yet.
    pub(crate) fn new(column: &str, bins: Bins) -> Self {
        Self { bins, column: column.to_owned(), state: State::Exact(BTreeMap::new()) }
    }

    /// Writes the code of each score, 0 where there is none. When there have become too many different ones, the codes
    /// given so far become those of bins: then it returns them.
    ///
    /// # Errors
    /// `EVH-D052` when a score would fall outside the bins.
    pub(crate) fn codes(&mut self, scores: &[Option<Amount>], codes: &mut Vec<u32>) -> Result<Option<Recoded>> {
        let mut recoded = None;
        if let State::Exact(known) = &mut self.state {
            for score in scores.iter().flatten() {
                let next = as_code(known.len());
                known.entry(*score).or_insert(next);
            }
            if known.len() > DISTINCT {
                let mut places = vec![0; known.len() + 1];
                for (score, code) in known.iter() {
                    places[*code as usize] = bin(&self.bins, *score, &self.column)?;
                }
                recoded = Some(places);
                self.state = State::Binned;
            }
        }
        codes.clear();
        for score in scores {
            codes.push(match (score, &self.state) {
                (None, _) => 0,
                (Some(score), State::Exact(known)) => known.get(score).copied().unwrap_or(0),
                (Some(score), State::Binned) => bin(&self.bins, *score, &self.column)?,
            });
        }
        Ok(recoded)
    }

    /// The largest code.
    pub(crate) fn largest(&self) -> u32 {
        match &self.state {
            State::Exact(known) => as_code(known.len()) - 1,
            State::Binned => as_code(self.bins.0.len() - 1) - 1,
        }
    }

    /// The labels by code, beginning with that of code 1.
    pub(crate) fn labels(&self) -> Vec<String> {
        match &self.state {
            State::Exact(known) => {
                let mut labels = vec![String::new(); known.len()];
                for (score, code) in known {
                    labels[*code as usize - 1] = written(*score);
                }
                labels
            }
            State::Binned => self.bins.labels(),
        }
    }
}

fn bin(bins: &Bins, score: Amount, column: &str) -> Result<u32> {
    let outside = || Error::new(ErrorCode::D052).with("column", column).with("most", DISTINCT);
    bins.of(score.to_f64()).map(as_code).ok_or_else(outside)
}

/// Codes are numbered from one.
#[expect(clippy::cast_possible_truncation, reason = "at most a batch of rows more than 4,096")]
const fn as_code(place: usize) -> u32 {
    place as u32 + 1
}

/// The shortest decimal that is read as this score.
fn written(score: Amount) -> String {
    let number = score.to_f64();
    let same = |text: &String| text.parse().is_ok_and(|read: f64| Amount::from_f64(read) == Ok(score));
    let decimals = (0..=9).map(|digits| format!("{number:.digits$}"));
    let shortest = decimals.map(without_negative_zero).find(same);
    shortest.unwrap_or_else(|| number.to_string())
}

fn without_negative_zero(text: String) -> String {
    if text.starts_with('-') && text.bytes().all(|byte| b"-0.".contains(&byte)) { text[1..].to_owned() } else { text }
}

/// Whether a label is one that counting gives scores, and how it stands to another: by its number, bins by their lower end.
pub(crate) fn order(a: &str, b: &str) -> Ordering {
    let low = |label: &str| label.split(TO).next().and_then(|low| low.parse().ok()).unwrap_or(f64::NAN);
    low(a).total_cmp(&low(b)).then_with(|| a.cmp(b))
}

/// The labels of scores of two parts together, sorted: bins as soon as one part has them, or both have too many scores.
///
/// # Errors
/// `EVH-D052` when a score would fall outside the bins.
pub(crate) fn unite(labels: Vec<String>, bins: &Bins, column: &str) -> Result<Vec<String>> {
    let mut labels = labels;
    if labels.len() > DISTINCT || labels.iter().any(|label| label.contains(TO)) {
        for label in &labels {
            place(label, &bins.labels(), bins, column)?;
        }
        labels = bins.labels();
    }
    labels.sort_by(|a, b| order(a, b));
    Ok(labels)
}

/// The place of a score's label among united labels.
///
/// # Errors
/// `EVH-D052` when it has none.
pub(crate) fn place(label: &str, united: &[String], bins: &Bins, column: &str) -> Result<u32> {
    let code = |place: usize| as_code(place) - 1;
    if let Ok(place) = united.binary_search_by(|known| order(known, label)) {
        return Ok(code(place));
    }
    let outside = || Error::new(ErrorCode::D052).with("column", column).with("most", DISTINCT);
    let score = label.parse().ok().and_then(|number| Amount::from_f64(number).ok()).ok_or_else(outside)?;
    bin(bins, score, column).map(|code| code - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(numbers: impl IntoIterator<Item = f64>) -> Vec<Option<Amount>> {
        numbers.into_iter().map(|number| Amount::from_f64(number).ok()).collect()
    }

    #[test]
    fn a_score_is_labelled_as_it_was_written() {
        for text in ["0", "1", "0.1", "0.25", "-3.5", "700", "0.333333333", "2147483647"] {
            assert_eq!(written(Amount::from_f64(text.parse().unwrap()).unwrap()), text);
        }
        assert_eq!(written(Amount::from_f64(-0.0).unwrap()), "0");
    }

    #[test]
    fn bins_hold_their_lower_edge_and_the_last_both() {
        let bins = Bins::new(&[0.0, 0.5, 1.0]);
        assert_eq!(
            [-0.1, 0.0, 0.4, 0.5, 1.0, 1.1].map(|score| bins.of(score)),
            [None, Some(0), Some(0), Some(1), Some(1), None]
        );
        assert_eq!(bins.labels(), ["0..0.5", "0.5..1"]);
        assert_eq!(Bins::new(&[]).of(1.0), Some(1_023));
    }

    #[test]
    fn too_many_scores_become_bins_whenever_that_shows() {
        let all = || (0..=DISTINCT).map(|n| f64::from(u32::try_from(n).unwrap()) / 5_000.0);
        let (mut at_once, mut in_parts) = (Book::new("s", Bins::new(&[])), Book::new("s", Bins::new(&[])));
        let (mut codes, mut first, mut second) = (Vec::new(), Vec::new(), Vec::new());
        assert!(at_once.codes(&scores(all()), &mut codes).unwrap().is_some());
        assert!(in_parts.codes(&scores(all().take(100)), &mut first).unwrap().is_none());
        let recoded = in_parts.codes(&scores(all().skip(100)), &mut second).unwrap().unwrap();
        let first: Vec<u32> = first.iter().map(|code| recoded[*code as usize]).collect();
        assert_eq!([first, second].concat(), codes);
        assert_eq!((at_once.largest(), at_once.labels().len()), (1_024, 1_024));
    }

    #[test]
    fn parts_of_few_scores_may_have_too_many_together() {
        let labels: Vec<String> = (0..=DISTINCT).map(|n| format!("0.{n:04}")).collect();
        let united = unite(labels.clone(), &Bins::new(&[]), "s").unwrap();
        assert_eq!(united.len(), 1_024);
        assert_eq!(place("0.5", &united, &Bins::new(&[]), "s").unwrap(), 512);
        assert_eq!(unite(labels[..3].to_vec(), &Bins::new(&[]), "s").unwrap(), labels[..3]);
        let beyond = unite(vec!["0..0.5".into(), "7".into()], &Bins::new(&[0.0, 0.5, 1.0]), "s");
        assert_eq!(beyond.unwrap_err().code(), "EVH-D052");
    }
}
