//! `GET /identities/{id}`.

use app::types::identity::Identity;
use app::types::ids::identity_id::IdentityId;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// One identity.
#[utoipa::path(
    get,
    path = "/identities/{id}",
    params(("id" = IdentityId, Path, description = "Id of the identity")),
    responses((status = 200, description = "The identity", body = Identity))
)]
pub async fn get_identity(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<IdentityId>,
) -> Result<Json<Identity>, Error> {
    let identity = state
        .database
        .account(caller.account)
        .identity(id.as_str())
        .await?;
    identity.map(Json).ok_or(Error::NotFound)
}
