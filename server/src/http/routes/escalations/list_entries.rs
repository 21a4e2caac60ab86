//! `GET /escalations/{id}/entries`.

use app::types::escalation::EscalationEntry;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Entries that are shown.
const SHOWN: u64 = 500;

/// What happened to an escalation and who did it, first things first; the last 500.
#[utoipa::path(
    get,
    path = "/escalations/{id}/entries",
    params(("id" = i64, Path, description = "Number of the escalation")),
    responses((status = 200, description = "What happened", body = Vec<EscalationEntry>))
)]
pub async fn list_entries(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<i64>,
) -> Result<Json<Vec<EscalationEntry>>, Error> {
    let store = state.database.account(caller.account);
    store.escalation_state(id).await?.ok_or(Error::NotFound)?;
    Ok(Json(store.escalation_entries(id, SHOWN).await?))
}
