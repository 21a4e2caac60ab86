//! `GET /escalations/{id}`.

use app::types::escalation::Escalation;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// One escalation.
#[utoipa::path(
    get,
    path = "/escalations/{id}",
    params(("id" = i64, Path, description = "Number of the escalation")),
    responses((status = 200, description = "The escalation", body = Escalation))
)]
pub async fn get_escalation(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<i64>,
) -> Result<Json<Escalation>, Error> {
    let escalation = state.database.account(caller.account).escalation(id).await?;
    escalation.map(Json).ok_or(Error::NotFound)
}
