//! Events: something an identity or a device did.

pub mod create;
pub mod get;
pub mod list;
