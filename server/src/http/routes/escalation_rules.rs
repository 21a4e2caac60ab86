//! `/api/escalation-rules`.

pub mod back_test;
pub mod create;
pub mod delete;
pub mod get;
pub mod list;
pub mod list_versions;
pub mod preview;
pub mod restore_version;
pub mod update;
