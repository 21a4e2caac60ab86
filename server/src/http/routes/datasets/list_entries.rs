//! `GET /datasets/{name}/entries`.

use app::types::dataset::{DatasetEntry, DatasetName};
use app::types::page::Page;
use app::types::scope::Scope;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::callers::AccountCaller;
use crate::domain::datasets::{self, EntryFilter, EntrySort};
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, parsed};
use crate::state::AppState;

/// Filters.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EntryQuery {
    /// Ours, or the account's own.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<Scope>)]
    scope: Option<String>,
    /// Part of the key.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    term: Option<String>,
}

impl SortField for EntrySort {
    const FIELDS: &'static [(&'static str, Self)] = &[("key", Self::Key)];
    const DESCENDING: bool = false;
}

/// One page of the entries in force: the account's own, and the defaults that it does not override.
#[utoipa::path(
    get,
    path = "/datasets/{name}/entries",
    params(("name" = DatasetName, Path, description = "Name of the dataset"), EntryQuery, PageOf<EntrySort>),
    responses((status = 200, description = "One page", body = Page<DatasetEntry>))
)]
pub async fn list_entries(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(name): Id<DatasetName>,
    QueryString(query): QueryString<EntryQuery>,
    PageOf(page): PageOf<EntrySort>,
) -> Result<Json<Page<DatasetEntry>>, Error> {
    let filter = EntryFilter {
        scope: parsed::<Scope>("scope", query.scope)?,
        term: query.term,
    };
    let entries = datasets::list_entries(&state.database, caller.account, name, &filter, &page).await?;
    Ok(Json(entries))
}
