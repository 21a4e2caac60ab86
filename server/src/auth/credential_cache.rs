//! Remembers for a moment whose key a key is.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

use crate::store::StoreError;
use crate::store::credentials::{KeyColumn, LiveCredential};
use crate::store::database::Database;

/// A revoked key must stop working within a second, in every process.
const REMEMBERED: Duration = Duration::from_millis(900);
/// Keys remembered at most; beyond, everything is forgotten and asked again.
const KEYS: usize = 10_000;

type Entry = (Instant, Option<LiveCredential>);

/// Looks credentials up.
#[derive(Default)]
pub struct CredentialCache {
    entries: Mutex<HashMap<(KeyColumn, String), Entry>>,
}

impl CredentialCache {
    /// The working credential that a key belongs to.
    pub async fn find(
        &self,
        database: &Database,
        column: KeyColumn,
        key: &str,
        now: i64,
    ) -> Result<Option<LiveCredential>, StoreError> {
        let id = (column, key.to_owned());
        if let Some(found) = self.remembered(&id) {
            return Ok(found);
        }
        let found = database.system().live_credential(column, key, now).await?;
        if let Ok(mut entries) = self.entries.lock() {
            if entries.len() >= KEYS {
                entries.clear();
            }
            entries.insert(id, (Instant::now(), found.clone()));
        }
        Ok(found)
    }

    /// Whether the key worked when it was last looked up, however long ago that is.
    pub fn worked(&self, column: KeyColumn, key: &str) -> bool {
        let entries = self.entries.lock();
        entries.is_ok_and(|entries| {
            let entry = entries.get(&(column, key.to_owned()));
            entry.is_some_and(|(_, found)| found.is_some())
        })
    }

    /// Forgets everything, because a credential was changed here.
    pub fn forget(&self) {
        if let Ok(mut entries) = self.entries.lock() {
            entries.clear();
        }
    }

    fn remembered(&self, id: &(KeyColumn, String)) -> Option<Option<LiveCredential>> {
        let entries = self.entries.lock().ok()?;
        let (since, found) = entries.get(id)?;
        (since.elapsed() < REMEMBERED).then(|| found.clone())
    }
}
