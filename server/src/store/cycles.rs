//! Cycles: what was found, when, and what it was folded from.

use app::types::analysis::{Analysis, HistoryEntry, Observation, Score};
use app::types::identity::Identity;
use app::types::ids::identity_id::IdentityId;
use app::types::score::Category;
use app::types::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::StoreError;
use super::entities::{cycle, identity, observation};
use super::evidence::FoldMark;
use super::identities::{score, wire};
use super::ingest::read::json;
use super::ingest::rows::to_json;
use super::scope::AccountStore;

/// A finished cycle, about to be stored.
pub struct FinishedCycle<'s> {
    pub identity: i64,
    pub scores: &'s [Score],
    pub event_count: i64,
    pub device_count: i64,
    pub started_at: i64,
    pub finished_at: i64,
    /// The folded evidence, as JSON, and how far it goes.
    pub history: String,
    pub meanings: String,
    pub mark: FoldMark,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Stores a cycle: the folded evidence, the scores on the identity, the observations.
    pub async fn store_cycle(&self, finished: &FinishedCycle<'_>) -> Result<i64, StoreError> {
        let value = |category| finished.scores.iter().find(|score| score.category == category);
        let points = |category| value(category).map(|score| i64::from(score.value));
        let confidence = |category| value(category).map(|score| score.confidence);
        let row = cycle::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            identity_id: Set(finished.identity),
            humanity_score: Set(points(Category::Humanity)),
            authenticity_score: Set(points(Category::Authenticity)),
            uniqueness_score: Set(points(Category::Uniqueness)),
            behavior_score: Set(points(Category::Behavior)),
            humanity_confidence: Set(confidence(Category::Humanity)),
            authenticity_confidence: Set(confidence(Category::Authenticity)),
            uniqueness_confidence: Set(confidence(Category::Uniqueness)),
            behavior_confidence: Set(confidence(Category::Behavior)),
            event_count: Set(finished.event_count),
            device_count: Set(finished.device_count),
            duration_millis: Set(finished.finished_at - finished.started_at),
            started_at: Set(finished.started_at),
            finished_at: Set(finished.finished_at),
        };
        let row = self.insert::<cycle::Entity>(row).await?;
        let observations = finished
            .scores
            .iter()
            .flat_map(|score| &score.observations)
            .zip(0..);
        let observations = observations.map(|(found, position)| observation::ActiveModel {
            account_id: NotSet,
            cycle_id: Set(row.id),
            position: Set(position),
            category: Set(found.category.key().to_owned()),
            code: Set(found.id.clone()),
            label: Set(found.label.clone()),
            explanation: Set(found.explanation.clone()),
            value: Set(found.value),
            confidence: Set(found.confidence),
            weight: Set(found.weight),
            metadata: Set(to_json(&found.metadata)),
        });
        self.insert_all::<observation::Entity>(observations.collect(), None)
            .await?;
        self.score_identity(&row).await?;
        self.save_evidence(finished).await?;
        Ok(row.id)
    }

    async fn score_identity(&self, cycle: &cycle::Model) -> Result<(), StoreError> {
        use identity::Column as Col;
        self.update::<identity::Entity>()
            .col_expr(Col::HumanityScore, Expr::value(cycle.humanity_score))
            .col_expr(Col::AuthenticityScore, Expr::value(cycle.authenticity_score))
            .col_expr(Col::UniquenessScore, Expr::value(cycle.uniqueness_score))
            .col_expr(Col::BehaviorScore, Expr::value(cycle.behavior_score))
            .col_expr(Col::HumanityConfidence, Expr::value(cycle.humanity_confidence))
            .col_expr(
                Col::AuthenticityConfidence,
                Expr::value(cycle.authenticity_confidence),
            )
            .col_expr(
                Col::UniquenessConfidence,
                Expr::value(cycle.uniqueness_confidence),
            )
            .col_expr(Col::BehaviorConfidence, Expr::value(cycle.behavior_confidence))
            .col_expr(Col::LastScoredAt, Expr::value(cycle.finished_at))
            .filter(Col::Id.eq(cycle.identity_id))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// The identity with this number.
    pub async fn identity_by_number(&self, number: i64) -> Result<Option<Identity>, StoreError> {
        let query = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.eq(number));
        query.one(self.conn()).await?.map(wire).transpose()
    }

    /// One cycle of an identity: the given one, or the latest.
    pub async fn analysis(
        &self,
        identity: i64,
        identity_id: &IdentityId,
        cycle: Option<i64>,
    ) -> Result<Option<Analysis>, StoreError> {
        let mut query = self
            .find::<cycle::Entity>()
            .filter(cycle::Column::IdentityId.eq(identity));
        if let Some(id) = cycle {
            query = query.filter(cycle::Column::Id.eq(id));
        }
        let Some(row) = query
            .order_by_desc(cycle::Column::Id)
            .limit(1)
            .one(self.conn())
            .await?
        else {
            return Ok(None);
        };
        let observations = self
            .find::<observation::Entity>()
            .filter(observation::Column::CycleId.eq(row.id))
            .order_by_asc(observation::Column::Position)
            .all(self.conn())
            .await?;
        let mut scores = Vec::new();
        for (category, points, confidence) in columns(&row) {
            let Some(value) = score(points) else { continue };
            let own = observations
                .iter()
                .filter(|found| found.category == category.key());
            let observations = own
                .map(|found| observation_wire(category, found))
                .collect::<Result<_, _>>()?;
            scores.push(Score {
                category,
                value,
                confidence: confidence.unwrap_or_default(),
                observations,
            });
        }
        Ok(Some(Analysis {
            id: row.id,
            identity_id: identity_id.clone(),
            scores,
            event_count: row.event_count,
            device_count: row.device_count,
            duration_millis: row.duration_millis,
            started_at: Timestamp::from_millis(row.started_at),
            finished_at: Timestamp::from_millis(row.finished_at),
        }))
    }

    /// The latest cycles of an identity, latest first.
    pub async fn history(&self, identity: i64, limit: u64) -> Result<Vec<HistoryEntry>, StoreError> {
        let rows = self
            .find::<cycle::Entity>()
            .filter(cycle::Column::IdentityId.eq(identity))
            .order_by_desc(cycle::Column::Id)
            .limit(limit)
            .all(self.conn())
            .await?;
        let entry = |row: cycle::Model| HistoryEntry {
            id: row.id,
            humanity_score: score(row.humanity_score),
            authenticity_score: score(row.authenticity_score),
            uniqueness_score: score(row.uniqueness_score),
            behavior_score: score(row.behavior_score),
            event_count: row.event_count,
            device_count: row.device_count,
            finished_at: Timestamp::from_millis(row.finished_at),
        };
        Ok(rows.into_iter().map(entry).collect())
    }
}

const fn columns(row: &cycle::Model) -> [(Category, Option<i64>, Option<f64>); 4] {
    [
        (Category::Humanity, row.humanity_score, row.humanity_confidence),
        (
            Category::Authenticity,
            row.authenticity_score,
            row.authenticity_confidence,
        ),
        (
            Category::Uniqueness,
            row.uniqueness_score,
            row.uniqueness_confidence,
        ),
        (Category::Behavior, row.behavior_score, row.behavior_confidence),
    ]
}

fn observation_wire(category: Category, found: &observation::Model) -> Result<Observation, StoreError> {
    Ok(Observation {
        category,
        id: found.code.clone(),
        label: found.label.clone(),
        explanation: found.explanation.clone(),
        value: found.value,
        confidence: found.confidence,
        weight: found.weight,
        metadata: json(&found.metadata)?,
    })
}
