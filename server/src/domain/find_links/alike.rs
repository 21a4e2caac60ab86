//! Ties between those who never shared a place: an address, a name or a first visit alike.

use std::collections::BTreeSet;

use app::types::link::LinkType;
use serde_json::{Value, json};

use crate::scoring::evidence::{Neighbour, Surroundings};
use crate::scoring::kinship::KeyKind;
use crate::scoring::likeness::{
    CROWD, DAY_MS, HOUR_MS, Kindred, is_name_alike, is_of_name, is_series, kindred,
};

/// How sure each kind is that both ends are one person.
const EMAIL: f64 = 0.7;
const NAME: f64 = 0.6;
const BEHAVIOR: f64 = 0.6;
/// How tight each tie is; below a half it is a hint that needs another.
const COUNTED_UP: f64 = 0.7;
const OWN_ADDRESS: f64 = 0.6;
const OWN_ADDRESS_AND_NAME: f64 = 0.8;
const NAMED_ADDRESS_AND_PHONE: f64 = 0.5;
const NAMED_ADDRESS_NEAR: f64 = 0.35;
const NAME_AND_ADDRESS: f64 = 0.6;
const NAME_AND_PLACE: f64 = 0.5;
const NAME_AND_NETWORK: f64 = 0.3;
const ROUTINE_NEAR: f64 = 0.5;
const ROUTINE: f64 = 0.35;
const ROUTINE_AND_MORE: f64 = 0.7;
const OPENING_AND_MORE: f64 = 0.3;
/// More people with a name than this, and a network in common is chance.
const RARE_NAME: i64 = 3;

/// One tie.
pub struct Tie<'s> {
    pub kind: LinkType,
    pub certainty: f64,
    pub value: f64,
    pub other: &'s Neighbour,
    pub text: String,
    pub facts: Value,
}

/// The ties of one identity to those with the same keys, and to those of the same name whom it met.
pub fn alike(surroundings: &Surroundings) -> Vec<Tie<'_>> {
    let met = met(surroundings);
    let mut all = kindred(surroundings);
    let known: BTreeSet<&str> = all
        .iter()
        .map(|kindred| kindred.other.identity.as_str())
        .collect();
    let strangers = met
        .iter()
        .filter(|other| !known.contains(other.identity.as_str()));
    let strangers: Vec<Kindred<'_>> = strangers.map(|other| Kindred::stranger(other)).collect();
    all.extend(strangers);
    let places: BTreeSet<&str> = met.iter().map(|other| other.identity.as_str()).collect();
    let mut ties = Vec::new();
    for kindred in &all {
        let pair = Pair {
            own: &surroundings.own,
            kindred,
            has_met: places.contains(kindred.other.identity.as_str()),
        };
        let found = [pair.email(), pair.name(), pair.behavior()];
        ties.extend(found.into_iter().flatten());
    }
    ties
}

/// Those on the same devices and in the same visits, but for crowds; each once.
fn met(surroundings: &Surroundings) -> Vec<&Neighbour> {
    let devices = surroundings.devices.iter();
    let devices = devices.filter(|device| !device.disregarded && device.identities <= CROWD);
    let sessions = surroundings.sessions.iter().flat_map(|session| &session.others);
    let mut met: Vec<&Neighbour> = devices
        .flat_map(|device| &device.others)
        .chain(sessions)
        .collect();
    met.sort_by(|one, other| one.identity.cmp(&other.identity));
    met.dedup_by(|one, other| one.identity == other.identity);
    met
}

/// An identity and one other.
struct Pair<'p, 's> {
    own: &'p Neighbour,
    kindred: &'p Kindred<'s>,
    has_met: bool,
}

impl<'s> Pair<'_, 's> {
    fn apart_ms(&self) -> i64 {
        let other = self.kindred.other.first_seen_ms;
        other.saturating_sub(self.own.first_seen_ms).saturating_abs()
    }

    fn has_address(&self) -> bool {
        self.kindred.shares(KeyKind::EmailStem) || self.kindred.shares(KeyKind::Mailbox)
    }

    /// Both addresses, where the same letters stand in them.
    fn addresses(&self) -> Option<(&str, &str)> {
        let has_letters = [KeyKind::EmailStem, KeyKind::Mailbox]
            .iter()
            .any(|kind| self.kindred.shared.contains_key(kind));
        let both = self.own.email.as_deref().zip(self.kindred.other.email.as_deref());
        both.filter(|_| has_letters)
    }

    /// The address says more than the name.
    fn is_own_address(&self) -> bool {
        let address = self.own.email.as_deref();
        address.is_some_and(|address| !is_of_name(address, Some(&self.own.label)))
    }

    fn has_name(&self) -> bool {
        self.kindred.shared.contains_key(&KeyKind::Name)
            || is_name_alike(&self.own.label, &self.kindred.other.label)
    }

    fn tie(&self, kind: LinkType, certainty: f64, value: f64, text: String) -> Tie<'s> {
        let shared = self.kindred.shared.iter();
        let shared = shared.map(|(kind, identities)| (kind.as_str().to_owned(), json!(identities)));
        Tie {
            kind,
            certainty,
            value,
            other: self.kindred.other,
            text,
            facts: json!({ "shared": shared.collect::<serde_json::Map<_, _>>() }),
        }
    }

    fn email(&self) -> Option<Tie<'s>> {
        let (own, other) = self.addresses()?;
        let identities = self.kindred.shared.get(&KeyKind::EmailStem).copied().unwrap_or(1);
        let span = if identities > CROWD { HOUR_MS } else { 2 * DAY_MS };
        let is_serial = is_series(own, other, identities) && self.apart_ms() <= span;
        let value = if is_serial {
            COUNTED_UP
        } else if !self.has_address() {
            return None;
        } else if self.is_own_address() && self.has_name() {
            OWN_ADDRESS_AND_NAME
        } else if self.is_own_address() {
            OWN_ADDRESS
        } else if self.kindred.shares(KeyKind::Phone) {
            NAMED_ADDRESS_AND_PHONE
        } else if self.apart_ms() <= DAY_MS {
            NAMED_ADDRESS_NEAR
        } else {
            return None;
        };
        let text = if is_serial {
            format!("{own} and {other} were counted up, and both appeared within two days.")
        } else {
            format!("{own} and {other} are one address but for numbers, dots or the provider.")
        };
        Some(self.tie(LinkType::SimilarEmail, EMAIL, value, text))
    }

    fn name(&self) -> Option<Tie<'s>> {
        if !self.has_name() {
            return None;
        }
        let people = self.kindred.shared.get(&KeyKind::Name).copied().unwrap_or(1);
        let has_network = self.kindred.shares(KeyKind::Network) && self.apart_ms() <= HOUR_MS;
        let has_telling_address = self.has_address() && (self.is_own_address() || self.apart_ms() <= DAY_MS);
        let (value, beside) = if has_telling_address || self.kindred.shares(KeyKind::Phone) {
            (NAME_AND_ADDRESS, "an address or a telephone number")
        } else if self.has_met {
            (NAME_AND_PLACE, "a device or a visit")
        } else if has_network && people <= RARE_NAME {
            (NAME_AND_NETWORK, "a network within an hour")
        } else {
            return None;
        };
        let other = &self.kindred.other.label;
        let text = format!(
            "{} and {other} are one name, and have {beside} in common.",
            self.own.label
        );
        Some(self.tie(LinkType::SimilarName, NAME, value, text))
    }

    fn behavior(&self) -> Option<Tie<'s>> {
        let has_more = self.has_address() || self.has_met || self.kindred.shares(KeyKind::Network);
        let value = match (
            self.kindred.shares(KeyKind::Routine),
            self.kindred.shares(KeyKind::Opening),
        ) {
            (true, _) if has_more => ROUTINE_AND_MORE,
            (true, _) if self.apart_ms() <= DAY_MS => ROUTINE_NEAR,
            (true, _) => ROUTINE,
            (_, true) if has_more && self.apart_ms() <= DAY_MS => OPENING_AND_MORE,
            _ => return None,
        };
        let text =
            "Both did the same things in the same order and at the same pace during their first visit.";
        Some(self.tie(LinkType::SimilarBehavior, BEHAVIOR, value, text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use app::types::link::LinkType;

    use super::alike;
    use crate::scoring::evidence::{DeviceUse, Neighbour, Surroundings};
    use crate::scoring::fixture::{DAY, kin};
    use crate::scoring::kinship::KeyKind;

    fn person(identity: &str, name: &str, email: &str, first_seen_ms: i64) -> Neighbour {
        Neighbour {
            identity: identity.to_owned(),
            label: name.to_owned(),
            email: Some(email.to_owned()),
            first_seen_ms,
        }
    }

    fn ties(own: &Neighbour, other: &Neighbour, keys: &[(KeyKind, i64)]) -> Vec<(LinkType, f64)> {
        let kin = keys
            .iter()
            .map(|(kind, identities)| kin(*kind, *identities, vec![other.clone()]));
        let surroundings = Surroundings {
            kin: kin.collect(),
            own: own.clone(),
            ..Surroundings::default()
        };
        alike(&surroundings)
            .iter()
            .map(|tie| (tie.kind, tie.value))
            .collect()
    }

    /// Counted up, one mailbox at two providers, one first visit.
    #[test]
    fn the_same_person_is_tied() {
        let own = person("ada", "Mara Klein", "mara.k01@x.example", 0);
        let other = person("bob", "Mara Klein", "marak02@x.example", DAY);
        let found = ties(&own, &other, &[(KeyKind::EmailStem, 9), (KeyKind::Name, 9)]);
        assert_eq!(
            found,
            [(LinkType::SimilarEmail, 0.7), (LinkType::SimilarName, 0.6)]
        );
        let own = person("ada", "Mara Klein", "blue.lamps@x.example", 0);
        let other = person("bob", "Tom Berg", "blue.lamps@y.example", 90 * DAY);
        assert_eq!(
            ties(&own, &other, &[(KeyKind::Mailbox, 2)]),
            [(LinkType::SimilarEmail, 0.6)]
        );
        assert_eq!(
            ties(&own, &other, &[(KeyKind::Routine, 2)]),
            [(LinkType::SimilarBehavior, 0.35)]
        );
    }

    /// People with one name, and addresses made of it; numbers far apart; crowds.
    #[test]
    fn namesakes_are_not() {
        let own = person("ada", "Li Wei", "li.wei88@gmail.com", 0);
        let other = person("bob", "Wei Li", "liwei1@gmail.com", 9 * DAY);
        assert_eq!(
            ties(&own, &other, &[(KeyKind::Name, 5), (KeyKind::EmailStem, 5)]),
            []
        );
        let own = person("ada", "John Smith", "john123@gmail.com", 0);
        let other = person("bob", "John Miller", "john456@gmail.com", 0);
        assert_eq!(ties(&own, &other, &[(KeyKind::EmailStem, 128)]), []);
        assert_eq!(ties(&own, &other, &[(KeyKind::Network, 2)]), []);
        assert_eq!(ties(&own, &other, &[(KeyKind::Routine, 64)]), []);
    }

    /// A name with a slip, on one device.
    #[test]
    fn slips_are_tied_where_they_met() {
        let surroundings = Surroundings {
            own: person("ada", "Dana Kessler", "x@x.example", 0),
            devices: vec![DeviceUse {
                identities: 2,
                others: vec![person("bob", "Dana Kesler", "y@y.example", 0)],
                ..DeviceUse::default()
            }],
            ..Surroundings::default()
        };
        let found: Vec<_> = alike(&surroundings)
            .iter()
            .map(|tie| (tie.kind, tie.value))
            .collect();
        assert_eq!(found, [(LinkType::SimilarName, 0.5)]);
    }
}
