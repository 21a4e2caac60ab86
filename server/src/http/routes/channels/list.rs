//! `GET /channels`.

use app::types::channel::Channel;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::state::AppState;

/// All channels of the account, oldest first, without their secrets.
#[utoipa::path(
    get,
    path = "/channels",
    responses((status = 200, description = "Channels, oldest first: at most 50", body = [Channel]))
)]
pub async fn list_channels(
    State(state): State<AppState>,
    caller: AccountCaller,
) -> Result<Json<Vec<Channel>>, Error> {
    Ok(Json(state.database.account(caller.account).channels().await?))
}
