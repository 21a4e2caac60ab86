//! `DELETE /identities/{id}`.

use app::types::ids::identity_id::IdentityId;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::MemberCaller;
use crate::domain::erase;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Erases a person, for good.
#[utoipa::path(
    delete,
    path = "/identities/{id}",
    params(("id" = IdentityId, Path, description = "Id of the identity")),
    responses((status = 204, description = "Erased, for good"))
)]
pub async fn erase_identity(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<IdentityId>,
) -> Result<StatusCode, Error> {
    erase::erase(&state.database, member.account, &id, state.clock.now()).await?;
    state.work.notify_one();
    Ok(StatusCode::NO_CONTENT)
}
