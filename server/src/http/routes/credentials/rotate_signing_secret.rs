//! `POST /credentials/{id}/actions/rotate-signing-secret`.

use app::types::credential::UpdatedCredential;
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::credentials;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Gives a credential another secret to sign identities with, shown in this answer only.
#[utoipa::path(
    post,
    path = "/credentials/{id}/actions/rotate-signing-secret",
    params(("id" = i64, Path, description = "Number of the credential")),
    responses((status = 200, description = "The credential, and its new signing secret for the only time", body = UpdatedCredential), (status = 409, description = "The credential is revoked, or demands no signature", body = ErrorBody))
)]
pub async fn rotate_signing_secret(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
) -> Result<Json<UpdatedCredential>, Error> {
    state.limits.sensitive.take(&member.id)?;
    let transaction = state.database.begin().await?;
    let (credential, secret) =
        credentials::rotate_signing_secret(&transaction, &state.vault, member.account, id).await?;
    transaction.commit().await?;
    state.credentials.forget();
    Ok(Json(UpdatedCredential {
        credential,
        signing_secret: Some(secret),
    }))
}
