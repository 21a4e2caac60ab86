//! `PATCH /mappings/{id}`.

use app::types::mapping::{Mapping, MappingPatch};
use axum::Json;
use axum::extract::State;

use crate::domain::mappings::{self, MappingId};
use crate::error::Error;
use crate::http::extract::callers::Admin;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Gives a name of the account's own another meaning.
pub async fn update_mapping(
    State(state): State<AppState>,
    Admin(member): Admin,
    Id(id): Id<String>,
    JsonBody(patch): JsonBody<MappingPatch>,
) -> Result<Json<Mapping>, Error> {
    let id = MappingId::read(&id)?;
    let now = state.clock.now();
    let mapping = mappings::change(&state.database, member.account, &id, patch.target, now).await?;
    state.work.notify_one();
    Ok(Json(mapping))
}
