//! `GET /setup`.

use app::types::error::ErrorBody;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;

use super::check_token;
use crate::error::Error;
use crate::http::extract::page::QueryString;
use crate::state::AppState;

/// The token of the link.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SetupQuery {
    /// From the link.
    token: String,
}

/// Whether the link still works.
#[utoipa::path(
    get,
    path = "/setup",
    params(SetupQuery),
    responses((status = 204, description = "The link works"), (status = 404, description = "It does not", body = ErrorBody))
)]
pub async fn check_setup(
    State(state): State<AppState>,
    QueryString(query): QueryString<SetupQuery>,
) -> Result<StatusCode, Error> {
    check_token(&state, &query.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
