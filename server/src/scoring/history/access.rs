//! Arrivals from somewhere new, and what was done soon after.

use serde::{Deserialize, Serialize};

use super::days::Days;
use app::types::event_kind::EventKind;

const MAX_ARRIVALS: usize = 3;
/// A deed belongs to an arrival for one day.
const WINDOW_MS: i64 = 86_400_000;

/// The first event of an established identity from a device, or a network, that it never used before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Arrival {
    /// When.
    #[serde(rename = "a")]
    pub at_ms: i64,
    /// The device; empty when the customer sends none.
    #[serde(rename = "k")]
    pub device: String,
    /// The network.
    #[serde(rename = "n")]
    pub network: Option<u32>,
    /// What else was new.
    #[serde(rename = "w")]
    pub novelty: Novelty,
    /// Days the identity had been active before.
    #[serde(rename = "b")]
    pub days_before: u32,
    /// Failed sign-ins just before.
    #[serde(rename = "x")]
    pub failures_before: u32,
    /// What was done, first things first.
    #[serde(rename = "s")]
    pub deeds: Vec<Deed>,
    /// Later days on which the newcomer was seen again.
    #[serde(rename = "r")]
    pub return_days: Days,
    /// A device known from before was used again later.
    #[serde(rename = "o")]
    pub old_device_returned: bool,
}

/// Something that an intruder would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// What.
    #[serde(rename = "k")]
    pub kind: EventKind,
    /// How long after the arrival.
    #[serde(rename = "a")]
    pub after_ms: i64,
    /// The customer's server told us.
    #[serde(rename = "s")]
    pub confirmed: bool,
}

/// What an identity never showed before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Novelty {
    /// The device.
    #[serde(rename = "d")]
    pub device: bool,
    /// The network.
    #[serde(rename = "n")]
    pub network: bool,
    /// The country.
    #[serde(rename = "c", default)]
    pub country: bool,
    /// The time zone.
    #[serde(rename = "z")]
    pub timezone: bool,
    /// The language.
    #[serde(rename = "g")]
    pub language: bool,
    /// The platform.
    #[serde(rename = "p")]
    pub platform: bool,
}

/// Where one event came from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// When it counts.
    pub at_ms: i64,
    /// Its day.
    pub day: i64,
    /// The customer's server sent it.
    pub confirmed: bool,
    /// The device, when it has one.
    pub device: Option<&'a str>,
    /// The network, when it has an address.
    pub network: Option<u32>,
    /// The country, when it is known.
    pub country: Option<&'a str>,
}

impl Arrival {
    /// Deeds that the customer's server told us about.
    pub fn confirmed_deeds(&self) -> usize {
        self.deeds.iter().filter(|deed| deed.confirmed).count()
    }

    /// The newcomer acts within the day of its arrival.
    pub fn is_fresh(&self, origin: &Origin<'_>) -> bool {
        let same = origin.device == Some(self.device.as_str());
        same && (0..=WINDOW_MS).contains(&origin.at_ms.saturating_sub(self.at_ms))
    }

    /// An event without device and address belongs to whoever was here last.
    fn owns(&self, origin: &Origin<'_>, last_device: &str) -> bool {
        match (origin.device, origin.network) {
            (Some(device), _) => device == self.device,
            (None, Some(network)) => self.network == Some(network),
            (None, None) => last_device == self.device,
        }
    }
}

/// Kinds that an intruder goes for.
pub const fn is_sensitive(kind: EventKind) -> bool {
    use EventKind::{EmailChange, PasswordChange, PasswordReset, Payout};
    matches!(kind, PasswordChange | PasswordReset | EmailChange | Payout)
}

/// Notes an arrival; the one with the least behind it makes room.
pub fn arrive(arrivals: &mut Vec<Arrival>, arrival: Arrival) {
    if arrivals.len() >= MAX_ARRIVALS {
        let worth = |arrival: &Arrival| (arrival.confirmed_deeds(), arrival.deeds.len(), arrival.at_ms);
        let least = arrivals
            .iter()
            .enumerate()
            .min_by_key(|(_, arrival)| worth(arrival));
        let index = least.map_or(0, |(index, _)| index);
        arrivals.remove(index);
    }
    arrivals.push(arrival);
}

/// Notes what an event means for the arrivals before it.
pub fn follow(arrivals: &mut [Arrival], kind: Option<EventKind>, origin: &Origin<'_>, last_device: &str) {
    for arrival in arrivals {
        let after_ms = origin.at_ms.saturating_sub(arrival.at_ms);
        if after_ms < 0 {
            continue;
        }
        let owned = arrival.owns(origin, last_device);
        if let Some(kind) = kind.filter(|kind| owned && is_sensitive(*kind))
            && after_ms <= WINDOW_MS
        {
            note_deed(
                &mut arrival.deeds,
                Deed {
                    kind,
                    after_ms,
                    confirmed: origin.confirmed,
                },
            );
        }
        if after_ms > WINDOW_MS && origin.device.is_some() {
            if owned {
                arrival.return_days.mark(origin.day);
            } else {
                arrival.old_device_returned = true;
            }
        }
    }
}

/// One of each kind; a server's word replaces a browser's.
fn note_deed(deeds: &mut Vec<Deed>, deed: Deed) {
    match deeds.iter_mut().find(|known| known.kind == deed.kind) {
        Some(known) if deed.confirmed && !known.confirmed => *known = deed,
        Some(_) => {}
        // There are four sensitive kinds, so there are at most four deeds.
        None => deeds.push(deed),
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrival, Origin, arrive, follow};
    use app::types::event_kind::EventKind;

    fn origin(at_ms: i64, device: Option<&str>) -> Origin<'_> {
        Origin {
            at_ms,
            day: 0,
            confirmed: device.is_none(),
            device,
            network: None,
            country: None,
        }
    }

    /// A deed without origin belongs to the device that was here last.
    #[test]
    fn deeds_find_their_doer() {
        let mut arrivals = vec![Arrival {
            device: "new".to_owned(),
            ..Arrival::default()
        }];
        follow(&mut arrivals, Some(EventKind::Payout), &origin(1000, None), "old");
        assert!(arrivals[0].deeds.is_empty());
        follow(&mut arrivals, Some(EventKind::Payout), &origin(1000, None), "new");
        follow(
            &mut arrivals,
            Some(EventKind::Payout),
            &origin(2000, Some("new")),
            "new",
        );
        assert_eq!(arrivals[0].deeds.len(), 1);
        follow(
            &mut arrivals,
            Some(EventKind::EmailChange),
            &origin(86_400_001, Some("new")),
            "new",
        );
        assert_eq!((arrivals[0].deeds.len(), arrivals[0].return_days.count), (1, 1));
    }

    /// A flood of arrivals cannot push out the one with deeds.
    #[test]
    fn deeds_stay() {
        let mut arrivals = vec![Arrival {
            device: "thief".to_owned(),
            ..Arrival::default()
        }];
        follow(
            &mut arrivals,
            Some(EventKind::Payout),
            &origin(1000, Some("thief")),
            "thief",
        );
        for n in 0..50 {
            arrive(
                &mut arrivals,
                Arrival {
                    at_ms: 2000 + n,
                    ..Arrival::default()
                },
            );
        }
        assert_eq!((arrivals.len(), arrivals[0].device.as_str()), (3, "thief"));
    }
}
