//! `POST /auth/switch`.

use app::types::error::ErrorBody;
use app::types::member::SignedIn;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use super::session::sign_in;
use crate::auth::callers::MemberCaller;
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Where to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// Short name of the account.
    account: String,
}

/// Looks at another account of the member's.
#[utoipa::path(
    post,
    path = "/auth/switch",
    request_body(content = Switch, example = json!({ "account": "acme" })),
    responses((status = 200, description = "A token for the other account", body = SignedIn), (status = 404, description = "Not an account of the member", body = ErrorBody))
)]
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
