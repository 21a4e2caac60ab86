//! `GET /escalation-rules/{id}`.

use app::types::escalation_rule::EscalationRule;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// One escalation rule.
#[utoipa::path(
    get,
    path = "/escalation-rules/{id}",
    params(("id" = i64, Path, description = "Number of the rule")),
    responses((status = 200, description = "The rule", body = EscalationRule))
)]
pub async fn get_escalation_rule(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<i64>,
) -> Result<Json<EscalationRule>, Error> {
    let rule = state.database.account(caller.account).escalation_rule(id).await?;
    rule.map(Json).ok_or(Error::NotFound)
}
