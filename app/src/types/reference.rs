//! A pointer to another resource, with enough to show it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Points at a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reference {
    /// Its id.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// Where it is, such as `/api/identities/user_12345`.
    pub path: String,
}

/// Points at a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupReference {
    /// The kind of group.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// Where it is.
    pub path: String,
}
