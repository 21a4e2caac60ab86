//! The first page of the dashboard, in one answer.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::identity::Identity;
use super::score::Category;

/// Numbers of an account, now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// Whether any event was ever received.
    pub has_events: bool,
    /// All identities.
    pub identities: Figure,
    /// Identities heard of in the last 24 hours.
    pub active: Figure,
    /// Events of the last 24 hours.
    pub events: Figure,
    /// Identities below 40 in at least one category.
    pub at_risk: Figure,
    /// Events an hour over the last 24 hours, oldest first.
    pub events_per_hour: Vec<i64>,
    /// One per category, in the order of `Category::ALL`.
    pub histograms: Vec<Histogram>,
    /// Identities at risk, lowest score first.
    pub needs_review: Vec<Identity>,
    /// Identities tracked last.
    pub recent: Vec<Identity>,
}

/// A number beside what it was a day before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Figure {
    /// Now.
    pub value: i64,
    /// A day before, when it is known.
    pub previous: Option<i64>,
}

/// How the scores of one category are spread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Histogram {
    /// The category.
    pub category: Category,
    /// Identities with a score in 0–9, 10–19, … 90–100.
    pub buckets: [i64; 10],
    /// Identities without a score.
    pub unscored: i64,
}
