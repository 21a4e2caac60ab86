//! The whole fold: bounded, repeatable, and deaf to nonsense.

use std::net::{IpAddr, Ipv4Addr};

use serde_json::{Map, Value, json};

use super::History;
use super::tells::Tell;
use crate::scoring::event_fact::{EventFact, Source};
use crate::scoring::place::Place;
use app::types::event_kind::EventKind;
use app::types::network_kind::NetworkKind;

const DAY: i64 = 86_400_000;

/// A small generator, so that hostile input is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn json(&mut self, depth: u32) -> Value {
        match self.roll(if depth == 0 { 7 } else { 9 }) {
            0 => Value::Null,
            1 => json!(self.roll(2) == 0),
            2 => json!(i64::MIN),
            3 => json!(f64::MAX),
            4 => json!(self.roll(1_000_000)),
            5 => json!("\u{1}\"\\é漢".repeat(self.roll(40) as usize)),
            6 => json!(format!("webdriver{}", self.roll(99))),
            7 => (0..self.roll(5)).map(|_| self.json(depth - 1)).collect(),
            _ => Value::Object(
                (0..self.roll(5))
                    .map(|n| (format!("k{n}\u{7}"), self.json(depth - 1)))
                    .collect(),
            ),
        }
    }

    fn record(&mut self, keys: &[&str]) -> Value {
        let mut record: Map<String, Value> = Map::new();
        for key in keys {
            record.insert((*key).to_owned(), self.json(2));
        }
        Value::Object(record)
    }
}

struct Hostile {
    device: Value,
    interaction: Value,
    data: Map<String, Value>,
    identity: Map<String, Value>,
    text: String,
    place: Place,
}

impl Hostile {
    fn new(dice: &mut Dice) -> Self {
        let object = |value: Value| value.as_object().cloned().unwrap_or_default();
        Self {
            place: Place {
                city: Some("x".repeat(dice.roll(300) as usize)),
                country_code: Some(["DE", "NO", "VN", "??", "x"][dice.roll(5) as usize].to_owned()),
                latitude: Some([0.0, 1e300, f64::NAN, -89.0][dice.roll(4) as usize]),
                longitude: Some(dice.roll(360) as f64 - 180.0),
                asn: Some(dice.roll(50) as u32),
                kind: NetworkKind::ALL.get(dice.roll(12) as usize).copied(),
                ..Place::default()
            },
            device: dice.record(&[
                "automation",
                "userAgent",
                "userAgentData",
                "platform",
                "screen",
                "timezone",
                "language",
            ]),
            interaction: dice.record(&[
                "clicks",
                "pointerMoves",
                "keyPresses",
                "touches",
                "keyIntervalMs",
                "centredClicks",
            ]),
            data: object(dice.record(&["card", "last4"])),
            identity: object(dice.record(&["name", "email", "a", "b", "c", "d"])),
            text: format!("\u{1}{}", dice.roll(500)).repeat(1 + dice.roll(20) as usize),
        }
    }

    fn fact(&self, dice: &mut Dice, seq: i64) -> EventFact<'_> {
        let at_ms = match dice.roll(50) {
            0 => i64::MIN,
            1 => i64::MAX,
            _ => 1_700_000_000_000 + (dice.roll(60 * 86_400) as i64) * 1000,
        };
        EventFact {
            seq,
            at_ms,
            received_at_ms: at_ms,
            client_at_ms: None,
            source: if dice.roll(3) == 0 {
                Source::Server
            } else {
                Source::Browser
            },
            event_type: &self.text,
            canonical: Some(EventKind::ALL[dice.roll(19) as usize]),
            data: &self.data,
            identity_data: Some(&self.identity),
            fingerprint: Some(&self.text),
            device: Some(&self.device),
            session: Some(&self.text),
            ip: Some(IpAddr::V4(Ipv4Addr::from_bits(
                dice.roll(u64::from(u32::MAX)) as u32
            ))),
            place: Some(&self.place),
            user_agent: Some(&self.text),
            url: None,
            interaction: Some(&self.interaction),
            fingerprint_mismatch: true,
        }
    }
}

/// Nothing that comes in makes the history large, or breaks it.
#[test]
fn hostile_events_are_bounded() {
    let mut dice = Dice(1);
    let mut history = History::default();
    for seq in 1..4000 {
        let hostile = Hostile::new(&mut dice);
        history.fold(&hostile.fact(&mut dice, seq));
    }
    let size = serde_json::to_string(&history).unwrap().len();
    assert!(size <= 16 * 1024, "{size}");
    assert_eq!(history.event_count, 3999);
}

/// Storing the history between any two events changes nothing.
#[test]
fn storing_changes_nothing() {
    let mut dice = Dice(2);
    let (mut kept, mut stored) = (History::default(), History::default());
    for seq in 1..1500 {
        let hostile = Hostile::new(&mut dice);
        let fact = hostile.fact(&mut dice, seq);
        kept.fold(&fact);
        stored.fold(&fact);
        stored = serde_json::from_str(&serde_json::to_string(&stored).unwrap()).unwrap();
        assert_eq!(kept, stored);
    }
}

/// An event that was folded already is not folded again.
#[test]
fn folding_twice_is_harmless() {
    let mut dice = Dice(3);
    let hostile = Hostile::new(&mut dice);
    let fact = hostile.fact(&mut dice, 7);
    let mut history = History::default();
    history.fold(&fact);
    let once = history.clone();
    history.fold(&fact);
    assert_eq!(history, once);
}

/// A server that passes a browser on makes requests of its own, without a browser's headers.
#[test]
fn a_servers_own_request_tells_nothing() {
    let agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    let device = json!({ "userAgent": agent, "language": "en", "request": { "acceptLanguage": null } });
    let days = |source: Source| {
        let mut dice = Dice(4);
        let hostile = Hostile::new(&mut dice);
        let mut history = History::default();
        history.fold(&EventFact {
            source,
            device: Some(&device),
            user_agent: Some(agent),
            ..hostile.fact(&mut dice, 1)
        });
        history.tells.days(Tell::BareRequest)
    };
    assert_eq!((days(Source::Server), days(Source::Browser)), (0, 1));
}

/// Established takes three days and ten events: not one day of many, not three of few.
#[test]
fn establishing_takes_time() {
    let folded = |events: i64, spacing: i64| {
        let (mut history, none) = (History::default(), Map::new());
        for seq in 0..events {
            let at_ms = seq * spacing;
            history.fold(&EventFact {
                seq,
                at_ms,
                received_at_ms: at_ms,
                client_at_ms: None,
                source: Source::Server,
                event_type: "step",
                canonical: None,
                data: &none,
                identity_data: None,
                fingerprint: None,
                device: None,
                session: None,
                ip: None,
                place: None,
                user_agent: None,
                url: None,
                interaction: None,
                fingerprint_mismatch: false,
            });
        }
        history.established_ms
    };
    assert_eq!(folded(500, 1000), None);
    assert_eq!(folded(9, DAY), None);
    assert_eq!(folded(12, DAY), Some(9 * DAY));
}
