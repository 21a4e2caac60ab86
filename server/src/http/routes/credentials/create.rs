//! `POST /credentials`.

use app::types::credential::{CredentialDraft, NewCredential};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::MemberCaller;
use crate::domain::accounts;
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Makes a credential; this answer is the only place where its secret ever appears.
#[utoipa::path(
    post,
    path = "/credentials",
    request_body(content = CredentialDraft, example = json!({ "name": "Production", "allowedOrigins": ["https://shop.example"] })),
    responses((status = 201, description = "The credential, and its secret key for the only time", body = NewCredential))
)]
pub async fn create_credential(
    State(state): State<AppState>,
    member: MemberCaller,
    JsonBody(draft): JsonBody<CredentialDraft>,
) -> Result<(StatusCode, Json<NewCredential>), Error> {
    state.limits.sensitive.take(&member.id)?;
    let transaction = state.database.begin().await?;
    let new = accounts::create_credential(&transaction, member.account, draft, state.clock.now()).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(new)))
}
