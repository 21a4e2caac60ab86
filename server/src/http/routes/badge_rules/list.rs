//! `GET /badge-rules`.

use app::types::badge_rule::BadgeRule;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::state::AppState;

/// Every badge rule of the account.
#[utoipa::path(
    get,
    path = "/badge-rules",
    responses((status = 200, description = "All of them, at most 100", body = Vec<BadgeRule>))
)]
pub async fn list_badge_rules(
    State(state): State<AppState>,
    caller: AccountCaller,
) -> Result<Json<Vec<BadgeRule>>, Error> {
    let store = state.database.account(caller.account);
    Ok(Json(store.badge_rules().await?))
}
