//! One stored event, as the fold reads it.

use std::net::IpAddr;

use serde_json::{Map, Value};

use app::types::event_kind::EventKind;

use super::place::Place;

/// Which kind of key sent an event, and so how far it can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A public key: anybody can claim anything.
    Browser,
    /// A secret key: the customer's own server says so.
    Server,
}

/// A borrowed view of one stored event with the mappings already applied.
#[derive(Clone, Debug)]
pub struct EventFact<'a> {
    /// Position in the account's log; events are folded in this order.
    pub seq: i64,
    /// When it counts: the time of receipt for a browser, the event's own time for a server.
    pub at_ms: i64,
    /// When we heard of it.
    pub received_at_ms: i64,
    /// What the browser's clock said.
    pub client_at_ms: Option<i64>,
    /// Who sent it.
    pub source: Source,
    /// The customer's name for it.
    pub event_type: &'a str,
    /// Our name for it, when a mapping knows it.
    pub canonical: Option<EventKind>,
    /// The customer's data.
    pub data: &'a Map<String, Value>,
    /// The attributes that came with the identity.
    pub identity_data: Option<&'a Map<String, Value>>,
    /// The device it came from.
    pub fingerprint: Option<&'a str>,
    /// The `device` record when the event carried one.
    pub device: Option<&'a Value>,
    /// The visit it belongs to.
    pub session: Option<&'a str>,
    /// The address it came from.
    pub ip: Option<IpAddr>,
    /// Where that lies, as it was known then.
    pub place: Option<&'a Place>,
    /// The request's header, or what the server says that header was.
    pub user_agent: Option<&'a str>,
    /// The page it happened on.
    pub url: Option<&'a str>,
    /// The `interaction` summary when the event carried one.
    pub interaction: Option<&'a Value>,
    /// The claimed fingerprint is not that of the device record.
    pub fingerprint_mismatch: bool,
}
