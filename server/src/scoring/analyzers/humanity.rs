//! A person rather than a program.

pub mod automation;
