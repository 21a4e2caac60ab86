//! `GET /mappings`.

use app::types::mapping::{Mapping, MappingKind};
use app::types::page::Page;
use app::types::scope::Scope;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::callers::AccountCaller;
use crate::domain::mappings::{self, MappingFilter, MappingSort};
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, parsed};
use crate::state::AppState;

/// Filters.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MappingQuery {
    /// Of this kind.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<MappingKind>)]
    kind: Option<String>,
    /// Ours, or the account's own.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<Scope>)]
    scope: Option<String>,
    /// Part of the name.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
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
            kind: parsed::<MappingKind>("kind", query.kind)?,
            scope: parsed::<Scope>("scope", query.scope)?,
            term: query.term,
        })
    }
}

/// One page of the mappings in force: the account's own, and the defaults that it does not override.
#[utoipa::path(
    get,
    path = "/mappings",
    params(MappingQuery, PageOf<MappingSort>),
    responses((status = 200, description = "One page", body = Page<Mapping>))
)]
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
