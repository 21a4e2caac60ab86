//! What ingestion reads before it stitches a batch of one account, and what it writes afterwards.

pub(crate) mod moves;
mod places;
pub(super) mod read;
pub(super) mod rows;
mod write;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use app::types::ids::identity_id::IdentityId;
use serde_json::{Map, Value};

use crate::scoring::place::Place;

/// Which kind of key sent an event; each kind has its own name space of event ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// `pk_`: a browser.
    Browser,
    /// `sk_`: the customer's server.
    Server,
}

impl KeyKind {
    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Server => "server",
        }
    }
}

/// An event that has passed every check and may be stored.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// Which kind of key sent it.
    pub key_kind: KeyKind,
    /// Which credential sent it.
    pub credential_id: Option<i64>,
    /// The caller's id, or ours.
    pub event_id: String,
    /// The customer's name for what happened.
    pub event_type: String,
    /// The customer's data, system keys included.
    pub data: Map<String, Value>,
    /// Where values were masked.
    pub masked_keys: Vec<String>,
    /// Who did it, and what is to be merged into that identity.
    pub identity: Option<(IdentityId, Map<String, Value>)>,
    /// In which groups.
    pub groups: Vec<NewGroup>,
    /// The device's key: ours, where the signals came along.
    pub fingerprint: Option<String>,
    /// What the browser claimed, where that differs.
    pub claimed_fingerprint: Option<String>,
    /// The device's signals.
    pub device: Option<Value>,
    /// How the page was used since the last event.
    pub interaction: Option<Value>,
    /// In which session.
    pub session: Option<String>,
    /// What the sender calls itself.
    pub source: String,
    /// From which address.
    pub ip: Option<String>,
    /// With which user agent.
    pub user_agent: Option<String>,
    /// On which page.
    pub url: Option<String>,
    /// Orders the event among others.
    pub timestamp: i64,
    /// What the browser's clock said.
    pub client_timestamp: Option<i64>,
    /// When we heard of it.
    pub received_at: i64,
}

/// A group that an event names.
#[derive(Clone, Debug)]
pub struct NewGroup {
    /// The kind of group, folded.
    pub kind: String,
    /// The customer's id.
    pub id: String,
    /// What is to be merged into it.
    pub data: Map<String, Value>,
}

/// The account's write lock, and what it guards.
pub struct AccountLock {
    /// The last number given to anything in the account.
    pub last_seq: i64,
    /// Events allowed a month.
    pub monthly_event_limit: Option<i64>,
}

/// A stored event that a new one repeats.
pub struct StoredEvent {
    /// The device it was tied to.
    pub fingerprint: Option<String>,
}

/// An identity, as far as ingestion is concerned.
#[derive(Clone, Debug)]
pub struct IdentityState {
    pub id: i64,
    pub identity_id: String,
    pub display_name: Option<String>,
    pub display_email: Option<String>,
    pub display_username: Option<String>,
    pub email_key: Option<String>,
    pub data: Map<String, Value>,
    pub server_keys: BTreeSet<String>,
    pub disregarded: bool,
    pub created_at: i64,
    pub updated_at: i64,
    pub last_tracked_at: Option<i64>,
}

/// A device, as far as ingestion is concerned.
#[derive(Clone, Debug)]
pub struct DeviceState {
    pub id: i64,
    pub fingerprint: String,
    pub ip: Option<String>,
    /// Where that address lies.
    pub place: Place,
    pub user_agent: Option<String>,
    pub timezone: Option<String>,
    pub signals: Option<String>,
    pub disregarded: bool,
    pub first_seen_at: i64,
    pub last_seen_at: i64,
}

/// A session, as far as ingestion is concerned.
#[derive(Clone, Debug)]
pub struct SessionState {
    pub id: i64,
    pub session_id: String,
    pub device_id: Option<i64>,
    pub ip: Option<String>,
    pub started_at: i64,
    pub last_event_at: i64,
    pub event_count: i64,
}

/// A group, as far as ingestion is concerned.
#[derive(Clone, Debug)]
pub struct GroupState {
    pub id: i64,
    pub kind: String,
    pub group_id: String,
    pub display_name: Option<String>,
    pub data: Map<String, Value>,
    pub server_keys: BTreeSet<String>,
    pub created_at: i64,
    pub updated_at: i64,
    pub last_tracked_at: Option<i64>,
}

/// Rows that a batch speaks of, by the caller's own keys.
#[derive(Default)]
pub struct Known {
    /// By identity id.
    pub identities: HashMap<String, IdentityState>,
    /// By fingerprint.
    pub devices: HashMap<String, DeviceState>,
    /// By session id.
    pub sessions: HashMap<String, SessionState>,
    /// By type and id.
    pub groups: HashMap<(String, String), GroupState>,
    /// Where the addresses lie.
    pub places: KnownPlaces,
}

/// What was looked up of the addresses of a batch.
#[derive(Default)]
pub struct KnownPlaces {
    /// By address.
    pub at: HashMap<String, Place>,
    /// Keys of those places, by address.
    pub keys: HashMap<String, String>,
    /// Numbers of places that have one, by key.
    pub numbers: HashMap<String, i64>,
}

impl Known {
    /// Canonical email address by identity id.
    pub fn email_keys(&self) -> HashMap<String, String> {
        let key = |state: &IdentityState| Some((state.identity_id.clone(), state.email_key.clone()?));
        self.identities.values().filter_map(key).collect()
    }
}

/// First and last time that an identity was seen somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub first: i64,
    pub last: i64,
}

impl Seen {
    /// Seen once, at `at`.
    pub const fn once(at: i64) -> Self {
        Self { first: at, last: at }
    }

    /// Seen at `at` as well.
    pub fn again(&mut self, at: i64) {
        self.first = self.first.min(at);
        self.last = self.last.max(at);
    }
}

/// An event ready for its row: numbers in place of keys.
pub struct EventRow<'e> {
    pub seq: i64,
    pub event: &'e NewEvent,
    pub identity_id: Option<i64>,
    /// The number of the event that told whose it is: its own, or a later one of its session.
    pub attributed_seq: Option<i64>,
    pub device_id: Option<i64>,
    pub session_id: Option<i64>,
    pub place_id: Option<i64>,
    pub group_ids: Vec<i64>,
}

/// Everything that a stitched batch changes.
#[derive(Default)]
pub struct Changes<'e> {
    /// The last number given before: what has a higher one is new.
    pub known_seq: i64,
    pub last_seq: i64,
    /// Events to count, by month such as 202611.
    pub usage: BTreeMap<i64, i64>,
    pub events: Vec<EventRow<'e>>,
    pub identities: Vec<IdentityState>,
    pub devices: Vec<DeviceState>,
    pub sessions: Vec<SessionState>,
    pub groups: Vec<GroupState>,
    /// Places that are new to the account, by number.
    pub places: BTreeMap<i64, Place>,
    /// Group and identity, and since when.
    pub group_identities: BTreeMap<(i64, i64), i64>,
    /// Device and identity.
    pub on_devices: BTreeMap<(i64, i64), Seen>,
    /// Session and identity.
    pub in_sessions: BTreeMap<(i64, i64), Seen>,
    /// Address and identity.
    pub at_addresses: BTreeMap<(String, i64), Seen>,
    /// Sessions whose stored anonymous events now belong to an identity, told by the event with this number; one for
    /// each session that was known before.
    pub attributions: Vec<Attribution>,
    /// Credentials that were used, and when.
    pub credentials: BTreeMap<i64, i64>,
}

/// The anonymous events of a session turn out to be an identity's.
pub struct Attribution {
    pub session_id: i64,
    pub identity_id: i64,
    pub told_by_seq: i64,
}
