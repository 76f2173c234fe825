//! The columns of some rows of a file, as the reader of its format gives them.

use polars::prelude::Series;

/// The columns of some rows. Each is asked for from one thread, different ones from several.
pub(crate) trait Columns: Sync {
    /// A column with a value for each row; `None` when it cannot be decoded.
    fn values(&self, name: &str) -> Option<Series>;

    /// The different values of a column, where the file keeps them apart from the rows. `keys` then says for each row
    /// which one it has: numbered from one, and 0 where it has none. `None` where the file keeps them otherwise, and
    /// wherever [`Self::values`] has to say what is wrong.
    fn distinct(&self, _name: &str, _keys: &mut Vec<u32>) -> Option<Series> {
        None
    }
}

impl<F: Fn(&str) -> Option<Series> + Sync> Columns for F {
    fn values(&self, name: &str) -> Option<Series> {
        self(name)
    }
}
