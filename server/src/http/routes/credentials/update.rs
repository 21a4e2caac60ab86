//! `PATCH /credentials/{id}`.

use app::types::credential::{CredentialPatch, UpdatedCredential};
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::MemberCaller;
use crate::domain::credentials;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Renames a credential, changes its origins, switches it or signed identification on or off.
#[utoipa::path(
    patch,
    path = "/credentials/{id}",
    params(("id" = i64, Path, description = "Number of the credential")),
    request_body(content = CredentialPatch, example = json!({ "name": "Production" })),
    responses((status = 200, description = "The credential as it is now", body = UpdatedCredential), (status = 409, description = "The credential is revoked", body = ErrorBody))
)]
pub async fn update_credential(
    State(state): State<AppState>,
    member: MemberCaller,
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
