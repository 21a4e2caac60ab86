//! `DELETE /mappings/{id}`.

use axum::extract::State;
use axum::http::StatusCode;

use crate::domain::mappings::{self, MappingId};
use crate::error::Error;
use crate::http::extract::callers::Admin;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Takes a meaning of the account's own away; where there is a default, it counts again.
pub async fn delete_mapping(
    State(state): State<AppState>,
    Admin(member): Admin,
    Id(id): Id<String>,
) -> Result<StatusCode, Error> {
    let id = MappingId::read(&id)?;
    mappings::remove(&state.database, member.account, &id, state.clock.now()).await?;
    state.work.notify_one();
    Ok(StatusCode::NO_CONTENT)
}
