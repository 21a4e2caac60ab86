//! `PATCH /groups/{type}/{id}`.

use app::types::group::{Group, GroupPatch};
use app::types::ids::group_id::GroupId;
use app::types::ids::group_type::GroupType;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::domain::groups::{self, GroupKey};
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Merges attributes.
#[utoipa::path(
    patch,
    path = "/groups/{type}/{id}",
    params(("type" = GroupType, Path, description = "Type of the group"), ("id" = GroupId, Path, description = "Id of the group")),
    request_body(content = GroupPatch, example = json!({ "attributes": { "plan": "pro" } })),
    responses((status = 200, description = "The group as it is now", body = Group))
)]
pub async fn update_group(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id((kind, id)): Id<(GroupType, GroupId)>,
    JsonBody(patch): JsonBody<GroupPatch>,
) -> Result<Json<Group>, Error> {
    let key = GroupKey { kind, id };
    let now = state.clock.now();
    groups::update(&state.database, caller.account, &key, &patch.attributes, now).await?;
    let store = state.database.account(caller.account);
    let group = store.group(&key.kind, &key.id).await?;
    group.map(Json).ok_or(Error::NotFound)
}
