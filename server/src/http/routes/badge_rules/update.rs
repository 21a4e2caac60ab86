//! `PATCH /badge-rules/{id}`.

use app::types::badge_rule::{BadgeRule, BadgeRulePatch};
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::badge_rules;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Changes what is given; the rule goes through everybody in the background.
#[utoipa::path(
    patch,
    path = "/badge-rules/{id}",
    params(("id" = i64, Path, description = "Number of the rule")),
    request_body(content = BadgeRulePatch, example = json!({ "mode": "LOG_ONLY" })),
    responses((status = 200, description = "The rule as it is now", body = BadgeRule))
)]
pub async fn update_badge_rule(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
    JsonBody(patch): JsonBody<BadgeRulePatch>,
) -> Result<Json<BadgeRule>, Error> {
    let caller = (member.account, Some(member.id));
    let rule = badge_rules::change(&state.database, caller, id, patch, state.clock.now()).await?;
    Ok(Json(rule))
}
