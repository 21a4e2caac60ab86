//! Devices: browsers on machines.

pub mod get;
pub mod list;
pub mod update;
