//! Key pairs.

use std::future::Future;

use super::client::{ApiResult, get, send_json};
use crate::types::credential::{Credential, CredentialDraft, CredentialPatch, NewCredential};

/// All of the account's credentials.
pub fn list() -> impl Future<Output = ApiResult<Vec<Credential>>> + Send + use<> {
    get("/credentials")
}

/// Makes a credential; the answer is the only place where its secret is shown.
pub fn create(draft: &CredentialDraft) -> impl Future<Output = ApiResult<NewCredential>> + Send + use<> {
    send_json("POST", "/credentials", draft)
}

/// Changes name, origins or switch.
pub fn update(
    id: i64,
    patch: &CredentialPatch,
) -> impl Future<Output = ApiResult<Credential>> + Send + use<> {
    send_json("PATCH", &format!("/credentials/{id}"), patch)
}

/// Revokes a credential for good.
pub fn revoke(id: i64) -> impl Future<Output = ApiResult<Credential>> + Send + use<> {
    send_json(
        "POST",
        &format!("/credentials/{id}/actions/revoke"),
        &serde_json::json!({}),
    )
}
