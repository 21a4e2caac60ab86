//! `PATCH /escalation-rules/{id}`.

use app::types::escalation_rule::{EscalationRule, EscalationRulePatch};
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::escalation_rules;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Changes what is given; the rule goes through everybody in the background.
#[utoipa::path(
    patch,
    path = "/escalation-rules/{id}",
    params(("id" = i64, Path, description = "Number of the rule")),
    request_body(content = EscalationRulePatch, example = json!({ "mode": "LOG_ONLY" })),
    responses((status = 200, description = "The rule as it is now", body = EscalationRule))
)]
pub async fn update_escalation_rule(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
    JsonBody(patch): JsonBody<EscalationRulePatch>,
) -> Result<Json<EscalationRule>, Error> {
    let caller = (member.account, Some(member.id));
    let rule = escalation_rules::change(&state.database, caller, id, patch, state.clock.now()).await?;
    Ok(Json(rule))
}
