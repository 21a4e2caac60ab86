//! What a handler's signature can ask for.

pub mod callers;
pub mod client_address;
pub mod event_submission;
pub mod id;
pub mod json;
pub mod page;
