//! `POST /datasets/{name}/entries`.

use app::types::dataset::{DatasetName, EntriesDraft, StoredEntries};
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::datasets;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Writes many entries at once, or none.
#[utoipa::path(
    post,
    path = "/datasets/{name}/entries",
    params(("name" = DatasetName, Path, description = "Name of the dataset")),
    request_body(content = EntriesDraft, example = json!({ "entries": [{ "key": "throwaway.example" }] })),
    responses((status = 200, description = "How many were written", body = StoredEntries), (status = 409, description = "There are too many", body = ErrorBody))
)]
pub async fn create_entries(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(name): Id<DatasetName>,
    JsonBody(draft): JsonBody<EntriesDraft>,
) -> Result<Json<StoredEntries>, Error> {
    let now = state.clock.now();
    let stored = datasets::put_entries(&state.database, member.account, name, draft.entries, now).await?;
    // What is masked is remembered with the credentials.
    state.credentials.forget();
    Ok(Json(StoredEntries { stored }))
}
