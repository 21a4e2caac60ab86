//! `PATCH /identities/{id}`.

use app::types::identity::{Identity, IdentityPatch};
use app::types::ids::identity_id::IdentityId;
use axum::Json;
use axum::extract::State;

use crate::domain::disregard;
use crate::domain::patch_identity::merge_patch;
use crate::error::Error;
use crate::http::extract::callers::Investigator;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Merges attributes, and leaves the identity out of scoring or takes it back in.
pub async fn update_identity(
    State(state): State<AppState>,
    Investigator(caller): Investigator,
    Id(id): Id<IdentityId>,
    JsonBody(patch): JsonBody<IdentityPatch>,
) -> Result<Json<Identity>, Error> {
    let now = state.clock.now();
    if let Some(attributes) = &patch.attributes {
        merge_patch(&state.database, caller.account, &id, attributes, now).await?;
    }
    if let Some(disregarded) = patch.disregarded {
        disregard::identity(&state.database, caller.account, &id, disregarded, now).await?;
    }
    state.work.notify_one();
    let identity = state
        .database
        .account(caller.account)
        .identity(id.as_str())
        .await?;
    identity.map(Json).ok_or(Error::NotFound)
}
