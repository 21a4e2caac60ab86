//! Reads before a batch is stitched.

use std::collections::{BTreeSet, HashMap, HashSet};

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{
    AccountLock, DeviceState, GroupState, IdentityState, KeyKind, Known, NewEvent, SessionState, StoredEvent,
};
use crate::scoring::place::Place;
use crate::store::StoreError;
use crate::store::entities::{account, device, event, group, identity, session, usage};
use crate::store::scope::AccountStore;

/// Values in one `IN (…)`.
pub(in crate::store) const LOOKUP_CHUNK: usize = 500;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Takes the account's write lock until the transaction ends. Writers of one account queue up here, on
    /// PostgreSQL also those of other processes, so that what follows need not think of races.
    #[expect(
        clippy::disallowed_methods,
        reason = "the accounts table is the owner, not the owned"
    )]
    pub async fn lock_account(&self) -> Result<AccountLock, StoreError> {
        let account = self.account().get();
        account::Entity::update_many()
            .col_expr(account::Column::LastSeq, Expr::col(account::Column::LastSeq))
            .filter(account::Column::Id.eq(account))
            .exec(self.conn())
            .await?;
        let row = account::Entity::find_by_id(account).one(self.conn()).await?;
        let row = row.ok_or_else(|| StoreError::RecordNotFound("account".to_owned()))?;
        Ok(AccountLock {
            last_seq: row.last_seq,
            monthly_event_limit: row.monthly_event_limit,
        })
    }

    /// Events counted in `month`.
    pub async fn usage(&self, month: i64) -> Result<i64, StoreError> {
        let row = self
            .find::<usage::Entity>()
            .filter(usage::Column::Month.eq(month))
            .one(self.conn())
            .await?;
        Ok(row.map_or(0, |row| row.events))
    }

    /// Whether the customer's server has ever sent an event.
    pub async fn has_server_events(&self) -> Result<bool, StoreError> {
        let seq: Option<i64> = self
            .find::<event::Entity>()
            .filter(event::Column::KeyKind.eq(KeyKind::Server.as_str()))
            .select_only()
            .column(event::Column::Seq)
            .limit(1)
            .into_tuple()
            .one(self.conn())
            .await?;
        Ok(seq.is_some())
    }

    /// Those of `events` that are stored already, by kind of key and id.
    pub async fn stored_events(
        &self,
        events: &[&NewEvent],
    ) -> Result<HashMap<(KeyKind, String), StoredEvent>, StoreError> {
        let mut stored = HashMap::new();
        for kind in [KeyKind::Browser, KeyKind::Server] {
            let ids: Vec<&str> = events
                .iter()
                .filter(|event| event.key_kind == kind)
                .map(|event| event.event_id.as_str())
                .collect();
            for ids in ids.chunks(LOOKUP_CHUNK) {
                let rows: Vec<(String, Option<i64>)> = self
                    .find::<event::Entity>()
                    .filter(event::Column::KeyKind.eq(kind.as_str()))
                    .filter(event::Column::EventId.is_in(ids.iter().copied()))
                    .select_only()
                    .columns([event::Column::EventId, event::Column::DeviceId])
                    .into_tuple()
                    .all(self.conn())
                    .await?;
                let fingerprints = self
                    .fingerprints(rows.iter().filter_map(|row| row.1).collect())
                    .await?;
                for (event_id, device_id) in rows {
                    let fingerprint = device_id.and_then(|id| fingerprints.get(&id).cloned());
                    stored.insert((kind, event_id), StoredEvent { fingerprint });
                }
            }
        }
        Ok(stored)
    }

    /// Fingerprints of devices by number.
    pub(in crate::store) async fn fingerprints(
        &self,
        ids: BTreeSet<i64>,
    ) -> Result<HashMap<i64, String>, StoreError> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows: Vec<(i64, String)> = self
            .find::<device::Entity>()
            .filter(device::Column::Id.is_in(ids))
            .select_only()
            .columns([device::Column::Id, device::Column::Fingerprint])
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok(rows.into_iter().collect())
    }

    /// The identities, devices, sessions and groups that `events` speak of.
    pub async fn known(&self, events: &[&NewEvent]) -> Result<Known, StoreError> {
        let mut known = Known::default();
        let ids: HashSet<&str> = events
            .iter()
            .filter_map(|event| event.identity.as_ref())
            .map(|(id, _)| id.as_str())
            .collect();
        for ids in chunks(ids) {
            let query = self
                .find::<identity::Entity>()
                .filter(identity::Column::IdentityId.is_in(ids));
            for row in query.all(self.conn()).await? {
                known
                    .identities
                    .insert(row.identity_id.clone(), IdentityState::try_from(row)?);
            }
        }
        let fingerprints: HashSet<&str> = events
            .iter()
            .filter_map(|event| event.fingerprint.as_deref())
            .collect();
        for fingerprints in chunks(fingerprints) {
            let query = self
                .find::<device::Entity>()
                .filter(device::Column::Fingerprint.is_in(fingerprints));
            for row in query.all(self.conn()).await? {
                known
                    .devices
                    .insert(row.fingerprint.clone(), DeviceState::from(row));
            }
        }
        let sessions: HashSet<&str> = events
            .iter()
            .filter_map(|event| event.session.as_deref())
            .collect();
        for sessions in chunks(sessions) {
            let query = self
                .find::<session::Entity>()
                .filter(session::Column::SessionId.is_in(sessions));
            for row in query.all(self.conn()).await? {
                known
                    .sessions
                    .insert(row.session_id.clone(), SessionState::from(row));
            }
        }
        let groups: HashSet<&str> = events
            .iter()
            .flat_map(|event| &event.groups)
            .map(|group| group.id.as_str())
            .collect();
        for groups in chunks(groups) {
            let query = self
                .find::<group::Entity>()
                .filter(group::Column::GroupId.is_in(groups));
            for row in query.all(self.conn()).await? {
                known.groups.insert(
                    (row.r#type.clone(), row.group_id.clone()),
                    GroupState::try_from(row)?,
                );
            }
        }
        Ok(known)
    }
}

fn chunks(values: HashSet<&str>) -> Vec<Vec<&str>> {
    let values: Vec<&str> = values.into_iter().collect();
    values.chunks(LOOKUP_CHUNK).map(<[&str]>::to_vec).collect()
}

/// Reads a column that holds JSON.
pub(in crate::store) fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Json(error.to_string()))
}

impl TryFrom<identity::Model> for IdentityState {
    type Error = StoreError;

    fn try_from(row: identity::Model) -> Result<Self, StoreError> {
        Ok(Self {
            data: json(&row.data)?,
            server_keys: json(&row.server_keys)?,
            id: row.id,
            identity_id: row.identity_id,
            display_name: row.display_name,
            display_email: row.display_email,
            display_username: row.display_username,
            email_key: row.email_key,
            disregarded: row.disregarded,
            created_at: row.created_at,
            updated_at: row.updated_at,
            last_tracked_at: row.last_tracked_at,
        })
    }
}

impl From<device::Model> for DeviceState {
    fn from(row: device::Model) -> Self {
        Self {
            place: Place {
                city: row.city,
                region: row.region,
                country: row.country,
                country_code: row.country_code,
                timezone: None,
                latitude: row.latitude,
                longitude: row.longitude,
                asn: row.asn.and_then(|asn| asn.parse().ok()),
                asn_label: row.asn_label,
                kind: row.network_kind.and_then(|kind| kind.parse().ok()),
            },
            id: row.id,
            fingerprint: row.fingerprint,
            ip: row.ip,
            user_agent: row.user_agent,
            timezone: row.timezone,
            signals: row.signals,
            disregarded: row.disregarded,
            first_seen_at: row.first_seen_at,
            last_seen_at: row.last_seen_at,
        }
    }
}

impl From<session::Model> for SessionState {
    fn from(row: session::Model) -> Self {
        Self {
            id: row.id,
            session_id: row.session_id,
            device_id: row.device_id,
            ip: row.ip,
            started_at: row.started_at,
            last_event_at: row.last_event_at,
            event_count: row.event_count,
        }
    }
}

impl TryFrom<group::Model> for GroupState {
    type Error = StoreError;

    fn try_from(row: group::Model) -> Result<Self, StoreError> {
        Ok(Self {
            data: json(&row.data)?,
            server_keys: json(&row.server_keys)?,
            id: row.id,
            kind: row.r#type,
            group_id: row.group_id,
            display_name: row.display_name,
            created_at: row.created_at,
            updated_at: row.updated_at,
            last_tracked_at: row.last_tracked_at,
        })
    }
}
