//! Cycles: what was found, when, and what it was folded from.

use app::types::analysis::{Analysis, HistoryEntry, Observation, Score};
use app::types::identity::Identity;
use app::types::ids::identity_id::IdentityId;
use app::types::score::Category;
use app::types::time::Timestamp;
use sea_orm::sea_query::{Condition, Expr, OnConflict};
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::StoreError;
use super::entities::{cycle, event, evidence, identity, observation};
use super::identities::{score, wire};
use super::ingest::read::json;
use super::ingest::write::to_json;
use super::scope::AccountStore;

/// How far an identity's events are folded in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FoldMark {
    /// The event that told whose it is.
    pub attributed_seq: i64,
    /// The event itself.
    pub seq: i64,
}

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
    pub mark: FoldMark,
}

/// An event as it is read back to be folded.
pub struct FoldRow {
    pub mark: FoldMark,
    pub from_browser: bool,
    pub event_type: String,
    pub canonical_type: Option<String>,
    pub data: String,
    pub identity_data: Option<String>,
    pub fingerprint: Option<String>,
    pub session: Option<String>,
    pub device: Option<String>,
    pub interaction: Option<String>,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    pub url: Option<String>,
    pub timestamp: i64,
    pub client_timestamp: Option<i64>,
    pub received_at: i64,
    pub fingerprint_mismatch: bool,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// What is folded of an identity so far.
    pub async fn evidence(&self, identity: i64) -> Result<Option<(String, FoldMark)>, StoreError> {
        let query = self
            .find::<evidence::Entity>()
            .filter(evidence::Column::IdentityId.eq(identity));
        let row = query.one(self.conn()).await?;
        Ok(row.map(|row| {
            (
                row.history,
                FoldMark {
                    attributed_seq: row.last_attributed_seq,
                    seq: row.last_seq,
                },
            )
        }))
    }

    /// Forgets what is folded, so that the next cycle begins with the first event.
    pub async fn forget_evidence(&self) -> Result<(), StoreError> {
        self.delete::<evidence::Entity>().exec(self.conn()).await?;
        Ok(())
    }

    /// The next events of an identity to fold, in the one order in which they are ever folded.
    pub async fn events_to_fold(
        &self,
        identity: i64,
        after: FoldMark,
        limit: u64,
    ) -> Result<Vec<FoldRow>, StoreError> {
        use event::Column as Col;
        let later = Condition::any()
            .add(Col::AttributedSeq.gt(after.attributed_seq))
            .add(
                Condition::all()
                    .add(Col::AttributedSeq.eq(after.attributed_seq))
                    .add(Col::Seq.gt(after.seq)),
            );
        let rows = self
            .find::<event::Entity>()
            .filter(Col::IdentityId.eq(identity))
            .filter(later)
            .order_by_asc(Col::AttributedSeq)
            .order_by_asc(Col::Seq)
            .limit(limit)
            .all(self.conn())
            .await?;
        let fingerprints = self
            .fingerprints(rows.iter().filter_map(|row| row.device_id).collect())
            .await?;
        let sessions = self
            .session_keys(rows.iter().filter_map(|row| row.session_id).collect())
            .await?;
        let fold = |row: event::Model| FoldRow {
            mark: FoldMark {
                attributed_seq: row.attributed_seq.unwrap_or(row.seq),
                seq: row.seq,
            },
            from_browser: row.key_kind == super::ingest::KeyKind::Browser.as_str(),
            fingerprint: row.device_id.and_then(|id| fingerprints.get(&id).cloned()),
            session: row.session_id.and_then(|id| sessions.get(&id).cloned()),
            fingerprint_mismatch: row.claimed_fingerprint.is_some(),
            event_type: row.event_type,
            canonical_type: row.canonical_type,
            data: row.data,
            identity_data: row.identity_data,
            device: row.device,
            interaction: row.interaction,
            ip: row.ip,
            user_agent: row.user_agent,
            url: row.url,
            timestamp: row.timestamp,
            client_timestamp: row.client_timestamp,
            received_at: row.received_at,
        };
        Ok(rows.into_iter().map(fold).collect())
    }

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

    async fn save_evidence(&self, finished: &FinishedCycle<'_>) -> Result<(), StoreError> {
        use evidence::Column as Col;
        let row = evidence::ActiveModel {
            account_id: NotSet,
            identity_id: Set(finished.identity),
            last_attributed_seq: Set(finished.mark.attributed_seq),
            last_seq: Set(finished.mark.seq),
            history: Set(finished.history.clone()),
        };
        let replace = OnConflict::columns([Col::AccountId, Col::IdentityId])
            .update_columns([Col::LastAttributedSeq, Col::LastSeq, Col::History])
            .to_owned();
        self.insert_all::<evidence::Entity>(vec![row], Some(replace))
            .await
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
