//! The removable example account.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Answer to `POST /demo`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DemoCreated {
    /// Stable short name of the example account.
    pub slug: String,
    /// Events in it.
    pub events: i64,
}
