//! Audits: counts, samples and published data in; findings, verdicts, sections and the exit code out.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod numbers;
mod real_data;
mod samples;
mod sections;
mod verdicts;

#[path = "../support"]
mod support {
    pub(crate) mod page;
    #[expect(dead_code, reason = "these worlds have no second table")]
    pub(crate) mod plan;
    pub(crate) mod told;
    pub(crate) mod world;
}
