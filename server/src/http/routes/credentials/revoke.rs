//! `POST /credentials/{id}/actions/revoke`.

use app::types::credential::Credential;
use app::types::time::Timestamp;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Ends a credential for good.
#[utoipa::path(
    post,
    path = "/credentials/{id}/actions/revoke",
    params(("id" = i64, Path, description = "Number of the credential")),
    responses((status = 200, description = "The credential, revoked", body = Credential))
)]
pub async fn revoke_credential(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
) -> Result<Json<Credential>, Error> {
    let transaction = state.database.begin().await?;
    let store = transaction.account(member.account);
    store.lock_account().await?;
    let mut credential = store.credential(id).await?.ok_or(Error::NotFound)?;
    let now = Timestamp::from_millis(state.clock.now());
    credential.revoked_at = credential.revoked_at.or(Some(now));
    credential.enabled = false;
    store.save_credential(&credential).await?;
    transaction.commit().await?;
    state.credentials.forget();
    Ok(Json(credential))
}
