//! `PUT /datasets/{name}/entries/{key}`.

use app::types::dataset::{DatasetEntry, DatasetName, EntryDraft};
use axum::Json;
use axum::extract::State;

use crate::domain::datasets;
use crate::error::Error;
use crate::http::extract::callers::Admin;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Lists a key, or with `active: false` takes a default off the list.
pub async fn put_entry(
    State(state): State<AppState>,
    Admin(member): Admin,
    Id((name, key)): Id<(DatasetName, String)>,
    JsonBody(draft): JsonBody<EntryDraft>,
) -> Result<Json<DatasetEntry>, Error> {
    let now = state.clock.now();
    let entry = datasets::put_entry(&state.database, member.account, name, &key, draft, now).await?;
    // What is masked is remembered with the credentials.
    state.credentials.forget();
    Ok(Json(entry))
}
