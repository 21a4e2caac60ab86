//! A label that an identity wears.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::time::Timestamp;

/// A badge on an identity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Badge {
    /// Stable name.
    pub slug: String,
    /// Name for a person.
    pub name: String,
    /// Whether it is good news.
    #[serde(rename = "type")]
    pub kind: BadgeType,
    /// Why the identity wears it.
    pub explanation: String,
    /// The facts behind it.
    pub metadata: Map<String, Value>,
    /// Since when.
    pub since: Timestamp,
}

/// A badge that came or went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BadgeChange {
    /// When.
    pub at: Timestamp,
    /// It came, or it went.
    pub gained: bool,
    /// Stable name.
    pub slug: String,
    /// Name for a person, as it was then.
    pub name: String,
    /// Whether it is good news.
    #[serde(rename = "type")]
    pub kind: BadgeType,
    /// Why.
    pub explanation: String,
}

/// Whether a badge is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum BadgeType {
    /// Speaks for the identity.
    Good,
    /// Speaks against it.
    Bad,
    /// Neither.
    Neutral,
}

impl BadgeType {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Good, Self::Bad, Self::Neutral];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "GOOD",
            Self::Bad => "BAD",
            Self::Neutral => "NEUTRAL",
        }
    }
}
