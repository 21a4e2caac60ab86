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
