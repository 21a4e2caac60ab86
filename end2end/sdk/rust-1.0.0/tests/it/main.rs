//! The Rust crate `dregs` 1.0.0, unmodified, against our server: one file for each of its own.

mod client;
mod devices;
mod errors;
mod escalations;
mod event;
mod events;
mod groups;
mod identities;
mod ids;
mod retries;
mod surface;
