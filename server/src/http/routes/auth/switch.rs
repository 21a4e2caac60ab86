//! `POST /auth/switch`.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::session::sign_in;
use crate::auth::callers::MemberCaller;
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Where to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    account: String,
}

/// Looks at another account of the member's.
pub async fn switch_account(
    State(state): State<AppState>,
    member: MemberCaller,
    JsonBody(switch): JsonBody<Switch>,
) -> Result<Response, Error> {
    let to = member
        .accounts
        .iter()
        .find(|(_, choice)| choice.slug == switch.account)
        .ok_or(Error::NotFound)?;
    sign_in(&state, StatusCode::OK, member.id, to.0, member.token_version)
}
