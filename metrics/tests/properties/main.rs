//! What holds whatever the numbers: laws of each function, on small tables tried whole and on large ones tried at random.

mod at_limit;
mod calibration;
mod comparisons;
mod draws;
mod equality;
mod intervals;
mod power;
mod raking;
mod repair;
mod reweighing;
mod scores_at_large;
mod summaries;
mod weights;
