//! `GET /identities/{id}/analysis/{cycle}/changes`.

use app::types::analysis_changes::AnalysisChanges;
use app::types::ids::identity_id::IdentityId;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use super::number;
use crate::auth::callers::AccountCaller;
use crate::domain::compare_cycles::compare;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::page::{QueryString, filled};
use crate::state::AppState;

/// What to compare with.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChangesQuery {
    /// Number of another cycle of the identity; without it, the cycle before.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<i64>)]
    since: Option<String>,
}

/// What moved the scores up to a cycle, in points that add up, and the events behind it.
#[utoipa::path(
    get,
    path = "/identities/{id}/analysis/{cycle}/changes",
    params(
        ("id" = IdentityId, Path, description = "Id of the identity"),
        ("cycle" = i64, Path, description = "Number of the cycle"),
        ChangesQuery,
    ),
    responses((status = 200, description = "What moved the scores", body = AnalysisChanges))
)]
pub async fn get_changes(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id((id, cycle)): Id<(IdentityId, i64)>,
    QueryString(query): QueryString<ChangesQuery>,
) -> Result<Json<AnalysisChanges>, Error> {
    let since = query.since.map(|since| since.parse()).transpose();
    let since = since.map_err(|_| Error::BadRequest("since: must be the number of a cycle".to_owned()))?;
    let number = number(&state, caller.account, &id).await?;
    let changes = compare(&state.database, caller.account, (number, &id), cycle, since).await?;
    Ok(Json(changes))
}
