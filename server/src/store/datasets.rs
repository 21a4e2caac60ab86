//! What customers add to the datasets, or switch off in them.

use std::collections::BTreeMap;

use app::types::dataset::DatasetName;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Set,
};

use super::StoreError;
use super::entities::dataset_entry;
use super::scope::AccountStore;
use crate::scoring::overlay::{Entry, Overlay};

/// Keys in one `IN (…)`.
const LOOKUP_CHUNK: usize = 500;

/// A customer's own entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEntry {
    /// What is listed.
    pub key: String,
    /// A note on it.
    pub value: Option<String>,
    /// Off: not listed, whatever the default says.
    pub active: bool,
    /// When it was last changed.
    pub updated_at: i64,
}

/// A dataset of the customer's own at one time: whoever changes it changes one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// How many entries it has.
    pub entries: i64,
    /// When the latest was changed.
    pub updated_at: i64,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// How many entries of each dataset are the customer's own.
    pub async fn own_entry_counts(&self) -> Result<BTreeMap<DatasetName, u64>, StoreError> {
        let rows: Vec<(String, i64)> = self
            .find::<dataset_entry::Entity>()
            .select_only()
            .column(dataset_entry::Column::Dataset)
            .column_as(dataset_entry::Column::Key.count(), "entries")
            .group_by(dataset_entry::Column::Dataset)
            .into_tuple()
            .all(self.conn())
            .await?;
        let counted =
            |(name, count): (String, i64)| Some((name.parse().ok()?, u64::try_from(count).unwrap_or(0)));
        Ok(rows.into_iter().filter_map(counted).collect())
    }

    /// The customer's own entries of a dataset, by key.
    pub async fn own_entries(&self, dataset: DatasetName) -> Result<Vec<OwnEntry>, StoreError> {
        let rows = self
            .find::<dataset_entry::Entity>()
            .filter(dataset_entry::Column::Dataset.eq(dataset.as_str()))
            .order_by_asc(dataset_entry::Column::Key)
            .all(self.conn())
            .await?;
        Ok(rows.into_iter().map(own).collect())
    }

    /// The customer's own entries of the dataset `sensitive_keys`, and whether each is on.
    pub async fn sensitive_keys(&self) -> Result<BTreeMap<String, bool>, StoreError> {
        let own = self.own_entries(DatasetName::SensitiveKeys).await?;
        Ok(own.into_iter().map(|entry| (entry.key, entry.active)).collect())
    }

    /// The datasets in which the customer has entries.
    pub async fn own_datasets(&self) -> Result<BTreeMap<DatasetName, Edition>, StoreError> {
        use dataset_entry::Column as Col;
        let any = self.find::<dataset_entry::Entity>().one(self.conn()).await?;
        if any.is_none() {
            return Ok(BTreeMap::new());
        }
        let rows: Vec<(String, i64, i64)> = self
            .find::<dataset_entry::Entity>()
            .select_only()
            .column(Col::Dataset)
            .column_as(Col::Key.count(), "entries")
            .column_as(Col::UpdatedAt.max(), "updated_at")
            .group_by(Col::Dataset)
            .into_tuple()
            .all(self.conn())
            .await?;
        let edition = |(name, entries, updated_at): (String, i64, i64)| {
            Some((name.parse().ok()?, Edition { entries, updated_at }))
        };
        Ok(rows.into_iter().filter_map(edition).collect())
    }

    /// How many entries of a dataset are the customer's own.
    pub async fn count_own_entries(&self, dataset: DatasetName) -> Result<u64, StoreError> {
        self.find::<dataset_entry::Entity>()
            .filter(dataset_entry::Column::Dataset.eq(dataset.as_str()))
            .count(self.conn())
            .await
    }

    /// What the customer says about these keys of a dataset.
    pub async fn look_up(
        &self,
        dataset: DatasetName,
        keys: &[String],
        overlay: &mut Overlay,
    ) -> Result<(), StoreError> {
        for keys in keys.chunks(LOOKUP_CHUNK) {
            let rows = self
                .find::<dataset_entry::Entity>()
                .filter(dataset_entry::Column::Dataset.eq(dataset.as_str()))
                .filter(dataset_entry::Column::Key.is_in(keys))
                .all(self.conn())
                .await?;
            for row in rows {
                let entry = Entry {
                    active: row.active,
                    value: row.value,
                };
                overlay.add(dataset, row.key, entry);
            }
        }
        Ok(())
    }

    /// Writes entries, in place of those with the same keys.
    pub async fn save_entries(&self, dataset: DatasetName, entries: &[OwnEntry]) -> Result<(), StoreError> {
        use dataset_entry::Column as Col;
        let row = |entry: &OwnEntry| dataset_entry::ActiveModel {
            account_id: NotSet,
            dataset: Set(dataset.as_str().to_owned()),
            key: Set(entry.key.clone()),
            value: Set(entry.value.clone()),
            active: Set(entry.active),
            updated_at: Set(entry.updated_at),
        };
        let replace = OnConflict::columns([Col::AccountId, Col::Dataset, Col::Key])
            .update_columns([Col::Value, Col::Active, Col::UpdatedAt])
            .to_owned();
        self.insert_all::<dataset_entry::Entity>(entries.iter().map(row).collect(), Some(replace))
            .await
    }

    /// Removes an entry; says whether it was there.
    pub async fn delete_entry(&self, dataset: DatasetName, key: &str) -> Result<bool, StoreError> {
        let deleted = self
            .delete::<dataset_entry::Entity>()
            .filter(dataset_entry::Column::Dataset.eq(dataset.as_str()))
            .filter(dataset_entry::Column::Key.eq(key))
            .exec(self.conn())
            .await?;
        Ok(deleted.rows_affected > 0)
    }
}

fn own(row: dataset_entry::Model) -> OwnEntry {
    OwnEntry {
        key: row.key,
        value: row.value,
        active: row.active,
        updated_at: row.updated_at,
    }
}
