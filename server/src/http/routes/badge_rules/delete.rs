//! `DELETE /badge-rules/{id}`.

use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::MemberCaller;
use crate::domain::badge_rules;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Removes a rule. Its badges go, in the background.
#[utoipa::path(
    delete,
    path = "/badge-rules/{id}",
    params(("id" = i64, Path, description = "Number of the rule")),
    responses((status = 204, description = "Gone"))
)]
pub async fn delete_badge_rule(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
) -> Result<StatusCode, Error> {
    badge_rules::remove(&state.database, member.account, id, state.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
