//! Identities: the list, and everything about one.

pub mod detail;
pub mod list;
pub mod short_list;
