//! The cube file: a folder with `cube.json` and one Parquet file for each cuboid. It holds exact counts, cells of one
//! person among them, and says so. It refuses to know what an audit will say.

mod cells;
mod check;
mod document;
mod merge;
mod read;
mod write;

pub use document::{Contents, SCHEMA, Tool, schema};
pub use read::{read, read_as_input};
pub use write::{vacant, write};

/// The document of a cube file.
pub(crate) const DOCUMENT: &str = "cube.json";

/// What the name of a cube file ends in.
const ENDING: &str = "cube";

/// The name of a cuboid's file.
fn name_of(at: usize) -> String {
    format!("cells-{at}.parquet")
}
