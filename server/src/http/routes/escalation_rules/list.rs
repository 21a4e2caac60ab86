//! `GET /escalation-rules`.

use app::types::escalation_rule::EscalationRule;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::state::AppState;

/// Every escalation rule of the account.
#[utoipa::path(
    get,
    path = "/escalation-rules",
    responses((status = 200, description = "All of them, at most 100", body = Vec<EscalationRule>))
)]
pub async fn list_escalation_rules(
    State(state): State<AppState>,
    caller: AccountCaller,
) -> Result<Json<Vec<EscalationRule>>, Error> {
    let store = state.database.account(caller.account);
    Ok(Json(store.escalation_rules().await?))
}
