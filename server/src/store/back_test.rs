//! What identities lived through, cycle by cycle.

use std::collections::{BTreeMap, BTreeSet};

use app::types::escalation::{CloseReason, EscalationStatus};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::StoreError;
use super::entities::{cycle, escalation, identity, observation};
use super::identities::score;
use super::scope::AccountStore;
use crate::scoring::issued_badges::issued_by;

/// An identity and its cycles, oldest first: the last one before the days in question, and all in them.
#[derive(Clone, Debug)]
pub struct Lived {
    pub identity: i64,
    pub created_at: i64,
    pub cycles: Vec<LivedCycle>,
}

/// A cycle, as far as rules are concerned.
#[derive(Clone, Debug)]
pub struct LivedCycle {
    pub finished_at: i64,
    pub scores: [Option<u8>; 4],
    /// Slugs of the badges that analyzers gave.
    pub issued: BTreeSet<String>,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// The next identities that are not left out, by number, with their cycles since `from`: at most the first `cycles`
    /// of them all.
    pub async fn lived(
        &self,
        after: i64,
        from: i64,
        limit: u64,
        cycles: u64,
    ) -> Result<Vec<Lived>, StoreError> {
        let people: Vec<(i64, i64)> = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.gt(after))
            .filter(identity::Column::Disregarded.eq(false))
            .order_by_asc(identity::Column::Id)
            .limit(limit)
            .select_only()
            .columns([identity::Column::Id, identity::Column::CreatedAt])
            .into_tuple()
            .all(self.conn())
            .await?;
        let numbers: Vec<i64> = people.iter().map(|(identity, _)| *identity).collect();
        let before = Query::select()
            .expr(Expr::col(cycle::Column::Id).max())
            .from(cycle::Entity)
            .and_where(self.owns(cycle::Column::AccountId))
            .and_where(Expr::col(cycle::Column::IdentityId).is_in(numbers.iter().copied()))
            .and_where(Expr::col(cycle::Column::FinishedAt).lt(from))
            .group_by_col(cycle::Column::IdentityId)
            .to_owned();
        let rows = self
            .find::<cycle::Entity>()
            .filter(cycle::Column::IdentityId.is_in(numbers))
            .filter(
                cycle::Column::FinishedAt
                    .gte(from)
                    .or(cycle::Column::Id.in_subquery(before)),
            )
            .order_by_asc(cycle::Column::Id)
            .limit(cycles)
            .all(self.conn())
            .await?;
        let mut issued = self.issued_in(rows.iter().map(|row| row.id).collect()).await?;
        let mut cycles: BTreeMap<i64, Vec<LivedCycle>> = BTreeMap::new();
        for row in rows {
            let lived = LivedCycle {
                finished_at: row.finished_at,
                scores: [
                    score(row.humanity_score),
                    score(row.authenticity_score),
                    score(row.uniqueness_score),
                    score(row.behavior_score),
                ],
                issued: issued.remove(&row.id).unwrap_or_default(),
            };
            cycles.entry(row.identity_id).or_default().push(lived);
        }
        let lived = people.into_iter().map(|(identity, created_at)| Lived {
            identity,
            created_at,
            cycles: cycles.remove(&identity).unwrap_or_default(),
        });
        Ok(lived.collect())
    }

    /// The badges that analyzers gave in cycles, by cycle.
    async fn issued_in(&self, cycles: Vec<i64>) -> Result<BTreeMap<i64, BTreeSet<String>>, StoreError> {
        use observation::Column as Col;
        let mut given: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
        for (code, slug, condition) in issued_by() {
            for chunk in cycles.chunks(5_000) {
                let found: Vec<i64> = self
                    .find::<observation::Entity>()
                    .filter(Col::CycleId.is_in(chunk.iter().copied()))
                    .filter(Col::Code.eq(code))
                    .filter(Col::Value.lte(condition.0))
                    .filter(Col::Confidence.gte(condition.1))
                    .select_only()
                    .column(Col::CycleId)
                    .into_tuple()
                    .all(self.conn())
                    .await?;
                for cycle in found {
                    given.entry(cycle).or_default().insert(slug.to_owned());
                }
            }
        }
        Ok(given)
    }

    /// What identities turned out to be when somebody last closed an escalation about them.
    pub async fn labels(&self, identities: Vec<i64>) -> Result<BTreeMap<i64, CloseReason>, StoreError> {
        use escalation::Column as Col;
        let rows = self
            .find::<escalation::Entity>()
            .filter(Col::IdentityId.is_in(identities))
            .filter(Col::Status.eq(EscalationStatus::Closed.as_str()))
            .filter(Col::CloseReason.is_not_null())
            .order_by_asc(Col::ClosedAt)
            .order_by_asc(Col::Id)
            .all(self.conn())
            .await?;
        let label = |row: escalation::Model| {
            let reason = row.close_reason?;
            let known = CloseReason::ALL
                .into_iter()
                .find(|known| known.as_str() == reason)?;
            Some((row.identity_id, known))
        };
        Ok(rows.into_iter().filter_map(label).collect())
    }

    /// The customer's ids of identities, by number.
    pub async fn names(&self, identities: Vec<i64>) -> Result<BTreeMap<i64, String>, StoreError> {
        let rows: Vec<(i64, String)> = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.is_in(identities))
            .select_only()
            .columns([identity::Column::Id, identity::Column::IdentityId])
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok(rows.into_iter().collect())
    }
}
