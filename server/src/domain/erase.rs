//! Erasing a person.

use app::types::ids::identity_id::IdentityId;

use crate::error::Error;
use crate::jobs::analyze_identity;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Others whose scores may move, at most.
const NEIGHBOURS: usize = 500;

/// Erases an identity and what is known of it alone; those who shared something with it are scored again without
/// it. The counts of usage stay: the events did happen.
pub async fn erase(database: &Database, account: AccountId, id: &IdentityId, now: i64) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    // No event is stored between looking at what is known and erasing it.
    store.lock_account().await?;
    let state = store.identity_state(id.as_str()).await?.ok_or(Error::NotFound)?;
    let limit = NEIGHBOURS as u64;
    let mut moved = store.sharing_a_place_with(state.id, limit).await?;
    let email: Vec<String> = state.email_key.into_iter().collect();
    moved.extend(store.sharing_email(&email, limit).await?);
    moved.extend(store.forget_kinship(state.id).await?);
    moved.remove(&state.id);
    store.erase_identity(state.id).await?;
    store.dequeue(analyze_identity::KIND, state.id).await?;
    let moved = moved.into_iter().take(NEIGHBOURS);
    store.enqueue(analyze_identity::KIND, moved, now).await?;
    Ok(transaction.commit().await?)
}
