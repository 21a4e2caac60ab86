//! `POST /credentials/{id}/actions/rotate`.

use app::types::credential::{NewCredential, SecretRotation};
use axum::Json;
use axum::extract::State;

use crate::domain::credentials;
use crate::error::Error;
use crate::http::extract::callers::Admin;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Gives a credential another secret key, shown in this answer only.
pub async fn rotate_credential(
    State(state): State<AppState>,
    Admin(member): Admin,
    Id(id): Id<i64>,
    JsonBody(rotation): JsonBody<SecretRotation>,
) -> Result<Json<NewCredential>, Error> {
    state.limits.sensitive.take(&member.id)?;
    let (now, overlap) = (state.clock.now(), rotation.overlap_seconds);
    let transaction = state.database.begin().await?;
    let (credential, secret_key) =
        credentials::rotate_secret_key(&transaction, member.account, id, overlap, now).await?;
    transaction.commit().await?;
    state.credentials.forget();
    Ok(Json(NewCredential {
        credential,
        secret_key,
    }))
}
