//! The program as somebody has it: what it writes and what it spares, signals, disks that refuse, configs of others.
//! `EVENHAND_BIN` names another one than cargo built beside the tests, such as the one of the README.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod confined;
mod faults;
mod outputs;
mod smoke;

#[path = "../support"]
mod support {
    pub(crate) mod program;
}
