//! Countries and networks that an identity came from, and how it got from one to the next.

use std::collections::BTreeMap;

use app::types::network_kind::NetworkKind;
use serde::{Deserialize, Serialize};

use super::churn::Churn;
use super::days::Days;
use super::traces::make_room;
use super::travel::Travel;
use crate::scoring::digest::digest;
use crate::scoring::place::Place;

/// Nobody who wants privacy needs three countries a day: own judgement.
pub const MANY_EXITS: u32 = 3;

/// The summary; each list is bounded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Whereabouts {
    /// Countries.
    #[serde(rename = "c")]
    pub countries: Vec<CountryTrace>,
    /// Autonomous systems.
    #[serde(rename = "s")]
    pub systems: Vec<SystemTrace>,
    /// Sorts of networks.
    #[serde(rename = "k")]
    pub kinds: BTreeMap<NetworkKind, Tally>,
    /// Days with a known system.
    #[serde(rename = "d")]
    pub system_days: Days,
    /// Countries a day of VPN, Tor and hosting networks.
    #[serde(rename = "x")]
    pub exits: Churn<MANY_EXITS>,
    /// From one place to the next.
    #[serde(rename = "t")]
    pub travel: Travel,
}

/// How often and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Events.
    #[serde(rename = "n")]
    pub count: u32,
    /// First event.
    #[serde(rename = "f")]
    pub first_ms: i64,
    /// Latest event.
    #[serde(rename = "l")]
    pub last_ms: i64,
    /// Days with one.
    #[serde(rename = "d")]
    pub days: Days,
}

impl Tally {
    fn note(&mut self, at_ms: i64, day: i64) {
        self.first_ms = if self.count == 0 {
            at_ms
        } else {
            self.first_ms.min(at_ms)
        };
        self.last_ms = if self.count == 0 {
            at_ms
        } else {
            self.last_ms.max(at_ms)
        };
        self.count = self.count.saturating_add(1);
        self.days.mark(day);
    }
}

/// One country of an identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CountryTrace {
    /// ISO 3166 code.
    #[serde(rename = "k")]
    pub code: String,
    /// How often, through any network.
    #[serde(rename = "t")]
    pub tally: Tally,
    /// Days on which it came from a network that says where the person is.
    #[serde(rename = "p")]
    pub present: Days,
}

/// One autonomous system of an identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SystemTrace {
    /// Its number.
    #[serde(rename = "k")]
    pub asn: u32,
    /// Its sort, when it was last seen.
    #[serde(rename = "w")]
    pub kind: Option<NetworkKind>,
    /// How often.
    #[serde(rename = "t")]
    pub tally: Tally,
}

impl Whereabouts {
    /// Notes where an event came from.
    pub fn note(&mut self, place: &Place, device: Option<&str>, at_ms: i64, day: i64) {
        let tells = place.kind.is_none_or(|kind| !kind.is_detached());
        if let Some(code) = place.country_code.as_deref().filter(|code| code.len() == 2) {
            let trace = kept(
                &mut self.countries,
                |trace| trace.code == code,
                |trace| &trace.tally,
            );
            code.clone_into(&mut trace.code);
            trace.tally.note(at_ms, day);
            if tells {
                trace.present.mark(day);
            }
        }
        if let Some(asn) = place.asn {
            let trace = kept(&mut self.systems, |trace| trace.asn == asn, |trace| &trace.tally);
            (trace.asn, trace.kind) = (asn, place.kind);
            trace.tally.note(at_ms, day);
            self.system_days.mark(day);
        }
        if let Some(kind) = place.kind {
            self.kinds.entry(kind).or_default().note(at_ms, day);
        }
        if place.kind.is_some_and(hides) {
            let exit = place.country_code.clone().unwrap_or_default();
            self.exits.note(digest(exit.as_bytes()), day);
        }
        if tells {
            self.travel.note(place, device, at_ms, day);
        }
    }

    /// Whether other countries are known, and this one is not among them.
    pub fn is_new_country(&self, code: &str) -> bool {
        !self.countries.is_empty() && self.countries.iter().all(|trace| trace.code != code)
    }
}

/// Networks through which people come who do not want to be where they are.
const fn hides(kind: NetworkKind) -> bool {
    matches!(kind, NetworkKind::Vpn | NetworkKind::Tor | NetworkKind::Hosting)
}

/// The trace that is meant, or a new one in the place of the least settled.
fn kept<T: Default>(traces: &mut Vec<T>, meant: impl Fn(&T) -> bool, tally: fn(&T) -> &Tally) -> &mut T {
    let at = traces.iter().position(meant).unwrap_or_else(|| {
        make_room(traces, |trace| (tally(trace).days.count, tally(trace).last_ms));
        traces.push(T::default());
        traces.len() - 1
    });
    &mut traces[at]
}

#[cfg(test)]
mod tests {
    use app::types::network_kind::NetworkKind;

    use super::Whereabouts;
    use crate::scoring::place::Place;

    fn place(code: &str, asn: u32, kind: Option<NetworkKind>) -> Place {
        Place {
            country_code: Some(code.to_owned()),
            asn: Some(asn),
            kind,
            ..Place::default()
        }
    }

    /// Firsts, lasts and counts; a VPN's country is no presence.
    #[test]
    fn places_add_up() {
        let mut seen = Whereabouts::default();
        seen.note(&place("NO", 1, None), None, 5, 0);
        seen.note(&place("NO", 1, None), None, 3, 0);
        seen.note(&place("SE", 39351, Some(NetworkKind::Vpn)), None, 9, 1);
        let tally = seen.countries[0].tally;
        assert_eq!(
            (tally.first_ms, tally.last_ms, tally.count, tally.days.count),
            (3, 5, 2, 1)
        );
        assert_eq!(
            (seen.countries[0].present.count, seen.countries[1].present.count),
            (1, 0)
        );
        assert_eq!(
            (seen.systems.len(), seen.system_days.count, seen.exits.days()),
            (2, 2, 1)
        );
        assert!(seen.is_new_country("DE") && !seen.is_new_country("SE"));
        assert!(!Whereabouts::default().is_new_country("DE"));
    }

    /// However much comes in, little is kept, and what was used on many days stays.
    #[test]
    fn memory_is_bounded() {
        let mut seen = Whereabouts::default();
        for day in 0..3 {
            seen.note(&place("NO", 1, None), None, day, day);
        }
        for n in 0..500_u32 {
            let code = format!(
                "{}{}",
                char::from(b'A' + (n % 26) as u8),
                char::from(b'A' + (n / 26) as u8)
            );
            let kind = NetworkKind::ALL[n as usize % 8];
            seen.note(
                &place(&code, 1_000 + n, Some(kind)),
                Some("device"),
                i64::MAX - i64::from(n),
                9,
            );
        }
        let kept = serde_json::to_string(&seen).unwrap();
        assert!(kept.len() < 6_000, "{}", kept.len());
        assert!(seen.countries.iter().any(|trace| trace.code == "NO"));
        assert_eq!(serde_json::from_str::<Whereabouts>(&kept).unwrap(), seen);
    }
}
