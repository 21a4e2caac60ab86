//! Identities whole: as ingestion merges into them, and as a cycle begins.

use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::StoreError;
use super::entities::identity;
use super::ingest::{Changes, IdentityState};
use super::scope::AccountStore;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// An identity as ingestion merges into it.
    pub async fn identity_state(&self, id: &str) -> Result<Option<IdentityState>, StoreError> {
        let query = self
            .find::<identity::Entity>()
            .filter(identity::Column::IdentityId.eq(id));
        query
            .one(self.conn())
            .await?
            .map(IdentityState::try_from)
            .transpose()
    }

    /// What is said about an identity.
    pub async fn profile_of(&self, number: i64) -> Result<Option<IdentityState>, StoreError> {
        let query = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.eq(number));
        query
            .one(self.conn())
            .await?
            .map(IdentityState::try_from)
            .transpose()
    }

    /// The next identities by number, as ingestion merges into them.
    pub async fn identities_after(&self, number: i64, limit: u64) -> Result<Vec<IdentityState>, StoreError> {
        let rows = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.gt(number))
            .order_by_asc(identity::Column::Id)
            .limit(limit)
            .all(self.conn())
            .await?;
        rows.into_iter().map(IdentityState::try_from).collect()
    }

    /// Writes the merged state of identities.
    pub async fn save_identities(&self, identities: Vec<IdentityState>) -> Result<(), StoreError> {
        let lock = self.lock_account().await?;
        self.write(&Changes {
            last_seq: lock.last_seq,
            identities,
            ..Changes::default()
        })
        .await
    }
}
