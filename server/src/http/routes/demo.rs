//! The removable example account.

pub mod create;
pub mod delete;
