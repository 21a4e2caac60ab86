//! `GET /setup`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use super::check_token;
use crate::error::Error;
use crate::http::extract::page::QueryString;
use crate::state::AppState;

/// The token of the link.
#[derive(Deserialize)]
pub struct SetupQuery {
    token: String,
}

/// Whether the link still works.
pub async fn check_setup(
    State(state): State<AppState>,
    QueryString(query): QueryString<SetupQuery>,
) -> Result<StatusCode, Error> {
    check_token(&state, &query.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
