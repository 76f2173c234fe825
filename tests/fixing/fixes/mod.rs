//! Fixes: what they write, what they say they would do and what an audit of the result says, what they refuse, and how often
//! they claim to have helped where there was nothing to help.

mod again;
mod dice;
mod effect;
mod files;
mod null;
mod order;
mod properties;
mod real;
mod refused;
mod same;
mod weights;
mod world;
