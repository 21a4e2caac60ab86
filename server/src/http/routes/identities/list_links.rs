//! `GET /identities/{id}/links`.

use app::types::ids::identity_id::IdentityId;
use app::types::link::Link;
use axum::Json;
use axum::extract::State;

use super::number;
use crate::auth::callers::AccountCaller;
use crate::domain::find_links::find_links;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// What ties an identity to others.
#[utoipa::path(
    get,
    path = "/identities/{id}/links",
    params(("id" = IdentityId, Path, description = "Id of the identity")),
    responses((status = 200, description = "Links, strongest first", body = [Link]))
)]
pub async fn list_links(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<IdentityId>,
) -> Result<Json<Vec<Link>>, Error> {
    let number = number(&state, caller.account, &id).await?;
    Ok(Json(find_links(&state.database, caller.account, number).await?))
}
