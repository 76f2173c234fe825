//! Whose row it is, as one of many folds: all rows of a person fall into one, in every file, on every machine.

use std::borrow::Cow;

use polars::prelude::Series;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::batch::MISSING;
use super::key::plain_integer;
use super::value::{Value, each};
use super::words::Missing;
use crate::spec::CubeSpec;

/// The column of units, and the seed of the hash that divides them.
#[derive(Debug, Clone)]
pub(crate) struct Units {
    /// The column.
    pub column: String,
    /// The seed of the audit.
    pub seed: u64,
    /// How many folds there are: a power of two.
    pub folds: u32,
}

impl Units {
    /// The column of this name, divided as the plan says.
    pub(crate) fn new(column: &str, spec: &CubeSpec) -> Self {
        Self { column: column.to_owned(), seed: spec.seed, folds: spec.folds() }
    }

    /// The fold of every row, numbered from one; [`MISSING`] where nobody is named.
    pub(super) fn folds(&self, values: &Series, missing: &Missing, folds: &mut Vec<u32>) {
        folds.clear();
        let named = |value: &Value<'_>| !missing.has(*value);
        each(values, |_, value| {
            folds.push(value.filter(named).and_then(text).map_or(MISSING, |text| self.fold(&text)));
        });
    }

    /// The top bits of the hash of the text: half as many folds are the same folds in pairs.
    #[expect(clippy::cast_possible_truncation, reason = "fewer bits than a fold's number has")]
    fn fold(&self, text: &str) -> u32 {
        let hash = xxh3_64_with_seed(text.as_bytes(), self.seed);
        hash.unbounded_shr(u64::BITS - self.folds.ilog2()) as u32 + 1
    }
}

/// The text of a unit: 42, `42` and 42.0 have the same.
fn text(value: Value<'_>) -> Option<Cow<'_, str>> {
    let label = value.label()?;
    match plain_integer(&label) {
        Some(number) => Some(Cow::Owned(number.to_string())),
        None => Some(label),
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::NamedFrom;

    use super::*;

    fn folds(values: &Series) -> Vec<u32> {
        let mut folds = Vec::new();
        Units { column: "u".into(), seed: 1, folds: 32 }.folds(values, &Missing::default(), &mut folds);
        folds
    }

    #[test]
    fn a_person_has_one_fold_however_the_unit_is_stored() {
        let whole = folds(&Series::new("u".into(), [42_i64, 7]));
        assert_eq!(whole, folds(&Series::new("u".into(), [42.0, 7.0])));
        assert_eq!(whole, folds(&Series::new("u".into(), ["42", "7.0"])));
    }

    #[test]
    fn folds_hold_about_a_thirty_second_of_the_people_each_and_nobody_has_none() {
        let people: Vec<Option<i64>> = (0..32_000).map(Some).chain([None]).collect();
        let found = folds(&Series::new("u".into(), people));
        let mut sizes = [0_u32; 33];
        for fold in found {
            sizes[fold as usize] += 1;
        }
        assert_eq!(sizes[0], 1, "nobody");
        // 1,000 in each, give or take five standard deviations of 31
        assert!(sizes[1..].iter().all(|size| (845..=1155).contains(size)), "{sizes:?}");
    }
}
