//! How far files have been imported into an account.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::NotSet, ConnectionTrait, Set};

use super::StoreError;
use super::entities::import;
use super::scope::AccountStore;

/// How far one file has been imported. The file is known by its first bytes, not by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotedImport {
    /// Ours, made at its start.
    pub id: String,
    /// Bytes that are in: whole lines.
    pub bytes: u64,
    /// SHA-256 of those bytes, in hex.
    pub digest: String,
    /// Lines that are in or were refused.
    pub lines: u64,
    /// Events that were new.
    pub stored: u64,
    /// Events that were stored before.
    pub repeated: u64,
    /// Lines that were refused.
    pub refused: u64,
    /// Bytes written of the file that lists them.
    pub refused_bytes: u64,
    /// When it began.
    pub started_at: i64,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Every import into this account.
    pub async fn imports(&self) -> Result<Vec<NotedImport>, StoreError> {
        let rows = self.find::<import::Entity>().all(self.conn()).await?;
        Ok(rows.into_iter().map(NotedImport::from).collect())
    }

    /// Notes how far an import has come.
    pub async fn note_import(&self, noted: &NotedImport, now: i64) -> Result<(), StoreError> {
        use import::Column as Col;
        let row = import::ActiveModel {
            account_id: NotSet,
            id: Set(noted.id.clone()),
            bytes: Set(signed(noted.bytes)),
            digest: Set(noted.digest.clone()),
            lines: Set(signed(noted.lines)),
            stored: Set(signed(noted.stored)),
            repeated: Set(signed(noted.repeated)),
            refused: Set(signed(noted.refused)),
            refused_bytes: Set(signed(noted.refused_bytes)),
            started_at: Set(noted.started_at),
            updated_at: Set(now),
        };
        let further = OnConflict::columns([Col::AccountId, Col::Id])
            .update_columns([
                Col::Bytes,
                Col::Digest,
                Col::Lines,
                Col::Stored,
                Col::Repeated,
                Col::Refused,
                Col::RefusedBytes,
                Col::UpdatedAt,
            ])
            .to_owned();
        self.insert_all::<import::Entity>(vec![row], Some(further)).await
    }
}

impl From<import::Model> for NotedImport {
    fn from(row: import::Model) -> Self {
        Self {
            id: row.id,
            bytes: unsigned(row.bytes),
            digest: row.digest,
            lines: unsigned(row.lines),
            stored: unsigned(row.stored),
            repeated: unsigned(row.repeated),
            refused: unsigned(row.refused),
            refused_bytes: unsigned(row.refused_bytes),
            started_at: row.started_at,
        }
    }
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
