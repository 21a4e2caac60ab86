//! Points in time: integer milliseconds inside, ISO-8601 UTC with milliseconds on the wire.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Milliseconds since 1970-01-01T00:00:00Z.
///
/// On the wire it is always written as `2026-11-20T11:13:42.123Z`; any ISO-8601 offset is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = DateTime, example = "2026-11-20T11:13:42.123Z")]
pub struct Timestamp(i64);

impl Timestamp {
    /// The time `millis` milliseconds after the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(instant) => write!(f, "{instant:.3}"),
            Err(_) => write!(f, "1970-01-01T00:00:00.000Z"),
        }
    }
}

impl FromStr for Timestamp {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<jiff::Timestamp>()
            .map(|instant| Self(instant.as_millisecond()))
            .map_err(|_| "must be an ISO-8601 time with an offset, such as 2026-01-31T09:30:00Z")
    }
}

impl TryFrom<String> for Timestamp {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Timestamp> for String {
    fn from(time: Timestamp) -> Self {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    /// Every offset is folded to UTC and the milliseconds are always written.
    #[test]
    fn reads_offsets_and_writes_utc() {
        let time: Timestamp = "2026-01-31T09:30:00+02:00".parse().unwrap();
        assert_eq!(time.to_string(), "2026-01-31T07:30:00.000Z");
        assert_eq!(Timestamp::from_millis(1).to_string(), "1970-01-01T00:00:00.001Z");
    }

    /// A date, a local time and nonsense are refused.
    #[test]
    fn refuses_what_is_not_an_instant() {
        for bad in ["", "yesterday", "2026-01-31", "2026-01-31T09:30:00", "1769844600"] {
            assert!(bad.parse::<Timestamp>().is_err(), "{bad}");
        }
    }
}
