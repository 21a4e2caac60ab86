//! `POST /auth/logout` and `POST /auth/logout-everywhere`.

use axum::extract::State;
use axum::response::Response;

use super::session::sign_out;
use crate::auth::callers::MemberCaller;
use crate::error::Error;
use crate::state::AppState;

/// Signs out here. The token ends at the server too: all of the member's tokens do.
#[utoipa::path(
    post,
    path = "/auth/logout",
    responses((status = 204, description = "Signed out"))
)]
pub async fn logout(state: State<AppState>, member: MemberCaller) -> Result<Response, Error> {
    logout_everywhere(state, member).await
}

/// Ends all of the member's tokens.
#[utoipa::path(
    post,
    path = "/auth/logout-everywhere",
    responses((status = 204, description = "All of the member's tokens are void"))
)]
pub async fn logout_everywhere(
    State(state): State<AppState>,
    member: MemberCaller,
) -> Result<Response, Error> {
    let transaction = state.database.begin().await?;
    transaction.system().void_tokens(member.id, None).await?;
    transaction.commit().await?;
    sign_out(&state)
}
