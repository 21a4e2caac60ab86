//! Whether the process lives, and whether it can serve.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::error::Error;
use crate::state::AppState;

/// How long an answer of the database stands: anyone may ask, and asking takes the write lock.
const REMEMBERED: Duration = Duration::from_secs(1);

const DAY_MS: i64 = 86_400_000;

/// Whether the database took a write when it was last asked.
#[derive(Default)]
pub struct Readiness(Mutex<Option<(Instant, bool)>>);

impl Readiness {
    async fn ask(&self, state: &AppState) -> bool {
        let mut last = self.0.lock().await;
        match *last {
            Some((at, ready)) if at.elapsed() < REMEMBERED => ready,
            _ => {
                let answer = state.database.ping().await;
                if let Err(error) = &answer {
                    tracing::warn!(%error, "not ready");
                }
                *last = Some((Instant::now(), answer.is_ok()));
                answer.is_ok()
            }
        }
    }
}

/// `GET /healthz`: the process is alive. Says nothing of the database: a dead one is no reason to restart.
pub async fn healthz() -> &'static str {
    "ok"
}

/// `GET /readyz`: the database takes writes; otherwise says what is wrong.
pub async fn readyz(State(state): State<AppState>) -> Response {
    let reason = if *state.stopping.borrow() {
        "the server is stopping"
    } else if state.readiness.ask(&state).await {
        let age = state.clock.now() / DAY_MS - i64::from(state.geo.packed_day());
        let body = json!({ "ready": true, "reasons": [], "geoAgeDays": age });
        return Json(body).into_response();
    } else {
        "the database does not take writes"
    };
    let body = json!({ "ready": false, "reasons": [reason] });
    (Error::Overloaded.status_and_code().0, Json(body)).into_response()
}
