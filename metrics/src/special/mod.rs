//! Special functions: normal, Student, beta and binomial distributions, and the gamma pieces that exact tests need. Every one is
//! good to at least ten digits from one person to 10^9, in the tails too; it refuses to know counts, rates and methods.

pub mod beta;
pub mod binomial;
pub(crate) mod crossing;
pub mod gamma;
pub mod normal;
pub mod student;
