//! `GET /rejections`.

use app::types::rejection::Rejection;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::state::AppState;

/// Refused requests by reason and origin, latest first.
#[utoipa::path(
    get,
    path = "/rejections",
    responses((status = 200, description = "Refused requests, latest first", body = [Rejection]))
)]
pub async fn list_rejections(
    State(state): State<AppState>,
    caller: AccountCaller,
) -> Result<Json<Vec<Rejection>>, Error> {
    Ok(Json(state.database.account(caller.account).rejections().await?))
}
