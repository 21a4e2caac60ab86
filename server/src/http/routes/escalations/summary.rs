//! `GET /escalations/summary`.

use app::types::escalation::EscalationSummary;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::state::AppState;

/// How many escalations stand where.
#[utoipa::path(
    get,
    path = "/escalations/summary",
    responses((status = 200, description = "How many stand where", body = EscalationSummary))
)]
pub async fn get_summary(
    State(state): State<AppState>,
    caller: AccountCaller,
) -> Result<Json<EscalationSummary>, Error> {
    let store = state.database.account(caller.account);
    Ok(Json(store.escalation_summary().await?))
}
