//! `PATCH /channels/{id}`.

use app::types::channel::{Channel, ChannelPatch};
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;

use super::channels;
use crate::auth::callers::MemberCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Changes a channel. While it is off nothing is planned for it, and what was planned waits.
#[utoipa::path(
    patch,
    path = "/channels/{id}",
    params(("id" = i64, Path, description = "Number of the channel")),
    request_body(content = ChannelPatch, example = json!({ "enabled": false })),
    responses((status = 200, description = "The channel as it is now", body = Channel), (status = 409, description = "The server sends no email", body = ErrorBody))
)]
pub async fn update_channel(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
    JsonBody(patch): JsonBody<ChannelPatch>,
) -> Result<Json<Channel>, Error> {
    // A name is looked up, and calls go elsewhere.
    if patch.config.is_some() {
        state.limits.channels.take(&member.id)?;
    }
    let now = state.clock.now();
    let channel = channels(&state).change(member.account, id, patch, now).await?;
    state.delivery_work.notify_one();
    Ok(Json(channel))
}
