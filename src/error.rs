//! What went wrong.

pub use evenhand_cube::error::{ConfigText, Error, ErrorCode, FROM, Place, Result, Said, Stand, nearest};
