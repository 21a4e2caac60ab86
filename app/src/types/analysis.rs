//! One cycle over one identity: four scores with the observations behind them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::ids::identity_id::IdentityId;
use super::score::Category;
use super::time::Timestamp;

/// A stored cycle, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Analysis {
    /// Number of the cycle.
    pub id: i64,
    /// Whom it is about.
    pub identity_id: IdentityId,
    /// Scores of the categories that could be scored.
    pub scores: Vec<Score>,
    /// Events known when the cycle ran.
    pub event_count: i64,
    /// Devices known when the cycle ran.
    pub device_count: i64,
    /// How long the cycle took.
    pub duration_millis: i64,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Timestamp,
}

/// One category of a cycle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Score {
    /// What it is about.
    pub category: Category,
    /// 0 suspicious … 100 legitimate.
    #[schema(maximum = 100)]
    pub value: u8,
    /// 0 guess … 1 certain.
    pub confidence: f64,
    /// What it was made of.
    pub observations: Vec<Observation>,
}

/// One analyzer's finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Observation {
    /// The category that it speaks to.
    pub category: Category,
    /// Code of the analyzer, such as `humanity.user-agent`.
    pub id: String,
    /// Short name of the analyzer.
    pub label: String,
    /// One sentence that a person understands.
    pub explanation: String,
    /// 0.0 suspicious … 1.0 legitimate.
    pub value: f64,
    /// 0 guess … 1 certain.
    pub confidence: f64,
    /// How much it counts among the observations of its category.
    pub weight: f64,
    /// The counts behind it.
    pub metadata: Map<String, Value>,
}

/// One line of `GET /identities/{id}/history`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// Number of the cycle.
    pub id: i64,
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
    /// Events known when the cycle ran.
    pub event_count: i64,
    /// Devices known when the cycle ran.
    pub device_count: i64,
    /// When it ended.
    pub finished_at: Timestamp,
}
