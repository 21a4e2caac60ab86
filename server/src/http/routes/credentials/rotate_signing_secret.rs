//! `POST /credentials/{id}/actions/rotate-signing-secret`.

use app::types::credential::UpdatedCredential;
use axum::Json;
use axum::extract::State;

use crate::domain::credentials;
use crate::error::Error;
use crate::http::extract::callers::Admin;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Gives a credential another secret to sign identities with, shown in this answer only.
pub async fn rotate_signing_secret(
    State(state): State<AppState>,
    Admin(member): Admin,
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
