//! `PATCH /escalations/{id}`.

use app::types::error::ErrorBody;
use app::types::escalation::{Escalation, EscalationPatch};
use app::types::stream::StreamMessage;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::{AccountCaller, Who};
use crate::domain::escalations;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Moves an escalation along or back, gives it to somebody, says something about it.
#[utoipa::path(
    patch,
    path = "/escalations/{id}",
    params(("id" = i64, Path, description = "Number of the escalation")),
    request_body(content = EscalationPatch, example = json!({ "status": "ACKNOWLEDGED" })),
    responses((status = 200, description = "The escalation as it is now", body = Escalation), (status = 409, description = "Its status does not allow it", body = ErrorBody))
)]
pub async fn update_escalation(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<i64>,
    JsonBody(patch): JsonBody<EscalationPatch>,
) -> Result<Json<Escalation>, Error> {
    let now = state.clock.now();
    let member = match &caller.who {
        Who::Member(member) => Some(member.id),
        Who::Server(_) => None,
    };
    let changed = escalations::patch(&state.database, (caller.account, member), id, patch, now).await?;
    let escalation = state.database.account(caller.account).escalation(id).await?;
    let escalation = escalation.ok_or(Error::NotFound)?;
    if changed {
        state.delivery_work.notify_one();
        let told = StreamMessage::Escalation(Box::new(escalation.clone()));
        state.live.announce(caller.account, told);
    }
    Ok(Json(escalation))
}
