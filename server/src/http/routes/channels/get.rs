//! `GET /channels/{id}`.

use app::types::channel::Channel;
use axum::Json;
use axum::extract::State;

use super::as_shown_to;
use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// One channel, without its secrets: the query of a webhook's address may be one, and is shown to admins only.
#[utoipa::path(
    get,
    path = "/channels/{id}",
    params(("id" = i64, Path, description = "Number of the channel")),
    responses((status = 200, description = "The channel", body = Channel))
)]
pub async fn get_channel(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<i64>,
) -> Result<Json<Channel>, Error> {
    let channel = state.database.account(caller.account).channel(id).await?;
    let channel = channel.ok_or(Error::NotFound)?;
    Ok(Json(as_shown_to(&caller, channel)))
}
