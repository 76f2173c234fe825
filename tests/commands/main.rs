//! The program from outside: its commands, streams, exit codes and words. Nothing here knows more than a shell does.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod archive;
mod bounds;
mod cli;
mod init;
mod inspect;
mod messages;
mod record;
mod terminal;
mod words;

#[path = "../support"]
mod support {
    pub(crate) mod program;
}
