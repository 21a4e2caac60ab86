//! Settles one identity when a delay has passed, or when it is as old as a rule asks for.

/// Name of the job; its subject is the number of an identity.
pub const KIND: &str = "settle_identity";
