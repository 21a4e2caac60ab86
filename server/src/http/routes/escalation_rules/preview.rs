//! `POST /escalation-rules/actions/preview`.

use app::types::escalation_rule::EscalationRuleDraft;
use app::types::rule::{RuleKind, RulePreview};
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::domain::preview::preview;
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Whom a rule matches at this moment. The rule need not exist; delays and modes are left out.
#[utoipa::path(
    post,
    path = "/escalation-rules/actions/preview",
    request_body(content = EscalationRuleDraft, example = json!({ "name": "Bots", "severity": "WARNING", "conditions": [{ "condition": "BADGE_EXISTS", "badge": "bot" }], "channels": [], "openAfterSeconds": 60, "closeAfterSeconds": 3600, "mode": "ON" })),
    responses((status = 200, description = "How many, some of them, and other rules that match them", body = RulePreview))
)]
pub async fn preview_escalation_rule(
    State(state): State<AppState>,
    caller: AccountCaller,
    JsonBody(draft): JsonBody<EscalationRuleDraft>,
) -> Result<Json<RulePreview>, Error> {
    draft.check().map_err(Error::BadRequest)?;
    let kind = RuleKind::Escalation;
    let _turn = state.turns.take(caller.account).await?;
    let now = state.clock.now();
    let found = preview(
        &state.database,
        caller.account,
        (kind, draft.slug),
        &draft.conditions,
        now,
    )
    .await?;
    Ok(Json(found))
}
