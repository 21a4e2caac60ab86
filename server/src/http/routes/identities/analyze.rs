//! `POST /identities/{id}/actions/analyze`.

use app::types::ids::identity_id::IdentityId;
use axum::extract::State;
use axum::http::StatusCode;

use super::number;
use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::jobs::analyze_identity;
use crate::state::AppState;

/// Queues a cycle.
#[utoipa::path(
    post,
    path = "/identities/{id}/actions/analyze",
    params(("id" = IdentityId, Path, description = "Id of the identity")),
    responses((status = 201, description = "A cycle is queued"))
)]
pub async fn analyze_identity(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<IdentityId>,
) -> Result<StatusCode, Error> {
    let number = number(&state, caller.account, &id).await?;
    let transaction = state.database.begin().await?;
    transaction
        .account(caller.account)
        .enqueue(analyze_identity::KIND, [number], state.clock.now())
        .await?;
    transaction.commit().await?;
    state.work.notify_one();
    Ok(StatusCode::CREATED)
}
