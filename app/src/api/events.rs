//! Events.

use std::future::Future;

use super::client::{ApiResult, get as get_json, send_json};
use crate::types::event::{Event, TrackResult};
use crate::types::page::Page;
use crate::url::{Query, encode};

/// A page of events, newest first; the query is the API's own.
pub fn list(query: &Query) -> impl Future<Output = ApiResult<Page<Event>>> + Send + use<> {
    get_json(&query.on("/events"))
}

/// One event.
pub fn get(id: &str) -> impl Future<Output = ApiResult<Event>> + Send + use<> {
    get_json(&format!("/events/{}", encode(id)))
}

/// Sends an event as a page would, to see whether it arrives.
pub fn send_test(public_key: &str) -> impl Future<Output = ApiResult<TrackResult>> + Send + use<> {
    let body = serde_json::json!({
        "key": public_key,
        "type": "test_event",
        "identity": { "id": "test-visitor" },
    });
    send_json("POST", "/events", &body)
}
