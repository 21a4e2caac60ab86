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
        let (days, millis) = (self.0.div_euclid(DAY_MS), self.0.rem_euclid(DAY_MS));
        let (year, month, day) = date_of(days);
        let (seconds, millis) = (millis / 1_000, millis % 1_000);
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z"
        )
    }
}

impl FromStr for Timestamp {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text)
            .map(Self)
            .ok_or("must be an ISO-8601 time with an offset, such as 2026-01-31T09:30:00Z")
    }
}

// The calendar is our own, because a library of time zones is a tenth of what a browser loads for the dashboard.

const DAY_MS: i64 = 86_400_000;
/// Days of 400 years, after which the calendar repeats.
const CYCLE_DAYS: i64 = 146_097;
/// From 0000-03-01, where years begin that have their leap day at the end, to 1970-01-01.
const EPOCH_DAYS: i64 = 719_468;

/// The date of a day after 1970-01-01, in the Gregorian calendar.
///
/// Years are counted from March, in cycles of 400: Hinnant, "chrono-compatible low-level date algorithms", 2013.
const fn date_of(days: i64) -> (i64, i64, i64) {
    let shifted = days + EPOCH_DAYS;
    let (cycle, day) = (shifted.div_euclid(CYCLE_DAYS), shifted.rem_euclid(CYCLE_DAYS));
    let year = (day - day / 1_460 + day / 36_524 - day / (CYCLE_DAYS - 1)) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (cycle * 400 + year + next, month, of_month)
}

/// Days from 1970-01-01 to a date; the other way round.
const fn days_to(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (cycle, of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    cycle * CYCLE_DAYS + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year - EPOCH_DAYS
}

/// Reads `2026-01-31T09:30:00.123+02:00` in milliseconds; seconds and their fraction may be missing, no more.
fn read(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = bytes.get(from..to)?;
        let add = |sum, digit: &u8| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0'));
        digits.iter().try_fold(0, add)
    };
    let is = |at: usize, one_of: &[u8]| bytes.get(at).is_some_and(|byte| one_of.contains(byte));
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute) = (number(11, 13)?, number(14, 16)?);
    let marks = is(4, b"-") && is(7, b"-") && is(10, b"Tt ") && is(13, b":");
    let mut at = 16;
    let mut millis = 0;
    if is(at, b":") {
        // A leap second is the last one of its minute.
        let second = number(at + 1, at + 3).filter(|second| *second <= 60)?;
        millis = second.min(59) * 1_000;
        at += 3;
        if is(at, b".,") {
            let end = (at + 1..bytes.len()).find(|at| !bytes[*at].is_ascii_digit())?;
            let shown = (end - at - 1).min(3);
            let scale = [1_000, 100, 10, 1]
                .get(shown)
                .filter(|_| (1..=9).contains(&(end - at - 1)))?;
            millis += number(at + 1, at + 1 + shown)? * scale;
            at = end;
        }
    }
    let offset = match (bytes.get(at)?, bytes.len() - at) {
        (b'Z' | b'z', 1) => 0,
        (sign @ (b'+' | b'-'), length) => {
            let hours = number(at + 1, at + 3)?;
            let minutes = match length {
                3 => 0,
                5 => number(at + 3, at + 5)?,
                6 if is(at + 3, b":") => number(at + 4, at + 6)?,
                _ => return None,
            };
            let ahead = (hours <= 23 && minutes <= 59).then_some(hours * 60 + minutes)?;
            if *sign == b'-' { -ahead } else { ahead }
        }
        _ => return None,
    };
    let days = days_to(year, month, day);
    // A date that is none comes back as another one.
    let fits = marks && hour <= 23 && minute <= 59 && year > 0 && date_of(days) == (year, month, day);
    fits.then(|| days * DAY_MS + (hour * 60 + minute - offset) * 60_000 + millis)
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
    use super::{DAY_MS, Timestamp};

    /// Every offset is folded to UTC and the milliseconds are always written.
    #[test]
    fn reads_offsets_and_writes_utc() {
        let time: Timestamp = "2026-01-31T09:30:00+02:00".parse().unwrap();
        assert_eq!(time.to_string(), "2026-01-31T07:30:00.000Z");
        assert_eq!(Timestamp::from_millis(1).to_string(), "1970-01-01T00:00:00.001Z");
    }

    /// Days come and go as the calendar has them, also before 1970 and at the ends of centuries.
    #[test]
    fn keeps_the_calendar() {
        for (text, millis) in [
            ("1970-01-01T00:00:00.000Z", 0),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2000-02-29T12:00:00.000Z", 951_825_600_000),
            ("2100-03-01T00:00:00.000Z", 4_107_542_400_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] {
            assert_eq!(Timestamp::from_millis(millis).to_string(), text);
            assert_eq!(text.parse(), Ok(Timestamp::from_millis(millis)), "{text}");
        }
        for day in (-719_000..2_932_000).step_by(97) {
            let time = Timestamp::from_millis(day * DAY_MS);
            assert_eq!(time.to_string().parse(), Ok(time));
        }
    }

    /// Seconds, fractions and the forms of an offset.
    #[test]
    fn reads_what_clients_write() {
        let noon = Ok(Timestamp::from_millis(1_769_860_800_000));
        for text in [
            "2026-01-31T12:00:00Z",
            "2026-01-31t12:00:00.000000z",
            "2026-01-31 12:00:00.0Z",
            "2026-01-31T12:00Z",
            "2026-01-31T14:00:00+02:00",
            "2026-01-31T14:00:00+0200",
            "2026-01-31T06:00:00-06",
            "2026-01-31T17:30:00,000+05:30",
        ] {
            assert_eq!(text.parse(), noon, "{text}");
        }
        for bad in [
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-10T00:00:00Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T12:60:00Z",
            "2026-01-31T12:00:61Z",
            "2026-01-31T12:00:00",
            "2026-01-31T12:00:00+24:00",
            "2026-01-31T12:00:00.Z",
            "2026-1-31T12:00:00Z",
            "2026-01-31T12:00:00Zx",
            "2026-01-31T12:00:00+2:00",
            "0000-01-01T00:00:00Z",
            "２０２６-01-31T12:00:00Z",
        ] {
            assert!(bad.parse::<Timestamp>().is_err(), "{bad}");
        }
    }

    /// A date, a local time and nonsense are refused.
    #[test]
    fn refuses_what_is_not_an_instant() {
        for bad in ["", "yesterday", "2026-01-31", "2026-01-31T09:30:00", "1769844600"] {
            assert!(bad.parse::<Timestamp>().is_err(), "{bad}");
        }
    }
}
