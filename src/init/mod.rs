//! A first config from a file's columns: roles are proposed with their reasons. It refuses to decide what is protected:
//! such lines stay marked until somebody takes the mark away, or names the columns.

mod roles;
mod words;
mod write;

pub use roles::{Answers, Role, propose};
pub use write::{MARK, text};
