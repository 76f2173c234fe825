//! From files to batches of codes: everything that touches bytes, and the only place that knows polars. No text leaves
//! this folder but the labels of declared attributes and campaigns; it refuses to know any measure and any limit.

mod write;

pub use write::{Column, Format, write_table};
