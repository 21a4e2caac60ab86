//! `DELETE /mappings/{id}`.

use app::types::error::ErrorBody;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::MemberCaller;
use crate::domain::mappings::{self, MappingId};
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Takes a meaning of the account's own away; where there is a default, it counts again.
#[utoipa::path(
    delete,
    path = "/mappings/{id}",
    params(("id" = String, Path, description = "Kind and name, such as `EVENT_TYPE:sign_up`")),
    responses((status = 204, description = "Gone; where there is a default, it counts again"), (status = 409, description = "A default cannot be removed", body = ErrorBody))
)]
pub async fn delete_mapping(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<String>,
) -> Result<StatusCode, Error> {
    let id = MappingId::read(&id)?;
    mappings::remove(&state.database, member.account, &id, state.clock.now()).await?;
    state.work.notify_one();
    Ok(StatusCode::NO_CONTENT)
}
