//! Adding cuboids of different people: labels are united by value, and keys are written anew in the united labels.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Code, Cuboid, Dimension, MISSING};

/// Two cuboids, or cubes, that are not divided by the same dimensions in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnlikeDimensions {
    /// The dimensions of each cuboid of one side.
    pub left: Vec<Vec<String>>,
    /// The dimensions of each cuboid of the other.
    pub right: Vec<Vec<String>>,
}

impl UnlikeDimensions {
    pub(super) fn between(left: &[Cuboid], right: &[Cuboid]) -> Self {
        let ids = |cuboids: &[Cuboid]| cuboids.iter().map(ids).collect();
        Self { left: ids(left), right: ids(right) }
    }
}

impl fmt::Display for UnlikeDimensions {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let crosses = |side: &[Vec<String>]| side.iter().map(|ids| ids.join(" x ")).collect::<Vec<_>>().join("; ");
        write!(out, "the dimensions differ: [{}] and [{}]", crosses(&self.left), crosses(&self.right))
    }
}

impl std::error::Error for UnlikeDimensions {}

impl Cuboid {
    /// Both cuboids together. Labels that are the same on both sides keep their order; otherwise they are sorted by
    /// bytes. So the result depends on neither the order nor the grouping of merges.
    ///
    /// # Errors
    /// When the two do not have the same dimensions in the same order.
    pub fn merge(&self, other: &Self) -> Result<Self, UnlikeDimensions> {
        self.merge_by(other, |_, a, b| a.cmp(b))
    }

    /// The same, with `order(dimension, label, label)` in place of the order of bytes, which decides between labels
    /// that it holds equal.
    ///
    /// # Errors
    /// When the two do not have the same dimensions in the same order.
    pub fn merge_by(
        &self,
        other: &Self,
        order: impl Fn(&str, &str, &str) -> Ordering,
    ) -> Result<Self, UnlikeDimensions> {
        if ids(self) != ids(other) {
            return Err(UnlikeDimensions::between(std::slice::from_ref(self), std::slice::from_ref(other)));
        }
        let dims: Vec<Dimension> = self.dims().iter().zip(other.dims()).map(|(a, b)| unite(a, b, &order)).collect();
        let mut both = Self::new(dims);
        for part in [self, other] {
            let codes: Vec<Vec<Code>> =
                part.dims().iter().zip(both.dims()).map(|(old, new)| recode(old, new)).collect();
            for (key, cell) in part.cells() {
                let key: Vec<Code> = key.iter().zip(&codes).map(|(code, codes)| translate(*code, codes)).collect();
                both.add(&key, cell.clone());
            }
        }
        Ok(both)
    }
}

fn ids(cuboid: &Cuboid) -> Vec<String> {
    cuboid.dims().iter().map(|dim| dim.id.clone()).collect()
}

fn unite(a: &Dimension, b: &Dimension, order: &impl Fn(&str, &str, &str) -> Ordering) -> Dimension {
    if a == b {
        return a.clone();
    }
    // Sorted by bytes and without doubles first; the stable sort then leaves bytes to decide what the order does not.
    let united: BTreeSet<&String> = a.labels.iter().chain(&b.labels).collect();
    let mut labels: Vec<String> = united.into_iter().cloned().collect();
    labels.sort_by(|one, two| order(&a.id, one, two));
    Dimension { id: a.id.clone(), labels }
}

/// The new code of each old one.
fn recode(old: &Dimension, new: &Dimension) -> Vec<Code> {
    let codes: BTreeMap<&str, Code> = new.labels.iter().map(String::as_str).zip(0..).collect();
    old.labels.iter().map(|label| codes.get(label.as_str()).copied().unwrap_or(MISSING)).collect()
}

/// Missing is no place among the labels, so it stays missing.
fn translate(code: Code, codes: &[Code]) -> Code {
    usize::try_from(code).ok().and_then(|code| codes.get(code)).copied().unwrap_or(MISSING)
}
