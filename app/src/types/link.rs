//! What ties one identity to another.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::ids::identity_id::IdentityId;
use super::time::Timestamp;

/// A link, seen from one of its two ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// Number of the link.
    pub id: i64,
    /// The other end.
    pub target_identity_id: IdentityId,
    /// What to call the other end.
    pub target_display_name: Option<String>,
    /// What they share.
    #[serde(rename = "type")]
    pub kind: LinkType,
    /// 0 loose … 1 tight.
    pub value: f64,
    /// 0 guess … 1 certain.
    pub confidence: f64,
    /// One sentence that a person understands.
    pub explanation: String,
    /// The facts behind it; `ring` has the name and size of the ring that both ends are in.
    pub metadata: Map<String, Value>,
    /// When it was found.
    pub created_at: Timestamp,
}

/// What two linked identities share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LinkType {
    /// One browser on one machine.
    SameDevice,
    /// One address.
    SharedIp,
    /// One visit.
    SharedSession,
    /// Names alike.
    SimilarName,
    /// Email addresses alike.
    SimilarEmail,
    /// Habits alike.
    SimilarBehavior,
}
