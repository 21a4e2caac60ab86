//! Identities and everything known about one.

use std::future::Future;

use super::client::{ApiResult, act, get as get_json, send_json};
use crate::types::analysis::{Analysis, HistoryEntry};
use crate::types::analysis_changes::AnalysisChanges;
use crate::types::badge::BadgeChange;
use crate::types::identity::{Identity, IdentityPatch};
use crate::types::link::Link;
use crate::types::page::Page;
use crate::types::review::{Feedback, Review, ReviewRequest};
use crate::types::session::Session;
use crate::url::{Query, encode};

/// A page of identities; the query is the API's own.
pub fn list(query: &Query) -> impl Future<Output = ApiResult<Page<Identity>>> + Send + use<> {
    get_json(&query.on("/identities"))
}

/// One identity.
pub fn get(id: &str) -> impl Future<Output = ApiResult<Identity>> + Send + use<> {
    get_json(&path(id))
}

/// Takes an identity out of scoring, or back in.
pub fn disregard(id: &str, disregarded: bool) -> impl Future<Output = ApiResult<Identity>> + Send + use<> {
    let patch = IdentityPatch {
        disregarded: Some(disregarded),
        attributes: None,
    };
    send_json("PATCH", &path(id), &patch)
}

/// Queues a cycle.
pub fn analyze(id: &str) -> impl Future<Output = ApiResult<()>> + Send + use<> {
    act("POST", &format!("{}/actions/analyze", path(id)))
}

/// The latest cycle; 404 when there was none.
pub fn analysis(id: &str) -> impl Future<Output = ApiResult<Analysis>> + Send + use<> {
    get_json(&format!("{}/analysis", path(id)))
}

/// Scores of past cycles, newest first.
pub fn history(id: &str, limit: u16) -> impl Future<Output = ApiResult<Vec<HistoryEntry>>> + Send + use<> {
    get_json(&format!("{}/history?limit={limit}", path(id)))
}

/// What moved the scores up to a cycle, since the one before.
pub fn changes(id: &str, cycle: i64) -> impl Future<Output = ApiResult<AnalysisChanges>> + Send + use<> {
    get_json(&format!("{}/analysis/{cycle}/changes", path(id)))
}

/// Whom the identity is tied to.
pub fn links(id: &str) -> impl Future<Output = ApiResult<Vec<Link>>> + Send + use<> {
    get_json(&format!("{}/links", path(id)))
}

/// Written reviews, newest first.
pub fn reviews(id: &str) -> impl Future<Output = ApiResult<Vec<Review>>> + Send + use<> {
    get_json(&format!("{}/reviews", path(id)))
}

/// Asks for a review to be written.
pub fn review(
    id: &str,
    feedback: Option<Feedback>,
) -> impl Future<Output = ApiResult<Review>> + Send + use<> {
    let request = ReviewRequest { feedback };
    send_json("POST", &format!("{}/actions/review", path(id)), &request)
}

/// Visits, newest first.
pub fn sessions(id: &str) -> impl Future<Output = ApiResult<Vec<Session>>> + Send + use<> {
    get_json(&format!("{}/sessions", path(id)))
}

/// Badges gained and lost, latest first.
pub fn badge_changes(id: &str) -> impl Future<Output = ApiResult<Vec<BadgeChange>>> + Send + use<> {
    get_json(&format!("{}/badge-changes", path(id)))
}

fn path(id: &str) -> String {
    format!("/identities/{}", encode(id))
}
