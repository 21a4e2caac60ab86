//! `POST /escalation-rules`.

use app::types::error::ErrorBody;
use app::types::escalation_rule::{EscalationRule, EscalationRuleDraft};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::MemberCaller;
use crate::domain::escalation_rules;
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Makes a rule; it goes through everybody in the background.
#[utoipa::path(
    post,
    path = "/escalation-rules",
    request_body(content = EscalationRuleDraft, example = json!({ "name": "Bots", "severity": "WARNING", "conditions": [{ "condition": "BADGE_EXISTS", "badge": "bot" }], "channels": [], "openAfterSeconds": 60, "closeAfterSeconds": 3600, "mode": "ON" })),
    responses((status = 201, description = "The rule", body = EscalationRule), (status = 409, description = "The slug is taken, or there are too many rules", body = ErrorBody))
)]
pub async fn create_escalation_rule(
    State(state): State<AppState>,
    member: MemberCaller,
    JsonBody(draft): JsonBody<EscalationRuleDraft>,
) -> Result<(StatusCode, Json<EscalationRule>), Error> {
    let caller = (member.account, Some(member.id));
    let rule = escalation_rules::create(&state.database, caller, draft, state.clock.now()).await?;
    Ok((StatusCode::CREATED, Json(rule)))
}
