//! `POST /mappings`.

use app::types::error::ErrorBody;
use app::types::mapping::{Mapping, MappingDraft};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::MemberCaller;
use crate::domain::mappings;
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Gives a name a meaning, or takes the default one away from it.
#[utoipa::path(
    post,
    path = "/mappings",
    request_body(content = MappingDraft, example = json!({ "kind": "EVENT_TYPE", "source": "abo_abgeschlossen", "target": "PURCHASE" })),
    responses((status = 201, description = "The mapping", body = Mapping), (status = 409, description = "The name has a mapping of the account's own, or there are too many", body = ErrorBody))
)]
pub async fn create_mapping(
    State(state): State<AppState>,
    member: MemberCaller,
    JsonBody(draft): JsonBody<MappingDraft>,
) -> Result<(StatusCode, Json<Mapping>), Error> {
    let mapping = mappings::create(&state.database, member.account, draft, state.clock.now()).await?;
    state.work.notify_one();
    Ok((StatusCode::CREATED, Json(mapping)))
}
