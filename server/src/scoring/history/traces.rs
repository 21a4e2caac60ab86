//! Which devices and networks an identity came from.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::days::Days;
use crate::scoring::digest::plain_key;

/// At most so many of each are remembered; the least settled one makes room.
const MAX_TRACES: usize = 10;

/// One device of an identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeviceTrace {
    /// Its key.
    #[serde(rename = "k")]
    pub fingerprint: String,
    /// First event.
    #[serde(rename = "f")]
    pub first_ms: i64,
    /// Latest event.
    #[serde(rename = "l")]
    pub last_ms: i64,
    /// Days it was used on.
    #[serde(rename = "d")]
    pub days: Days,
    /// Time zone it reports.
    #[serde(rename = "z")]
    pub timezone: String,
    /// Language it reports.
    #[serde(rename = "g")]
    pub language: String,
    /// Platform it reports.
    #[serde(rename = "p")]
    pub platform: String,
}

/// One network of an identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NetworkTrace {
    /// Digest of the network.
    #[serde(rename = "k")]
    pub key: u32,
    /// Latest event.
    #[serde(rename = "l")]
    pub last_ms: i64,
    /// Days it was used on.
    #[serde(rename = "d")]
    pub days: Days,
}

/// What a device record says of the place it is in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Locale {
    /// Name of the time zone.
    pub timezone: String,
    /// Language.
    pub language: String,
    /// Platform.
    pub platform: String,
}

impl Locale {
    /// Reads a device record; what is missing or no text is empty.
    pub fn of(record: Option<&Value>) -> Self {
        let text = |key: &str| {
            record
                .and_then(|record| record.get(key))
                .and_then(Value::as_str)
                .map(plain_key)
        };
        Self {
            timezone: text("timezone").unwrap_or_default(),
            language: text("language").unwrap_or_default(),
            platform: text("platform").unwrap_or_default(),
        }
    }
}

/// Notes a device.
pub fn note_device(traces: &mut Vec<DeviceTrace>, fingerprint: &str, locale: Locale, at_ms: i64, day: i64) {
    let known = traces.iter().position(|trace| trace.fingerprint == fingerprint);
    let index = known.unwrap_or_else(|| {
        make_room(traces, |trace| (trace.days.count, trace.last_ms));
        traces.push(DeviceTrace {
            fingerprint: fingerprint.to_owned(),
            first_ms: at_ms,
            last_ms: at_ms,
            ..DeviceTrace::default()
        });
        traces.len() - 1
    });
    let trace = &mut traces[index];
    trace.first_ms = trace.first_ms.min(at_ms);
    trace.last_ms = trace.last_ms.max(at_ms);
    trace.days.mark(day);
    for (kept, said) in [
        (&mut trace.timezone, locale.timezone),
        (&mut trace.language, locale.language),
        (&mut trace.platform, locale.platform),
    ] {
        if !said.is_empty() {
            *kept = said;
        }
    }
}

/// Notes a network.
pub fn note_network(traces: &mut Vec<NetworkTrace>, key: u32, at_ms: i64, day: i64) {
    let known = traces.iter().position(|trace| trace.key == key);
    let index = known.unwrap_or_else(|| {
        make_room(traces, |trace| (trace.days.count, trace.last_ms));
        traces.push(NetworkTrace {
            key,
            last_ms: at_ms,
            ..NetworkTrace::default()
        });
        traces.len() - 1
    });
    let trace = &mut traces[index];
    trace.last_ms = trace.last_ms.max(at_ms);
    trace.days.mark(day);
}

/// Drops the trace with the fewest days, then the oldest: a flood of one-day strangers replaces only its
/// like.
pub(super) fn make_room<T, K: Ord>(traces: &mut Vec<T>, settled: impl Fn(&T) -> K) {
    while traces.len() >= MAX_TRACES {
        let least = traces
            .iter()
            .enumerate()
            .min_by_key(|(_, trace)| settled(trace))
            .map(|(index, _)| index);
        traces.remove(least.unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use super::{Locale, note_device};

    /// A thousand forged devices cannot push out the one that was used on many days.
    #[test]
    fn settled_devices_stay() {
        let mut traces = Vec::new();
        for day in 0..5 {
            note_device(&mut traces, "own", Locale::default(), day, day);
        }
        for n in 0..1000 {
            note_device(&mut traces, &format!("forged{n}"), Locale::default(), 6, 6);
        }
        assert_eq!(traces.len(), 10);
        assert_eq!((traces[0].fingerprint.as_str(), traces[0].days.count), ("own", 5));
    }
}
