//! `POST /events`: take one event or a batch, and answer when it is durable.

use app::types::error::ErrorBody;
use app::types::event::TrackResult;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::domain::incoming;
use crate::domain::ingest::Outcome;
use crate::error::Error;
use crate::http::extract::event_submission::{self, EventSubmission, Readable, Submitted, report_refusal};
use crate::http::openapi::{EventAnswer, EventBody};
use crate::state::AppState;
use crate::store::ingest::NewEvent;

/// Stores events.
#[utoipa::path(
    post,
    path = "/events",
    request_body(content = EventBody, example = json!({ "type": "user.signup", "id": "signup-1",
        "identity": { "id": "user_12345", "data": { "name": "Ada Lovelace", "email": "ada@example.com" } } })),
    responses((status = 200, description = "Stored, durably", body = EventAnswer), (status = 402, description = "The month's events are used up; nothing was stored", body = ErrorBody))
)]
pub async fn create_event(State(state): State<AppState>, request: Request) -> Response {
    let mut readable = Readable::default();
    let headers = request.headers().clone();
    let answer = match event_submission::read(&state, request, &mut readable).await {
        Ok(submission) => store(&state, submission, &headers).await,
        Err(error) => Err(error),
    };
    let mut response = answer.map_or_else(IntoResponse::into_response, |body| Json(body).into_response());
    readable.apply(&mut response);
    response
}

async fn store(state: &AppState, submission: EventSubmission, headers: &HeaderMap) -> Result<Value, Error> {
    let refuse = |error: Error| {
        report_refusal(state, &submission.credential, headers, &error);
        error
    };
    let batch = matches!(submission.events, Submitted::Batch(_));
    let results = store_good(state, &submission).await.map_err(refuse)?;
    let mut results = results.into_iter().map(|result| result.map_err(refuse));
    if batch {
        let results: Vec<Value> = results
            .map(|result| result.unwrap_or_else(|error| json!(error.body())))
            .collect();
        return Ok(json!({ "status": "success", "results": results }));
    }
    results.next().unwrap_or(Err(Error::Overloaded))
}

/// Stores what can be read, and keeps every answer in its place.
async fn store_good(
    state: &AppState,
    submission: &EventSubmission,
) -> Result<Vec<Result<Value, Error>>, Error> {
    let (account, sender) = (submission.credential.account, &submission.sender);
    let envelopes = match &submission.events {
        Submitted::One(envelope) => std::slice::from_ref(envelope),
        Submitted::Batch(envelopes) => envelopes,
    };
    let count = u32::try_from(envelopes.len()).unwrap_or(u32::MAX);
    let bucket = (submission.credential.id, sender.key_kind);
    state.limits.ingestion.take_many(&bucket, count)?;
    let parse = |envelope: &Value| incoming::parse(envelope.clone(), sender);
    let parsed: Vec<_> = envelopes.iter().map(parse).collect();
    let good: Vec<_> = parsed.iter().filter_map(|event| event.clone().ok()).collect();
    let outcomes = state.ingest.store(account, good, submission.bytes).await?;
    let mut outcomes = outcomes.into_iter();
    let result = |event: Result<NewEvent, String>| {
        event.map_err(Error::BadRequest)?;
        outcomes.next().map_or(Err(Error::Overloaded), track_result)
    };
    Ok(parsed.into_iter().map(result).collect())
}

fn track_result(outcome: Outcome) -> Result<Value, Error> {
    match outcome {
        Outcome::Stored { id, fingerprint } | Outcome::Repeated { id, fingerprint } => {
            Ok(json!(TrackResult {
                status: "success".to_owned(),
                id: Some(id),
                fingerprint
            }))
        }
        Outcome::OverLimit => Err(Error::QuotaExceeded),
    }
}
