//! evenhand shows whether a campaign's targeting treats the audience even-handedly.
//!
//! Rows are read once and reduced to an audit cube; every number after that is a function of the cube:
//! [`plan`] -> [`ingest`] and [`count`] -> [`findings`] -> [`policy`] -> [`document::Audit`] -> [`report`].

pub mod cli;
pub mod count;
pub mod demo;
pub mod digest;
pub mod document;
pub mod error;
pub mod findings;
pub mod fix;
pub mod ingest;
pub mod init;
pub mod inspect;
pub mod lang;
pub mod plan;
pub mod policy;
pub mod report;
pub mod segment;
pub mod special;
pub mod store;
