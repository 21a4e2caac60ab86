//! `GET /rules/progress`.

use app::types::rule::RuleProgress;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::domain::rule_pass;
use crate::error::Error;
use crate::state::AppState;

/// How far the rules have gone through everybody since one of them changed.
#[utoipa::path(
    get,
    path = "/rules/progress",
    responses((status = 200, description = "How far", body = RuleProgress))
)]
pub async fn get_progress(
    State(state): State<AppState>,
    caller: AccountCaller,
) -> Result<Json<RuleProgress>, Error> {
    Ok(Json(rule_pass::progress(&state.database, caller.account).await?))
}
