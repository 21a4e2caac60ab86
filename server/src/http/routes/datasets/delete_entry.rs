//! `DELETE /datasets/{name}/entries/{key}`.

use app::types::dataset::DatasetName;
use axum::extract::State;
use axum::http::StatusCode;

use crate::domain::datasets;
use crate::error::Error;
use crate::http::extract::callers::Admin;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Takes an entry of the account's own away; where there is a default, it counts again.
pub async fn delete_entry(
    State(state): State<AppState>,
    Admin(member): Admin,
    Id((name, key)): Id<(DatasetName, String)>,
) -> Result<StatusCode, Error> {
    datasets::remove_entry(&state.database, member.account, name, &key).await?;
    // What is masked is remembered with the credentials.
    state.credentials.forget();
    Ok(StatusCode::NO_CONTENT)
}
