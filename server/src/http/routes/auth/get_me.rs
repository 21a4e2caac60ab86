//! `GET /auth/me`.

use app::types::member::Me;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::stitch::month;
use crate::error::Error;
use crate::state::AppState;

/// Who is signed in, and where.
#[utoipa::path(
    get,
    path = "/auth/me",
    responses((status = 200, description = "Member and account", body = Me))
)]
pub async fn get_me(State(state): State<AppState>, member: MemberCaller) -> Result<Json<Me>, Error> {
    let account = state
        .database
        .account(member.account)
        .describe(month(state.clock.now()))
        .await?;
    Ok(Json(Me {
        email: member.email,
        role: member.role,
        account: account.ok_or(Error::Unauthorized)?,
        accounts: member.accounts.into_iter().map(|(_, choice)| choice).collect(),
    }))
}
