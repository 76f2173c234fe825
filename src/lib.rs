//! evenhand shows whether a campaign's targeting treats the audience even-handedly.
//!
//! Rows are read once and reduced to an audit cube; every number after that is a function of the cube:
//! [`plan`] -> [`evenhand_cube`] -> [`counted`] -> [`compare`] -> [`judge`] -> [`document::Audit`] -> [`report`].

pub mod archive;
pub mod cli;
pub mod compare;
pub mod counted;
pub mod demo;
pub mod document;
pub mod error;
pub mod fix;
pub mod init;
pub mod inspect;
pub mod judge;
pub mod lang;
pub mod plan;
pub mod report;
pub mod run;
pub mod sections;

pub use evenhand_cube::{digest, segment, special, store};
