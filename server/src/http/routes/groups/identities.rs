//! Members of a group.

pub mod add;
pub mod remove;
