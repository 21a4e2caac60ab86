//! Rules, as arithmetic: what holds when, and what follows from it. No database, no clock, no network.
//!
//! Between two cycles of an identity its scores stand still, and what its rules say can change only at moments that
//! are known beforehand: when a delay has passed, or when the identity gets older than a condition asks for. So the
//! past of any length is gone through moment by moment, and a server that slept through some of them comes to the
//! same badges and escalations as one that did not.

pub mod facts;
pub mod truth;

pub mod badge;
pub mod escalation;
pub mod machine;
pub mod standing;

#[cfg(test)]
mod tests;
