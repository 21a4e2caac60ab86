//! Escalations: raised by rules, decided on by people.

use std::collections::BTreeMap;

use app::types::escalation::{Escalation, EscalationStatus, EscalationSummary, Severity};
use app::types::page::Page;
use app::types::reference::Reference;
use app::types::time::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, NullOrdering, Query};
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, Set,
};

use super::StoreError;
use super::entities::{escalation, identity};
use super::events::identity_reference;
use super::ingest::read::json;
use super::ingest::rows::to_json;
use super::page_query::{self, PageQuery};
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

/// An escalation about to be raised.
#[derive(Clone, Debug)]
pub struct NewEscalation<'n> {
    /// Number of the identity.
    pub identity: i64,
    /// The rule, as it is called now.
    pub rule_id: i64,
    pub rule_slug: &'n str,
    pub rule_name: &'n str,
    pub severity: Severity,
    /// Scores by lower-case category.
    pub scores: &'n BTreeMap<String, u8>,
    /// When it opens; `None` while the rule's delay lasts.
    pub opened_at: Option<i64>,
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
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Raises an escalation and gives its number; `None` when the rule has a live one about the identity. The
    /// caller holds the account's lock.
    pub async fn open_escalation(
        &self,
        new: &NewEscalation<'_>,
        now: i64,
    ) -> Result<Option<i64>, StoreError> {
        if self.live_escalation(new.rule_id, new.identity).await?.is_some() {
            return Ok(None);
        }
        let status = match new.opened_at {
            Some(_) => EscalationStatus::Open,
            None => EscalationStatus::Pending,
        };
        let row = escalation::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            identity_id: Set(new.identity),
            rule_id: Set(new.rule_id),
            rule_slug: Set(new.rule_slug.to_owned()),
            rule_name: Set(new.rule_name.to_owned()),
            status: Set(status.as_str().to_owned()),
            severity: Set(rank(new.severity)),
            score_snapshot: Set(to_json(new.scores)),
            opened_at: Set(new.opened_at),
            acknowledged_at: Set(None),
            closed_at: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
        };
        Ok(Some(self.insert::<escalation::Entity>(row).await?.id))
    }

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
            .col_expr(Col::UpdatedAt, Expr::value(now))
            .filter(Col::Id.eq(state.id))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// One page of escalations.
    pub async fn escalations(
        &self,
        filter: &EscalationFilter,
        page: &PageQuery<EscalationSort>,
    ) -> Result<Page<Escalation>, StoreError> {
        use escalation::Column as Col;
        let column = match page.sort {
            EscalationSort::OpenedAt => Col::OpenedAt,
            EscalationSort::Severity => Col::Severity,
        };
        let query = self
            .filtered_escalations(filter)
            .order_by_with_nulls(column, page.order(), NullOrdering::Last)
            .order_by(Col::Id, page.order());
        page_query::fetch(query, page, self.conn(), async |rows| {
            self.escalations_from_rows(rows).await
        })
        .await
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

    fn filtered_escalations(&self, filter: &EscalationFilter) -> Select<escalation::Entity> {
        use escalation::Column as Col;
        let query = self.find::<escalation::Entity>();
        let mut query = match filter.status {
            Some(status) => query.filter(Col::Status.eq(status.as_str())),
            None => query.filter(Col::Status.ne(EscalationStatus::Pending.as_str())),
        };
        if let Some(severity) = filter.severity {
            query = query.filter(Col::Severity.eq(rank(severity)));
        }
        if let Some(identity_id) = &filter.identity {
            let number = Query::select()
                .column(identity::Column::Id)
                .from(identity::Entity)
                .and_where(self.owns(identity::Column::AccountId))
                .and_where(Expr::col(identity::Column::IdentityId).eq(identity_id.as_str()))
                .to_owned();
            query = query.filter(Col::IdentityId.in_subquery(number));
        }
        if let Some(rule) = &filter.rule {
            let by_slug = Condition::any().add(Col::RuleSlug.eq(rule.as_str()));
            query = query.filter(match rule.parse::<i64>() {
                Ok(id) => by_slug.add(Col::RuleId.eq(id)),
                Err(_) => by_slug,
            });
        }
        query
    }

    async fn escalations_from_rows(
        &self,
        rows: Vec<escalation::Model>,
    ) -> Result<Vec<Escalation>, StoreError> {
        let identities = self
            .identity_labels(rows.iter().map(|row| row.identity_id).collect())
            .await?;
        // Between two statements an identity may be erased, and its escalations with it.
        rows.into_iter()
            .filter_map(|row| {
                let (id, label) = identities.get(&row.identity_id)?;
                Some(wire(row, identity_reference(id, label)))
            })
            .collect()
    }
}

fn wire(row: escalation::Model, identity: Reference) -> Result<Escalation, StoreError> {
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

/// As the column sorts: the worse, the more.
const fn rank(severity: Severity) -> i64 {
    match severity {
        Severity::Info => 1,
        Severity::Warning => 2,
        Severity::Critical => 3,
    }
}
