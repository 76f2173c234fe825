//! The second pass over the same rows: what a change sees of them, what is counted of what it answers, and what is written.

mod counted;
mod refused;
mod world;
mod written;
