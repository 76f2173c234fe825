//! Worlds small enough to be tried whole or worked out by hand, and worlds drawn at random where the truth is known.

mod delivery;
mod dependence;
mod paired;
mod sample;
mod small;
mod small_scores;
mod strata;
mod thresholds;
mod weighted;
