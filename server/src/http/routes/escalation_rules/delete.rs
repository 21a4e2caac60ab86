//! `DELETE /escalation-rules/{id}`.

use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::MemberCaller;
use crate::domain::escalation_rules;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Removes a rule. Its escalations stay, for people to close.
#[utoipa::path(
    delete,
    path = "/escalation-rules/{id}",
    params(("id" = i64, Path, description = "Number of the rule")),
    responses((status = 204, description = "Gone"))
)]
pub async fn delete_escalation_rule(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
) -> Result<StatusCode, Error> {
    escalation_rules::remove(&state.database, member.account, id, state.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
