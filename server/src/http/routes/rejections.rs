//! Refused requests.

pub mod list;
