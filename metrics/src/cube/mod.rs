//! Cubes: cells under keys of codes. Cubes of parts add up to the cube of the whole, and every margin is a sum of
//! cells. A cube does not know where its rows came from, nor what its labels mean.

mod cuboid;
mod merge;

use crate::cell::Cell;
pub use cuboid::Cuboid;
pub use merge::UnlikeDimensions;

/// The place of a label in its dimension.
pub type Code = u32;

/// The code of people without a value in a dimension. It sorts after every label.
pub const MISSING: Code = u32::MAX;

/// What a cuboid is divided by: an attribute, a stratum, the campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Its id, unique within a cuboid.
    pub id: String,
    /// Its labels, each once, in the order in which they are to be shown; the code of a label is its place here.
    pub labels: Vec<String>,
}

impl Dimension {
    /// A dimension with these labels, in this order.
    pub fn new<L: Into<String>>(id: impl Into<String>, labels: impl IntoIterator<Item = L>) -> Self {
        Self { id: id.into(), labels: labels.into_iter().map(Into::into).collect() }
    }

    /// The label of a code; `None` for [`MISSING`].
    #[must_use]
    pub fn label(&self, code: Code) -> Option<&str> {
        self.labels.get(usize::try_from(code).ok()?).map(String::as_str)
    }

    /// The code of a label; `None` when the dimension does not have it.
    #[must_use]
    pub fn code(&self, label: &str) -> Option<Code> {
        (0..).zip(&self.labels).find_map(|(code, known)| (known == label).then_some(code))
    }
}

/// The full cross of all dimensions, or the declared crosses where the full one would be too large. Every cuboid of a
/// cube counts the same people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cube {
    /// The cuboids, in the order of the plan.
    pub cuboids: Vec<Cuboid>,
}

impl Cube {
    /// The cells over exactly these dimensions, in this order, added up from the smallest cuboid that has them all
    /// (the first of equals); `None` when none has.
    #[must_use]
    pub fn margin(&self, ids: &[&str]) -> Option<Cuboid> {
        self.cuboids
            .iter()
            .filter_map(|cuboid| Some((cuboid, ids.iter().map(|id| cuboid.position(id)).collect::<Option<Vec<_>>>()?)))
            .min_by_key(|(cuboid, _)| cuboid.len())
            .map(|(cuboid, dims)| cuboid.margin(&dims))
    }

    /// Everybody.
    #[must_use]
    pub fn total(&self) -> Cell {
        self.cuboids.iter().min_by_key(|cuboid| cuboid.len()).map_or_else(Cell::default, Cuboid::total)
    }

    /// Both cubes together, cuboid by cuboid; see [`Cuboid::merge`].
    ///
    /// # Errors
    /// When the two do not have the same cuboids over the same dimensions in the same order.
    pub fn merge(&self, other: &Self) -> Result<Self, UnlikeDimensions> {
        self.merge_by(other, |_, a, b| a.cmp(b))
    }

    /// Both cubes together, with an order of labels per dimension; see [`Cuboid::merge_by`].
    ///
    /// # Errors
    /// When the two do not have the same cuboids over the same dimensions in the same order.
    pub fn merge_by(
        &self,
        other: &Self,
        order: impl Fn(&str, &str, &str) -> std::cmp::Ordering,
    ) -> Result<Self, UnlikeDimensions> {
        if self.cuboids.len() != other.cuboids.len() {
            return Err(UnlikeDimensions::between(&self.cuboids, &other.cuboids));
        }
        let both = self.cuboids.iter().zip(&other.cuboids);
        Ok(Self { cuboids: both.map(|(a, b)| a.merge_by(b, &order)).collect::<Result<_, _>>()? })
    }
}
