//! Escalations: what rules raised about identities.

pub mod get;
pub mod list;
pub mod list_entries;
pub mod summary;
pub mod update;
