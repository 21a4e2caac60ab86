//! Escalations: raised by rules, decided on by people.

mod list;

use app::types::escalation::{CloseReason, Escalation, EscalationStatus, EscalationSummary, Severity};
use app::types::reference::Reference;
use app::types::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect, Select};

use super::StoreError;
use super::entities::escalation;
use super::events::identity_reference;
use super::ingest::read::json;
use super::scope::AccountStore;

/// What escalations can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EscalationSort {
    OpenedAt,
    Severity,
}

/// Which escalations to list.
#[derive(Clone, Debug, Default)]
pub struct EscalationFilter {
    /// In this status; without one, all but those that wait.
    pub status: Option<EscalationStatus>,
    /// Exactly as bad as this.
    pub severity: Option<Severity>,
    /// About this identity.
    pub identity: Option<String>,
    /// Raised by the rule with this number or slug.
    pub rule: Option<String>,
}

/// Where an escalation stands, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EscalationState {
    pub id: i64,
    pub identity: i64,
    pub rule_id: i64,
    pub status: EscalationStatus,
    pub acknowledged_at: Option<i64>,
    pub closed_at: Option<i64>,
    pub assignee: Option<i64>,
    pub close_reason: Option<CloseReason>,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Number of the escalation of a rule about an identity that is not closed.
    pub async fn live_escalation(&self, rule: i64, identity: i64) -> Result<Option<i64>, StoreError> {
        use escalation::Column as Col;
        self.find::<escalation::Entity>()
            .filter(Col::RuleId.eq(rule))
            .filter(Col::IdentityId.eq(identity))
            .filter(Col::Status.ne(EscalationStatus::Closed.as_str()))
            .select_only()
            .column(Col::Id)
            .into_tuple()
            .one(self.conn())
            .await
    }

    /// Where an escalation stands.
    pub async fn escalation_state(&self, id: i64) -> Result<Option<EscalationState>, StoreError> {
        let row = self.one_escalation(id).one(self.conn()).await?;
        let state = |row: escalation::Model| {
            Ok(EscalationState {
                id: row.id,
                identity: row.identity_id,
                rule_id: row.rule_id,
                status: parsed(&row.status)?,
                acknowledged_at: row.acknowledged_at,
                closed_at: row.closed_at,
                assignee: row.assignee_id,
                close_reason: row.close_reason.as_deref().map(close_reason).transpose()?,
            })
        };
        row.map(state).transpose()
    }

    /// Writes where an escalation stands.
    pub async fn save_escalation(&self, state: &EscalationState, now: i64) -> Result<(), StoreError> {
        use escalation::Column as Col;
        self.update::<escalation::Entity>()
            .col_expr(Col::Status, Expr::value(state.status.as_str()))
            .col_expr(Col::AcknowledgedAt, Expr::value(state.acknowledged_at))
            .col_expr(Col::ClosedAt, Expr::value(state.closed_at))
            .col_expr(Col::AssigneeId, Expr::value(state.assignee))
            .col_expr(
                Col::CloseReason,
                Expr::value(state.close_reason.map(CloseReason::as_str)),
            )
            .col_expr(Col::UpdatedAt, Expr::value(now))
            .filter(Col::Id.eq(state.id))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// One escalation.
    pub async fn escalation(&self, id: i64) -> Result<Option<Escalation>, StoreError> {
        let rows = self.one_escalation(id).all(self.conn()).await?;
        Ok(self.escalations_from_rows(rows).await?.pop())
    }

    /// How many escalations stand where.
    pub async fn escalation_summary(&self) -> Result<EscalationSummary, StoreError> {
        use escalation::Column as Col;
        let rows: Vec<(String, i64)> = self
            .find::<escalation::Entity>()
            .select_only()
            .column(Col::Status)
            .column_as(Col::Id.count(), "escalations")
            .group_by(Col::Status)
            .into_tuple()
            .all(self.conn())
            .await?;
        let of = |status: EscalationStatus| {
            let row = rows.iter().find(|(stored, _)| stored == status.as_str());
            row.map_or(0, |(_, count)| *count)
        };
        Ok(EscalationSummary {
            open: of(EscalationStatus::Open),
            acknowledged: of(EscalationStatus::Acknowledged),
            closed: of(EscalationStatus::Closed),
        })
    }

    fn one_escalation(&self, id: i64) -> Select<escalation::Entity> {
        self.find::<escalation::Entity>()
            .filter(escalation::Column::Id.eq(id))
    }

    async fn escalations_from_rows(
        &self,
        rows: Vec<escalation::Model>,
    ) -> Result<Vec<Escalation>, StoreError> {
        let identities = self
            .identity_labels(rows.iter().map(|row| row.identity_id).collect())
            .await?;
        let members = self
            .member_addresses(rows.iter().filter_map(|row| row.assignee_id).collect())
            .await?;
        // Between two statements an identity may be erased, and its escalations with it.
        rows.into_iter()
            .filter_map(|row| {
                let (id, label) = identities.get(&row.identity_id)?;
                let assignee = row.assignee_id.and_then(|id| members.get(&id).cloned());
                Some(wire(row, identity_reference(id, label), assignee))
            })
            .collect()
    }
}

fn wire(
    row: escalation::Model,
    identity: Reference,
    assignee: Option<String>,
) -> Result<Escalation, StoreError> {
    let severity = Severity::ALL
        .into_iter()
        .find(|severity| rank(*severity) == row.severity);
    Ok(Escalation {
        id: row.id,
        status: parsed(&row.status)?,
        severity: severity.ok_or_else(|| StoreError::Type("a severity out of range".to_owned()))?,
        identity,
        escalation_rule: Reference {
            id: row.rule_id.to_string(),
            label: row.rule_name,
            path: format!("/api/escalation-rules/{}", row.rule_id),
        },
        score_snapshot: json(&row.score_snapshot)?,
        badge_snapshot: json(&row.badge_snapshot)?,
        assignee,
        close_reason: row.close_reason.as_deref().map(close_reason).transpose()?,
        flapping: row.flapping,
        opened_at: row.opened_at.map(Timestamp::from_millis),
        acknowledged_at: row.acknowledged_at.map(Timestamp::from_millis),
        closed_at: row.closed_at.map(Timestamp::from_millis),
        created_at: Timestamp::from_millis(row.created_at),
    })
}

fn parsed(status: &str) -> Result<EscalationStatus, StoreError> {
    status
        .parse()
        .map_err(|error: &str| StoreError::Type(format!("the status {status}: {error}")))
}

fn close_reason(stored: &str) -> Result<CloseReason, StoreError> {
    let known = CloseReason::ALL
        .into_iter()
        .find(|reason| reason.as_str() == stored);
    known.ok_or_else(|| StoreError::Type(format!("the reason {stored}")))
}

/// As the column sorts: the worse, the more.
pub(super) const fn rank(severity: Severity) -> i64 {
    match severity {
        Severity::Info => 1,
        Severity::Warning => 2,
        Severity::Critical => 3,
    }
}
