//! Sessions of an identity.

use std::collections::BTreeSet;

use app::types::session::Session;
use app::types::time::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::StoreError;
use super::entities::{session, session_identity};
use super::scope::AccountStore;

/// Sessions shown of one identity.
const SHOWN: u64 = 200;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// The number of a session.
    pub async fn session_number(&self, key: &str) -> Result<Option<i64>, StoreError> {
        self.find::<session::Entity>()
            .filter(session::Column::SessionId.eq(key))
            .select_only()
            .column(session::Column::Id)
            .into_tuple()
            .one(self.conn())
            .await
    }

    /// The latest sessions of an identity, latest first.
    pub async fn sessions_of(&self, identity: i64) -> Result<Vec<Session>, StoreError> {
        let theirs = Query::select()
            .column(session_identity::Column::SessionId)
            .from(session_identity::Entity)
            .and_where(self.owns(session_identity::Column::AccountId))
            .and_where(Expr::col(session_identity::Column::IdentityId).eq(identity))
            .to_owned();
        let rows = self
            .find::<session::Entity>()
            .filter(session::Column::Id.in_subquery(theirs))
            .order_by_desc(session::Column::StartedAt)
            .order_by_desc(session::Column::Id)
            .limit(SHOWN)
            .all(self.conn())
            .await?;
        let devices: BTreeSet<i64> = rows.iter().filter_map(|row| row.device_id).collect();
        let fingerprints = self.fingerprints(devices).await?;
        rows.into_iter()
            .map(|row| {
                let fingerprint = row.device_id.and_then(|id| fingerprints.get(&id));
                Ok(Session {
                    id: row
                        .session_id
                        .parse()
                        .map_err(|error: &str| StoreError::Custom(error.to_owned()))?,
                    fingerprint: fingerprint.and_then(|text| text.parse().ok()),
                    ip: row.ip,
                    started_at: Timestamp::from_millis(row.started_at),
                    last_event_at: Timestamp::from_millis(row.last_event_at),
                    event_count: row.event_count,
                })
            })
            .collect()
    }
}
