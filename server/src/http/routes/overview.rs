//! The first page of the dashboard.

pub mod get;
