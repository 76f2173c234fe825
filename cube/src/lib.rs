//! Rows in, cube out: files of any format are read once and reduced to exact, additive counts.
//!
//! A [`spec::CubeSpec`] says what to count; [`read`] makes batches of codes of it, [`count`] cells of these, and [`mod@file`]
//! keeps them. No measure, no limit and no language is known here: an error is a code with a place and values.

pub mod count;
pub mod digest;
pub mod error;
pub mod file;
pub mod input;
pub mod inspect;
pub mod label;
pub mod read;
pub mod role;
pub mod segment;
pub mod spec;
pub mod special;
pub mod store;
