//! Rules that raise escalations.

use app::types::condition::{Condition, sentence};
use app::types::escalation::Severity;
use app::types::escalation_rule::{EscalationRule, EscalationRuleDraft};
use app::types::ids::slug::Slug;
use app::types::rule::RuleMode;
use app::types::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, Set};

use super::StoreError;
use super::badge_rules::{mode, slug};
use super::entities::escalation_rule;
use super::escalations::rank;
use super::ingest::read::json;
use super::ingest::rows::to_json;
use super::scope::AccountStore;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Every escalation rule, oldest first.
    pub async fn escalation_rules(&self) -> Result<Vec<EscalationRule>, StoreError> {
        let rows = self
            .find::<escalation_rule::Entity>()
            .filter(escalation_rule::Column::DeletedAt.is_null())
            .order_by_asc(escalation_rule::Column::Id)
            .all(self.conn())
            .await?;
        rows.into_iter().map(wire).collect()
    }

    /// One escalation rule.
    pub async fn escalation_rule(&self, id: i64) -> Result<Option<EscalationRule>, StoreError> {
        let row = self
            .find::<escalation_rule::Entity>()
            .filter(escalation_rule::Column::Id.eq(id))
            .filter(escalation_rule::Column::DeletedAt.is_null())
            .one(self.conn())
            .await?;
        row.map(wire).transpose()
    }

    /// Makes a rule.
    pub async fn add_escalation_rule(
        &self,
        draft: &EscalationRuleDraft,
        slug: &Slug,
        mode: RuleMode,
        now: i64,
    ) -> Result<EscalationRule, StoreError> {
        let row = escalation_rule::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            slug: Set(slug.to_string()),
            name: Set(draft.name.clone()),
            severity: Set(rank(draft.severity)),
            conditions: Set(to_json(&draft.conditions)),
            channels: Set(to_json(&draft.channels)),
            effective_at: Set(draft.effective_at.map(Timestamp::millis)),
            open_after_seconds: Set(draft.open_after_seconds),
            close_after_seconds: Set(draft.close_after_seconds),
            mode: Set(mode.as_str().to_owned()),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
            deleted_at: Set(None),
        };
        wire(self.insert::<escalation_rule::Entity>(row).await?)
    }

    /// Changes a rule.
    pub async fn change_escalation_rule(
        &self,
        rule: &EscalationRule,
        draft: &EscalationRuleDraft,
        mode: RuleMode,
        now: i64,
    ) -> Result<(), StoreError> {
        use escalation_rule::Column as Col;
        self.update::<escalation_rule::Entity>()
            .col_expr(Col::Name, Expr::value(draft.name.as_str()))
            .col_expr(Col::Severity, Expr::value(rank(draft.severity)))
            .col_expr(Col::Conditions, Expr::value(to_json(&draft.conditions)))
            .col_expr(Col::Channels, Expr::value(to_json(&draft.channels)))
            .col_expr(
                Col::EffectiveAt,
                Expr::value(draft.effective_at.map(Timestamp::millis)),
            )
            .col_expr(Col::OpenAfterSeconds, Expr::value(draft.open_after_seconds))
            .col_expr(Col::CloseAfterSeconds, Expr::value(draft.close_after_seconds))
            .col_expr(Col::Mode, Expr::value(mode.as_str()))
            .col_expr(Col::Version, Expr::value(rule.version + 1))
            .col_expr(Col::UpdatedAt, Expr::value(now))
            .filter(Col::Id.eq(rule.id))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// The same with those that were removed and have not been through everybody since: they rest.
    pub async fn escalation_rules_with_removed(&self) -> Result<Vec<EscalationRule>, StoreError> {
        let rows = self.find::<escalation_rule::Entity>().all(self.conn()).await?;
        rows.into_iter().map(wire).collect()
    }

    /// Removes a rule: it rests from now on, and is purged when it has been through everybody.
    pub async fn remove_escalation_rule(&self, id: i64, now: i64) -> Result<bool, StoreError> {
        use escalation_rule::Column as Col;
        let removed = self
            .update::<escalation_rule::Entity>()
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
    pub async fn purge_escalation_rules(&self, until: i64) -> Result<(), StoreError> {
        self.delete::<escalation_rule::Entity>()
            .filter(escalation_rule::Column::DeletedAt.lte(until))
            .exec(self.conn())
            .await?;
        Ok(())
    }
}

fn wire(row: escalation_rule::Model) -> Result<EscalationRule, StoreError> {
    let conditions: Vec<Condition> = json(&row.conditions)?;
    let mode = mode(&row.mode)?;
    let severity = Severity::ALL
        .into_iter()
        .find(|severity| rank(*severity) == row.severity);
    Ok(EscalationRule {
        id: row.id,
        slug: slug(row.slug)?,
        name: row.name,
        severity: severity.ok_or_else(|| StoreError::Type("a severity out of range".to_owned()))?,
        sentence: sentence(&conditions),
        conditions,
        channels: json(&row.channels)?,
        effective_at: row.effective_at.map(Timestamp::from_millis),
        open_after_seconds: row.open_after_seconds,
        close_after_seconds: row.close_after_seconds,
        enabled: mode == RuleMode::On,
        mode,
        version: row.version,
        created_at: Timestamp::from_millis(row.created_at),
        updated_at: Timestamp::from_millis(row.updated_at),
    })
}
