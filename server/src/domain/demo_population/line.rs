//! One line of the import format.

use app::types::time::Timestamp;
use serde_json::{Map, Value, json};

use super::chance::Chance;

/// Who acts, and from where.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Identity id.
    pub id: String,
    /// Attributes that come with the identity.
    pub attributes: Value,
    /// Group, when there is one: id and name.
    pub organization: Option<(&'static str, &'static str)>,
    /// Device record.
    pub device: Value,
    /// Address.
    pub ip: String,
}

/// An event with the time at which it arrives.
#[derive(Clone, Debug)]
pub struct Line {
    /// When it arrives.
    pub at_ms: i64,
    /// The event.
    pub event: Value,
}

/// The life of an actor, as it is written down.
#[derive(Debug)]
pub struct Diary<'a> {
    /// What has been written.
    pub lines: &'a mut Vec<Line>,
    /// Where ids come from.
    pub chance: Chance,
    /// The present visit.
    pub session: String,
    /// The clock.
    pub at_ms: i64,
}

const SHOP: &str = "https://shop.example";

impl Diary<'_> {
    /// Begins a visit.
    pub fn visit(&mut self, at_ms: i64) {
        self.at_ms = at_ms;
        self.session = self.chance.uuid();
    }

    /// An event that the page sends.
    pub fn browser(&mut self, actor: &Actor, event_type: &str, path: &str, interaction: Value, data: Value) {
        let lag = self.chance.within(40, 180);
        let mut event = self.envelope(actor, event_type, data);
        event["id"] = format!("dregs-{}", self.chance.uuid()).into();
        event["key"] = "browser".into();
        event["timestamp"] = time(self.at_ms - lag);
        event["session"] = self.session.as_str().into();
        event["device"] = actor.device.clone();
        event["userAgent"] = actor.device["userAgent"].clone();
        event["interaction"] = interaction;
        event["url"] = format!("{SHOP}{path}").into();
        event["ip"] = actor.ip.as_str().into();
        self.push(event);
    }

    /// An event that the shop's server sends.
    pub fn server(&mut self, actor: &Actor, event_type: &str, data: Value) {
        let mut event = self.envelope(actor, event_type, data);
        event["id"] = format!("evt_{}", self.chance.hex(16)).into();
        event["key"] = "server".into();
        event["timestamp"] = time(self.at_ms - 15);
        event["source"] = "shop-api".into();
        self.push(event);
    }

    /// An event that the shop's server sends with what it knows of the browser.
    pub fn proxied(&mut self, actor: &Actor, event_type: &str, data: Value) {
        self.server(actor, event_type, data);
        if let Some(line) = self.lines.last_mut() {
            line.event["ip"] = actor.ip.as_str().into();
            line.event["session"] = self.session.as_str().into();
            line.event["userAgent"] = actor.device["userAgent"].clone();
        }
    }

    /// Time passes.
    pub const fn wait(&mut self, millis: i64) {
        self.at_ms += millis;
    }

    fn envelope(&self, actor: &Actor, event_type: &str, data: Value) -> Value {
        let identity = json!({ "id": actor.id, "data": actor.attributes });
        let mut event = json!({ "type": event_type, "identity": identity, "receivedAt": time(self.at_ms) });
        if data
            .as_object()
            .is_some_and(|data: &Map<String, Value>| !data.is_empty())
        {
            event["data"] = data;
        }
        if let Some((id, name)) = actor.organization {
            event["groups"] = json!([{ "type": "organization", "id": id, "data": { "name": name } }]);
        }
        event
    }

    fn push(&mut self, event: Value) {
        self.lines.push(Line {
            at_ms: self.at_ms,
            event,
        });
    }
}

fn time(at_ms: i64) -> Value {
    Timestamp::from_millis(at_ms).to_string().into()
}
