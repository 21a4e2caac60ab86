//! Whether the process lives, and whether it can serve.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::error::Error;
use crate::state::AppState;

/// `GET /healthz`: the process is alive. Says nothing of the database: a dead one is no reason to restart.
pub async fn healthz() -> &'static str {
    "ok"
}

/// `GET /readyz`: the database takes writes; otherwise says what is wrong.
pub async fn readyz(State(state): State<AppState>) -> Response {
    match state.database.ping().await {
        Ok(()) => Json(json!({ "ready": true, "reasons": [] })).into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            let body = json!({ "ready": false, "reasons": ["the database does not take writes"] });
            (Error::Overloaded.status_and_code().0, Json(body)).into_response()
        }
    }
}
