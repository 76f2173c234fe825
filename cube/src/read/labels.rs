//! The labels of an attribute or of the campaign: missing tokens, bins, map, and a code for each label that a row uses.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use polars::prelude::Series;

use super::batch::{MISSING, Origin, YES};
use super::batch_reader::is_kept;
use super::bins::Bins;
use super::birth::{NoAge, age};
use super::encode::Meaning;
use super::rejects::Rejects;
use super::signs::{Met, Signs};
use super::value::{Value, each};
use super::words::{Missing, folded, tidy};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::spec::{Attribute, DayForm, Named, Reading, Wave};

/// More labels than this are not told apart, whatever the plan allows: codes are kept in 16 bits.
pub(crate) const MOST_LABELS: usize = 65_534;
/// Labels beyond the plan's limit are counted up to this many, so that the error can say how many there are.
const COUNTED: usize = 10_000;
/// The code of a value that the attribute's rules do not know.
const REFUSED: u32 = u32::MAX - 1;
/// The code of a value that is no day of birth.
const NO_DATE: u32 = u32::MAX - 2;
/// The code of a day on which nobody alive was born.
const IMPOSSIBLE: u32 = u32::MAX - 3;
/// The code of a value that is no number and is to fall into bins.
const NO_NUMBER: u32 = u32::MAX - 4;
/// The code of a day that could be a month.
const AMBIGUOUS: u32 = u32::MAX - 5;

/// What the values of one column mean, and the labels met so far.
#[derive(Debug)]
pub(crate) struct Labels {
    column: String,
    missing: Missing,
    /// The day for which days of birth become ages, and how these are written.
    at: Option<(Date, Option<DayForm>)>,
    bins: Option<Bins>,
    map: HashMap<String, String>,
    other: Option<String>,
    /// Known labels in the order in which they are shown; labels beyond are sorted.
    order: Vec<String>,
    limit: usize,
    signs: Signs,
    met: Met,
    codes: HashMap<String, u32>,
    known: Vec<String>,
    /// Which of the labels somebody has whom the condition keeps; `None` where there is no condition.
    kept: Option<Vec<bool>>,
    numeric: bool,
    /// Whether labels that differ only in case or blanks are one.
    join: bool,
    /// The code of each label as such labels have it in common.
    joined: HashMap<String, u32>,
    /// Bins that the map leaves out.
    unlisted_bins: BTreeSet<String>,
    /// The numbers that were put into bins.
    reach: Reach,
    unlisted: Rejects,
    no_number: Rejects,
    no_date: Rejects,
    impossible: Rejects,
    ambiguous: Rejects,
    /// Where the batch being read is.
    pub origin: Origin,
}

impl Labels {
    /// An attribute's labels: `missing` are the tokens of all attributes.
    pub(crate) fn of_attribute(attribute: &Attribute, missing: &[String], limit: usize, signs: Signs) -> Self {
        let bins = (!attribute.bins.is_empty()).then(|| Bins::new(&attribute.bins));
        let mut order = attribute.map_order.clone();
        order.extend(super::bins::labels(&attribute.bins));
        Self {
            missing: Missing::new(missing.iter().chain(&attribute.missing), signs),
            at: if let Reading::Age { at, form } = attribute.reading { Some((at, form)) } else { None },
            bins,
            map: attribute
                .map
                .iter()
                .map(|(value, label)| (key_of(value, attribute.join_labels), label.clone()))
                .collect(),
            join: attribute.join_labels,
            other: attribute.map.get("*").cloned(),
            order,
            limit: limit.min(MOST_LABELS),
            signs,
            ..Self::of_column(&attribute.column)
        }
    }

    /// The campaigns: labels as they are.
    pub(crate) fn of_campaign(campaign: &Named, missing: Missing, join: bool) -> Self {
        Self { missing, join, ..Self::of_column(&campaign.column) }
    }

    /// Campaigns that the plan names.
    pub(crate) fn of_waves(waves: &[Wave]) -> Self {
        let mut labels = Self::of_column("");
        for wave in waves {
            labels.label_code(&wave.campaign);
        }
        labels
    }

    fn of_column(column: &str) -> Self {
        Self {
            column: column.to_owned(),
            missing: Missing::default(),
            at: None,
            bins: None,
            map: HashMap::new(),
            other: None,
            order: Vec::new(),
            limit: MOST_LABELS,
            signs: Signs::default(),
            met: Met::default(),
            codes: HashMap::new(),
            known: Vec::new(),
            kept: None,
            numeric: true,
            join: false,
            joined: HashMap::new(),
            unlisted_bins: BTreeSet::new(),
            reach: Reach::default(),
            unlisted: Rejects::default(),
            no_number: Rejects::default(),
            no_date: Rejects::default(),
            impossible: Rejects::default(),
            ambiguous: Rejects::default(),
            origin: Origin::default(),
        }
    }

    /// Labels met so far, in the order of their codes, the first of which is 1.
    pub(crate) fn labels(&self) -> &[String] {
        &self.known
    }

    /// How days are written, where the file shows it.
    pub(crate) fn written(mut self, form: Option<DayForm>) -> Self {
        if let Some((_, own)) = &mut self.at {
            *own = own.or(form);
        }
        self
    }

    /// How its days are written, where they are days and that is known.
    pub(crate) fn form(&self) -> Option<DayForm> {
        self.at.and_then(|(_, form)| form)
    }

    /// How its numbers are written.
    pub(crate) const fn signs(&self) -> Signs {
        self.signs
    }

    /// What was met in its numbers.
    pub(crate) const fn met(&self) -> Met {
        self.met
    }

    /// Looks at the codes of a batch: values that the rules do not know are remembered where their rows are kept, and are
    /// nothing where they are not. `values` gives the values, should they be needed.
    ///
    /// # Errors
    /// Those of `values`.
    pub(crate) fn look_over(
        &mut self,
        codes: &mut [u32],
        kept: Option<&[u32]>,
        values: impl FnOnce() -> Result<Series>,
    ) -> Result<()> {
        if let Some(kept) = kept {
            let known = self.known.len();
            let own = self.kept.get_or_insert_default();
            own.resize(known, false);
            for (code, _) in codes.iter().zip(kept).filter(|(_, kept)| **kept == YES) {
                if let Some(own) = (*code as usize).checked_sub(1).and_then(|place| own.get_mut(place)) {
                    *own = true;
                }
            }
        }
        if codes.iter().copied().max().is_none_or(|largest| largest < AMBIGUOUS) {
            return Ok(());
        }
        let (origin, column, signs) = (self.origin.clone(), self.column.clone(), self.signs);
        each(&values()?, |row, value| {
            let trouble = match codes[row] {
                REFUSED => &mut self.unlisted,
                NO_NUMBER => &mut self.no_number,
                NO_DATE => &mut self.no_date,
                IMPOSSIBLE => &mut self.impossible,
                AMBIGUOUS => &mut self.ambiguous,
                _ => return,
            };
            // A bin is a word of the plan, and may be named.
            let number = value.and_then(|value| value.number(signs));
            let bin = self.bins.as_ref().filter(|_| codes[row] == REFUSED && self.at.is_none());
            let bin = bin.and_then(|bins| bins.label(number?)).map(str::to_owned);
            match value.filter(|_| is_kept(kept, row)) {
                Some(_) if bin.is_some() => {
                    let bin = bin.unwrap_or_default();
                    trouble.meet(Value::Text(&bin), || origin.place(Some(&column), row));
                    trouble.add_rows(1);
                    self.unlisted_bins.insert(bin);
                }
                Some(value) => {
                    trouble.meet_number(value, signs, || origin.place(Some(&column), row));
                    trouble.add_rows(1);
                }
                None => codes[row] = MISSING,
            }
        });
        Ok(())
    }

    /// Groups of people who are kept.
    fn groups(&self) -> usize {
        self.kept.as_ref().map_or(self.known.len(), |kept| kept.iter().filter(|kept| **kept).count())
    }

    /// Whether there are more groups than may be, or more labels than are told apart.
    fn too_many(&self) -> bool {
        self.groups() > self.limit || self.known.len() >= self.counted()
    }

    /// Whether the rows read so far are already an error.
    pub(crate) fn in_trouble(&self) -> bool {
        self.troubles().into_iter().any(Rejects::any) || self.too_many()
    }

    /// Whether reading on would only count further.
    pub(crate) fn hopeless(&self) -> bool {
        self.troubles().into_iter().any(Rejects::enough) || self.known.len() >= self.counted()
    }

    const fn troubles(&self) -> [&Rejects; 5] {
        [&self.ambiguous, &self.no_date, &self.impossible, &self.no_number, &self.unlisted]
    }

    fn counted(&self) -> usize {
        COUNTED.max(self.limit + 1)
    }

    /// The error when values are unknown to the rules or labels are too many.
    pub(crate) fn error(&self, attribute: &str) -> Option<Error> {
        let named = |error: Error| error.with("attribute", attribute).with("column", self.column.as_str());
        let codes = [ErrorCode::D055, ErrorCode::D041, ErrorCode::D042, ErrorCode::D027, ErrorCode::D026];
        if let Some(error) = self.troubles().into_iter().zip(codes).find_map(|(trouble, code)| trouble.error(code)) {
            let at = self.at.map(|(at, _)| at.to_string());
            let form = self.at.and_then(|(_, form)| form).map_or("none", DayForm::id);
            let bins: Vec<&str> = self.unlisted_bins.iter().map(String::as_str).collect();
            let error = named(error).with("bins", bins.len()).with("listed", bins);
            return Some(error.with("at", at).with("form", form));
        }
        self.too_many().then(|| {
            let place =
                Place::Data { file: self.origin.file.to_string(), column: Some(self.column.clone()), row: None };
            named(Error::new(ErrorCode::D025).at(place))
                // Where too many labels stand in rows that are not kept, these are what cannot be told apart.
                .with("groups", if self.groups() > self.limit { self.groups() } else { self.known.len() })
                .with("more", if self.known.len() >= self.counted() { "yes" } else { "no" })
                .with("max", self.limit)
                .with("numeric", if self.numeric && self.bins.is_none() { "yes" } else { "no" })
                .with("bins", self.proposed_bins())
        })
    }

    /// Bins that would make groups of the numbers met.
    fn proposed_bins(&self) -> String {
        let numbers = self.known.iter().filter_map(|label| Value::Text(label).number(self.signs));
        proposal(numbers)
    }

    /// Labels that are shown first, in this order: as the map or the bins name them.
    pub(crate) fn order(&self) -> &[String] {
        &self.order
    }

    /// The bin of the largest number, or of the smallest, where it lies far from all others.
    pub(crate) fn far_bin(&self) -> Option<&str> {
        let bins = self.bins.as_ref().filter(|_| self.at.is_none())?;
        bins.label(self.reach.far()?)
    }

    /// The code of a label whose spelling may be another.
    fn joined_code(&mut self, label: &str) -> u32 {
        let key = folded(label);
        let label = tidy(label);
        let Some(code) = self.joined.get(&key).copied() else {
            let code = self.label_code(&label);
            self.joined.insert(key, code);
            return code;
        };
        // The spelling shown is the same in whatever order the rows come.
        let rank = |label: &str| (label == label.to_lowercase() || label == label.to_uppercase(), label.to_owned());
        if let Some(known) = (code as usize).checked_sub(1).and_then(|at| self.known.get_mut(at))
            && rank(&label) < rank(known)
        {
            *known = label;
        }
        code
    }

    fn label_code(&mut self, label: &str) -> u32 {
        if let Some(code) = self.codes.get(label) {
            return *code;
        }
        if self.known.len() >= self.counted() {
            return MISSING;
        }
        self.known.push(label.to_owned());
        #[expect(clippy::cast_possible_truncation, reason = "at most 65,535 labels are kept")]
        let code = self.known.len() as u32;
        self.codes.insert(label.to_owned(), code);
        code
    }
}

/// What a value is looked up by in a map.
fn key_of(value: &str, join: bool) -> String {
    if join { folded(value) } else { value.to_owned() }
}

/// How far the numbers met reach: the two smallest and the two largest, and how many there are.
#[derive(Debug, Clone, Copy)]
struct Reach {
    low: [f64; 2],
    high: [f64; 2],
    met: usize,
}

impl Default for Reach {
    fn default() -> Self {
        Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2], met: 0 }
    }
}

impl Reach {
    fn meet(&mut self, number: f64) {
        if !number.is_finite() {
            return;
        }
        self.met += 1;
        if number < self.low[0] {
            self.low = [number, self.low[0]];
        } else if number > self.low[0] && number < self.low[1] {
            self.low[1] = number;
        }
        if number > self.high[0] {
            self.high = [number, self.high[0]];
        } else if number < self.high[0] && number > self.high[1] {
            self.high[1] = number;
        }
    }

    /// The largest number, or the smallest, where it lies further from the next than twice what all others span.
    fn far(&self) -> Option<f64> {
        /// Of fewer numbers any may be far.
        const FEWEST: usize = 10;
        let ([low, above], [high, below]) = (self.low, self.high);
        let far = |gap: f64, span: f64| span > 0.0 && gap > 2.0 * span && self.met >= FEWEST;
        if far(high - below, below - low) {
            return Some(high);
        }
        far(above - low, high - above).then_some(low)
    }
}

/// The number that lies far from all others: further from the next than twice what these span.
pub fn far(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let mut reach = Reach::default();
    numbers.for_each(|number| reach.meet(number));
    reach.far()
}

/// Bins for these numbers as the config writes them; those of ages where nothing better can be said.
pub fn proposal(numbers: impl Iterator<Item = f64>) -> String {
    let edges = super::bins::proposed(numbers).unwrap_or_else(|| vec![25.0, 35.0, 45.0]);
    edges.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Sorts labels as they are shown: first those that `order` names, in its order, then numbers by size if all labels are
/// whole numbers, then by bytes. The result depends on the set of labels alone.
pub(crate) fn sort_labels<L: AsRef<str>>(labels: &mut [L], order: &[String]) {
    let all_whole = labels.iter().all(|label| label.as_ref().parse::<i128>().is_ok());
    let rank = |label: &str| order.iter().position(|known| known == label).unwrap_or(usize::MAX);
    let size = |label: &str| label.parse::<i128>().ok().filter(|_| all_whole);
    labels.sort_by(|a, b| {
        let (a, b) = (a.as_ref(), b.as_ref());
        rank(a).cmp(&rank(b)).then_with(|| size(a).cmp(&size(b))).then_with(|| a.cmp(b))
    });
}

impl Meaning for Labels {
    fn code(&mut self, value: Value<'_>, _: usize) -> u32 {
        let Some(label) = value.label() else { return MISSING };
        if self.missing.has(value) {
            return MISSING;
        }
        let years = match self.at.map(|(at, form)| age(&label, form, at)) {
            None => None,
            Some(Ok(years)) => Some(f64::from(years)),
            Some(Err(NoAge::NoDate)) => return NO_DATE,
            Some(Err(NoAge::Ambiguous)) => return AMBIGUOUS,
            Some(Err(NoAge::Impossible)) => return IMPOSSIBLE,
        };
        let number = years.or_else(|| match self.bins {
            Some(_) => value.number_met(self.signs, &mut self.met),
            None => value.number(self.signs),
        });
        self.numeric &= number.is_some();
        if let (Some(number), Some(_)) = (number, &self.bins) {
            self.reach.meet(number);
        }
        let bin = self.bins.as_ref().map(|bins| number.and_then(|number| bins.label(number)));
        let binned = match bin {
            None => label.as_ref(),
            Some(Some(bin)) => bin,
            Some(None) => return NO_NUMBER,
        };
        let listed = if self.map.is_empty() { None } else { self.map.get(&key_of(binned, self.join)) };
        let mapped = match listed.filter(|_| binned != "*").or(self.other.as_ref()) {
            Some(mapped) => mapped.clone(),
            None if self.map.is_empty() && self.join && self.bins.is_none() => {
                let label = binned.to_owned();
                return self.joined_code(&label);
            }
            None if self.map.is_empty() => binned.to_owned(),
            None => return REFUSED,
        };
        self.label_code(&mapped)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use evenhand_metrics::compare::ReferenceRule;
    use polars::prelude::NamedFrom;

    use super::*;

    fn attribute(bins: &[f64], map: &[(&str, &str)]) -> Attribute {
        Attribute {
            kind: crate::spec::Kind::Protected,
            justification: None,
            name: "a".into(),
            column: "c".into(),
            reading: Reading::Column,
            place: Place::Run,
            bins: bins.to_vec(),
            numbers_are_labels: false,
            join_labels: false,
            map: map.iter().map(|(value, label)| ((*value).to_owned(), (*label).to_owned())).collect(),
            map_order: map.iter().map(|(_, label)| (*label).to_owned()).collect(),
            reference: ReferenceRule::Largest,
            reference_place: Place::Run,
            missing: vec!["unknown".into()],
            label: BTreeMap::new(),
            groups: BTreeMap::new(),
            source: None,
            basis: None,
            purpose: None,
            note: None,
        }
    }

    fn labels(attribute: &Attribute) -> Labels {
        Labels::of_attribute(attribute, &["NA".into()], 3, Signs::default())
    }

    #[test]
    fn missing_tokens_come_before_the_map_and_the_map_after_the_bins() {
        let mut labels = labels(&attribute(&[30.0], &[("<30", "young"), ("*", "old")]));
        let codes = ["29", "NA", "30", "unknown", "12", ""].map(|text| labels.code(Value::Text(text), 0));
        assert_eq!(codes, [1, MISSING, 2, MISSING, 1, MISSING]);
        assert_eq!(labels.labels(), ["young", "old"]);
        assert!(!labels.in_trouble());
    }

    #[test]
    fn a_value_that_the_map_does_not_list_is_counted_and_not_quoted() {
        let mut labels = labels(&attribute(&[], &[("1", "men"), ("2", "women")]));
        let values = ["1", "x-private", "3", "x-private"];
        let mut codes: Vec<u32> = values.iter().map(|value| labels.code(Value::Text(value), 0)).collect();
        labels.look_over(&mut codes, None, || Ok(Series::new("c".into(), values))).unwrap();
        let error = labels.error("gender").unwrap();
        assert_eq!(error.code(), "EVH-D026");
        assert_eq!((error.said.values["values"].as_u64(), error.said.values["rows"].as_u64()), (Some(2), Some(3)));
        assert!(!format!("{error:?}").contains("private"));
    }

    #[test]
    fn more_labels_than_allowed_are_counted_and_not_quoted() {
        let mut labels = labels(&attribute(&[], &[]));
        for label in ["1", "2", "3"] {
            labels.code(Value::Text(label), 0);
        }
        assert!(labels.error("age").is_none());
        labels.code(Value::Text("4"), 0);
        let error = labels.error("age").unwrap();
        assert_eq!(error.code(), "EVH-D025");
        assert_eq!(error.said.values["groups"].as_u64(), Some(4));
        assert_eq!(error.said.values["numeric"].as_str(), Some("yes"));
    }

    #[test]
    fn what_stands_in_rows_that_are_not_kept_is_nothing() {
        let mut labels = labels(&attribute(&[], &[("1", "men"), ("2", "women")]));
        let values = ["1", "9", "2"];
        let mut codes: Vec<u32> = values.iter().map(|value| labels.code(Value::Text(value), 0)).collect();
        let kept = [YES, crate::read::batch::NO, YES];
        labels.look_over(&mut codes, Some(&kept), || Ok(Series::new("c".into(), values))).unwrap();
        assert_eq!((codes.as_slice(), labels.in_trouble()), (&[1, MISSING, 2][..], false));
    }

    #[test]
    fn labels_come_in_the_order_of_the_map_and_whole_numbers_by_size() {
        let sorted = |attribute: &Attribute, mut met: Vec<&'static str>| {
            sort_labels(&mut met, labels(attribute).order());
            met
        };
        let mapped = attribute(&[], &[("1", "b"), ("2", "a")]);
        assert_eq!(sorted(&mapped, vec!["z", "a", "b"]), ["b", "a", "z"]);
        let plain = attribute(&[], &[]);
        assert_eq!(sorted(&plain, vec!["10", "9"]), ["9", "10"]);
        assert_eq!(sorted(&plain, vec!["9", "10", "x"]), ["10", "9", "x"]);
        assert_eq!(sorted(&attribute(&[5.0, 10.0], &[]), vec!["5-9", "<5"]), ["<5", "5-9"]);
    }
}
