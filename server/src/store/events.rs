//! Events as the API lists and shows them, and as scoring folds them.

mod jumps;
mod list;
mod streams;
mod terms;

use std::collections::{BTreeSet, HashMap};

use app::types::event::{Event, EventPlace};
use app::types::ids::group_type::GroupType;
use app::types::reference::{GroupReference, Reference};
use app::types::time::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Map, Value};

use super::StoreError;
use super::entities::{event, event_group, group, session};
use super::ingest::read::json;
use super::scope::AccountStore;
use crate::scoring::place::Place;

/// What events can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventSort {
    Timestamp,
    EventName,
}

/// Which events to list.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Of this identity.
    pub identity: Option<String>,
    /// In this group.
    pub group: Option<String>,
    /// In a group of this type.
    pub group_type: Option<GroupType>,
    /// On the device with this fingerprint.
    pub device: Option<String>,
    /// In this session.
    pub session: Option<String>,
    /// Of this type.
    pub event_type: Option<String>,
    /// Part of the event name, address or identity id.
    pub term: Option<String>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Not after.
    pub to: Option<Timestamp>,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// One event by its id; a server's id wins over a browser's.
    pub async fn event(&self, id: &str) -> Result<Option<Event>, StoreError> {
        let rows = self
            .find::<event::Entity>()
            .filter(event::Column::EventId.eq(id))
            .order_by_desc(event::Column::KeyKind)
            .limit(1)
            .all(self.conn())
            .await?;
        Ok(self.events_from_rows(rows).await?.pop())
    }

    /// Events that arrived after `seq`, oldest first.
    pub async fn events_after(&self, seq: i64, limit: u64) -> Result<Vec<(i64, Event)>, StoreError> {
        let rows = self
            .find::<event::Entity>()
            .filter(event::Column::Seq.gt(seq))
            .order_by_asc(event::Column::Seq)
            .limit(limit)
            .all(self.conn())
            .await?;
        self.numbered(rows).await
    }

    /// Events by their numbers, in that order.
    pub async fn events_by_seq(&self, seqs: &[i64]) -> Result<Vec<(i64, Event)>, StoreError> {
        let rows = self
            .find::<event::Entity>()
            .filter(event::Column::Seq.is_in(seqs.iter().copied()))
            .order_by_asc(event::Column::Seq)
            .all(self.conn())
            .await?;
        self.numbered(rows).await
    }

    async fn numbered(&self, rows: Vec<event::Model>) -> Result<Vec<(i64, Event)>, StoreError> {
        let seqs: Vec<i64> = rows.iter().map(|row| row.seq).collect();
        Ok(seqs.into_iter().zip(self.events_from_rows(rows).await?).collect())
    }

    async fn events_from_rows(&self, rows: Vec<event::Model>) -> Result<Vec<Event>, StoreError> {
        let identities = self
            .identity_labels(rows.iter().filter_map(|row| row.identity_id).collect())
            .await?;
        let devices: BTreeSet<i64> = rows.iter().filter_map(|row| row.device_id).collect();
        let fingerprints = self.fingerprints(devices).await?;
        let sessions = self
            .session_keys(rows.iter().filter_map(|row| row.session_id).collect())
            .await?;
        let places = self
            .places_by_number(rows.iter().filter_map(|row| row.place_id).collect())
            .await?;
        let mut groups = self
            .groups_of_events(rows.iter().map(|row| row.seq).collect())
            .await?;
        let mappings = self.mappings().await?;
        rows.into_iter()
            .map(|row| {
                let identity = row.identity_id.and_then(|id| identities.get(&id));
                let data: Map<String, Value> = json(&row.data)?;
                Ok(Event {
                    identity: identity.map(|(id, label)| identity_reference(id, label)),
                    groups: groups.remove(&row.seq).unwrap_or_default(),
                    fingerprint: row.device_id.and_then(|id| fingerprints.get(&id).cloned()),
                    session: row.session_id.and_then(|id| sessions.get(&id).cloned()),
                    place: row.place_id.and_then(|id| places.get(&id)).map(event_place),
                    id: row.event_id,
                    timestamp: Timestamp::from_millis(row.timestamp),
                    received_at: Timestamp::from_millis(row.received_at),
                    ip: row.ip,
                    url: row.url,
                    event_source: row.source,
                    canonical_type: mappings.event_kind(&row.event_type).map(|kind| kind.to_string()),
                    event_name: row.event_type,
                    event_data: data.into(),
                    masked_keys: row.masked_keys.as_deref().map_or(Ok(Vec::new()), json)?,
                })
            })
            .collect()
    }

    pub(super) async fn session_keys(&self, ids: BTreeSet<i64>) -> Result<HashMap<i64, String>, StoreError> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows: Vec<(i64, String)> = self
            .find::<session::Entity>()
            .filter(session::Column::Id.is_in(ids))
            .select_only()
            .columns([session::Column::Id, session::Column::SessionId])
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok(rows.into_iter().collect())
    }

    async fn groups_of_events(
        &self,
        seqs: Vec<i64>,
    ) -> Result<HashMap<i64, Vec<GroupReference>>, StoreError> {
        let memberships = self
            .find::<event_group::Entity>()
            .filter(event_group::Column::Seq.is_in(seqs))
            .all(self.conn())
            .await?;
        let mut found: HashMap<i64, Vec<GroupReference>> = HashMap::new();
        if memberships.is_empty() {
            return Ok(found);
        }
        let ids: BTreeSet<i64> = memberships.iter().map(|row| row.group_id).collect();
        let groups = self
            .find::<group::Entity>()
            .filter(group::Column::Id.is_in(ids))
            .all(self.conn())
            .await?;
        let groups: HashMap<i64, group::Model> = groups.into_iter().map(|row| (row.id, row)).collect();
        for membership in memberships {
            if let Some(group) = groups.get(&membership.group_id) {
                found
                    .entry(membership.seq)
                    .or_default()
                    .push(group_reference(group));
            }
        }
        Ok(found)
    }
}

fn event_place(place: &Place) -> EventPlace {
    EventPlace {
        city: place.city.clone(),
        region: place.region.clone(),
        country: place.country.clone(),
        country_code: place.country_code.clone(),
        asn: place.asn.map(|asn| asn.to_string()),
        asn_label: place.asn_label.clone(),
        network_kind: place.kind,
    }
}

fn group_reference(group: &group::Model) -> GroupReference {
    GroupReference {
        kind: group.r#type.clone(),
        id: group.group_id.clone(),
        label: group
            .display_name
            .clone()
            .unwrap_or_else(|| group.group_id.clone()),
        path: format!("/api/groups/{}/{}", group.r#type, encode(&group.group_id)),
    }
}

/// A pointer to an identity.
pub fn identity_reference(id: &str, label: &str) -> Reference {
    Reference {
        id: id.to_owned(),
        label: label.to_owned(),
        path: format!("/api/identities/{}", encode(id)),
    }
}

/// Percent-encodes one path segment.
fn encode(segment: &str) -> String {
    use std::fmt::Write;
    let mut encoded = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
