//! A first config from a file's columns: roles are proposed with their reasons. It refuses to decide what is protected:
//! such lines stay marked until somebody takes the mark away, or names the columns.

mod ask;
mod decision;
mod roles;
mod words;
mod write;

pub use ask::Answers;
pub use roles::{Role, counts, propose};
pub use write::{MARK, text};
