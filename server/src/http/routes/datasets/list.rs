//! `GET /datasets`.

use app::types::dataset::Dataset;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::domain::datasets;
use crate::error::Error;
use crate::state::AppState;

/// Every dataset, with how much is in it.
#[utoipa::path(
    get,
    path = "/datasets",
    responses((status = 200, description = "Every dataset", body = [Dataset]))
)]
pub async fn list_datasets(
    State(state): State<AppState>,
    caller: AccountCaller,
) -> Result<Json<Vec<Dataset>>, Error> {
    Ok(Json(datasets::list(&state.database, caller.account).await?))
}
