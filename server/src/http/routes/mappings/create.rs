//! `POST /mappings`.

use app::types::mapping::{Mapping, MappingDraft};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::domain::mappings;
use crate::error::Error;
use crate::http::extract::callers::Admin;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Gives a name a meaning, or takes the default one away from it.
pub async fn create_mapping(
    State(state): State<AppState>,
    Admin(member): Admin,
    JsonBody(draft): JsonBody<MappingDraft>,
) -> Result<(StatusCode, Json<Mapping>), Error> {
    let mapping = mappings::create(&state.database, member.account, draft, state.clock.now()).await?;
    state.work.notify_one();
    Ok((StatusCode::CREATED, Json(mapping)))
}
