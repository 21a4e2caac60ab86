//! `POST /deliveries/{id}/actions/redeliver`.

use app::types::delivery::Delivery;
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::domain::deliveries::redeliver;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Delivers again, under the same id, what was delivered or given up.
#[utoipa::path(
    post,
    path = "/deliveries/{id}/actions/redeliver",
    params(("id" = String, Path, description = "Id of the delivery, as receivers know it")),
    responses((status = 200, description = "The delivery, which is about to be attempted", body = Delivery), (status = 409, description = "It is under way already, or its channel is off", body = ErrorBody))
)]
pub async fn redeliver_delivery(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<String>,
) -> Result<Json<Delivery>, Error> {
    let now = state.clock.now();
    let delivery = redeliver(&state.database, caller.account, &id, now).await?;
    state.delivery_work.notify_one();
    Ok(Json(delivery))
}
