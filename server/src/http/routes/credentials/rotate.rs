//! `POST /credentials/{id}/actions/rotate`.

use app::types::credential::{NewCredential, SecretRotation};
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::credentials;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Gives a credential another secret key, shown in this answer only.
#[utoipa::path(
    post,
    path = "/credentials/{id}/actions/rotate",
    params(("id" = i64, Path, description = "Number of the credential")),
    request_body(content = SecretRotation, example = json!({ "overlapSeconds": 3600 })),
    responses((status = 200, description = "The credential, and its new secret key for the only time", body = NewCredential), (status = 409, description = "The credential is revoked", body = ErrorBody))
)]
pub async fn rotate_credential(
    State(state): State<AppState>,
    member: MemberCaller,
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
