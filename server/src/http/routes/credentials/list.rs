//! `GET /credentials`.

use app::types::credential::Credential;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::error::Error;
use crate::state::AppState;

/// All credentials of the account, oldest first, without their secrets.
#[utoipa::path(
    get,
    path = "/credentials",
    responses((status = 200, description = "Credentials, oldest first", body = [Credential]))
)]
pub async fn list_credentials(
    State(state): State<AppState>,
    member: MemberCaller,
) -> Result<Json<Vec<Credential>>, Error> {
    Ok(Json(state.database.account(member.account).credentials().await?))
}
