//! Fairness measures of targeting decisions: counts in, numbers out.
//!
//! This crate turns counted people into rates, comparisons, intervals and tests. It knows outcome sets, cells, cubes
//! and the words of its own catalog; it refuses to know files, column names, policies, verdicts and output formats.

pub mod catalog;
pub mod cell;
pub mod compare;
pub mod cube;
pub mod draw;
pub mod family;
pub mod four_fifths;
pub mod interval;
pub mod outcomes;
pub mod power;
pub mod special;
pub mod summary;
pub mod tally;
pub mod test;
pub mod undefined;
