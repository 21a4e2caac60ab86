//! `POST /channels/{id}/actions/redeliver-failed`.

use app::types::delivery::Redelivered;
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::domain::deliveries::redeliver_failed;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Delivers everything again that the channel failed to deliver, under the same ids.
#[utoipa::path(
    post,
    path = "/channels/{id}/actions/redeliver-failed",
    params(("id" = i64, Path, description = "Number of the channel")),
    responses((status = 200, description = "How many deliveries are attempted again", body = Redelivered), (status = 409, description = "The channel is off", body = ErrorBody))
)]
pub async fn redeliver_failed_deliveries(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<i64>,
) -> Result<Json<Redelivered>, Error> {
    let now = state.clock.now();
    let redelivered = redeliver_failed(&state.database, caller.account, id, now).await?;
    state.delivery_work.notify_one();
    Ok(Json(redelivered))
}
