//! `POST /identities/{id}/actions/analyze`.

use app::types::ids::identity_id::IdentityId;
use axum::extract::State;
use axum::http::StatusCode;

use super::number;
use crate::error::Error;
use crate::http::extract::callers::Investigator;
use crate::http::extract::id::Id;
use crate::jobs::analyze_identity;
use crate::state::AppState;

/// Queues a cycle.
pub async fn analyze_identity(
    State(state): State<AppState>,
    Investigator(caller): Investigator,
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
