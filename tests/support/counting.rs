//! What several tests share.

use std::fs;
use std::path::{Path, PathBuf};

use evenhand::counted::{self, Counted};
use evenhand::error::Error;
use evenhand::plan::Plan;
use evenhand_metrics::cube::{Cuboid, MISSING};

/// Writes a text file.
pub(crate) fn file(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file in a temporary folder");
    path
}

/// Counts what must be countable.
pub(crate) fn counted(plan: &Plan) -> Counted {
    counted::run(plan, &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

/// Counts what must not be.
pub(crate) fn refused(plan: &Plan) -> Error {
    match counted::run(plan, &mut |_| {}) {
        Err(error) => error,
        Ok(counted) => panic!("counted: {counted:?}"),
    }
}

/// The cells of a cuboid with labels for codes, `()` for the missing value.
pub(crate) fn cells(cuboid: &Cuboid) -> Vec<(String, [u64; 6])> {
    let label = |code: u32, dim: usize| match code {
        MISSING => "()".to_owned(),
        code => cuboid.dims()[dim].label(code).expect("a known code").to_owned(),
    };
    let name = |key: &[u32]| key.iter().enumerate().map(|(dim, code)| label(*code, dim)).collect::<Vec<_>>().join(" ");
    cuboid.cells().map(|(key, cell)| (name(key), cell.n)).collect()
}

/// The same, with the expectation as string slices.
pub(crate) fn assert_cells(cuboid: &Cuboid, expected: &[(&str, [u64; 6])]) {
    let expected: Vec<(String, [u64; 6])> = expected.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect();
    assert_eq!(cells(cuboid), expected);
}
