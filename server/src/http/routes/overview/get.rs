//! `GET /overview`.

use app::types::overview::Overview;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::state::AppState;

/// The account's numbers, now.
#[utoipa::path(
    get,
    path = "/overview",
    responses((status = 200, description = "The account's numbers", body = Overview))
)]
pub async fn get_overview(
    State(state): State<AppState>,
    caller: AccountCaller,
) -> Result<Json<Overview>, Error> {
    Ok(Json(
        state
            .database
            .account(caller.account)
            .overview(state.clock.now())
            .await?,
    ))
}
