//! `GET /mappings/{id}`.

use app::types::mapping::Mapping;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::domain::mappings::{self, MappingId};
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// The mapping in force for a name.
#[utoipa::path(
    get,
    path = "/mappings/{id}",
    params(("id" = String, Path, description = "Kind and name, such as `EVENT_TYPE:sign_up`")),
    responses((status = 200, description = "The mapping in force", body = Mapping))
)]
pub async fn get_mapping(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<String>,
) -> Result<Json<Mapping>, Error> {
    let mapping = mappings::find(&state.database, caller.account, &MappingId::read(&id)?).await?;
    Ok(Json(mapping))
}
