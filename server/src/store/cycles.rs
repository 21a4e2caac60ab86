//! Cycles: what was found, when, and what it was folded from.

use app::types::analysis::{Analysis, HistoryEntry, Observation, Score};
use app::types::analysis_changes::CycleVersion;
use app::types::ids::identity_id::IdentityId;
use app::types::score::Category;
use app::types::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::StoreError;
use super::entities::{cycle, identity, observation};
use super::evidence::FoldMark;
use super::identities::score;
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
    pub versions: Versions,
}

/// What a cycle was worked out with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Of the analyzers and of how they are combined.
    pub scorer: String,
    /// Digest of the account's mappings.
    pub mappings: String,
    /// Digest of the account's own entries in the datasets.
    pub datasets: String,
    /// Of what is known about addresses.
    pub geo: Option<String>,
}

impl FinishedCycle<'_> {
    fn score(&self, category: Category) -> Option<&Score> {
        self.scores.iter().find(|score| score.category == category)
    }

    fn points(&self, category: Category) -> Option<i64> {
        self.score(category).map(|score| i64::from(score.value))
    }

    fn confidence(&self, category: Category) -> Option<f64> {
        self.score(category).map(|score| score.confidence)
    }
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Stores a cycle: the scores on the identity, the observations, the folded evidence. Nothing is stored of an
    /// identity that was erased meanwhile: its scores are written first, and wait for an erasure under way.
    pub async fn store_cycle(&self, finished: &FinishedCycle<'_>) -> Result<Option<i64>, StoreError> {
        if !self.score_identity(finished).await? {
            return Ok(None);
        }
        let row = cycle::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            identity_id: Set(finished.identity),
            humanity_score: Set(finished.points(Category::Humanity)),
            authenticity_score: Set(finished.points(Category::Authenticity)),
            uniqueness_score: Set(finished.points(Category::Uniqueness)),
            behavior_score: Set(finished.points(Category::Behavior)),
            humanity_confidence: Set(finished.confidence(Category::Humanity)),
            authenticity_confidence: Set(finished.confidence(Category::Authenticity)),
            uniqueness_confidence: Set(finished.confidence(Category::Uniqueness)),
            behavior_confidence: Set(finished.confidence(Category::Behavior)),
            event_count: Set(finished.event_count),
            device_count: Set(finished.device_count),
            duration_millis: Set(finished.finished_at - finished.started_at),
            started_at: Set(finished.started_at),
            finished_at: Set(finished.finished_at),
            last_attributed_seq: Set(Some(finished.mark.attributed_seq)),
            last_seq: Set(Some(finished.mark.seq)),
            scorer: Set(Some(finished.versions.scorer.clone())),
            mappings: Set(Some(finished.versions.mappings.clone())),
            datasets: Set(Some(finished.versions.datasets.clone())),
            geo: Set(finished.versions.geo.clone()),
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
        self.save_evidence(finished).await?;
        Ok(Some(row.id))
    }

    /// Writes the scores; says whether there was an identity to write them on.
    async fn score_identity(&self, cycle: &FinishedCycle<'_>) -> Result<bool, StoreError> {
        use identity::Column as Col;
        let columns = [
            (Category::Humanity, Col::HumanityScore, Col::HumanityConfidence),
            (
                Category::Authenticity,
                Col::AuthenticityScore,
                Col::AuthenticityConfidence,
            ),
            (
                Category::Uniqueness,
                Col::UniquenessScore,
                Col::UniquenessConfidence,
            ),
            (Category::Behavior, Col::BehaviorScore, Col::BehaviorConfidence),
        ];
        let mut update = self
            .update::<identity::Entity>()
            .col_expr(Col::LastScoredAt, Expr::value(cycle.finished_at))
            .filter(Col::Id.eq(cycle.identity));
        for (category, points, confidence) in columns {
            update = update
                .col_expr(points, Expr::value(cycle.points(category)))
                .col_expr(confidence, Expr::value(cycle.confidence(category)));
        }
        Ok(update.exec(self.conn()).await?.rows_affected > 0)
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

    /// The cycle of an identity before another one.
    pub async fn cycle_before(&self, identity: i64, cycle: i64) -> Result<Option<i64>, StoreError> {
        self.find::<cycle::Entity>()
            .filter(cycle::Column::IdentityId.eq(identity))
            .filter(cycle::Column::Id.lt(cycle))
            .order_by_desc(cycle::Column::Id)
            .select_only()
            .column(cycle::Column::Id)
            .limit(1)
            .into_tuple()
            .one(self.conn())
            .await
    }

    /// What a cycle was worked out with, and how far it knew the events.
    pub async fn cycle_version(
        &self,
        cycle: i64,
    ) -> Result<Option<(CycleVersion, Option<FoldMark>)>, StoreError> {
        let query = self.find::<cycle::Entity>().filter(cycle::Column::Id.eq(cycle));
        let Some(row) = query.one(self.conn()).await? else {
            return Ok(None);
        };
        let mark = row.last_attributed_seq.zip(row.last_seq);
        let version = CycleVersion {
            id: row.id,
            finished_at: Timestamp::from_millis(row.finished_at),
            scorer: row.scorer,
            mappings: row.mappings,
            datasets: row.datasets,
            geo: row.geo,
        };
        let mark = mark.map(|(attributed_seq, seq)| FoldMark { attributed_seq, seq });
        Ok(Some((version, mark)))
    }

    /// The versions that a cycle was worked out with; none for cycles of before they were kept.
    pub async fn versions_of(&self, cycle: i64) -> Result<Option<Versions>, StoreError> {
        let told = self.cycle_version(cycle).await?;
        Ok(told.and_then(|(version, _)| {
            Some(Versions {
                scorer: version.scorer?,
                mappings: version.mappings?,
                datasets: version.datasets?,
                geo: version.geo,
            })
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
