//! Requests that were refused, so that an integrator sees why nothing arrives.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::time::Timestamp;

/// Refused requests of one kind, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Rejection {
    /// Machine word, as in the error body.
    pub code: String,
    /// What the last of them was told.
    pub message: String,
    /// Page it came from, when a browser said so.
    pub origin: Option<String>,
    /// How many.
    pub count: i64,
    /// The first.
    pub first_at: Timestamp,
    /// The latest.
    pub last_at: Timestamp,
}
