//! Credentials: named key pairs.

pub mod create;
pub mod list;
pub mod revoke;
pub mod update;
