//! Pages of escalations.

use app::types::escalation::{Escalation, EscalationStatus};
use app::types::page::Page;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::{EscalationFilter, EscalationSort, rank};
use crate::store::StoreError;
use crate::store::entities::escalation;
use crate::store::entities::escalation::Column as Col;
use crate::store::listing::narrowing::{Narrowing, narrow, plain_number, plain_text};
use crate::store::listing::totals::{BOUND, count};
use crate::store::listing::{Found, Key, from};
use crate::store::page_query::PageQuery;
use crate::store::scope::AccountStore;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// One page of escalations.
    pub async fn escalations(
        &self,
        filter: &EscalationFilter,
        page: &PageQuery<EscalationSort>,
    ) -> Result<Page<Escalation>, StoreError> {
        let found = match self.escalation_narrowings(filter).await? {
            Some(narrowings) => self.find_escalations(narrowings, filter, page).await?,
            None => Found::nothing(page),
        };
        let rows = self
            .find::<escalation::Entity>()
            .filter(Col::Id.is_in(found.numbers()));
        let rows = found.in_order(rows.all(self.conn()).await?, |row| row.id);
        Ok(found.page(self.escalations_from_rows(rows).await?))
    }

    async fn find_escalations(
        &self,
        narrowings: Vec<Narrowing>,
        filter: &EscalationFilter,
        page: &PageQuery<EscalationSort>,
    ) -> Result<Found, StoreError> {
        let mut source = self.escalations_where();
        let mut all = self.list_total("escalations").await?;
        if filter.status.is_none() {
            let waiting = count(self.conn(), self.in_status(EscalationStatus::Pending)).await?;
            if waiting > 0 {
                all = all.less(waiting);
                source.and_where(plain_text(Col::Status).ne(EscalationStatus::Pending.as_str()));
            }
        }
        let narrowed = narrow(
            self.conn(),
            source,
            Expr::col(Col::Id),
            narrowings,
            all,
            page.depth(),
        )
        .await?;
        let first = match page.sort {
            EscalationSort::OpenedAt => Key::number(Col::OpenedAt).nullable(),
            EscalationSort::Severity => Key::number(Col::Severity),
        };
        let order = vec![first, Key::number(Col::Id)];
        narrowed.find(self.conn(), order, page).await
    }

    fn escalations_where(&self) -> SelectStatement {
        from(escalation::Entity)
            .and_where(self.owns(Col::AccountId))
            .to_owned()
    }

    fn in_status(&self, status: EscalationStatus) -> SelectStatement {
        self.escalations_where()
            .and_where(Expr::col(Col::Status).eq(status.as_str()))
            .to_owned()
    }

    /// What each part of the filter asks; nothing where it names an identity that is not there.
    async fn escalation_narrowings(
        &self,
        filter: &EscalationFilter,
    ) -> Result<Option<Vec<Narrowing>>, StoreError> {
        let mut narrowings = Vec::new();
        if let Some(status) = filter.status {
            narrowings.push(Narrowing {
                ids: Some(self.in_status(status).column(Col::Id).to_owned()),
                test: plain_text(Col::Status).eq(status.as_str()),
            });
        }
        if let Some(severity) = filter.severity {
            narrowings.push(self.with_number(Col::Severity, rank(severity)));
        }
        if let Some(identity) = &filter.identity {
            let Some(number) = self.identity_number(identity).await? else {
                return Ok(None);
            };
            narrowings.push(self.with_number(Col::IdentityId, number));
        }
        narrowings.extend(filter.rule.as_deref().map(|rule| self.raised_by(rule)));
        Ok(Some(narrowings))
    }

    fn with_number(&self, column: Col, number: i64) -> Narrowing {
        Narrowing {
            ids: Some(self.having(Expr::col(column).eq(number))),
            test: plain_number(column).eq(number),
        }
    }

    fn having(&self, condition: Expr) -> SelectStatement {
        self.escalations_where()
            .column(Col::Id)
            .and_where(condition)
            .to_owned()
    }

    /// By a rule's slug, or by its number.
    fn raised_by(&self, rule: &str) -> Narrowing {
        let by_slug = self.having(Expr::col(Col::RuleSlug).eq(rule));
        let is_called = plain_text(Col::RuleSlug).eq(rule);
        let Ok(number) = rule.parse::<i64>() else {
            return Narrowing {
                ids: Some(by_slug),
                test: is_called,
            };
        };
        let by_number = self.having(Expr::col(Col::RuleId).eq(number));
        let [mut either, numbered] = [by_slug, by_number].map(|mut rows| {
            rows.limit(BOUND + 1);
            Query::select()
                .column(Col::Id)
                .from_subquery(rows, "found")
                .to_owned()
        });
        either.union(UnionType::Distinct, numbered);
        Narrowing {
            ids: Some(
                Query::select()
                    .column(Col::Id)
                    .from_subquery(either, "raised")
                    .to_owned(),
            ),
            test: is_called.or(plain_number(Col::RuleId).eq(number)),
        }
    }
}
