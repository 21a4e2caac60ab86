//! What a failed call answers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::time::Timestamp;

/// Body of every error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ErrorBody {
    /// When.
    pub timestamp: Timestamp,
    /// HTTP status.
    pub status: u16,
    /// Its reason phrase.
    pub error: String,
    /// For a person.
    pub message: String,
    /// For a program; never changes.
    pub code: String,
}
