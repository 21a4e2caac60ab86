//! `GET /groups/{type}/{id}`.

use app::types::group::Group;
use app::types::ids::group_id::GroupId;
use app::types::ids::group_type::GroupType;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// One group, with its attributes.
#[utoipa::path(
    get,
    path = "/groups/{type}/{id}",
    params(("type" = GroupType, Path, description = "Type of the group"), ("id" = GroupId, Path, description = "Id of the group")),
    responses((status = 200, description = "The group", body = Group))
)]
pub async fn get_group(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id((kind, id)): Id<(GroupType, GroupId)>,
) -> Result<Json<Group>, Error> {
    let group = state.database.account(caller.account).group(&kind, &id).await?;
    group.map(Json).ok_or(Error::NotFound)
}
