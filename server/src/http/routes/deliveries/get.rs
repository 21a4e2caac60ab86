//! `GET /deliveries/{id}`.

use app::types::delivery::DeliveryDetail;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// One delivery with what it says, and every attempt. How a receiver's answer begins is told to admins only, and `null`
/// for everybody else.
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
    let store = state.database.account(caller.account);
    let mut delivery = store.delivery_detail(&id).await?.ok_or(Error::NotFound)?;
    if !caller.is_admin() {
        delivery
            .attempt_log
            .iter_mut()
            .for_each(|attempt| attempt.answer = None);
    }
    Ok(Json(delivery))
}
