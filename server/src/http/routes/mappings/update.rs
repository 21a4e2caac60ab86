//! `PATCH /mappings/{id}`.

use app::types::error::ErrorBody;
use app::types::mapping::{Mapping, MappingPatch};
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::mappings::{self, MappingId};
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Gives a name of the account's own another meaning.
#[utoipa::path(
    patch,
    path = "/mappings/{id}",
    params(("id" = String, Path, description = "Kind and name, such as `EVENT_TYPE:sign_up`")),
    request_body(content = MappingPatch, example = json!({ "target": "LOGIN" })),
    responses((status = 200, description = "The mapping as it is now", body = Mapping), (status = 409, description = "A default cannot be changed", body = ErrorBody))
)]
pub async fn update_mapping(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<String>,
    JsonBody(patch): JsonBody<MappingPatch>,
) -> Result<Json<Mapping>, Error> {
    let id = MappingId::read(&id)?;
    let now = state.clock.now();
    let mapping = mappings::change(&state.database, member.account, &id, patch.target, now).await?;
    state.work.notify_one();
    Ok(Json(mapping))
}
