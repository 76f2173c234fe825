//! What is read: configs, tables in every format and shape, cube files; and what is said where they are wrong.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod bad_input;
mod config;
mod cube_files;
mod cube_roles;
mod data_sets;
mod exports;
mod faults;
mod formats;
mod further;
mod join;
mod remedies;
mod roles;
mod spend;
mod sql;
mod table;
mod unsupported;
mod values;

#[path = "../support"]
mod support {
    pub(crate) mod counting;
    pub(crate) mod plan;
    pub(crate) mod program;
    pub(crate) mod workbook;
}
