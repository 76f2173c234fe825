//! Fixes: from rows through a second pass to a proposal and its files.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod fixes;
mod reallocate;
mod second_pass;

#[path = "../support"]
mod support {
    #[expect(dead_code, reason = "other tests count without a change")]
    pub(crate) mod counting;
    #[expect(dead_code, reason = "other tests change an attribute")]
    pub(crate) mod plan;
}
