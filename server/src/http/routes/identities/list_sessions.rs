//! `GET /identities/{id}/sessions`.

use app::types::ids::identity_id::IdentityId;
use app::types::session::Session;
use axum::Json;
use axum::extract::State;

use super::number;
use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// The latest sessions of an identity.
#[utoipa::path(
    get,
    path = "/identities/{id}/sessions",
    params(("id" = IdentityId, Path, description = "Id of the identity")),
    responses((status = 200, description = "Sessions, newest first, at most 200", body = [Session]))
)]
pub async fn list_sessions(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<IdentityId>,
) -> Result<Json<Vec<Session>>, Error> {
    let number = number(&state, caller.account, &id).await?;
    Ok(Json(
        state.database.account(caller.account).sessions_of(number).await?,
    ))
}
