//! `GET /channels`.

use app::types::channel::Channel;
use axum::Json;
use axum::extract::State;

use super::as_shown_to;
use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::state::AppState;

/// All channels of the account, oldest first, without their secrets: the query of a webhook's address may be one, and is
/// shown to admins only.
#[utoipa::path(
    get,
    path = "/channels",
    responses((status = 200, description = "Channels, oldest first: at most 50", body = [Channel]))
)]
pub async fn list_channels(
    State(state): State<AppState>,
    caller: AccountCaller,
) -> Result<Json<Vec<Channel>>, Error> {
    let channels = state.database.account(caller.account).channels().await?;
    let shown = channels.into_iter().map(|channel| as_shown_to(&caller, channel));
    Ok(Json(shown.collect()))
}
