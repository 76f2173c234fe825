//! Scores as codes: each different score has its own while there are few, bins once there are many. Which of the two
//! depends on the scores of the whole input alone; when bins were begun leaves no trace, as cells only add up.

use std::cmp::Ordering;

use evenhand_metrics::cell::Amount;

use crate::error::{Error, ErrorCode, Result};
use crate::read::table::Table;

/// Up to this many different scores are kept one by one.
const DISTINCT: usize = 4_096;
/// Bins of equal width over \[0, 1\] where the plan gives no edges.
const BINS: u32 = 1_024;
/// Between the ends of a bin in its label.
const TO: &str = "..";

/// The bins that scores fall into.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bins {
    edges: Vec<f64>,
    /// Bins in one, where they are about equally wide.
    per_unit: Option<f64>,
}

impl Bins {
    /// Bins between these edges, at least two and increasing; without any, bins of equal width over \[0, 1\].
    pub(crate) fn new(edges: &[f64]) -> Self {
        let edges: Vec<f64> = match edges {
            [] => (0..=BINS).map(|edge| f64::from(edge) / f64::from(BINS)).collect(),
            edges => edges.to_vec(),
        };
        let bins = edges.len() - 1;
        #[expect(clippy::cast_precision_loss, reason = "edges of a config, far fewer than 2^53")]
        let per_unit = bins as f64 / (edges[bins] - edges[0]);
        #[expect(clippy::cast_precision_loss, reason = "as above")]
        let is_near = |(at, edge): (usize, &f64)| ((edge - edges[0]) * per_unit - at as f64).abs() < 0.5;
        let per_unit = edges.iter().enumerate().all(is_near).then_some(per_unit);
        Self { edges, per_unit }
    }

    /// The place of a score: the lower edge is in, the upper out, but for the last bin, which has both. `None` outside.
    fn of(&self, score: f64) -> Option<usize> {
        let last = self.edges.len() - 1;
        if !(self.edges[0]..=self.edges[last]).contains(&score) {
            return None;
        }
        let Some(per_unit) = self.per_unit else {
            return Some(self.edges.partition_point(|edge| *edge <= score).min(last) - 1);
        };
        // A guess that is off by one bin at most, held against the edges.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place among the bins")]
        let mut at = (((score - self.edges[0]) * per_unit) as usize).min(last - 1);
        while self.edges[at] > score {
            at -= 1;
        }
        while at + 1 < last && self.edges[at + 1] <= score {
            at += 1;
        }
        Some(at)
    }

    /// The label of every bin, lowest first.
    fn labels(&self) -> Vec<String> {
        self.edges.windows(2).map(|ends| format!("{}{TO}{}", ends[0], ends[1])).collect()
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
    /// Each with its code, one more than its place here.
    Exact(Table, Vec<Amount>),
    Binned,
}

/// The new code of each old one.
pub(crate) type Recoded = Vec<u32>;

impl Book {
    /// No score yet.
    pub(crate) fn new(column: &str, bins: Bins) -> Self {
        Self { bins, column: column.to_owned(), state: State::Exact(Table::default(), Vec::new()) }
    }

    /// Writes the code of each score, 0 where there is none. When there have become too many different ones, the codes
    /// given so far become those of bins: then it returns them.
    ///
    /// # Errors
    /// `EVH-D052` when a score would fall outside the bins.
    pub(crate) fn codes(&mut self, scores: &[Option<Amount>], codes: &mut Vec<u32>) -> Result<Option<Recoded>> {
        let mut recoded = None;
        codes.clear();
        if let State::Exact(table, known) = &mut self.state {
            for score in scores {
                let Some(score) = score else {
                    codes.push(0);
                    continue;
                };
                let code = table.get(bits(*score)).unwrap_or_else(|| {
                    known.push(*score);
                    table.insert(bits(*score), as_code(known.len() - 1));
                    as_code(known.len() - 1)
                });
                codes.push(code);
                if known.len() > DISTINCT {
                    break;
                }
            }
            if known.len() <= DISTINCT {
                return Ok(None);
            }
            let mut places = vec![0; known.len() + 1];
            for (score, place) in known.iter().zip(&mut places[1..]) {
                *place = bin(&self.bins, *score, &self.column)?;
            }
            recoded = Some(places);
            self.state = State::Binned;
            codes.clear();
        }
        for score in scores {
            codes.push(score.map_or(Ok(0), |score| bin(&self.bins, score, &self.column))?);
        }
        Ok(recoded)
    }

    /// The largest code.
    pub(crate) fn largest(&self) -> u32 {
        match &self.state {
            State::Exact(_, known) => as_code(known.len()) - 1,
            State::Binned => as_code(self.bins.edges.len() - 1) - 1,
        }
    }

    /// The labels by code, beginning with that of code 1.
    pub(crate) fn labels(&self) -> Vec<String> {
        match &self.state {
            State::Exact(_, known) => known.iter().map(|score| written(*score)).collect(),
            State::Binned => self.bins.labels(),
        }
    }
}

/// A score as the key of a table.
fn bits(score: Amount) -> u128 {
    u128::from(score.units().cast_unsigned())
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
