//! The Dregs server: everything that knows HTTP, SQL and the clock.

pub mod clock;

pub mod domain;
pub mod jobs;
pub mod scoring;
pub mod store;
