//! `DELETE /channels/{id}`.

use axum::extract::State;
use axum::http::StatusCode;

use super::channels;
use crate::auth::callers::MemberCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Removes a channel with everything that was or was to be delivered through it.
#[utoipa::path(
    delete,
    path = "/channels/{id}",
    params(("id" = i64, Path, description = "Number of the channel")),
    responses((status = 204, description = "Gone, with its deliveries"))
)]
pub async fn delete_channel(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
) -> Result<StatusCode, Error> {
    channels(&state).remove(member.account, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
