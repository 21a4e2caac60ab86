//! One visit of one browser.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ids::fingerprint::Fingerprint;
use super::ids::session_id::SessionId;
use super::time::Timestamp;

/// A session, as the API gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Device it ran on.
    pub fingerprint: Option<Fingerprint>,
    /// Address it began from.
    pub ip: Option<String>,
    /// First event.
    pub started_at: Timestamp,
    /// Last event.
    pub last_event_at: Timestamp,
    /// Events in it.
    pub event_count: i64,
}
