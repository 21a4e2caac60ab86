//! `PATCH /escalations/{id}`.

use app::types::escalation::{Escalation, EscalationPatch};
use app::types::stream::StreamMessage;
use axum::Json;
use axum::extract::State;

use crate::domain::escalations::decide;
use crate::error::Error;
use crate::http::extract::callers::Investigator;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Moves an escalation along, or back.
pub async fn update_escalation(
    State(state): State<AppState>,
    Investigator(caller): Investigator,
    Id(id): Id<i64>,
    JsonBody(patch): JsonBody<EscalationPatch>,
) -> Result<Json<Escalation>, Error> {
    let now = state.clock.now();
    let changed = decide(&state.database, caller.account, id, patch.status, now).await?;
    let escalation = state.database.account(caller.account).escalation(id).await?;
    let escalation = escalation.ok_or(Error::NotFound)?;
    if changed {
        let told = StreamMessage::Escalation(Box::new(escalation.clone()));
        state.live.announce(caller.account, told);
    }
    Ok(Json(escalation))
}
