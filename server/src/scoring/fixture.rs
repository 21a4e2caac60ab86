//! Made-up lives for the tests: events in order, folded as the store would.

use std::net::IpAddr;

use serde_json::{Map, Value, json};

use super::event_fact::{EventFact, Source};
use super::evidence::{Evidence, Kin, Neighbour};
use super::kinship::KeyKind;
use super::mapping::Mappings;
use super::place::Place;

/// Some Monday morning.
pub const START: i64 = 1_790_000_000_000 / DAY * DAY;
/// Lengths of time.
pub const DAY: i64 = 86_400_000;
/// An hour.
pub const HOUR: i64 = 3_600_000;
/// A minute.
pub const MINUTE: i64 = 60_000;

/// Chrome on Windows.
pub const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/// One identity under construction; the fields say where its next event comes from.
#[derive(Clone, Default)]
pub struct Life {
    /// What it has come to.
    pub evidence: Evidence,
    /// Fingerprint of the next events.
    pub device: Option<&'static str>,
    /// Their device record.
    pub record: Value,
    /// Their session.
    pub session: Option<&'static str>,
    /// Their address.
    pub ip: Option<&'static str>,
    /// Their user agent.
    pub user_agent: Option<&'static str>,
    /// Where their address lies.
    pub place: Option<Place>,
    /// Their input.
    pub interaction: Value,
    /// Whether their input is a recording, the same each time.
    pub canned: bool,
    /// Whether their fingerprint is forged.
    pub forged: bool,
    url: Option<String>,
    seq: i64,
}

impl Life {
    /// Someone at home with an ordinary browser.
    pub fn new() -> Self {
        Self {
            device: Some("d1"),
            record: record(CHROME, "Win32"),
            session: Some("s1"),
            ip: Some("203.0.113.7"),
            user_agent: Some(CHROME),
            ..Self::default()
        }
    }

    /// An event of the browser.
    pub fn browser(&mut self, at_ms: i64, event_type: &str) -> &mut Self {
        self.event(Source::Browser, at_ms, event_type, json!({}))
    }

    /// An event of the customer's server, which knows nothing of the browser.
    pub fn server(&mut self, at_ms: i64, event_type: &str) -> &mut Self {
        self.event(Source::Server, at_ms, event_type, json!({}))
    }

    /// A page that the browser opened.
    pub fn page(&mut self, at_ms: i64, url: &str) -> &mut Self {
        self.url = Some(url.to_owned());
        self.browser(at_ms, "page_view");
        self.url = None;
        self
    }

    /// Any event.
    pub fn event(&mut self, source: Source, at_ms: i64, event_type: &str, data: Value) -> &mut Self {
        let from_browser = source == Source::Browser;
        let ip: Option<IpAddr> = self.ip.filter(|_| from_browser).map(|ip| ip.parse().unwrap());
        self.seq += 1;
        if self.interaction.is_object() && !self.canned {
            self.interaction["msVisible"] = json!(4_000 + self.seq);
        }
        let fact = EventFact {
            seq: self.seq,
            at_ms: START + at_ms,
            received_at_ms: START + at_ms,
            client_at_ms: None,
            source,
            event_type,
            canonical: Mappings::default().event_kind(event_type),
            data: data.as_object().unwrap(),
            identity_data: Some(&self.evidence.profile.attributes),
            fingerprint: self.device.filter(|_| from_browser),
            device: Some(&self.record).filter(|record| from_browser && record.is_object()),
            session: self.session.filter(|_| from_browser),
            ip,
            place: self.place.as_ref().filter(|_| from_browser),
            user_agent: self.user_agent.filter(|_| from_browser),
            url: self.url.as_deref(),
            interaction: Some(&self.interaction).filter(|summary| from_browser && summary.is_object()),
            fingerprint_mismatch: self.forged,
        };
        self.evidence.history.fold(&fact);
        self.evidence.as_of_ms = self.evidence.history.last_ms;
        self
    }

    /// Says who it is.
    pub fn named(&mut self, attributes: Value) -> &mut Self {
        let attributes: Map<String, Value> = attributes.as_object().unwrap().clone();
        let display = Mappings::default().display(&attributes);
        let profile = &mut self.evidence.profile;
        (profile.name, profile.email, profile.username) = (display.name, display.email, display.username);
        (profile.phone, profile.organization) = (display.phone, display.organization);
        profile.country = display.country;
        profile.attributes = attributes;
        self
    }

    /// Days of quiet use: a few pages, at a person's pace.
    pub fn days(&mut self, days: std::ops::Range<i64>) -> &mut Self {
        for day in days {
            for (step, minutes) in [9, 11, 19, 20, 34, 36].into_iter().enumerate() {
                let at_ms =
                    day * DAY + 9 * HOUR + minutes * MINUTE + (day * 7919 + step as i64 * 104_729) % 30_000;
                self.browser(at_ms, "page_view");
            }
        }
        self
    }
}

/// A device record of an ordinary browser.
pub fn record(user_agent: &str, platform: &str) -> Value {
    json!({
        "userAgent": user_agent, "platform": platform, "language": "en-GB", "timezone": "Europe/London",
        "screen": { "width": 1920, "height": 1080 }, "window": { "outerWidth": 1500, "outerHeight": 900 },
        "maxTouchPoints": 0, "webdriver": false, "automation": [],
    })
}

/// A person's hand on a mouse and a keyboard.
pub fn human_input() -> Value {
    json!({
        "pointerMoves": 140, "pointerEntropy": 0.61, "pointerCoalescedMax": 4, "clicks": 3, "centredClicks": 0,
        "clickHoldMs": 92, "keyPresses": 22, "keyIntervalMs": 180, "keyIntervalSd": 75, "keyDwellMs": 88, "scrolls": 6,
    })
}

/// Others who appeared on a day.
pub fn neighbours(count: usize, first_seen_day: i64) -> Vec<Neighbour> {
    (0..count)
        .map(|n| Neighbour {
            identity: format!("other{n}"),
            label: format!("Other {n}"),
            email: None,
            first_seen_ms: START + first_seen_day * DAY + n as i64,
        })
        .collect()
}

/// Others with the same key, of whom none is near.
pub fn kin(kind: KeyKind, identities: i64, others: Vec<Neighbour>) -> Kin {
    Kin {
        kind,
        identities,
        within_hour: 0,
        within_day: 0,
        others,
    }
}
