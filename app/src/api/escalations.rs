//! What rules raised about identities.

use std::future::Future;

use super::client::{ApiResult, get as get_json, send_json};
use crate::types::escalation::{Escalation, EscalationEntry, EscalationPatch, EscalationSummary};
use crate::types::page::Page;
use crate::url::Query;

/// A page of escalations; the query is the API's own.
pub fn list(query: &Query) -> impl Future<Output = ApiResult<Page<Escalation>>> + Send + use<> {
    get_json(&query.on("/escalations"))
}

/// How many stand where.
pub fn summary() -> impl Future<Output = ApiResult<EscalationSummary>> + Send + use<> {
    get_json("/escalations/summary")
}

/// One escalation.
pub fn get(id: i64) -> impl Future<Output = ApiResult<Escalation>> + Send + use<> {
    get_json(&format!("/escalations/{id}"))
}

/// What happened to it, first things first.
pub fn entries(id: i64) -> impl Future<Output = ApiResult<Vec<EscalationEntry>>> + Send + use<> {
    get_json(&format!("/escalations/{id}/entries"))
}

/// Moves it along or back, gives it to somebody, says something about it.
pub fn update(
    id: i64,
    patch: &EscalationPatch,
) -> impl Future<Output = ApiResult<Escalation>> + Send + use<> {
    send_json("PATCH", &format!("/escalations/{id}"), patch)
}
