//! `PATCH /identities/{id}`.

use app::types::identity::{Identity, IdentityPatch};
use app::types::ids::identity_id::IdentityId;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::domain::disregard;
use crate::domain::patch_identity::merge_patch;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Merges attributes, and leaves the identity out of scoring or takes it back in.
#[utoipa::path(
    patch,
    path = "/identities/{id}",
    params(("id" = IdentityId, Path, description = "Id of the identity")),
    request_body(content = IdentityPatch, example = json!({ "disregarded": false, "attributes": { "plan": "pro" } })),
    responses((status = 200, description = "The identity as it is now", body = Identity))
)]
pub async fn update_identity(
    State(state): State<AppState>,
    caller: AccountCaller,
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
