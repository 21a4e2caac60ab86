//! Groups: the organizations, teams and other sets of identities that the customer knows.

pub mod create;
pub mod get;
pub mod identities;
pub mod list;
pub mod update;
