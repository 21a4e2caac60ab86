//! `POST /escalation-rules/{id}/versions/{version}/actions/restore`.

use app::types::escalation_rule::EscalationRule;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::escalation_rules;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Makes a rule what it was in a version, as a new version.
#[utoipa::path(
    post,
    path = "/escalation-rules/{id}/versions/{version}/actions/restore",
    params(
        ("id" = i64, Path, description = "Number of the rule"),
        ("version" = i64, Path, description = "Number of the version")
    ),
    responses((status = 200, description = "The rule as it is now", body = EscalationRule))
)]
pub async fn restore_escalation_rule(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(version): Id<(i64, i64)>,
) -> Result<Json<EscalationRule>, Error> {
    let caller = (member.account, Some(member.id));
    let rule = escalation_rules::restore(&state.database, caller, version, state.clock.now()).await?;
    Ok(Json(rule))
}
