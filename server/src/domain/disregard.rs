//! Leaving an identity or a device out, and taking it back in.

use std::collections::BTreeMap;

use app::types::ids::identity_id::IdentityId;

use super::settle::{load_rules, plan_settled, settle};
use crate::error::Error;
use crate::jobs::analyze_identity;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Others whose scores may move, at most.
const NEIGHBOURS: u64 = 500;

/// Leaves an identity out of scoring or takes it back in; it and those around it are scored again.
pub async fn identity(
    database: &Database,
    account: AccountId,
    id: &IdentityId,
    disregarded: bool,
    now: i64,
) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    let number = store.identity_number(id.as_str()).await?.ok_or(Error::NotFound)?;
    store.set_identity_disregarded(number, disregarded).await?;
    let mut moved = store.sharing_device_with(number, NEIGHBOURS).await?;
    if disregarded {
        // Taken back in, it gets its keys with its next cycle.
        moved.extend(store.forget_kinship(number).await?);
    }
    moved.insert(number);
    store.enqueue(analyze_identity::KIND, moved, now).await?;
    // Badges and escalations are lifted with the decision.
    let rules = load_rules(&store).await?;
    let mut regarded = store.regard(&[number]).await?;
    if !disregarded {
        // What was while it was left out does not count.
        for identity in &mut regarded {
            identity.since = now;
        }
    }
    let told = settle(&store, &rules, regarded, &BTreeMap::new(), now).await?;
    plan_settled(&store, &told, now).await?;
    Ok(transaction.commit().await?)
}

/// Makes a device link nobody or lets it link again; those seen on it are scored again.
pub async fn device(
    database: &Database,
    account: AccountId,
    fingerprint: &str,
    disregarded: bool,
    now: i64,
) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    let number = store.device_number(fingerprint).await?.ok_or(Error::NotFound)?;
    store.set_device_disregarded(number, disregarded).await?;
    let moved = store.identities_of_device(number, NEIGHBOURS).await?;
    store.enqueue(analyze_identity::KIND, moved, now).await?;
    Ok(transaction.commit().await?)
}
