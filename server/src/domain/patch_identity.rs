//! Attributes that the customer's own side writes to an identity, outside of any event.

use app::types::ids::identity_id::IdentityId;
use serde_json::{Map, Value};

use super::merge::{check_size, merge_attributes};
use super::redaction::Redactor;
use crate::error::Error;
use crate::jobs::analyze_identity;
use crate::store::database::Database;
use crate::store::ingest::KeyKind;
use crate::store::scope::AccountId;

/// Merges attributes key by key, `null` removing one, and scores the identity again.
pub async fn merge_patch(
    database: &Database,
    account: AccountId,
    id: &IdentityId,
    attributes: &Map<String, Value>,
    now: i64,
) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    // Nobody else writes between this reading and the writing below.
    store.lock_account().await?;
    let mut state = store.identity_state(id.as_str()).await?.ok_or(Error::NotFound)?;
    let number = state.id;
    let sensitive_keys = store.sensitive_keys().await?;
    let mut attributes = attributes.clone();
    Redactor::new(&sensitive_keys).object("attributes", &mut attributes);
    let mappings = store.mappings().await?;
    if merge_attributes(&mut state, &attributes, KeyKind::Server, &mappings) {
        state.updated_at = now;
    }
    check_size(&state.data)?;
    store.save_identities(vec![state]).await?;
    store.enqueue(analyze_identity::KIND, [number], now).await?;
    Ok(transaction.commit().await?)
}
