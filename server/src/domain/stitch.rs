//! From events to one identity per person: what a batch changes, worked out in memory.

mod attribute;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use app::types::ids::identity_id::IdentityId;
use app::types::time::Timestamp;
use serde_json::{Map, Value};

use super::merge::{merge_attributes, merge_group};
use crate::scoring::mapping::Mappings;
use crate::scoring::place::Place;
use crate::store::ingest::{
    Changes, DeviceState, EventRow, GroupState, IdentityState, Known, NewEvent, NewGroup, Seen, SessionState,
};

/// Works out what `events`, none of which is stored yet, change in an account that is known as far as needed.
pub fn stitch<'e>(last_seq: i64, known: Known, mappings: &Mappings, events: &[&'e NewEvent]) -> Changes<'e> {
    let mut stitch = Stitch {
        known,
        mappings,
        changes: Changes {
            known_seq: last_seq,
            last_seq,
            ..Changes::default()
        },
        touched: Touched::default(),
        anonymous: HashMap::new(),
        told: HashSet::new(),
    };
    for event in events {
        stitch.add(event);
    }
    stitch.finish()
}

struct Stitch<'e, 'm> {
    known: Known,
    mappings: &'m Mappings,
    changes: Changes<'e>,
    touched: Touched,
    /// Events of the batch whose visitor is not known yet, by session: places in `changes.events`.
    anonymous: HashMap<i64, Vec<usize>>,
    /// Sessions whose visitor the batch has told.
    told: HashSet<i64>,
}

/// Keys of the rows that changed.
#[derive(Default)]
struct Touched {
    identities: BTreeSet<String>,
    devices: BTreeSet<String>,
    sessions: BTreeSet<String>,
    groups: BTreeSet<(String, String)>,
}

impl<'e> Stitch<'e, '_> {
    fn add(&mut self, event: &'e NewEvent) {
        let at = event.timestamp;
        let identity = event
            .identity
            .as_ref()
            .map(|(id, data)| self.identity(id, data, event));
        let device = event
            .fingerprint
            .as_ref()
            .map(|fingerprint| self.device(fingerprint, event));
        let session = event
            .session
            .as_ref()
            .map(|session| self.session(session, device, event));
        let group_ids: Vec<i64> = event
            .groups
            .iter()
            .map(|group| self.group(group, event))
            .collect();
        let place_id = event.ip.as_ref().and_then(|ip| self.place(ip));
        let seq = self.next_seq();
        if let Some(identity) = identity {
            for group in &group_ids {
                self.changes
                    .group_identities
                    .entry((*group, identity))
                    .or_insert(at);
            }
            if let Some(device) = device {
                see(&mut self.changes.on_devices, (device, identity), at);
            }
            if let Some(session) = session {
                see(&mut self.changes.in_sessions, (session, identity), at);
                self.attribute(session, identity, seq, event);
            }
            if let Some(ip) = &event.ip {
                see(&mut self.changes.at_addresses, (ip.clone(), identity), at);
            }
        }
        if let (None, Some(session)) = (identity, session) {
            let at = self.changes.events.len();
            self.anonymous.entry(session).or_default().push(at);
        }
        *self.changes.usage.entry(month(event.received_at)).or_default() += 1;
        if let Some(credential) = event.credential_id {
            self.changes.credentials.insert(credential, event.received_at);
        }
        self.changes.events.push(EventRow {
            seq,
            event,
            identity_id: identity,
            attributed_seq: identity.map(|_| seq),
            device_id: device,
            session_id: session,
            place_id,
            group_ids,
        });
    }

    fn identity(&mut self, id: &IdentityId, data: &Map<String, Value>, event: &NewEvent) -> i64 {
        let key = id.as_str();
        if !self.known.identities.contains_key(key) {
            let state = IdentityState {
                id: self.next_seq(),
                identity_id: key.to_owned(),
                display_name: None,
                display_email: None,
                display_username: None,
                email_key: None,
                data: Map::new(),
                server_keys: BTreeSet::new(),
                disregarded: false,
                created_at: event.received_at,
                updated_at: event.received_at,
                last_tracked_at: None,
            };
            self.known.identities.insert(key.to_owned(), state);
        }
        self.touched.identities.insert(key.to_owned());
        let Some(state) = self.known.identities.get_mut(key) else {
            return 0;
        };
        state.last_tracked_at = state.last_tracked_at.max(Some(event.timestamp));
        if merge_attributes(state, data, event.key_kind, self.mappings) {
            state.updated_at = state.updated_at.max(event.received_at);
        }
        state.id
    }

    fn device(&mut self, fingerprint: &str, event: &NewEvent) -> i64 {
        if !self.known.devices.contains_key(fingerprint) {
            let state = DeviceState {
                id: self.next_seq(),
                fingerprint: fingerprint.to_owned(),
                ip: None,
                place: Place::default(),
                user_agent: None,
                timezone: None,
                signals: None,
                disregarded: false,
                first_seen_at: event.timestamp,
                last_seen_at: event.timestamp,
            };
            self.known.devices.insert(fingerprint.to_owned(), state);
        }
        self.touched.devices.insert(fingerprint.to_owned());
        let Some(state) = self.known.devices.get_mut(fingerprint) else {
            return 0;
        };
        state.first_seen_at = state.first_seen_at.min(event.timestamp);
        if event.timestamp >= state.last_seen_at {
            state.last_seen_at = event.timestamp;
            if let Some(ip) = &event.ip {
                state.ip = Some(ip.clone());
                state.place = self.known.places.at.get(ip).cloned().unwrap_or_default();
            }
            let signal = |name: &str| {
                event
                    .device
                    .as_ref()
                    .and_then(|device| device.get(name))
                    .and_then(Value::as_str)
                    .map(str::to_owned)
            };
            state.user_agent = event
                .user_agent
                .clone()
                .or_else(|| signal("userAgent"))
                .or(state.user_agent.take());
            state.timezone = signal("timezone").or(state.timezone.take());
            state.signals = event
                .device
                .as_ref()
                .map(Value::to_string)
                .or(state.signals.take());
        }
        state.id
    }

    fn session(&mut self, session: &str, device: Option<i64>, event: &NewEvent) -> i64 {
        if !self.known.sessions.contains_key(session) {
            let state = SessionState {
                id: self.next_seq(),
                session_id: session.to_owned(),
                device_id: None,
                ip: event.ip.clone(),
                started_at: event.timestamp,
                last_event_at: event.timestamp,
                event_count: 0,
            };
            self.known.sessions.insert(session.to_owned(), state);
        }
        self.touched.sessions.insert(session.to_owned());
        let Some(state) = self.known.sessions.get_mut(session) else {
            return 0;
        };
        state.device_id = state.device_id.or(device);
        state.started_at = state.started_at.min(event.timestamp);
        state.last_event_at = state.last_event_at.max(event.timestamp);
        state.event_count += 1;
        state.id
    }

    /// The number of the place of an address, a new one when the account has none yet.
    fn place(&mut self, ip: &str) -> Option<i64> {
        let (known, next) = (&mut self.known.places, self.changes.last_seq + 1);
        let number = *known.numbers.entry(known.keys.get(ip)?.clone()).or_insert(next);
        if number == next {
            self.changes.last_seq = next;
            self.changes.places.insert(next, known.at.get(ip)?.clone());
        }
        Some(number)
    }

    fn group(&mut self, group: &NewGroup, event: &NewEvent) -> i64 {
        let key = (group.kind.clone(), group.id.clone());
        if !self.known.groups.contains_key(&key) {
            let state = GroupState {
                id: self.next_seq(),
                kind: group.kind.clone(),
                group_id: group.id.clone(),
                display_name: None,
                data: Map::new(),
                server_keys: BTreeSet::new(),
                created_at: event.received_at,
                updated_at: event.received_at,
                last_tracked_at: None,
            };
            self.known.groups.insert(key.clone(), state);
        }
        let Some(state) = self.known.groups.get_mut(&key) else {
            return 0;
        };
        state.last_tracked_at = state.last_tracked_at.max(Some(event.timestamp));
        if merge_group(state, &group.data, event.key_kind) {
            state.updated_at = state.updated_at.max(event.received_at);
        }
        self.touched.groups.insert(key);
        state.id
    }

    fn next_seq(&mut self) -> i64 {
        self.changes.last_seq += 1;
        self.changes.last_seq
    }

    fn finish(mut self) -> Changes<'e> {
        let Touched {
            identities,
            devices,
            sessions,
            groups,
        } = self.touched;
        self.changes.identities = identities
            .iter()
            .filter_map(|key| self.known.identities.remove(key))
            .collect();
        self.changes.devices = devices
            .iter()
            .filter_map(|key| self.known.devices.remove(key))
            .collect();
        self.changes.sessions = sessions
            .iter()
            .filter_map(|key| self.known.sessions.remove(key))
            .collect();
        self.changes.groups = groups
            .iter()
            .filter_map(|key| self.known.groups.remove(key))
            .collect();
        self.changes
    }
}

fn see<K: Ord>(seen: &mut BTreeMap<K, Seen>, key: K, at: i64) {
    seen.entry(key).or_insert_with(|| Seen::once(at)).again(at);
}

/// The month of a time, in UTC, such as 202611.
pub fn month(at: i64) -> i64 {
    let text = Timestamp::from_millis(at).to_string();
    let digits: String = text.chars().take(7).filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}
