//! Badges: what identities wear.

use std::collections::{BTreeSet, HashMap};

use app::types::badge::{Badge, BadgeType};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, Set};

use super::StoreError;
use super::entities::badge;
use super::ingest::read::json;
use super::ingest::rows::to_json;
use super::scope::AccountStore;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Makes `badges` all that an identity wears. One that it wore already is worn since then.
    pub async fn settle_badges(&self, identity: i64, badges: &[Badge], now: i64) -> Result<(), StoreError> {
        use badge::Column as Col;
        self.delete::<badge::Entity>()
            .filter(Col::IdentityId.eq(identity))
            .filter(Col::Slug.is_not_in(badges.iter().map(|badge| badge.slug.as_str())))
            .exec(self.conn())
            .await?;
        let rows = badges.iter().map(|badge| badge::ActiveModel {
            account_id: NotSet,
            identity_id: Set(identity),
            slug: Set(badge.slug.clone()),
            name: Set(badge.name.clone()),
            r#type: Set(badge.kind.as_str().to_owned()),
            explanation: Set(badge.explanation.clone()),
            metadata: Set(to_json(&badge.metadata)),
            since: Set(now),
        });
        let again = OnConflict::columns([Col::AccountId, Col::IdentityId, Col::Slug])
            .update_columns([Col::Name, Col::Type, Col::Explanation, Col::Metadata])
            .to_owned();
        self.insert_all::<badge::Entity>(rows.collect(), Some(again))
            .await
    }

    /// What identities wear, by number, in the order of slugs.
    pub(super) async fn badges_of(
        &self,
        identities: BTreeSet<i64>,
    ) -> Result<HashMap<i64, Vec<Badge>>, StoreError> {
        let mut worn: HashMap<i64, Vec<Badge>> = HashMap::new();
        if identities.is_empty() {
            return Ok(worn);
        }
        let rows = self
            .find::<badge::Entity>()
            .filter(badge::Column::IdentityId.is_in(identities))
            .order_by_asc(badge::Column::Slug)
            .all(self.conn())
            .await?;
        for row in rows {
            worn.entry(row.identity_id).or_default().push(wire(row)?);
        }
        Ok(worn)
    }

    /// Numbers of the identities that wear a badge; for use inside another statement.
    pub(super) fn wearers(&self, slug: &str) -> SelectStatement {
        Query::select()
            .column(badge::Column::IdentityId)
            .from(badge::Entity)
            .and_where(self.owns(badge::Column::AccountId))
            .and_where(Expr::col(badge::Column::Slug).eq(slug))
            .to_owned()
    }
}

fn wire(row: badge::Model) -> Result<Badge, StoreError> {
    let kind = BadgeType::ALL
        .into_iter()
        .find(|kind| kind.as_str() == row.r#type);
    Ok(Badge {
        kind: kind.ok_or_else(|| StoreError::Type(format!("a badge of type {}", row.r#type)))?,
        metadata: json(&row.metadata)?,
        slug: row.slug,
        name: row.name,
        explanation: row.explanation,
    })
}
