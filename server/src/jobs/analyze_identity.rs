//! Scores one identity.

/// Name of the job; its subject is the number of an identity.
pub const KIND: &str = "analyze_identity";
