//! `GET /groups`.

use app::types::group::Group;
use app::types::page::Page;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, parsed};
use crate::state::AppState;
use crate::store::groups::{GroupFilter, GroupSort};

/// Filters.
#[derive(Deserialize)]
pub struct GroupQuery {
    #[serde(default, rename = "type", deserialize_with = "filled")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    identity: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    term: Option<String>,
}

impl SortField for GroupSort {
    const FIELDS: &'static [(&'static str, Self)] = &[
        ("lastTrackedAt", Self::LastTrackedAt),
        ("displayName", Self::DisplayName),
    ];
}

/// One page of groups, last tracked first unless told.
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
