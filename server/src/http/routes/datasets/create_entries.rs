//! `POST /datasets/{name}/entries`.

use app::types::dataset::{DatasetName, EntriesDraft, StoredEntries};
use axum::Json;
use axum::extract::State;

use crate::domain::datasets;
use crate::error::Error;
use crate::http::extract::callers::Admin;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Writes many entries at once, or none.
pub async fn create_entries(
    State(state): State<AppState>,
    Admin(member): Admin,
    Id(name): Id<DatasetName>,
    JsonBody(draft): JsonBody<EntriesDraft>,
) -> Result<Json<StoredEntries>, Error> {
    let now = state.clock.now();
    let stored = datasets::put_entries(&state.database, member.account, name, draft.entries, now).await?;
    // What is masked is remembered with the credentials.
    state.credentials.forget();
    Ok(Json(StoredEntries { stored }))
}
