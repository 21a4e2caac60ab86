//! Evidence: an identity's events, folded as far as they were known at the last cycle.

use std::collections::HashMap;

use app::types::analysis_changes::EventsBetween;
use sea_orm::sea_query::{Condition, OnConflict};
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::StoreError;
use super::cycles::FinishedCycle;
use super::entities::{event, evidence};
use super::scope::AccountStore;
use crate::scoring::place::Place;

/// Events between two cycles are counted up to here, and so many of them shown.
const COUNTED_EVENTS: u64 = 1_000;
const SHOWN_EVENTS: usize = 20;

/// How far an identity's events are folded in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FoldMark {
    /// The event that told whose it is.
    pub attributed_seq: i64,
    /// The event itself.
    pub seq: i64,
}

/// What is folded of an identity.
pub struct StoredEvidence {
    /// The history, as JSON.
    pub history: String,
    /// What names meant while it was folded, as JSON.
    pub meanings: String,
    /// How far it goes.
    pub mark: FoldMark,
}

/// An event as it is read back to be folded.
pub struct FoldRow {
    pub mark: FoldMark,
    pub from_browser: bool,
    pub event_type: String,
    pub data: String,
    pub identity_data: Option<String>,
    pub fingerprint: Option<String>,
    pub session: Option<String>,
    pub device: Option<String>,
    pub interaction: Option<String>,
    pub ip: Option<String>,
    pub place: Option<Place>,
    pub user_agent: Option<String>,
    pub url: Option<String>,
    pub timestamp: i64,
    pub client_timestamp: Option<i64>,
    pub received_at: i64,
    pub fingerprint_mismatch: bool,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// What is folded of an identity so far.
    pub async fn evidence(&self, identity: i64) -> Result<Option<StoredEvidence>, StoreError> {
        let query = self
            .find::<evidence::Entity>()
            .filter(evidence::Column::IdentityId.eq(identity));
        let row = query.one(self.conn()).await?;
        Ok(row.map(|row| StoredEvidence {
            history: row.history,
            meanings: row.meanings.unwrap_or_default(),
            mark: FoldMark {
                attributed_seq: row.last_attributed_seq,
                seq: row.last_seq,
            },
        }))
    }

    /// Events of an identity that were folded behind one mark, up to another. Without the later mark, which old cycles did
    /// not keep, nothing is said.
    pub async fn events_folded_between(
        &self,
        identity: i64,
        from: Option<FoldMark>,
        until: Option<FoldMark>,
    ) -> Result<EventsBetween, StoreError> {
        let Some(until) = until else {
            return Ok(EventsBetween {
                total: 0,
                latest: Vec::new(),
            });
        };
        let from = from.unwrap_or_default();
        let seqs: Vec<i64> = self
            .find::<event::Entity>()
            .filter(event::Column::IdentityId.eq(identity))
            .filter(beyond(from))
            .filter(beyond(until).not())
            .order_by_desc(event::Column::AttributedSeq)
            .order_by_desc(event::Column::Seq)
            .limit(COUNTED_EVENTS)
            .select_only()
            .column(event::Column::Seq)
            .into_tuple()
            .all(self.conn())
            .await?;
        let latest = &seqs[..seqs.len().min(SHOWN_EVENTS)];
        let latest = self.events_by_seq(latest).await?.into_iter().rev();
        Ok(EventsBetween {
            total: seqs.len() as u64,
            latest: latest.map(|(_, event)| event).collect(),
        })
    }

    /// What names meant to the evidence of these identities, by number. Identities without evidence are absent.
    pub async fn meanings_of(&self, identities: &[i64]) -> Result<HashMap<i64, String>, StoreError> {
        let rows: Vec<(i64, Option<String>)> = self
            .find::<evidence::Entity>()
            .filter(evidence::Column::IdentityId.is_in(identities.iter().copied()))
            .select_only()
            .columns([evidence::Column::IdentityId, evidence::Column::Meanings])
            .into_tuple()
            .all(self.conn())
            .await?;
        let told = |(identity, meanings): (i64, Option<String>)| (identity, meanings.unwrap_or_default());
        Ok(rows.into_iter().map(told).collect())
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
        let rows = self
            .find::<event::Entity>()
            .filter(Col::IdentityId.eq(identity))
            .filter(beyond(after))
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
        let places = self
            .places_by_number(rows.iter().filter_map(|row| row.place_id).collect())
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
            place: row.place_id.and_then(|id| places.get(&id).cloned()),
            event_type: row.event_type,
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

    /// Replaces what is folded.
    pub(super) async fn save_evidence(&self, finished: &FinishedCycle<'_>) -> Result<(), StoreError> {
        use evidence::Column as Col;
        let row = evidence::ActiveModel {
            account_id: NotSet,
            identity_id: Set(finished.identity),
            last_attributed_seq: Set(finished.mark.attributed_seq),
            last_seq: Set(finished.mark.seq),
            history: Set(finished.history.clone()),
            meanings: Set(Some(finished.meanings.clone())),
        };
        let replace = OnConflict::columns([Col::AccountId, Col::IdentityId])
            .update_columns([Col::LastAttributedSeq, Col::LastSeq, Col::History, Col::Meanings])
            .to_owned();
        self.insert_all::<evidence::Entity>(vec![row], Some(replace))
            .await
    }
}

/// Events behind a mark, in the order of folding.
fn beyond(mark: FoldMark) -> Condition {
    use event::Column as Col;
    Condition::any()
        .add(Col::AttributedSeq.gt(mark.attributed_seq))
        .add(
            Condition::all()
                .add(Col::AttributedSeq.eq(mark.attributed_seq))
                .add(Col::Seq.gt(mark.seq)),
        )
}
