//! Locks those whose cycles are about to be stored.

use std::collections::BTreeMap;

use crate::domain::analyze::Cycle;
use crate::store::StoreError;
use crate::store::database::Transaction;
use crate::store::scope::AccountId;
use crate::store::standings::Regarded;

/// Locks them before anything else: in the order of whoever else locks them.
pub async fn regard(
    transaction: &Transaction,
    cycles: impl Iterator<Item = &Cycle>,
) -> Result<Vec<(AccountId, Vec<Regarded>)>, StoreError> {
    let mut identities: BTreeMap<AccountId, Vec<i64>> = BTreeMap::new();
    for cycle in cycles {
        identities.entry(cycle.account).or_default().push(cycle.identity);
    }
    let mut regarded = Vec::with_capacity(identities.len());
    for (account, identities) in identities {
        regarded.push((account, transaction.account(account).regard(&identities).await?));
    }
    Ok(regarded)
}
