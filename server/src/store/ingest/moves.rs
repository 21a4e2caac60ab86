//! Whose scores a batch may move.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;

use super::Changes;
use crate::store::StoreError;
use crate::store::scope::AccountStore;

/// Others who are scored again because somebody new shares something with them.
pub(in crate::store) const NEIGHBOURS: u64 = 500;
/// More people than this at one address are a crowd that says nothing about anybody.
const CROWD: u64 = 50;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Those who now share something with somebody who did something. Asked before the batch is written:
    /// what is not stored yet is what is new. `old_emails` holds the canonical addresses until now.
    pub async fn neighbours_it_moves(
        &self,
        changes: &Changes<'_>,
        old_emails: &HashMap<String, String>,
    ) -> Result<BTreeSet<i64>, StoreError> {
        let known_seq = changes.known_seq;
        let mut moved = self
            .newly_met_on_devices(&changes.on_devices, known_seq, NEIGHBOURS)
            .await?;
        moved.extend(
            self.newly_met_in_sessions(&changes.in_sessions, known_seq, NEIGHBOURS)
                .await?,
        );
        moved.extend(
            self.newly_met_at_addresses(&changes.at_addresses, CROWD, NEIGHBOURS)
                .await?,
        );
        let mut emails = Vec::new();
        for state in &changes.identities {
            let old = old_emails.get(&state.identity_id);
            if old != state.email_key.as_ref() {
                emails.extend(old.into_iter().chain(&state.email_key).cloned());
            }
        }
        moved.extend(self.sharing_email(&emails, NEIGHBOURS).await?);
        Ok(moved)
    }
}
