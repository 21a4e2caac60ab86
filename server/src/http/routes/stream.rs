//! The live feed.

pub mod open;
