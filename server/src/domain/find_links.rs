//! What ties an identity to others, told from its surroundings.

use std::collections::BTreeMap;

use app::types::link::{Link, LinkType};
use app::types::time::Timestamp;
use serde_json::{Map, Value, json};

use crate::scoring::evidence::{Neighbour, Surroundings};

/// How sure each kind of link is that both ends are one person, when nobody else shares the thing.
const SAME_DEVICE: f64 = 0.9;
const SHARED_SESSION: f64 = 0.95;
const SIMILAR_EMAIL: f64 = 0.95;
const SHARED_IP: f64 = 0.3;

/// The links of an identity, tightest first, one for each other identity and kind. A thing that many share ties
/// each pair of them less: its strength is divided among them.
pub fn links(surroundings: &Surroundings) -> Vec<Link> {
    let mut found = Found::default();
    for device in surroundings.devices.iter().filter(|device| !device.disregarded) {
        let others = device.identities - 1;
        let text = format!(
            "Both used the device {}, which {others} others used as well.",
            &device.fingerprint[..8]
        );
        let text = if others > 1 {
            text
        } else {
            format!("Both used the device {}.", &device.fingerprint[..8])
        };
        found.add(
            LinkType::SameDevice,
            SAME_DEVICE,
            others,
            &device.others,
            &text,
            json!({ "device": device.fingerprint }),
        );
    }
    for session in &surroundings.sessions {
        let text = "Both appeared in one visit of one browser.";
        let count = session.others.len() as i64;
        found.add(
            LinkType::SharedSession,
            SHARED_SESSION,
            count,
            &session.others,
            text,
            json!({ "session": session.session }),
        );
    }
    let text = "Both have one email address, spelled differently or alike.";
    found.add(
        LinkType::SimilarEmail,
        SIMILAR_EMAIL,
        1,
        &surroundings.same_email,
        text,
        json!({}),
    );
    for address in &surroundings.addresses {
        let text = format!(
            "Both came from {}, as did {} identities in all.",
            address.ip, address.identities
        );
        let others = address.identities - 1;
        found.add(
            LinkType::SharedIp,
            SHARED_IP,
            others,
            &address.others,
            &text,
            json!({ "ip": address.ip }),
        );
    }
    found.sorted()
}

#[derive(Default)]
struct Found(BTreeMap<(String, String), Link>);

impl Found {
    fn add(
        &mut self,
        kind: LinkType,
        certainty: f64,
        others: i64,
        with: &[Neighbour],
        text: &str,
        facts: Value,
    ) {
        let share = 1.0 / f64::from(i32::try_from(others.max(1)).unwrap_or(i32::MAX));
        let value = (certainty * share * 100.0).round() / 100.0;
        for neighbour in with {
            let Ok(target) = neighbour.identity.parse() else {
                continue;
            };
            let link = Link {
                id: 0,
                target_identity_id: target,
                target_display_name: Some(neighbour.label.clone()),
                kind,
                value,
                confidence: certainty,
                explanation: text.to_owned(),
                metadata: facts.as_object().cloned().unwrap_or_else(Map::new),
                created_at: Timestamp::from_millis(neighbour.first_seen_ms),
            };
            let place = self.0.entry((neighbour.identity.clone(), format!("{kind:?}")));
            let known = place.or_insert_with(|| link.clone());
            if link.value > known.value {
                *known = link;
            }
        }
    }

    fn sorted(self) -> Vec<Link> {
        let mut links: Vec<Link> = self.0.into_values().collect();
        links.sort_by(|one, other| other.value.total_cmp(&one.value));
        for (link, id) in links.iter_mut().zip(1..) {
            link.id = id;
        }
        links
    }
}

#[cfg(test)]
mod tests {
    use super::links;
    use crate::scoring::evidence::{AddressUse, DeviceUse, Neighbour, Surroundings};

    fn neighbour(identity: &str) -> Neighbour {
        Neighbour {
            identity: identity.to_owned(),
            label: identity.to_owned(),
            email: None,
            first_seen_ms: 1,
        }
    }

    /// A device of two ties tighter than one of many, and an address ties least; each pair is told once a kind.
    #[test]
    fn shared_things_tie_less() {
        let device = |fingerprint: &str, identities, others: &[&str]| DeviceUse {
            fingerprint: fingerprint.to_owned(),
            identities,
            others: others.iter().map(|id| neighbour(id)).collect(),
            disregarded: false,
        };
        let surroundings = Surroundings {
            devices: vec![
                device("aaaaaaaa1", 2, &["bob"]),
                device("bbbbbbbb2", 11, &["bob", "cyd"]),
            ],
            addresses: vec![AddressUse {
                ip: "192.0.2.1".to_owned(),
                identities: 2,
                others: vec![neighbour("bob")],
            }],
            ..Surroundings::default()
        };
        let found = links(&surroundings);
        let told: Vec<(String, f64)> = found
            .iter()
            .map(|link| (link.target_identity_id.to_string(), link.value))
            .collect();
        assert_eq!(
            told,
            [
                ("bob".to_owned(), 0.9),
                ("bob".to_owned(), 0.3),
                ("cyd".to_owned(), 0.09)
            ]
        );
        assert!(links(&Surroundings::default()).is_empty());
    }
}
