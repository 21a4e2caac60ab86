//! `POST /auth/password`.

use app::types::member::{PasswordChange, SignedIn};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::session::sign_in;
use crate::auth::callers::MemberCaller;
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Changes the password; every older token is void from then on.
#[utoipa::path(
    post,
    path = "/auth/password",
    request_body(content = PasswordChange, example = json!({ "currentPassword": "a long enough password", "newPassword": "another long password" })),
    responses((status = 200, description = "A new token; older ones are void", body = SignedIn))
)]
pub async fn change_password(
    State(state): State<AppState>,
    member: MemberCaller,
    JsonBody(change): JsonBody<PasswordChange>,
) -> Result<Response, Error> {
    state.limits.sensitive.take(&member.id)?;
    let row = state
        .database
        .system()
        .member(member.id)
        .await?
        .ok_or(Error::Unauthorized)?;
    if !state
        .passwords
        .verify(&change.current_password, Some(&row.password_hash))
        .await?
    {
        return Err(Error::BadRequest("currentPassword: is not right".to_owned()));
    }
    let hash = state.passwords.hash("newPassword", &change.new_password).await?;
    let transaction = state.database.begin().await?;
    let token_version = transaction.system().void_tokens(member.id, Some(&hash)).await?;
    transaction.commit().await?;
    sign_in(&state, StatusCode::OK, member.id, member.account, token_version)
}
