//! One piece of news on its way to one channel.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::channel::ChannelEvent;
use super::reference::Reference;
use super::time::Timestamp;

/// A delivery, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// The same through all attempts: receivers tell repeats by it.
    pub id: String,
    /// Where to.
    pub channel: Reference,
    /// What happened.
    pub event: ChannelEvent,
    /// Whom it is about; `null` for a test.
    pub identity: Option<Reference>,
    /// Whether somebody asked for it to try the channel out.
    pub test: bool,
    /// Where it stands.
    pub status: DeliveryStatus,
    /// Attempts so far.
    pub attempts: i64,
    /// Status of the last answer, HTTP's or SMTP's.
    pub code: Option<i64>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// When it is attempted next; `null` when it is not, also while the channel is off.
    pub next_attempt_at: Option<Timestamp>,
    /// When it happened.
    pub created_at: Timestamp,
    /// When it was delivered or given up.
    pub finished_at: Option<Timestamp>,
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum DeliveryStatus {
    /// It will be attempted, for the first time or again.
    Pending,
    /// The receiver took it.
    Delivered,
    /// Given up.
    Failed,
}

impl DeliveryStatus {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Delivered, Self::Failed];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Delivered => "DELIVERED",
            Self::Failed => "FAILED",
        }
    }
}

impl FromStr for DeliveryStatus {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|status| status.as_str() == text);
        found.ok_or("must be one of PENDING, DELIVERED, FAILED")
    }
}

/// A delivery with what it says and how it went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryDetail {
    /// The delivery.
    #[serde(flatten)]
    pub delivery: Delivery,
    /// What it says, as things were when it happened.
    #[schema(value_type = Object)]
    pub data: Value,
    /// Every attempt that came to an end, oldest first.
    pub attempt_log: Vec<DeliveryAttempt>,
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryAttempt {
    /// Counted from 1.
    pub number: i64,
    /// When it began: the timestamp that it was signed with.
    pub at: Timestamp,
    /// How long it took.
    pub duration_millis: i64,
    /// Status of the answer, HTTP's or SMTP's.
    pub code: Option<i64>,
    /// Why it failed.
    pub error: Option<String>,
    /// How the answer of a public receiver begins: text of at most 1 KB, for admins only.
    pub answer: Option<String>,
}

/// Answer to delivering again everything that a channel has failed to deliver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Redelivered {
    /// How many deliveries that is.
    pub queued: u64,
}
