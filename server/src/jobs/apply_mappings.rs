//! Reads an account's identities anew after one of its mappings changed.

/// Name of the job; its subject is the number of the identity after which it goes on: 0 begins.
pub const KIND: &str = "apply_mappings";
