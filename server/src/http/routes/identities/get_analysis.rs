//! `GET /identities/{id}/analysis` and `GET /identities/{id}/analysis/{cycleId}`.

use app::types::analysis::Analysis;
use app::types::ids::identity_id::IdentityId;
use axum::Json;
use axum::extract::State;

use super::number;
use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;
use crate::store::scope::AccountId;

/// The latest cycle of an identity.
#[utoipa::path(
    get,
    path = "/identities/{id}/analysis",
    params(("id" = IdentityId, Path, description = "Id of the identity")),
    responses((status = 200, description = "The latest cycle", body = Analysis))
)]
pub async fn get_latest_analysis(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<IdentityId>,
) -> Result<Json<Analysis>, Error> {
    find(&state, caller.account, &id, None).await
}

/// One cycle of an identity.
#[utoipa::path(
    get,
    path = "/identities/{id}/analysis/{cycle}",
    params(("id" = IdentityId, Path, description = "Id of the identity"), ("cycle" = i64, Path, description = "Number of the cycle")),
    responses((status = 200, description = "The cycle", body = Analysis))
)]
pub async fn get_analysis(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id((id, cycle)): Id<(IdentityId, i64)>,
) -> Result<Json<Analysis>, Error> {
    find(&state, caller.account, &id, Some(cycle)).await
}

async fn find(
    state: &AppState,
    account: AccountId,
    id: &IdentityId,
    cycle: Option<i64>,
) -> Result<Json<Analysis>, Error> {
    let number = number(state, account, id).await?;
    let analysis = state
        .database
        .account(account)
        .analysis(number, id, cycle)
        .await?;
    analysis.map(Json).ok_or(Error::NotFound)
}
