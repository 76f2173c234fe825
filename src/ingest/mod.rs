//! From files to batches of codes: everything that touches bytes, and the only place that knows polars. No text leaves
//! this folder but the labels of declared attributes and campaigns; it refuses to know any measure and any limit.

mod amounts;
pub(crate) mod batch;
mod bins;
mod birth;
mod blocks;
mod csv;
mod digest;
mod encode;
mod encoding;
mod faults;
mod fields;
mod files;
pub(crate) mod flags;
mod format;
mod ipc;
pub(crate) mod json;
pub(crate) mod key;
pub(crate) mod labels;
pub(crate) mod made;
mod ndjson;
pub(crate) mod one_hot;
mod open;
mod parquet;
mod part;
mod part_faults;
pub(crate) mod profile;
pub(crate) mod source;
pub(crate) mod sql;
mod supply;
pub(crate) mod table;
mod text;
mod threads;
mod trouble;
pub(crate) mod units;
pub(crate) mod value;
pub(crate) mod wanted;
mod whole;
mod write;

pub use bins::labels as bin_labels;
pub use faults::{DATA_CODES, DATA_NOTES};
pub use profile::{Kind, Profile};
pub(crate) use whole::{read_whole_numbers, write_whole_numbers};
pub use write::{Column, Format, write_table};
