//! Groups that the customer's own side writes, outside of any event.

use std::collections::BTreeSet;

use app::types::ids::group_id::GroupId;
use app::types::ids::group_type::GroupType;
use app::types::ids::identity_id::IdentityId;
use serde_json::{Map, Value};

use super::merge::{check_size, merge_group};
use super::redaction::Redactor;
use crate::error::Error;
use crate::store::database::{Database, Transaction};
use crate::store::ingest::{AccountLock, GroupState, KeyKind};
use crate::store::scope::AccountId;

/// Names a group.
#[derive(Clone, Debug)]
pub struct GroupKey {
    /// The kind of group.
    pub kind: GroupType,
    /// The customer's id.
    pub id: GroupId,
}

/// Makes a group, or merges attributes into the one that is there.
pub async fn create(
    database: &Database,
    account: AccountId,
    key: &GroupKey,
    attributes: &Map<String, Value>,
    now: i64,
) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    let lock = store.lock_account().await?;
    let known = store.group_state(&key.kind, &key.id).await?;
    let state = known.unwrap_or_else(|| GroupState {
        id: lock.last_seq + 1,
        kind: key.kind.to_string(),
        group_id: key.id.to_string(),
        display_name: None,
        data: Map::new(),
        server_keys: BTreeSet::new(),
        created_at: now,
        updated_at: now,
        last_tracked_at: None,
    });
    save(transaction, account, &lock, state, attributes, now).await
}

/// Merges attributes into a group, `null` removing one.
pub async fn update(
    database: &Database,
    account: AccountId,
    key: &GroupKey,
    attributes: &Map<String, Value>,
    now: i64,
) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    let lock = store.lock_account().await?;
    let known = store.group_state(&key.kind, &key.id).await?;
    let state = known.ok_or(Error::NotFound)?;
    save(transaction, account, &lock, state, attributes, now).await
}

async fn save(
    transaction: Transaction,
    account: AccountId,
    lock: &AccountLock,
    mut state: GroupState,
    attributes: &Map<String, Value>,
    now: i64,
) -> Result<(), Error> {
    let store = transaction.account(account);
    let sensitive_keys = store.sensitive_keys().await?;
    let mut attributes = attributes.clone();
    Redactor::new(&sensitive_keys).object("attributes", &mut attributes);
    if merge_group(&mut state, &attributes, KeyKind::Server) {
        state.updated_at = now;
    }
    check_size(&state.data)?;
    store.save_group(lock, state).await?;
    Ok(transaction.commit().await?)
}

/// Makes an identity a member of a group. Both must exist; a member stays one.
pub async fn add_member(
    database: &Database,
    account: AccountId,
    key: &GroupKey,
    identity: &IdentityId,
    now: i64,
) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let (group, identity) = both(&transaction, account, key, identity).await?;
    let store = transaction.account(account);
    store.join_group(group, identity, now).await?;
    Ok(transaction.commit().await?)
}

/// Takes an identity out of a group, until an event names it there again. Both must exist.
pub async fn remove_member(
    database: &Database,
    account: AccountId,
    key: &GroupKey,
    identity: &IdentityId,
) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let (group, identity) = both(&transaction, account, key, identity).await?;
    transaction.account(account).leave_group(group, identity).await?;
    Ok(transaction.commit().await?)
}

/// Numbers of a group and an identity that must exist, and do until the transaction ends.
async fn both(
    transaction: &Transaction,
    account: AccountId,
    key: &GroupKey,
    identity: &IdentityId,
) -> Result<(i64, i64), Error> {
    let store = transaction.account(account);
    store.lock_account().await?;
    let group = store.group_state(&key.kind, &key.id).await?;
    let identity = store.identity_number(identity.as_str()).await?;
    Ok((group.ok_or(Error::NotFound)?.id, identity.ok_or(Error::NotFound)?))
}
