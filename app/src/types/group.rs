//! A team, organization or other set of identities that the customer knows.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::ids::group_id::GroupId;
use super::ids::group_type::GroupType;
use super::time::Timestamp;

/// A group, as the API gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// The kind of group.
    #[serde(rename = "type")]
    pub kind: GroupType,
    /// The customer's id.
    pub id: GroupId,
    /// From its attributes.
    pub display_name: Option<String>,
    /// Members.
    pub identity_count: i64,
    /// First heard of.
    pub created_at: Timestamp,
    /// Last changed.
    pub updated_at: Timestamp,
    /// Last event.
    pub last_tracked_at: Option<Timestamp>,
    /// Attributes; absent in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub data: Option<Map<String, Value>>,
}
