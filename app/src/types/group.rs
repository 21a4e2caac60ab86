//! A team, organization or other set of identities that the customer knows.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::event::PublicData;
use super::ids::group_id::GroupId;
use super::ids::group_type::GroupType;
use super::ids::{text_or_number, text_or_number_schema};
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
    /// Attributes, without those that start with an underscore; absent in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub data: Option<PublicData>,
}

/// Body of `POST /groups`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GroupDraft {
    /// The kind of group; `organization` unless told.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<GroupType>,
    /// The customer's id, text or number.
    #[serde(deserialize_with = "text_or_number")]
    #[schema(schema_with = text_or_number_schema)]
    pub id: GroupId,
    /// Attributes to merge; `null` removes one.
    #[serde(default)]
    pub attributes: Option<Map<String, Value>>,
}

/// Body of `PATCH /groups/{type}/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GroupPatch {
    /// Attributes to merge; `null` removes one.
    pub attributes: Map<String, Value>,
}
