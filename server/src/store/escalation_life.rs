//! What rules do to escalations, and what happened to them.

use std::collections::{BTreeMap, BTreeSet};

use app::types::escalation::{EscalationAction, EscalationEntry, EscalationStatus, Severity};
use app::types::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, Set,
};

use super::StoreError;
use super::entities::{escalation, escalation_entry, noted_escalation};
use super::escalations::rank;
use super::ingest::rows::to_json;
use super::scope::AccountStore;

/// An escalation as its rule finds it.
#[derive(Clone, Debug)]
pub struct Raised<'r> {
    /// Number of the identity.
    pub identity: i64,
    /// The rule, as it is called now.
    pub rule_id: i64,
    pub rule_slug: &'r str,
    pub rule_name: &'r str,
    pub severity: Severity,
    /// Scores by lower-case category.
    pub scores: &'r BTreeMap<String, u8>,
    /// Slugs of the badges that it wears.
    pub badges: &'r BTreeSet<String>,
    /// The rule keeps opening and closing.
    pub flapping: bool,
    /// `Pending` or `Open`.
    pub status: EscalationStatus,
    /// When.
    pub at: i64,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Raises an escalation, or opens the one that waits, and gives its number; `None` when the rule has an open one
    /// about the identity. The caller has locked the identity.
    pub async fn raise_escalation(&self, raised: &Raised<'_>) -> Result<Option<i64>, StoreError> {
        use escalation::Column as Col;
        let opened_at = (raised.status == EscalationStatus::Open).then_some(raised.at);
        let live = self
            .live(raised.rule_id, raised.identity)
            .one(self.conn())
            .await?;
        let id = match live {
            Some(row) if row.status == EscalationStatus::Pending.as_str() && opened_at.is_some() => {
                self.update::<escalation::Entity>()
                    .col_expr(Col::Status, Expr::value(raised.status.as_str()))
                    .col_expr(Col::OpenedAt, Expr::value(opened_at))
                    .col_expr(Col::Severity, Expr::value(rank(raised.severity)))
                    .col_expr(Col::ScoreSnapshot, Expr::value(to_json(raised.scores)))
                    .col_expr(Col::BadgeSnapshot, Expr::value(to_json(raised.badges)))
                    .col_expr(Col::Flapping, Expr::value(raised.flapping))
                    .col_expr(Col::UpdatedAt, Expr::value(raised.at))
                    .filter(Col::Id.eq(row.id))
                    .exec(self.conn())
                    .await?;
                row.id
            }
            Some(_) => return Ok(None),
            None => {
                self.insert::<escalation::Entity>(new_row(raised, opened_at))
                    .await?
                    .id
            }
        };
        if opened_at.is_some() {
            self.note_escalation(id, EscalationAction::Opened, None, None, raised.at)
                .await?;
        }
        Ok(Some(id))
    }

    /// Forgets an escalation that was only about to open.
    pub async fn drop_pending(&self, rule: i64, identity: i64) -> Result<(), StoreError> {
        use escalation::Column as Col;
        self.delete::<escalation::Entity>()
            .filter(Col::RuleId.eq(rule))
            .filter(Col::IdentityId.eq(identity))
            .filter(Col::Status.eq(EscalationStatus::Pending.as_str()))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Closes a rule's open escalation about an identity, as nobody's decision; gives its number.
    pub async fn close_by_rule(
        &self,
        rule: i64,
        identity: i64,
        action: EscalationAction,
        at: i64,
    ) -> Result<Option<i64>, StoreError> {
        use escalation::Column as Col;
        let Some(row) = self.live(rule, identity).one(self.conn()).await? else {
            return Ok(None);
        };
        self.update::<escalation::Entity>()
            .col_expr(Col::Status, Expr::value(EscalationStatus::Closed.as_str()))
            .col_expr(Col::ClosedAt, Expr::value(at))
            .col_expr(Col::UpdatedAt, Expr::value(at))
            .filter(Col::Id.eq(row.id))
            .exec(self.conn())
            .await?;
        self.note_escalation(row.id, action, None, None, at).await?;
        Ok(Some(row.id))
    }

    /// Notes that a rule which only logs would have raised an escalation.
    pub async fn note_opening(&self, rule: i64, identity: i64, at: i64) -> Result<(), StoreError> {
        let row = noted_escalation::ActiveModel {
            account_id: NotSet,
            rule_id: Set(rule),
            identity_id: Set(identity),
            opened_at: Set(at),
            closed_at: Set(None),
        };
        self.insert_all::<noted_escalation::Entity>(vec![row], None).await
    }

    /// Notes that a rule which only logs would have closed it.
    pub async fn note_closing(&self, rule: i64, identity: i64, at: i64) -> Result<(), StoreError> {
        use noted_escalation::Column as Col;
        self.update::<noted_escalation::Entity>()
            .col_expr(Col::ClosedAt, Expr::value(at))
            .filter(Col::RuleId.eq(rule))
            .filter(Col::IdentityId.eq(identity))
            .filter(Col::ClosedAt.is_null())
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Notes what happened to an escalation.
    pub async fn note_escalation(
        &self,
        escalation: i64,
        action: EscalationAction,
        member: Option<i64>,
        comment: Option<&str>,
        at: i64,
    ) -> Result<(), StoreError> {
        let row = escalation_entry::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            escalation_id: Set(escalation),
            action: Set(action.as_str().to_owned()),
            member_id: Set(member),
            comment: Set(comment.map(str::to_owned)),
            at: Set(at),
        };
        self.insert_all::<escalation_entry::Entity>(vec![row], None).await
    }

    /// How many comments there are on an escalation.
    pub async fn count_comments(&self, escalation: i64) -> Result<u64, StoreError> {
        self.find::<escalation_entry::Entity>()
            .filter(escalation_entry::Column::EscalationId.eq(escalation))
            .filter(escalation_entry::Column::Comment.is_not_null())
            .filter(escalation_entry::Column::Action.ne(EscalationAction::Assigned.as_str()))
            .count(self.conn())
            .await
    }

    /// What happened to an escalation, first things first; at most the last `limit`.
    pub async fn escalation_entries(
        &self,
        escalation: i64,
        limit: u64,
    ) -> Result<Vec<EscalationEntry>, StoreError> {
        let mut rows = self
            .find::<escalation_entry::Entity>()
            .filter(escalation_entry::Column::EscalationId.eq(escalation))
            .order_by_desc(escalation_entry::Column::Id)
            .limit(limit)
            .all(self.conn())
            .await?;
        rows.reverse();
        let members = self
            .member_addresses(rows.iter().filter_map(|row| row.member_id).collect())
            .await?;
        rows.into_iter()
            .map(|row| {
                let action = EscalationAction::ALL
                    .into_iter()
                    .find(|action| action.as_str() == row.action);
                Ok(EscalationEntry {
                    at: Timestamp::from_millis(row.at),
                    action: action.ok_or_else(|| StoreError::Type(format!("the action {}", row.action)))?,
                    member: row.member_id.and_then(|id| members.get(&id).cloned()),
                    comment: row.comment,
                })
            })
            .collect()
    }

    fn live(&self, rule: i64, identity: i64) -> Select<escalation::Entity> {
        self.find::<escalation::Entity>()
            .filter(escalation::Column::RuleId.eq(rule))
            .filter(escalation::Column::IdentityId.eq(identity))
            .filter(escalation::Column::Status.ne(EscalationStatus::Closed.as_str()))
    }
}

fn new_row(raised: &Raised<'_>, opened_at: Option<i64>) -> escalation::ActiveModel {
    escalation::ActiveModel {
        id: NotSet,
        account_id: NotSet,
        identity_id: Set(raised.identity),
        rule_id: Set(raised.rule_id),
        rule_slug: Set(raised.rule_slug.to_owned()),
        rule_name: Set(raised.rule_name.to_owned()),
        status: Set(raised.status.as_str().to_owned()),
        severity: Set(rank(raised.severity)),
        score_snapshot: Set(to_json(raised.scores)),
        badge_snapshot: Set(to_json(raised.badges)),
        assignee_id: Set(None),
        close_reason: Set(None),
        flapping: Set(raised.flapping),
        opened_at: Set(opened_at),
        acknowledged_at: Set(None),
        closed_at: Set(None),
        created_at: Set(raised.at),
        updated_at: Set(raised.at),
    }
}
