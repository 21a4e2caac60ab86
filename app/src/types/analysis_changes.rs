//! What moved the scores between two cycles of one identity.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::event::Event;
use super::ids::identity_id::IdentityId;
use super::score::Category;
use super::time::Timestamp;

/// Two cycles compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnalysisChanges {
    /// Whom they are about.
    pub identity_id: IdentityId,
    /// The earlier cycle; absent when the later one was the first.
    pub from: Option<CycleVersion>,
    /// The later cycle.
    pub to: CycleVersion,
    /// The categories that either could score.
    pub scores: Vec<ScoreChange>,
    /// Events that the later cycle knew and the earlier one did not.
    pub events: EventsBetween,
}

/// A cycle, and what it was worked out with. Versions are absent for cycles of before they were kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CycleVersion {
    /// Number of the cycle.
    pub id: i64,
    /// When it ended.
    pub finished_at: Timestamp,
    /// Version of the analyzers and of how they are combined.
    pub scorer: Option<String>,
    /// Digest of the account's mappings.
    pub mappings: Option<String>,
    /// Digest of the account's own entries in the datasets.
    pub datasets: Option<String>,
    /// Version of what is known about addresses.
    pub geo: Option<String>,
}

/// One category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScoreChange {
    /// Which.
    pub category: Category,
    /// The earlier score; absent when there was none.
    #[schema(maximum = 100)]
    pub from: Option<u8>,
    /// The later score; absent when there is none any more.
    #[schema(maximum = 100)]
    pub to: Option<u8>,
    /// What moved it, furthest first. What was moved adds up to the difference of the scores; a missing score is the
    /// 75 that every score starts at.
    pub observations: Vec<ObservationChange>,
}

/// One analyzer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ObservationChange {
    /// Code of the analyzer, such as `humanity.user-agent`.
    pub id: String,
    /// Short name of the analyzer.
    pub label: String,
    /// Points that it added before.
    pub from: f64,
    /// Points that it adds after.
    pub to: f64,
    /// Points by which it moved the score.
    pub moved: f64,
    /// What it said before; absent when it had nothing to say.
    pub before: Option<String>,
    /// What it says after; absent when it has nothing to say.
    pub after: Option<String>,
}

/// Events between two cycles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EventsBetween {
    /// How many, exactly up to 1,000.
    pub total: u64,
    /// The latest of them, newest first; at most 20.
    pub latest: Vec<Event>,
}
