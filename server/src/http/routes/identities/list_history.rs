//! `GET /identities/{id}/history`.

use app::types::analysis::HistoryEntry;
use app::types::ids::identity_id::IdentityId;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use super::number;
use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::page::{QueryString, filled};
use crate::state::AppState;

const DEFAULT_LIMIT: u64 = 100;
const MAX_LIMIT: u64 = 500;

/// How many cycles.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// How many.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 500)]
    limit: Option<String>,
}

/// The latest cycles of an identity, newest first.
#[utoipa::path(
    get,
    path = "/identities/{id}/history",
    params(("id" = IdentityId, Path, description = "Id of the identity"), HistoryQuery),
    responses((status = 200, description = "Cycles, newest first", body = [HistoryEntry]))
)]
pub async fn list_history(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<IdentityId>,
    QueryString(query): QueryString<HistoryQuery>,
) -> Result<Json<Vec<HistoryEntry>>, Error> {
    let limit = query.limit.map_or(Ok(DEFAULT_LIMIT), |limit| limit.parse());
    let limit = limit.ok().filter(|limit| (1..=MAX_LIMIT).contains(limit));
    let limit =
        limit.ok_or_else(|| Error::BadRequest(format!("limit: must be between 1 and {MAX_LIMIT}")))?;
    let number = number(&state, caller.account, &id).await?;
    Ok(Json(
        state
            .database
            .account(caller.account)
            .history(number, limit)
            .await?,
    ))
}
