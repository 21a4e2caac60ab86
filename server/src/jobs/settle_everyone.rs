//! Settles all identities of an account, page by page, after one of its rules changed.

/// Name of the job; its subject is 0: how far it has come is kept apart.
pub const KIND: &str = "settle_everyone";
