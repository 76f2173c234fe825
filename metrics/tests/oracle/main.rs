//! Answers against those of others: the tables of this folder, published cases, and one finding from end to end.

mod delivery;
mod dependence;
mod equality;
mod fixes;
mod four_fifths;
mod intervals;
mod power;
mod published_cases;
mod scores;
mod skewed_values;
mod strata;
mod table;
mod units;
mod weights;
mod worked_example;
