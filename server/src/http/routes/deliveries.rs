//! Deliveries: what was sent through channels, and how it went.

pub mod get;
pub mod list;
pub mod redeliver;
