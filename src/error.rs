//! What went wrong, and every permanent code that says so.

mod codes;

pub use codes::CODES;
pub use evenhand_cube::error::{ConfigText, Error, FROM, Place, Result, Said, Stand, nearest};
