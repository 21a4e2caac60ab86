//! `POST /badge-rules/{id}/versions/{version}/actions/restore`.

use app::types::badge_rule::BadgeRule;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::badge_rules;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Makes a rule what it was in a version, as a new version.
#[utoipa::path(
    post,
    path = "/badge-rules/{id}/versions/{version}/actions/restore",
    params(
        ("id" = i64, Path, description = "Number of the rule"),
        ("version" = i64, Path, description = "Number of the version")
    ),
    responses((status = 200, description = "The rule as it is now", body = BadgeRule))
)]
pub async fn restore_badge_rule(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(version): Id<(i64, i64)>,
) -> Result<Json<BadgeRule>, Error> {
    let caller = (member.account, Some(member.id));
    let rule = badge_rules::restore(&state.database, caller, version, state.clock.now()).await?;
    Ok(Json(rule))
}
