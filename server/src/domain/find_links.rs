//! What ties an identity to others, told from its surroundings.

mod alike;
mod ring;

use std::collections::{BTreeMap, BTreeSet};

use app::types::link::{Link, LinkType};
use app::types::time::Timestamp;
use serde_json::{Map, Value, json};

use self::alike::alike;
use self::ring::ring_of;
use crate::scoring::evidence::{Neighbour, Surroundings};
use crate::scoring::likeness::{CROWD, company};
use crate::store::StoreError;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// How sure each kind of link is that both ends are one person, when nobody else shares the thing.
const SAME_DEVICE: f64 = 0.9;
const SHARED_SESSION: f64 = 0.95;
const SIMILAR_EMAIL: f64 = 0.95;
const SHARED_IP: f64 = 0.3;
/// What is left of it however many share the thing, when both ends have more in common than that.
const WITH_COMPANY: f64 = 0.6;
/// Weaker ties are chance.
const WEAKEST: f64 = 0.1;

/// The links of an identity as they are now, tightest first; those within its ring say so.
pub async fn find_links(
    database: &Database,
    account: AccountId,
    number: i64,
) -> Result<Vec<Link>, StoreError> {
    let store = database.account(account);
    let profile = store.profile_of(number).await?;
    let email_key = profile.and_then(|profile| profile.email_key);
    let kinship = store.kinship_of(number).await?;
    let surroundings = store.surroundings(number, email_key.as_deref(), &kinship).await?;
    let mut links = links(&surroundings);
    if !links.is_empty()
        && let Some(ring) = ring_of(&store, number).await?
    {
        let told = json!({ "name": ring.name, "size": ring.members.len() });
        for link in &mut links {
            if ring.members.contains(link.target_identity_id.as_str()) {
                link.metadata.insert("ring".to_owned(), told.clone());
            }
        }
    }
    Ok(links)
}

/// The links of an identity, tightest first, one for each other identity and kind. A thing that many share ties each
/// pair of them less: its strength is divided among them, unless the two have more in common than that. What a
/// crowd shares ties nobody.
fn links(surroundings: &Surroundings) -> Vec<Link> {
    let mut found = Found::new(surroundings);
    for device in surroundings.devices.iter().filter(|device| !device.disregarded) {
        let others = device.identities - 1;
        let name = &device.fingerprint[..8];
        let text = match others {
            ..=1 => format!("Both used the device {name}."),
            _ => format!("Both used the device {name}, which {others} others used as well."),
        };
        let facts = json!({ "device": device.fingerprint, "identities": device.identities });
        found.share(
            LinkType::SameDevice,
            SAME_DEVICE,
            others,
            &device.others,
            &text,
            &facts,
        );
    }
    for session in &surroundings.sessions {
        let text = "Both appeared in one visit of one browser.";
        let count = session.others.len() as i64;
        let facts = json!({ "session": session.session });
        found.share(
            LinkType::SharedSession,
            SHARED_SESSION,
            count,
            &session.others,
            text,
            &facts,
        );
    }
    let text = "Both have one email address, spelled differently or alike.";
    found.share(
        LinkType::SimilarEmail,
        SIMILAR_EMAIL,
        1,
        &surroundings.same_email,
        text,
        &json!({}),
    );
    for address in &surroundings.addresses {
        let text = format!(
            "Both came from {}, as did {} identities in all.",
            address.ip, address.identities
        );
        let others = address.identities - 1;
        let facts = json!({ "ip": address.ip, "identities": address.identities });
        found.share(
            LinkType::SharedIp,
            SHARED_IP,
            others,
            &address.others,
            &text,
            &facts,
        );
    }
    for tie in alike(surroundings) {
        found.add(
            tie.kind,
            tie.certainty,
            tie.value,
            tie.other,
            &tie.text,
            &tie.facts,
        );
    }
    found.sorted()
}

struct Found<'s> {
    links: BTreeMap<(String, &'static str), Link>,
    company: BTreeSet<&'s str>,
    on_devices: BTreeSet<&'s str>,
}

impl<'s> Found<'s> {
    fn new(surroundings: &'s Surroundings) -> Self {
        let devices = surroundings.devices.iter();
        let devices = devices.filter(|device| !device.disregarded && device.identities <= CROWD);
        let on_devices = devices.flat_map(|device| &device.others);
        Self {
            links: BTreeMap::new(),
            company: company(surroundings),
            on_devices: on_devices.map(|other| other.identity.as_str()).collect(),
        }
    }

    /// A thing that `others` share, and `with` are some of them.
    fn share(
        &mut self,
        kind: LinkType,
        certainty: f64,
        others: i64,
        with: &[Neighbour],
        text: &str,
        facts: &Value,
    ) {
        if others >= CROWD {
            return;
        }
        let share = 1.0 / f64::from(i32::try_from(others.max(1)).unwrap_or(i32::MAX));
        for neighbour in with {
            // Whoever shares an address is in company by that alone, so that only the device adds to it.
            let other = neighbour.identity.as_str();
            let has_more = match kind {
                LinkType::SameDevice => self.company.contains(other),
                _ => self.on_devices.contains(other),
            };
            let share = if has_more { share.max(WITH_COMPANY) } else { share };
            self.add(kind, certainty, certainty * share, neighbour, text, facts);
        }
    }

    fn add(
        &mut self,
        kind: LinkType,
        certainty: f64,
        value: f64,
        neighbour: &Neighbour,
        text: &str,
        facts: &Value,
    ) {
        let value = (value * 100.0).round() / 100.0;
        let Ok(target) = neighbour.identity.parse() else {
            return;
        };
        if value < WEAKEST {
            return;
        }
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
        let place = self.links.entry((neighbour.identity.clone(), name(kind)));
        let known = place.or_insert_with(|| link.clone());
        if link.value > known.value {
            *known = link;
        }
    }

    fn sorted(self) -> Vec<Link> {
        let mut links: Vec<Link> = self.links.into_values().collect();
        links.sort_by(|one, other| other.value.total_cmp(&one.value));
        for (link, id) in links.iter_mut().zip(1..) {
            link.id = id;
        }
        links
    }
}

/// In which order links of one strength to one other are told.
const fn name(kind: LinkType) -> &'static str {
    match kind {
        LinkType::SameDevice => "SameDevice",
        LinkType::SharedIp => "SharedIp",
        LinkType::SharedSession => "SharedSession",
        LinkType::SimilarBehavior => "SimilarBehavior",
        LinkType::SimilarEmail => "SimilarEmail",
        LinkType::SimilarName => "SimilarName",
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

    fn device(fingerprint: &str, identities: i64, others: &[&str]) -> DeviceUse {
        DeviceUse {
            fingerprint: fingerprint.to_owned(),
            identities,
            others: others.iter().map(|id| neighbour(id)).collect(),
            disregarded: false,
        }
    }

    fn address(ip: &str, identities: i64, others: &[&str]) -> AddressUse {
        AddressUse {
            ip: ip.to_owned(),
            identities,
            others: others.iter().map(|id| neighbour(id)).collect(),
        }
    }

    fn told(surroundings: &Surroundings) -> Vec<(String, f64)> {
        links(surroundings)
            .iter()
            .map(|link| (link.target_identity_id.to_string(), link.value))
            .collect()
    }

    /// A device of two ties tighter than one of many, and an address ties least; each pair is told once a kind.
    #[test]
    fn shared_things_tie_less() {
        let surroundings = Surroundings {
            devices: vec![
                device("aaaaaaaa1", 2, &["bob"]),
                device("bbbbbbbb2", 9, &["bob", "cyd"]),
            ],
            addresses: vec![address("192.0.2.1", 2, &["bob"])],
            ..Surroundings::default()
        };
        let expected = [("bob", 0.9), ("bob", 0.3), ("cyd", 0.11)];
        assert_eq!(
            told(&surroundings),
            expected.map(|(id, value)| (id.to_owned(), value))
        );
        assert!(links(&Surroundings::default()).is_empty());
    }

    /// Eleven on one device that also came from one address are a ring; on an address or device of a crowd, nothing.
    #[test]
    fn company_ties_crowds_do_not() {
        let ring = Surroundings {
            devices: vec![device("aaaaaaaa1", 11, &["bob"])],
            addresses: vec![address("192.0.2.1", 11, &["bob"])],
            ..Surroundings::default()
        };
        assert_eq!(told(&ring), [("bob".to_owned(), 0.54), ("bob".to_owned(), 0.18)]);
        let crowd = Surroundings {
            devices: vec![device("aaaaaaaa1", 21, &["bob"])],
            addresses: vec![address("192.0.2.1", 400, &["bob"])],
            ..Surroundings::default()
        };
        assert_eq!(told(&crowd), []);
    }
}
