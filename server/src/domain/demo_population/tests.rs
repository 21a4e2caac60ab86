//! The example account is told apart by the engine it is there to show.

use std::collections::{BTreeMap, BTreeSet};

use app::types::analysis::Score;
use app::types::ids::event_id::{BrowserEventId, EventId};
use app::types::score::Category;
use app::types::time::Timestamp;
use serde_json::{Map, Value};

use super::events;
use crate::domain::fingerprint;
use crate::scoring::email::canonical;
use crate::scoring::engine::analyze;
use crate::scoring::event_fact::{EventFact, Source};
use crate::scoring::evidence::{AddressUse, DeviceUse, Evidence, Neighbour, SharedSession};
use crate::scoring::mapping::Mappings;
use crate::scoring::place::Place;

/// A fixed now: 20 November 2026.
const NOW: i64 = 1_795_176_000_000;

/// Everything the store would know, gathered the simple way.
#[derive(Default)]
struct World {
    places: BTreeMap<String, Place>,
    evidence: BTreeMap<String, Evidence>,
    by_device: BTreeMap<String, BTreeSet<String>>,
    by_address: BTreeMap<String, BTreeSet<String>>,
    by_session: BTreeMap<String, BTreeSet<String>>,
    by_email: BTreeMap<String, BTreeSet<String>>,
}

/// The parts of the population, by their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cohort {
    Person,
    Takeover,
    BotFarm,
    Ring,
    Office,
    Developer,
    Family,
    CardTester,
}

impl Cohort {
    fn of(id: &str) -> Self {
        match id["user_".len()..].parse().unwrap() {
            10_000..20_000 => Self::Person,
            20_417 => Self::Takeover,
            30_000..40_000 => Self::BotFarm,
            41_000..42_000 => Self::Ring,
            52_000..53_000 => Self::Office,
            60_001 => Self::Developer,
            61_000..62_000 => Self::Family,
            70_007 => Self::CardTester,
            other => panic!("{other} belongs to nobody"),
        }
    }
}

impl World {
    fn take(&mut self, seq: i64, line: &Value) {
        let text = |key: &str| line.get(key).and_then(Value::as_str);
        let time = |key: &str| text(key).unwrap().parse::<Timestamp>().unwrap().millis();
        let id = line["identity"]["id"].as_str().unwrap();
        let from_browser = line["key"] == "browser";
        let key = line.get("device").and_then(fingerprint::compute);
        let event_type = text("type").unwrap();
        let evidence = self.evidence.entry(id.to_owned()).or_default();
        let attributes = line["identity"]["data"].as_object().unwrap();
        let none = Map::new();
        evidence.history.fold(&EventFact {
            seq,
            at_ms: time(if from_browser { "receivedAt" } else { "timestamp" }),
            received_at_ms: time("receivedAt"),
            client_at_ms: from_browser.then(|| time("timestamp")),
            source: if from_browser {
                Source::Browser
            } else {
                Source::Server
            },
            event_type,
            canonical: Mappings::default().event_kind(event_type),
            data: line.get("data").and_then(Value::as_object).unwrap_or(&none),
            identity_data: Some(attributes),
            fingerprint: key.as_deref(),
            device: line.get("device"),
            session: text("session"),
            ip: text("ip").map(|ip| ip.parse().unwrap()),
            place: text("ip").and_then(|ip| self.places.get(ip)),
            user_agent: text("userAgent"),
            url: text("url"),
            interaction: line.get("interaction"),
            fingerprint_mismatch: false,
        });
        evidence.as_of_ms = evidence.history.last_ms;
        evidence.profile.attributes.clone_from(attributes);
        let display = Mappings::default().display(attributes);
        (evidence.profile.name, evidence.profile.email) = (display.name, display.email.clone());
        evidence.profile.country = display.country;
        let note = |index: &mut BTreeMap<String, BTreeSet<String>>, key: Option<&str>| {
            if let Some(key) = key {
                index.entry(key.to_owned()).or_default().insert(id.to_owned());
            }
        };
        note(&mut self.by_device, key.as_deref());
        note(&mut self.by_address, text("ip"));
        note(&mut self.by_session, text("session"));
        note(
            &mut self.by_email,
            display.email.as_deref().and_then(canonical).as_deref(),
        );
    }

    fn others(&self, all: &BTreeSet<String>, id: &str) -> Vec<Neighbour> {
        let others = all.iter().filter(|other| *other != id).map(|other| {
            let evidence = &self.evidence[other];
            Neighbour {
                identity: other.clone(),
                label: evidence.profile.name.clone().unwrap_or_default(),
                email: evidence.profile.email.clone(),
                first_seen_ms: evidence.history.first_ms,
            }
        });
        let mut others: Vec<Neighbour> = others.collect();
        others.sort_by_key(|other| other.first_seen_ms);
        others.truncate(10);
        others
    }

    fn scores(&self) -> Vec<(String, Cohort, Vec<Score>)> {
        let all = self.evidence.iter().map(|(id, evidence)| {
            let mut evidence = evidence.clone();
            let near = |index: &BTreeMap<String, BTreeSet<String>>| -> Vec<(String, i64, Vec<Neighbour>)> {
                let own = index.iter().filter(|(_, all)| all.contains(id));
                own.map(|(key, all)| (key.clone(), all.len() as i64, self.others(all, id)))
                    .collect()
            };
            let surroundings = &mut evidence.surroundings;
            surroundings.population = self.evidence.len() as i64;
            for (fingerprint, identities, others) in near(&self.by_device) {
                surroundings.devices.push(DeviceUse {
                    fingerprint,
                    identities,
                    others,
                    disregarded: false,
                });
            }
            for (ip, identities, others) in near(&self.by_address) {
                surroundings.addresses.push(AddressUse {
                    ip,
                    identities,
                    others,
                });
            }
            for (session, _, others) in near(&self.by_session) {
                surroundings.sessions.push(SharedSession { session, others });
            }
            surroundings.same_email = near(&self.by_email)
                .into_iter()
                .flat_map(|(_, _, others)| others)
                .collect();
            (id.clone(), Cohort::of(id), analyze(&evidence))
        });
        all.collect()
    }
}

fn world() -> World {
    let mut world = World {
        places: super::places(&events(NOW)),
        ..World::default()
    };
    for (seq, line) in (1..).zip(events(NOW)) {
        world.take(seq, &line);
    }
    world
}

fn value(scores: &[Score], category: Category) -> u8 {
    scores
        .iter()
        .find(|score| score.category == category)
        .map_or(100, |score| score.value)
}

/// About as large as promised, in order, within the month, with ids that the contract accepts, and the same
/// every time.
#[test]
fn lines_are_well_formed() {
    let lines = events(NOW);
    assert!((6_000..=9_000).contains(&lines.len()), "{}", lines.len());
    assert_eq!(lines, events(NOW));
    let mut ids = BTreeSet::new();
    let mut last = NOW - 31 * 86_400_000;
    for line in &lines {
        let received: Timestamp = line["receivedAt"].as_str().unwrap().parse().unwrap();
        assert!((last..NOW).contains(&received.millis()));
        last = received.millis();
        let id = line["id"].as_str().unwrap();
        let fits = if line["key"] == "browser" {
            id.parse::<BrowserEventId>().is_ok()
        } else {
            id.parse::<EventId>().is_ok()
        };
        assert!(fits && ids.insert(id), "{id}");
    }
}

/// Each part of the population lies where it belongs.
#[test]
fn cohorts_are_told_apart() {
    let scores = world().scores();
    assert!((230..=270).contains(&scores.len()), "{}", scores.len());
    let bands: [(Cohort, Category, std::ops::RangeInclusive<u8>); 7] = [
        (Cohort::BotFarm, Category::Humanity, 0..=39),
        (Cohort::BotFarm, Category::Authenticity, 0..=39),
        (Cohort::Ring, Category::Uniqueness, 0..=39),
        (Cohort::Takeover, Category::Behavior, 0..=39),
        (Cohort::CardTester, Category::Behavior, 0..=39),
        (Cohort::Developer, Category::Humanity, 60..=100),
        (Cohort::Family, Category::Uniqueness, 40..=100),
    ];
    for (of, category, band) in bands {
        for (id, _, scores) in scores.iter().filter(|(_, cohort, _)| *cohort == of) {
            let value = value(scores, category);
            assert!(
                band.contains(&value),
                "{of:?} {id}: {category} {value}\n{scores:#?}"
            );
        }
    }
}

/// At least 97 of 100 people, and every colleague, are fine in all four.
#[test]
fn people_are_left_alone() {
    let scores = world().scores();
    let worst = |scores: &[Score]| {
        Category::ALL
            .map(|category| value(scores, category))
            .into_iter()
            .min()
            .unwrap()
    };
    let people: Vec<_> = scores
        .iter()
        .filter(|(_, cohort, _)| *cohort == Cohort::Person)
        .collect();
    let troubled: Vec<_> = people
        .iter()
        .filter(|(_, _, scores)| worst(scores) < 60)
        .collect();
    assert!(
        troubled.len() * 100 <= people.len() * 3,
        "{} of {}: {:?}",
        troubled.len(),
        people.len(),
        troubled.first()
    );
    for (id, _, scores) in scores.iter().filter(|(_, cohort, _)| *cohort == Cohort::Office) {
        assert!(worst(scores) >= 60, "{id} {scores:#?}");
    }
}
