//! `POST /channels/{id}/actions/rotate-secret`.

use app::types::channel::NewChannel;
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;

use super::channels;
use crate::auth::callers::MemberCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Gives a webhook another secret, told in this answer and nowhere else. For 24 hours both secrets sign:
/// `X-Dregs-Signature` is by the new one, `X-Dregs-Signature-Previous` by the old one, `webhook-signature` lists both.
#[utoipa::path(
    post,
    path = "/channels/{id}/actions/rotate-secret",
    params(("id" = i64, Path, description = "Number of the channel")),
    responses((status = 200, description = "The channel, and its new secret for the only time", body = NewChannel), (status = 409, description = "It is no webhook", body = ErrorBody))
)]
pub async fn rotate_channel_secret(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
) -> Result<Json<NewChannel>, Error> {
    state.limits.sensitive.take(&member.id)?;
    let now = state.clock.now();
    Ok(Json(channels(&state).rotate(member.account, id, now).await?))
}
