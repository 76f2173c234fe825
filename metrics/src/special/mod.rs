//! Special functions: normal, Student, beta, binomial, chi-squared and Poisson distributions, and the gamma pieces that
//! exact tests need. Every one is good to at least ten digits from one person to 10^9, in the tails too; it refuses to
//! know counts, rates and methods.

pub mod beta;
pub mod binomial;
pub mod chi_squared;
pub(crate) mod crossing;
pub mod gamma;
pub(crate) mod highest;
pub mod normal;
pub mod poisson;
pub mod student;
