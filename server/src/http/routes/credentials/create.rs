//! `POST /credentials`.

use app::types::credential::{CredentialDraft, NewCredential};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::domain::accounts;
use crate::error::Error;
use crate::http::extract::callers::Admin;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Makes a credential; this answer is the only place where its secret ever appears.
pub async fn create_credential(
    State(state): State<AppState>,
    Admin(member): Admin,
    JsonBody(draft): JsonBody<CredentialDraft>,
) -> Result<(StatusCode, Json<NewCredential>), Error> {
    state.limits.sensitive.take(&member.id)?;
    let transaction = state.database.begin().await?;
    let new = accounts::create_credential(&transaction, member.account, draft, state.clock.now()).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(new)))
}
