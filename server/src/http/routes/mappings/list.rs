//! `GET /mappings`.

use app::types::mapping::{Mapping, MappingKind};
use app::types::page::Page;
use app::types::scope::Scope;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::auth::callers::AccountCaller;
use crate::domain::mappings::{self, MappingFilter, MappingSort};
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, word};
use crate::state::AppState;

/// Filters.
#[derive(Deserialize)]
pub struct MappingQuery {
    #[serde(default, deserialize_with = "filled")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    scope: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    term: Option<String>,
}

impl SortField for MappingSort {
    const FIELDS: &'static [(&'static str, Self)] = &[("source", Self::Source), ("target", Self::Target)];
    const DESCENDING: bool = false;
}

impl TryFrom<MappingQuery> for MappingFilter {
    type Error = Error;

    fn try_from(query: MappingQuery) -> Result<Self, Error> {
        Ok(Self {
            kind: word::<MappingKind>("kind", query.kind)?,
            scope: word::<Scope>("scope", query.scope)?,
            term: query.term,
        })
    }
}

/// One page of the mappings in force: the account's own, and the defaults that it does not override.
pub async fn list_mappings(
    State(state): State<AppState>,
    caller: AccountCaller,
    QueryString(query): QueryString<MappingQuery>,
    PageOf(page): PageOf<MappingSort>,
) -> Result<Json<Page<Mapping>>, Error> {
    let filter = MappingFilter::try_from(query)?;
    let mappings = mappings::list(&state.database, caller.account, &filter, &page).await?;
    Ok(Json(mappings))
}
