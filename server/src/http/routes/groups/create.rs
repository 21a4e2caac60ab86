//! `POST /groups`.

use app::types::group::{Group, GroupDraft};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::AccountCaller;
use crate::domain::groups::{self, GroupKey};
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Makes a group, or merges into the one that is there.
#[utoipa::path(
    post,
    path = "/groups",
    request_body(content = GroupDraft, example = json!({ "type": "organization", "id": "acme", "attributes": { "name": "Acme" } })),
    responses((status = 201, description = "The group, made or merged", body = Group))
)]
pub async fn create_group(
    State(state): State<AppState>,
    caller: AccountCaller,
    JsonBody(draft): JsonBody<GroupDraft>,
) -> Result<(StatusCode, Json<Group>), Error> {
    let key = GroupKey {
        kind: draft.kind.unwrap_or_default(),
        id: draft.id,
    };
    let attributes = draft.attributes.unwrap_or_default();
    let now = state.clock.now();
    groups::create(&state.database, caller.account, &key, &attributes, now).await?;
    let store = state.database.account(caller.account);
    let group = store.group(&key.kind, &key.id).await?.ok_or(Error::NotFound)?;
    Ok((StatusCode::CREATED, Json(group)))
}
