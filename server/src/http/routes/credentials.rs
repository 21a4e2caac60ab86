//! Credentials: named key pairs.

pub mod create;
pub mod list;
pub mod revoke;
pub mod rotate;
pub mod rotate_signing_secret;
pub mod update;
