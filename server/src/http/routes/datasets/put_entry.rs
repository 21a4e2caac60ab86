//! `PUT /datasets/{name}/entries/{key}`.

use app::types::dataset::{DatasetEntry, DatasetName, EntryDraft};
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::datasets;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Lists a key, or with `active: false` takes a default off the list.
#[utoipa::path(
    put,
    path = "/datasets/{name}/entries/{key}",
    params(("name" = DatasetName, Path, description = "Name of the dataset"), ("key" = String, Path, description = "Key of the entry")),
    request_body(content = EntryDraft, example = json!({ "active": true })),
    responses((status = 200, description = "The entry", body = DatasetEntry), (status = 409, description = "There are too many", body = ErrorBody))
)]
pub async fn put_entry(
    State(state): State<AppState>,
    member: MemberCaller,
    Id((name, key)): Id<(DatasetName, String)>,
    JsonBody(draft): JsonBody<EntryDraft>,
) -> Result<Json<DatasetEntry>, Error> {
    let now = state.clock.now();
    let entry = datasets::put_entry(&state.database, member.account, name, &key, draft, now).await?;
    // What is masked is remembered with the credentials.
    state.credentials.forget();
    Ok(Json(entry))
}
