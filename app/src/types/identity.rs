//! An end user being scored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::badge::Badge;
use super::ids::identity_id::IdentityId;
use super::score::Category;
use super::time::Timestamp;

/// An identity, as the API gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    /// The customer's id.
    pub id: IdentityId,
    /// From the attribute mapped to a name.
    pub display_name: Option<String>,
    /// From the attribute mapped to an email address.
    pub display_email: Option<String>,
    /// From the attribute mapped to a user name.
    pub display_username: Option<String>,
    /// Humanity, when scored.
    #[schema(maximum = 100)]
    pub humanity_score: Option<u8>,
    /// Authenticity, when scored.
    #[schema(maximum = 100)]
    pub authenticity_score: Option<u8>,
    /// Uniqueness, when scored.
    #[schema(maximum = 100)]
    pub uniqueness_score: Option<u8>,
    /// Behavior, when scored.
    #[schema(maximum = 100)]
    pub behavior_score: Option<u8>,
    /// Confidence by lower-case category.
    pub confidence: BTreeMap<String, f64>,
    /// First heard of.
    pub created_at: Timestamp,
    /// Last changed.
    pub updated_at: Timestamp,
    /// Last event.
    pub last_tracked_at: Option<Timestamp>,
    /// Last cycle.
    pub last_scored_at: Option<Timestamp>,
    /// Left out of scoring.
    pub disregarded: bool,
    /// Badges worn now.
    pub badges: Vec<Badge>,
    /// Attributes, as the customer named them.
    pub data: Map<String, Value>,
}

impl Identity {
    /// The score of a category, when there is one.
    pub const fn score(&self, category: Category) -> Option<u8> {
        match category {
            Category::Humanity => self.humanity_score,
            Category::Authenticity => self.authenticity_score,
            Category::Uniqueness => self.uniqueness_score,
            Category::Behavior => self.behavior_score,
        }
    }

    /// The best name we have for the person: display name, else email, user name or id.
    pub fn label(&self) -> &str {
        [&self.display_name, &self.display_email, &self.display_username]
            .into_iter()
            .find_map(|name| name.as_deref())
            .unwrap_or(self.id.as_str())
    }
}

/// Body of `PATCH /identities/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentityPatch {
    /// Leave the identity out of scoring, or take it back in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disregarded: Option<bool>,
    /// Attributes to merge; `null` removes one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Map<String, Value>>,
}
