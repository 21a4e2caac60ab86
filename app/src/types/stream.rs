//! Messages of the live stream (`GET /stream`, server-sent events).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::escalation::Escalation;
use super::event::Event;
use super::identity::Identity;
use super::rejection::Rejection;
use super::review::Review;

/// One message: the SSE `event:` field is the tag, the `data:` field is this as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "data", rename_all = "camelCase")]
pub enum StreamMessage {
    /// An event was stored.
    Event(Box<Event>),
    /// A cycle ended.
    Scored(Box<Identity>),
    /// An escalation was decided on.
    Escalation(Box<Escalation>),
    /// A review was written, or failed.
    Reviewed(Box<Review>),
    /// A request was refused.
    Rejected(Rejection),
    /// The reader was too slow and missed this many messages.
    Missed(u64),
}
