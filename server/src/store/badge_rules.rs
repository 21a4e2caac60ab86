//! Rules that put badges on identities.

use app::types::badge::BadgeType;
use app::types::badge_rule::{BadgeRule, BadgeRuleDraft};
use app::types::condition::{Condition, sentence};
use app::types::ids::slug::Slug;
use app::types::rule::RuleMode;
use app::types::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, Set};

use super::StoreError;
use super::entities::{badge, badge_rule};
use super::ingest::read::json;
use super::ingest::rows::to_json;
use super::scope::AccountStore;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Every badge rule; those with more priority first, then the older.
    pub async fn badge_rules(&self) -> Result<Vec<BadgeRule>, StoreError> {
        let rows = self
            .find::<badge_rule::Entity>()
            .filter(badge_rule::Column::DeletedAt.is_null())
            .order_by_desc(badge_rule::Column::Priority)
            .order_by_asc(badge_rule::Column::Id)
            .all(self.conn())
            .await?;
        rows.into_iter().map(wire).collect()
    }

    /// One badge rule.
    pub async fn badge_rule(&self, id: i64) -> Result<Option<BadgeRule>, StoreError> {
        let row = self
            .find::<badge_rule::Entity>()
            .filter(badge_rule::Column::Id.eq(id))
            .filter(badge_rule::Column::DeletedAt.is_null())
            .one(self.conn())
            .await?;
        row.map(wire).transpose()
    }

    /// Makes a rule.
    pub async fn add_badge_rule(
        &self,
        draft: &BadgeRuleDraft,
        slug: &Slug,
        mode: RuleMode,
        now: i64,
    ) -> Result<BadgeRule, StoreError> {
        let row = badge_rule::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            slug: Set(slug.to_string()),
            name: Set(draft.name.clone()),
            r#type: Set(draft.kind.as_str().to_owned()),
            priority: Set(draft.priority),
            conditions: Set(to_json(&draft.conditions)),
            apply_delay_seconds: Set(draft.apply_delay_seconds),
            remove_delay_seconds: Set(draft.remove_delay_seconds),
            mode: Set(mode.as_str().to_owned()),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
            deleted_at: Set(None),
        };
        wire(self.insert::<badge_rule::Entity>(row).await?)
    }

    /// Changes a rule, and what its badges are called where they are worn.
    pub async fn change_badge_rule(
        &self,
        rule: &BadgeRule,
        draft: &BadgeRuleDraft,
        mode: RuleMode,
        now: i64,
    ) -> Result<(), StoreError> {
        use badge_rule::Column as Col;
        self.update::<badge_rule::Entity>()
            .col_expr(Col::Name, Expr::value(draft.name.as_str()))
            .col_expr(Col::Type, Expr::value(draft.kind.as_str()))
            .col_expr(Col::Priority, Expr::value(draft.priority))
            .col_expr(Col::Conditions, Expr::value(to_json(&draft.conditions)))
            .col_expr(Col::ApplyDelaySeconds, Expr::value(draft.apply_delay_seconds))
            .col_expr(Col::RemoveDelaySeconds, Expr::value(draft.remove_delay_seconds))
            .col_expr(Col::Mode, Expr::value(mode.as_str()))
            .col_expr(Col::Version, Expr::value(rule.version + 1))
            .col_expr(Col::UpdatedAt, Expr::value(now))
            .filter(Col::Id.eq(rule.id))
            .exec(self.conn())
            .await?;
        if (&draft.name, draft.kind, draft.priority) != (&rule.name, rule.kind, rule.priority) {
            self.update::<badge::Entity>()
                .col_expr(badge::Column::Name, Expr::value(draft.name.as_str()))
                .col_expr(badge::Column::Type, Expr::value(draft.kind.as_str()))
                .col_expr(badge::Column::Priority, Expr::value(draft.priority))
                .filter(badge::Column::Slug.eq(rule.slug.as_str()))
                .exec(self.conn())
                .await?;
        }
        Ok(())
    }

    /// The same with those that were removed and have not been through everybody since: they rest.
    pub async fn badge_rules_with_removed(&self) -> Result<Vec<BadgeRule>, StoreError> {
        let rows = self.find::<badge_rule::Entity>().all(self.conn()).await?;
        rows.into_iter().map(wire).collect()
    }

    /// Removes a rule: it rests from now on, and is purged when it has been through everybody.
    pub async fn remove_badge_rule(&self, id: i64, now: i64) -> Result<bool, StoreError> {
        use badge_rule::Column as Col;
        let removed = self
            .update::<badge_rule::Entity>()
            .col_expr(Col::Mode, Expr::value(RuleMode::Off.as_str()))
            .col_expr(Col::UpdatedAt, Expr::value(now))
            .col_expr(Col::DeletedAt, Expr::value(now))
            .filter(Col::Id.eq(id))
            .filter(Col::DeletedAt.is_null())
            .exec(self.conn())
            .await?;
        Ok(removed.rows_affected > 0)
    }

    /// Forgets rules that were removed by `until`.
    pub async fn purge_badge_rules(&self, until: i64) -> Result<(), StoreError> {
        self.delete::<badge_rule::Entity>()
            .filter(badge_rule::Column::DeletedAt.lte(until))
            .exec(self.conn())
            .await?;
        Ok(())
    }
}

fn wire(row: badge_rule::Model) -> Result<BadgeRule, StoreError> {
    let conditions: Vec<Condition> = json(&row.conditions)?;
    let mode = mode(&row.mode)?;
    let kind = BadgeType::ALL
        .into_iter()
        .find(|kind| kind.as_str() == row.r#type);
    Ok(BadgeRule {
        id: row.id,
        slug: slug(row.slug)?,
        name: row.name,
        kind: kind.ok_or_else(|| StoreError::Type(format!("a badge of type {}", row.r#type)))?,
        priority: row.priority,
        sentence: sentence(&conditions),
        conditions,
        apply_delay_seconds: row.apply_delay_seconds,
        remove_delay_seconds: row.remove_delay_seconds,
        enabled: mode == RuleMode::On,
        mode,
        version: row.version,
        created_at: Timestamp::from_millis(row.created_at),
        updated_at: Timestamp::from_millis(row.updated_at),
    })
}

/// A slug that we stored.
pub(super) fn slug(stored: String) -> Result<Slug, StoreError> {
    Slug::try_from(stored).map_err(|reason| StoreError::Type(format!("a slug: {reason}")))
}

/// A mode that we stored.
pub(super) fn mode(stored: &str) -> Result<RuleMode, StoreError> {
    let known = RuleMode::ALL.into_iter().find(|mode| mode.as_str() == stored);
    known.ok_or_else(|| StoreError::Type(format!("a rule of mode {stored}")))
}
