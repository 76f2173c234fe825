//! Fairness measures of targeting decisions: counts in, numbers out.
//!
//! This crate turns counted people into rates, comparisons, intervals and tests. It knows outcome sets, cells, cubes
//! and the words of its own catalog; it refuses to know files, column names, policies, verdicts and output formats.

pub mod catalog;
pub mod cell;
pub mod compare;
pub mod cube;
pub mod decompose;
pub mod delivery;
pub mod dependence;
pub mod differential_fairness;
pub mod draw;
pub mod equivalence;
pub mod family;
pub mod fix;
pub mod four_fifths;
pub mod interval;
pub mod lift;
pub mod odds;
pub mod outcomes;
pub mod paired;
pub mod power;
pub mod scores;
pub mod special;
pub mod strata;
pub mod summary;
pub mod tally;
pub mod test;
pub mod undefined;
pub mod value;
pub mod weights;
