//! `DELETE /datasets/{name}/entries/{key}`.

use app::types::dataset::DatasetName;
use app::types::error::ErrorBody;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::MemberCaller;
use crate::domain::datasets;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Takes an entry of the account's own away; where there is a default, it counts again.
#[utoipa::path(
    delete,
    path = "/datasets/{name}/entries/{key}",
    params(("name" = DatasetName, Path, description = "Name of the dataset"), ("key" = String, Path, description = "Key of the entry")),
    responses((status = 204, description = "Gone; where there is a default, it counts again"), (status = 409, description = "A default cannot be removed", body = ErrorBody))
)]
pub async fn delete_entry(
    State(state): State<AppState>,
    member: MemberCaller,
    Id((name, key)): Id<(DatasetName, String)>,
) -> Result<StatusCode, Error> {
    datasets::remove_entry(&state.database, member.account, name, &key).await?;
    // What is masked is remembered with the credentials.
    state.credentials.forget();
    Ok(StatusCode::NO_CONTENT)
}
