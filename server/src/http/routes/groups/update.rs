//! `PATCH /groups/{type}/{id}`.

use app::types::group::{Group, GroupPatch};
use app::types::ids::group_id::GroupId;
use app::types::ids::group_type::GroupType;
use axum::Json;
use axum::extract::State;

use crate::domain::groups::{self, GroupKey};
use crate::error::Error;
use crate::http::extract::callers::Investigator;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Merges attributes.
pub async fn update_group(
    State(state): State<AppState>,
    Investigator(caller): Investigator,
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
