//! Badges: what identities wear, and what came and went.

use std::collections::{BTreeSet, HashMap};

use app::types::badge::{Badge, BadgeChange, BadgeType};
use app::types::time::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::StoreError;
use super::entities::{badge, badge_change};
use super::ingest::read::json;
use super::ingest::rows::to_json;
use super::scope::AccountStore;

/// A badge that comes or goes.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Number of the identity.
    pub identity: i64,
    /// The rule; `None`: an analyzer.
    pub rule: Option<i64>,
    /// Whether it comes.
    pub gained: bool,
    /// Only noted.
    pub logged: bool,
    /// The badge, and since when it is worn or no longer.
    pub badge: Badge,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Puts a badge on an identity; one that it wears already is told anew.
    pub async fn put_badge(&self, identity: i64, badge: &Badge, priority: i64) -> Result<(), StoreError> {
        use badge::Column as Col;
        let row = badge::ActiveModel {
            account_id: NotSet,
            identity_id: Set(identity),
            slug: Set(badge.slug.clone()),
            name: Set(badge.name.clone()),
            r#type: Set(badge.kind.as_str().to_owned()),
            explanation: Set(badge.explanation.clone()),
            metadata: Set(to_json(&badge.metadata)),
            priority: Set(priority),
            since: Set(badge.since.millis()),
        };
        let again = OnConflict::columns([Col::AccountId, Col::IdentityId, Col::Slug])
            .update_columns([
                Col::Name,
                Col::Type,
                Col::Explanation,
                Col::Metadata,
                Col::Priority,
            ])
            .to_owned();
        self.insert_all::<badge::Entity>(vec![row], Some(again)).await
    }

    /// Takes a badge off an identity.
    pub async fn take_badge(&self, identity: i64, slug: &str) -> Result<(), StoreError> {
        self.delete::<badge::Entity>()
            .filter(badge::Column::IdentityId.eq(identity))
            .filter(badge::Column::Slug.eq(slug))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Notes badges that came and went.
    pub async fn note_badges(&self, turns: &[Turn]) -> Result<(), StoreError> {
        let rows = turns.iter().map(|turn| badge_change::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            identity_id: Set(turn.identity),
            rule_id: Set(turn.rule),
            slug: Set(turn.badge.slug.clone()),
            name: Set(turn.badge.name.clone()),
            r#type: Set(turn.badge.kind.as_str().to_owned()),
            explanation: Set(turn.badge.explanation.clone()),
            gained: Set(turn.gained),
            logged: Set(turn.logged),
            at: Set(turn.badge.since.millis()),
        });
        self.insert_all::<badge_change::Entity>(rows.collect(), None)
            .await
    }

    /// The latest badges that an identity gained and lost, latest first.
    pub async fn badge_changes(&self, identity: i64, limit: u64) -> Result<Vec<BadgeChange>, StoreError> {
        let rows = self
            .find::<badge_change::Entity>()
            .filter(badge_change::Column::IdentityId.eq(identity))
            .filter(badge_change::Column::Logged.eq(false))
            .order_by_desc(badge_change::Column::Id)
            .limit(limit)
            .all(self.conn())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(BadgeChange {
                    at: Timestamp::from_millis(row.at),
                    gained: row.gained,
                    kind: kind(&row.r#type)?,
                    slug: row.slug,
                    name: row.name,
                    explanation: row.explanation,
                })
            })
            .collect()
    }

    /// What identities wear, by number; those with more priority first.
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
            .order_by_desc(badge::Column::Priority)
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
    Ok(Badge {
        kind: kind(&row.r#type)?,
        metadata: json(&row.metadata)?,
        slug: row.slug,
        name: row.name,
        explanation: row.explanation,
        since: Timestamp::from_millis(row.since),
    })
}

fn kind(stored: &str) -> Result<BadgeType, StoreError> {
    let known = BadgeType::ALL.into_iter().find(|kind| kind.as_str() == stored);
    known.ok_or_else(|| StoreError::Type(format!("a badge of type {stored}")))
}
