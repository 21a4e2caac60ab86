//! Notes under which keys identities are found, and whose scores that moves.

use std::collections::{BTreeMap, BTreeSet};

use super::analyze::Cycle;
use crate::scoring::kinship::Kinship;
use crate::store::StoreError;
use crate::store::database::Transaction;
use crate::store::scope::AccountId;

/// Writes the keys that cycles found to have changed; says who is near those keys, by account. This goes before the
/// cycles themselves and in a transaction of its own, which asks for those others at once: a cycle's transaction
/// holds jobs already, and others that ask for jobs would wait for it in a circle.
pub async fn note_kin(
    transaction: &Transaction,
    cycles: impl Iterator<Item = &Cycle>,
) -> Result<BTreeMap<AccountId, BTreeSet<i64>>, StoreError> {
    let mut changed: BTreeMap<AccountId, BTreeMap<i64, &Kinship>> = BTreeMap::new();
    for cycle in cycles {
        if let Some(kinship) = &cycle.kinship {
            changed
                .entry(cycle.account)
                .or_default()
                .insert(cycle.identity, kinship);
        }
    }
    let mut moved = BTreeMap::new();
    for (account, kinships) in changed {
        moved.insert(
            account,
            transaction.account(account).save_kinships(&kinships).await?,
        );
    }
    Ok(moved)
}
