//! Lines of the import format: what a customer's pages and servers would have sent.

use serde_json::{Value, json};

use super::chance::Chance;
use super::person::Person;
use super::time::{DAY, begin_of, iso};

/// An event with the time at which it arrives.
#[derive(Clone, Debug)]
pub struct Line {
    pub at_ms: i64,
    pub text: String,
}

/// The life of somebody, as it is written down.
pub struct Diary<'l, 'a> {
    lines: &'l mut Vec<Line>,
    pub chance: Chance,
    pub person: Person<'a>,
    pub at_ms: i64,
    session: String,
    ip: String,
    /// The page knows who it is.
    known: bool,
    /// The server has told who it is.
    registered: bool,
}

const SITE: &str = "https://market.example";

impl<'l, 'a> Diary<'l, 'a> {
    /// An empty one.
    pub const fn new(lines: &'l mut Vec<Line>, chance: Chance, person: Person<'a>) -> Self {
        Self {
            lines,
            chance,
            person,
            at_ms: 0,
            session: String::new(),
            ip: String::new(),
            known: false,
            registered: false,
        }
    }

    /// Begins a visit: the page loads, and nobody knows yet whose it is.
    pub fn visit(&mut self, at_ms: i64) {
        self.connect(at_ms);
        let data = json!({});
        self.browser("dregs_init", "/", Value::Null, data, true);
    }

    /// A visit of which only the customer's server tells.
    pub fn connect(&mut self, at_ms: i64) {
        self.at_ms = at_ms;
        self.session = self.chance.uuid();
        let day = (at_ms - begin_of(0)).div_euclid(DAY);
        self.ip = self.person.reach.address(&mut self.chance, day);
        self.known = false;
    }

    /// Goes on from another address.
    pub fn move_to(&mut self, ip: &str) {
        ip.clone_into(&mut self.ip);
    }

    /// The address of the visit.
    pub fn ip(&self) -> &str {
        &self.ip
    }

    /// Goes on in the visit of another.
    pub fn go_on(&mut self, session: &str, ip: &str, at_ms: i64) {
        session.clone_into(&mut self.session);
        ip.clone_into(&mut self.ip);
        self.at_ms = at_ms;
        self.known = false;
    }

    /// The visit.
    pub fn session(&self) -> &str {
        &self.session
    }

    /// Tells the page who it is.
    pub fn identify(&mut self) {
        self.known = true;
        self.wait(180);
        self.browser("dregs_identify", "/account", Value::Null, json!({}), false);
    }

    /// Uses a page, at the person's pace; `types` when there is a form on it.
    pub fn page(&mut self, event_type: &str, path: &str, types: bool) {
        self.page_with(event_type, path, types, json!({}));
    }

    /// The same with something to tell.
    pub fn page_with(&mut self, event_type: &str, path: &str, types: bool, data: Value) {
        let mut pause = self.person.pace.pause_ms(&mut self.chance);
        if types && matches!(self.person.pace, super::person::Pace::Reading(_)) {
            pause += self.chance.about(9_000.0, 0.5);
        }
        self.wait(pause);
        // Tabs are left open in the background.
        let visible = if self.chance.percent(15) {
            pause * 6 / 10
        } else {
            pause
        };
        let hands = self.person.hands.clone();
        let interaction = hands.summary(&mut self.chance, types, visible);
        self.browser(event_type, path, interaction, data, false);
    }

    /// What the customer's server says, with nothing of the browser.
    pub fn server(&mut self, event_type: &str, data: Value) {
        let event = self.server_event(event_type, data);
        self.push(event);
    }

    /// What the customer's server says, with what it knows of the browser.
    pub fn proxied(&mut self, event_type: &str, data: Value) {
        let mut event = self.server_event(event_type, data);
        event["ip"] = self.ip.as_str().into();
        event["userAgent"] = self.person.device["userAgent"].clone();
        event["session"] = self.session.as_str().into();
        self.push(event);
    }

    /// Time passes.
    pub const fn wait(&mut self, millis: i64) {
        self.at_ms += millis;
    }

    /// A pause of the person passes.
    pub fn pause(&mut self) {
        let pause = self.person.pace.pause_ms(&mut self.chance);
        self.wait(pause);
    }

    fn browser(&mut self, event_type: &str, path: &str, interaction: Value, data: Value, record: bool) {
        let lag = self.chance.within(40, 260);
        let mut event = json!({
            "key": "browser",
            "id": format!("dregs-{}", self.chance.uuid()),
            "type": event_type,
            "session": self.session,
            "timestamp": iso(self.at_ms - lag),
            "receivedAt": iso(self.at_ms),
            "url": format!("{SITE}{path}"),
            "ip": self.ip,
            "userAgent": self.person.device["userAgent"],
        });
        if self.known {
            event["identity"] = json!({ "id": self.person.id });
        }
        if record {
            let mut device = self.person.device.clone();
            // What the request said that brought the record stands beside it.
            let request = device.as_object_mut().and_then(|device| device.remove("request"));
            event["request"] = request.unwrap_or_default();
            event["device"] = device;
        }
        if !interaction.is_null() {
            event["interaction"] = interaction;
        }
        put_data(&mut event, data);
        self.push(event);
    }

    fn server_event(&mut self, event_type: &str, data: Value) -> Value {
        let mut identity = json!({ "id": self.person.id });
        if !self.registered {
            self.registered = true;
            identity["data"] = Value::Object(self.person.attributes.clone());
        }
        let mut event = json!({
            "key": "server",
            "id": format!("evt_{}", self.chance.hex(20)),
            "type": event_type,
            "source": "market-api",
            "identity": identity,
            "timestamp": iso(self.at_ms - 12),
            "receivedAt": iso(self.at_ms),
        });
        if let Some((id, name)) = &self.person.organization {
            event["groups"] = json!([{ "type": "organization", "id": id, "data": { "name": name } }]);
        }
        put_data(&mut event, data);
        event
    }

    /// The next event of the server tells the attributes again: they have changed.
    pub const fn retell(&mut self) {
        self.registered = false;
    }

    fn push(&mut self, event: Value) {
        self.lines.push(Line {
            at_ms: self.at_ms,
            text: event.to_string(),
        });
    }
}

fn put_data(event: &mut Value, data: Value) {
    if data.as_object().is_some_and(|data| !data.is_empty()) {
        event["data"] = data;
    }
}
