//! Escalations: what rules raised about identities.

pub mod get;
pub mod list;
pub mod summary;
pub mod update;
