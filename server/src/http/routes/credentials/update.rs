//! `PATCH /credentials/{id}`.

use app::types::credential::{CredentialPatch, UpdatedCredential};
use axum::Json;
use axum::extract::State;

use crate::domain::credentials;
use crate::error::Error;
use crate::http::extract::callers::Admin;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Renames a credential, changes its origins, switches it or signed identification on or off.
pub async fn update_credential(
    State(state): State<AppState>,
    Admin(member): Admin,
    Id(id): Id<i64>,
    JsonBody(patch): JsonBody<CredentialPatch>,
) -> Result<Json<UpdatedCredential>, Error> {
    let transaction = state.database.begin().await?;
    let (credential, signing_secret) =
        credentials::update(&transaction, &state.vault, member.account, id, patch).await?;
    transaction.commit().await?;
    state.credentials.forget();
    Ok(Json(UpdatedCredential {
        credential,
        signing_secret,
    }))
}
