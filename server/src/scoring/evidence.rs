//! Everything a cycle knows about one identity: a plain snapshot, loaded by others.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::history::History;
use super::overlay::Overlay;

/// What the analyzers look at.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// What the identity did.
    pub history: History,
    /// What is said about the identity.
    pub profile: Profile,
    /// Who else is near.
    pub surroundings: Surroundings,
    /// What the customer says in the datasets about all this.
    pub overlay: Overlay,
    /// Time of the latest event of the history; the engine knows no other now.
    pub as_of_ms: i64,
}

impl Evidence {
    /// How far an attribute's value can be believed to be the identity's own: a value that a browser claimed
    /// only after the identity had a history of its own may be anybody's.
    pub fn trust_in(&self, value: &str) -> f64 {
        const LATE_CLAIM: f64 = 0.05;
        let late = |(key, kept): (&String, &Value)| {
            kept.as_str().is_some_and(|kept| kept.trim() == value)
                && !self.profile.server_keys.contains(key)
                && self
                    .history
                    .claims
                    .is_late(key, kept.as_str().unwrap_or_default())
        };
        if self.profile.attributes.iter().any(late) {
            LATE_CLAIM
        } else {
            1.0
        }
    }

    /// Whether the identity had a history of its own before any of these appeared: then they followed it, and
    /// whatever they did to look like it is their doing.
    pub fn precedes(&self, others: &[Neighbour]) -> bool {
        let oldest = others.iter().map(|other| other.first_seen_ms).min();
        matches!((self.history.established_ms, oldest), (Some(established), Some(oldest)) if established < oldest)
    }
}

/// What is left of a finding about others that all followed an established identity: the fact, without blame.
pub const FOLLOWED: f64 = 0.0;

/// What is said about an identity.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// The current attributes, merged.
    pub attributes: Map<String, Value>,
    /// The keys among them that the customer's server wrote.
    pub server_keys: BTreeSet<String>,
    /// The attribute mapped to a name.
    pub name: Option<String>,
    /// The attribute mapped to an email address.
    pub email: Option<String>,
    /// The attribute mapped to a user name.
    pub username: Option<String>,
    /// The attribute mapped to a telephone number.
    pub phone: Option<String>,
    /// The attribute mapped to the name of a company.
    pub organization: Option<String>,
    /// The attribute mapped to a country.
    pub country: Option<String>,
}

/// Who else used the same things; disregarded identities are already left out.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Identities in the account.
    pub population: i64,
    /// Devices of this identity.
    pub devices: Vec<DeviceUse>,
    /// Addresses of this identity.
    pub addresses: Vec<AddressUse>,
    /// Others whose email address has the same canonical form.
    pub same_email: Vec<Neighbour>,
    /// Visits in which others appeared too.
    pub sessions: Vec<SharedSession>,
}

/// One device and who used it.
#[derive(Clone, Debug, Default)]
pub struct DeviceUse {
    /// Its key.
    pub fingerprint: String,
    /// How many identities used it, this one included.
    pub identities: i64,
    /// At most ten of the others, oldest first.
    pub others: Vec<Neighbour>,
    /// Links nobody and counts for nobody.
    pub disregarded: bool,
}

/// One address and who used it.
#[derive(Clone, Debug, Default)]
pub struct AddressUse {
    /// The address.
    pub ip: String,
    /// How many identities used it, this one included.
    pub identities: i64,
    /// At most ten of the others, oldest first.
    pub others: Vec<Neighbour>,
}

/// Another identity, seen from this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbour {
    /// Its id.
    pub identity: String,
    /// What to call it.
    pub label: String,
    /// Its email address.
    pub email: Option<String>,
    /// When it first appeared.
    pub first_seen_ms: i64,
}

/// One visit in which several identities appeared.
#[derive(Clone, Debug, Default)]
pub struct SharedSession {
    /// The visit.
    pub session: String,
    /// At most ten of the others, oldest first.
    pub others: Vec<Neighbour>,
}
