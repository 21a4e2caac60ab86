//! The tenant: one customer.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::time::Timestamp;

/// An account, as its members see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Stable short name.
    pub slug: String,
    /// Name for a person.
    pub name: String,
    /// An example account that can be removed at a click.
    pub demo: bool,
    /// Since when.
    pub created_at: Timestamp,
    /// Events received this month (UTC).
    pub events_this_month: i64,
    /// Events allowed a month; `null` when unlimited.
    pub monthly_event_limit: Option<i64>,
}
