//! `POST /events`: take one event or a batch, and answer when it is durable.

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
use crate::state::AppState;

/// Stores events.
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
    let EventSubmission {
        credential,
        sender,
        events,
        bytes,
    } = submission;
    let (envelopes, batch) = match events {
        Submitted::One(envelope) => (vec![envelope], false),
        Submitted::Batch(envelopes) => (envelopes, true),
    };
    let refuse = |error: Error| {
        report_refusal(state, &credential, headers, &error);
        error
    };
    state
        .limits
        .ingestion
        .take_many(&credential.id, u32::try_from(envelopes.len()).unwrap_or(u32::MAX))?;
    let parsed: Vec<_> = envelopes
        .into_iter()
        .map(|envelope| incoming::parse(envelope, &sender))
        .collect();
    let good = parsed
        .iter()
        .filter_map(|event| event.clone().ok())
        .collect::<Vec<_>>();
    let outcomes = if good.is_empty() {
        Vec::new()
    } else {
        state.ingest.store(credential.account, good, bytes).await?
    };
    let mut outcomes = outcomes.into_iter();
    let mut results = parsed.into_iter().map(|event| match event {
        Err(reason) => Err(refuse(Error::BadRequest(reason))),
        Ok(_) => outcomes
            .next()
            .map_or(Err(Error::Overloaded), track_result)
            .map_err(refuse),
    });
    if batch {
        let results: Vec<Value> = results
            .map(|result| result.unwrap_or_else(|error| json!(error.body())))
            .collect();
        return Ok(json!({ "status": "success", "results": results }));
    }
    results.next().unwrap_or(Err(Error::Overloaded))
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
