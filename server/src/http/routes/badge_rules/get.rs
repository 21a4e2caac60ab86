//! `GET /badge-rules/{id}`.

use app::types::badge_rule::BadgeRule;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// One badge rule.
#[utoipa::path(
    get,
    path = "/badge-rules/{id}",
    params(("id" = i64, Path, description = "Number of the rule")),
    responses((status = 200, description = "The rule", body = BadgeRule))
)]
pub async fn get_badge_rule(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<i64>,
) -> Result<Json<BadgeRule>, Error> {
    let rule = state.database.account(caller.account).badge_rule(id).await?;
    rule.map(Json).ok_or(Error::NotFound)
}
