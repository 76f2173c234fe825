//! What is tried: one file a target.

pub(crate) mod audit;
pub(crate) mod columnar;
pub(crate) mod config;
pub(crate) mod csv;
pub(crate) mod cube;
pub(crate) mod ndjson;
mod rows;
pub(crate) mod sheet;
