//! `GET /deliveries/{id}`.

use app::types::delivery::DeliveryDetail;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// One delivery with what it says, and every attempt with the beginning of its answer.
#[utoipa::path(
    get,
    path = "/deliveries/{id}",
    params(("id" = String, Path, description = "Id of the delivery, as receivers know it")),
    responses((status = 200, description = "The delivery", body = DeliveryDetail))
)]
pub async fn get_delivery(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<String>,
) -> Result<Json<DeliveryDetail>, Error> {
    let delivery = state
        .database
        .account(caller.account)
        .delivery_detail(&id)
        .await?;
    delivery.map(Json).ok_or(Error::NotFound)
}
