//! Documents: every format in both languages, from audits alone; and the pages and schemas that definitions make.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod formats;
mod golden;
mod hostile;
mod html;
mod notice;
mod pages;
mod schema;
mod text;
mod words;

#[path = "../support"]
mod support {
    pub(crate) mod page;
    pub(crate) mod told;
    #[expect(dead_code, reason = "other tests read findings and results")]
    pub(crate) mod world;
}
