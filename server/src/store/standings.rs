//! Where identities stand with the rules.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set,
};

use super::StoreError;
use super::entities::{identity, rule_pass, standing};
use super::identities::score;
use super::ingest::read::json;
use super::ingest::rows::to_json;
use super::scope::AccountStore;
use crate::rules::facts::Facts;
use crate::rules::standing::Standing;

/// What rules are to know of an identity.
#[derive(Clone, Debug)]
pub struct Regarded {
    /// Number of the identity.
    pub identity: i64,
    /// Its scores, and its age.
    pub facts: Facts,
    /// Since when these facts hold.
    pub since: i64,
    /// Left out of scoring.
    pub disregarded: bool,
    /// Where it stands.
    pub standing: Standing,
}

/// How far changed rules have gone through everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The number of the last identity that was looked at.
    pub after: i64,
    /// So many were looked at …
    pub done: i64,
    /// … of so many.
    pub total: i64,
    pub started_at: i64,
    pub finished_at: Option<i64>,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// What is known of these identities. Nobody else moves them until the transaction ends.
    pub async fn regard(&self, identities: &[i64]) -> Result<Vec<Regarded>, StoreError> {
        let rows = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.is_in(identities.iter().copied()));
        self.regarded(rows).await
    }

    /// The same of the next `limit` identities, by number.
    pub async fn regard_after(&self, after: i64, limit: u64) -> Result<Vec<Regarded>, StoreError> {
        let rows = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.gt(after))
            .limit(limit);
        self.regarded(rows).await
    }

    async fn regarded(&self, rows: Select<identity::Entity>) -> Result<Vec<Regarded>, StoreError> {
        // In one order, so that two who lock several do not wait for each other in a circle.
        let rows = rows
            .order_by_asc(identity::Column::Id)
            .lock_exclusive()
            .all(self.conn())
            .await?;
        let mut standings = self.standings(rows.iter().map(|row| row.id)).await?;
        let regarded = rows.into_iter().map(|row| Regarded {
            identity: row.id,
            facts: Facts {
                scores: [
                    score(row.humanity_score),
                    score(row.authenticity_score),
                    score(row.uniqueness_score),
                    score(row.behavior_score),
                ],
                created_at: row.created_at,
            },
            since: row.last_scored_at.unwrap_or(row.created_at),
            disregarded: row.disregarded,
            standing: standings.remove(&row.id).unwrap_or_default(),
        });
        Ok(regarded.collect())
    }

    async fn standings(
        &self,
        identities: impl Iterator<Item = i64>,
    ) -> Result<BTreeMap<i64, Standing>, StoreError> {
        let rows = self
            .find::<standing::Entity>()
            .filter(standing::Column::IdentityId.is_in(identities))
            .all(self.conn())
            .await?;
        rows.into_iter()
            .map(|row| Ok((row.identity_id, json(&row.standing)?)))
            .collect()
    }

    /// Writes where identities stand.
    pub async fn save_standings(&self, standings: &[(i64, &Standing)]) -> Result<(), StoreError> {
        let rows = standings
            .iter()
            .map(|(identity, standing)| standing::ActiveModel {
                account_id: NotSet,
                identity_id: Set(*identity),
                standing: Set(to_json(standing)),
            });
        let replace = OnConflict::columns([standing::Column::AccountId, standing::Column::IdentityId])
            .update_column(standing::Column::Standing)
            .to_owned();
        self.insert_all::<standing::Entity>(rows.collect(), Some(replace))
            .await
    }

    /// Forgets where identities stand.
    pub async fn forget_standings(&self, identities: &[i64]) -> Result<(), StoreError> {
        self.delete::<standing::Entity>()
            .filter(standing::Column::IdentityId.is_in(identities.iter().copied()))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Sends the rules through everybody, from the beginning.
    pub async fn start_pass(&self, total: i64, now: i64) -> Result<(), StoreError> {
        use rule_pass::Column as Col;
        let row = rule_pass::ActiveModel {
            account_id: NotSet,
            after: Set(0),
            done: Set(0),
            total: Set(total),
            started_at: Set(now),
            finished_at: Set(None),
        };
        let again = OnConflict::column(Col::AccountId)
            .update_columns([Col::After, Col::Done, Col::Total, Col::StartedAt, Col::FinishedAt])
            .to_owned();
        self.insert_all::<rule_pass::Entity>(vec![row], Some(again)).await
    }

    /// How far the rules have come.
    pub async fn pass(&self) -> Result<Option<Pass>, StoreError> {
        let row = self.find::<rule_pass::Entity>().one(self.conn()).await?;
        Ok(row.map(from_row))
    }

    /// The same; nobody changes a rule until the transaction ends.
    pub async fn lock_pass(&self) -> Result<Option<Pass>, StoreError> {
        let row = self
            .find::<rule_pass::Entity>()
            .lock_exclusive()
            .one(self.conn())
            .await?;
        Ok(row.map(from_row))
    }

    /// Writes how far the rules have come.
    pub async fn save_pass(&self, pass: &Pass) -> Result<(), StoreError> {
        use rule_pass::Column as Col;
        self.update::<rule_pass::Entity>()
            .col_expr(Col::After, Expr::value(pass.after))
            .col_expr(Col::Done, Expr::value(pass.done))
            .col_expr(Col::FinishedAt, Expr::value(pass.finished_at))
            .exec(self.conn())
            .await?;
        Ok(())
    }
}

const fn from_row(row: rule_pass::Model) -> Pass {
    Pass {
        after: row.after,
        done: row.done,
        total: row.total,
        started_at: row.started_at,
        finished_at: row.finished_at,
    }
}
