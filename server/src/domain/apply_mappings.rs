//! After a mapping changed: identities that read differently now are described and scored again, page by page.

use std::collections::BTreeSet;

use super::merge::describe;
use crate::jobs::{analyze_identity, apply_mappings};
use crate::scoring::meanings::Meanings;
use crate::store::StoreError;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Identities of one page: as many as are quickly looked through under the account's lock.
const PAGE: u64 = 500;
/// Others who are scored again because somebody's address now is theirs, or no longer.
const NEIGHBOURS: u64 = 500;

/// Looks through the identities numbered after `after`, and queues the next page. Doing it twice does no harm: what
/// reads as it should is left alone.
pub async fn apply(database: &Database, account: AccountId, after: i64, now: i64) -> Result<(), StoreError> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    // Nobody changes a mapping or merges attributes meanwhile.
    store.lock_account().await?;
    let mappings = store.mappings().await?;
    let states = store.identities_after(after, PAGE).await?;
    let numbers: Vec<i64> = states.iter().map(|state| state.id).collect();
    let meanings = store.meanings_of(&numbers).await?;

    let mut to_score = BTreeSet::new();
    let mut renamed = Vec::new();
    let mut emails = Vec::new();
    for mut state in states {
        let display = mappings.display(&state.data);
        let stale = |stored: &String| {
            Meanings::read(stored)
                .is_none_or(|meanings| !meanings.hold(&mappings) || !meanings.reads_as(&display))
        };
        // Without evidence the first cycle is still to come, or under way with what names meant before.
        if meanings.get(&state.id).is_none_or(stale) && !state.disregarded {
            to_score.insert(state.id);
        }
        let old_email = state.email_key.clone();
        if describe(&mut state, &mappings) {
            if old_email != state.email_key {
                emails.extend(old_email.into_iter().chain(state.email_key.clone()));
            }
            renamed.push(state);
        }
    }
    if !renamed.is_empty() {
        store.save_identities(renamed).await?;
    }
    to_score.extend(store.sharing_email(&emails, NEIGHBOURS).await?);
    store.enqueue(analyze_identity::KIND, to_score, now).await?;
    if let Some(last) = numbers.last().filter(|_| numbers.len() as u64 == PAGE) {
        store.enqueue(apply_mappings::KIND, [*last], now).await?;
    }
    transaction.commit().await
}
