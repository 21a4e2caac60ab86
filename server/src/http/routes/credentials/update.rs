//! `PATCH /credentials/{id}`.

use app::types::credential::{Credential, CredentialPatch};
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::accounts::{check_name, check_origins};
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Renames a credential, changes its origins, or switches it on or off.
#[utoipa::path(
    patch,
    path = "/credentials/{id}",
    params(("id" = i64, Path, description = "Number of the credential")),
    request_body(content = CredentialPatch, example = json!({ "name": "Production" })),
    responses((status = 200, description = "The credential as it is now", body = Credential), (status = 409, description = "The credential is revoked", body = ErrorBody))
)]
pub async fn update_credential(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
    JsonBody(patch): JsonBody<CredentialPatch>,
) -> Result<Json<Credential>, Error> {
    let transaction = state.database.begin().await?;
    let store = transaction.account(member.account);
    store.lock_account().await?;
    let mut credential = store.credential(id).await?.ok_or(Error::NotFound)?;
    if credential.revoked_at.is_some() {
        return Err(Error::Conflict("the credential is revoked, for good"));
    }
    if let Some(name) = patch.name {
        credential.name = check_name("name", &name)?;
    }
    if let Some(origins) = patch.allowed_origins {
        credential.allowed_origins = check_origins(origins)?;
    }
    credential.enabled = patch.enabled.unwrap_or(credential.enabled);
    store.save_credential(&credential).await?;
    transaction.commit().await?;
    state.credentials.forget();
    Ok(Json(credential))
}
