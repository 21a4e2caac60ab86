//! `DELETE /groups/{type}/{id}/identities/{identityId}`.

use app::types::ids::group_id::GroupId;
use app::types::ids::group_type::GroupType;
use app::types::ids::identity_id::IdentityId;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::AccountCaller;
use crate::domain::groups::{self, GroupKey};
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Takes an identity out of a group.
#[utoipa::path(
    delete,
    path = "/groups/{type}/{id}/identities/{identity}",
    params(("type" = GroupType, Path, description = "Type of the group"), ("id" = GroupId, Path, description = "Id of the group"), ("identity" = IdentityId, Path, description = "Id of the identity")),
    responses((status = 204, description = "Not a member, now or before"))
)]
pub async fn remove_member(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id((kind, id, identity)): Id<(GroupType, GroupId, IdentityId)>,
) -> Result<StatusCode, Error> {
    let key = GroupKey { kind, id };
    groups::remove_member(&state.database, caller.account, &key, &identity).await?;
    Ok(StatusCode::NO_CONTENT)
}
