//! `POST /badge-rules`.

use app::types::badge_rule::{BadgeRule, BadgeRuleDraft};
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::MemberCaller;
use crate::domain::badge_rules;
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Makes a rule; it goes through everybody in the background.
#[utoipa::path(
    post,
    path = "/badge-rules",
    request_body(content = BadgeRuleDraft, example = json!({ "name": "Bot", "type": "BAD", "conditions": [{ "condition": "SCORE_LT", "category": "HUMANITY", "threshold": 40 }], "mode": "ON" })),
    responses((status = 201, description = "The rule", body = BadgeRule), (status = 409, description = "The slug is taken, or there are too many rules", body = ErrorBody))
)]
pub async fn create_badge_rule(
    State(state): State<AppState>,
    member: MemberCaller,
    JsonBody(draft): JsonBody<BadgeRuleDraft>,
) -> Result<(StatusCode, Json<BadgeRule>), Error> {
    let caller = (member.account, Some(member.id));
    let rule = badge_rules::create(&state.database, caller, draft, state.clock.now()).await?;
    Ok((StatusCode::CREATED, Json(rule)))
}
