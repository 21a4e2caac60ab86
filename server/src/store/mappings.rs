//! What customers' names mean to them.

use app::types::mapping::MappingKind;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
};

use super::StoreError;
use super::entities::mapping;
use super::scope::AccountStore;
use crate::scoring::mapping::Mappings;

/// A customer's own mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnMapping {
    /// What it is about.
    pub kind: MappingKind,
    /// The name, folded.
    pub folded: String,
    /// The name, as it was entered.
    pub source: String,
    /// What it means; none: nothing.
    pub target: Option<String>,
    /// When it was made.
    pub created_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Every mapping of the customer's own, by kind and name.
    pub async fn own_mappings(&self) -> Result<Vec<OwnMapping>, StoreError> {
        let rows = self
            .find::<mapping::Entity>()
            .order_by_asc(mapping::Column::Kind)
            .order_by_asc(mapping::Column::Folded)
            .all(self.conn())
            .await?;
        rows.into_iter().map(own).collect()
    }

    /// What the account's names mean: the defaults, overlaid by the customer's own.
    pub async fn mappings(&self) -> Result<Mappings, StoreError> {
        let mut mappings = Mappings::default();
        for own in self.own_mappings().await? {
            mappings.overlay(own.kind, &own.folded, own.target.as_deref());
        }
        Ok(mappings)
    }

    /// One mapping of the customer's own.
    pub async fn own_mapping(
        &self,
        kind: MappingKind,
        folded: &str,
    ) -> Result<Option<OwnMapping>, StoreError> {
        let row = self
            .find::<mapping::Entity>()
            .filter(mapping::Column::Kind.eq(kind.as_str()))
            .filter(mapping::Column::Folded.eq(folded))
            .one(self.conn())
            .await?;
        row.map(own).transpose()
    }

    /// How many mappings are the customer's own.
    pub async fn count_own_mappings(&self) -> Result<u64, StoreError> {
        self.find::<mapping::Entity>().count(self.conn()).await
    }

    /// Writes a mapping, in place of one for the same name.
    pub async fn save_mapping(&self, own: &OwnMapping) -> Result<(), StoreError> {
        use mapping::Column as Col;
        let row = mapping::ActiveModel {
            account_id: NotSet,
            kind: Set(own.kind.as_str().to_owned()),
            folded: Set(own.folded.clone()),
            source: Set(own.source.clone()),
            target: Set(own.target.clone()),
            created_at: Set(own.created_at),
            updated_at: Set(own.updated_at),
        };
        let replace = OnConflict::columns([Col::AccountId, Col::Kind, Col::Folded])
            .update_columns([Col::Source, Col::Target, Col::UpdatedAt])
            .to_owned();
        self.insert_all::<mapping::Entity>(vec![row], Some(replace)).await
    }

    /// Removes a mapping; says whether it was there.
    pub async fn delete_mapping(&self, kind: MappingKind, folded: &str) -> Result<bool, StoreError> {
        let deleted = self
            .delete::<mapping::Entity>()
            .filter(mapping::Column::Kind.eq(kind.as_str()))
            .filter(mapping::Column::Folded.eq(folded))
            .exec(self.conn())
            .await?;
        Ok(deleted.rows_affected > 0)
    }
}

fn own(row: mapping::Model) -> Result<OwnMapping, StoreError> {
    Ok(OwnMapping {
        kind: row
            .kind
            .parse()
            .map_err(|reason: &str| StoreError::Custom(reason.to_owned()))?,
        folded: row.folded,
        source: row.source,
        target: row.target,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}
