//! `GET /groups`.

use app::types::group::Group;
use app::types::ids::group_type::GroupType;
use app::types::page::Page;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, parsed};
use crate::state::AppState;
use crate::store::groups::{GroupFilter, GroupSort};

/// Filters.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GroupQuery {
    /// Of this type.
    #[serde(default, rename = "type", deserialize_with = "filled")]
    #[param(value_type = Option<GroupType>)]
    kind: Option<String>,
    /// With this identity as a member.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    identity: Option<String>,
    /// Part of the id or the name.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    term: Option<String>,
}

impl SortField for GroupSort {
    const FIELDS: &'static [(&'static str, Self)] = &[
        ("lastTrackedAt", Self::LastTrackedAt),
        ("displayName", Self::DisplayName),
    ];
}

/// One page of groups, last tracked first unless told.
#[utoipa::path(
    get,
    path = "/groups",
    params(GroupQuery, PageOf<GroupSort>),
    responses((status = 200, description = "One page, without `data`", body = Page<Group>))
)]
pub async fn list_groups(
    State(state): State<AppState>,
    caller: AccountCaller,
    QueryString(query): QueryString<GroupQuery>,
    PageOf(page): PageOf<GroupSort>,
) -> Result<Json<Page<Group>>, Error> {
    let filter = GroupFilter {
        kind: parsed("type", query.kind)?,
        identity: query.identity,
        term: query.term,
    };
    let store = state.database.account(caller.account);
    Ok(Json(store.groups(&filter, &page).await?))
}
