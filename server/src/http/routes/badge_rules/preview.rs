//! `POST /badge-rules/actions/preview`.

use app::types::badge_rule::BadgeRuleDraft;
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
    path = "/badge-rules/actions/preview",
    request_body(content = BadgeRuleDraft, example = json!({ "name": "Bot", "type": "BAD", "conditions": [{ "condition": "SCORE_LT", "category": "HUMANITY", "threshold": 40 }], "mode": "ON" })),
    responses((status = 200, description = "How many, some of them, and other rules that match them", body = RulePreview))
)]
pub async fn preview_badge_rule(
    State(state): State<AppState>,
    caller: AccountCaller,
    JsonBody(draft): JsonBody<BadgeRuleDraft>,
) -> Result<Json<RulePreview>, Error> {
    draft.check().map_err(Error::BadRequest)?;
    let kind = RuleKind::Badge;
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
