//! The month in which everything happens, and times as the API writes them.

/// A minute.
pub const MINUTE: i64 = 60_000;
/// An hour.
pub const HOUR: i64 = 60 * MINUTE;
/// A day.
pub const DAY: i64 = 24 * HOUR;
/// How long everything takes.
pub const DAYS: i64 = 30;
/// Monday, 5 January 2026: a fixed month, so that a population never differs.
const BEGIN_MS: i64 = 1_767_571_200_000;

/// Midnight, UTC, at the beginning of a day of the month.
pub const fn begin_of(day: i64) -> i64 {
    BEGIN_MS + day * DAY
}

/// ISO 8601 in UTC with milliseconds.
pub fn iso(at_ms: i64) -> String {
    let (days, ms) = (at_ms.div_euclid(DAY), at_ms.rem_euclid(DAY));
    // Days to a date, after Howard Hinnant's "chrono-compatible low-level date algorithms".
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        ms / HOUR,
        ms / MINUTE % 60,
        ms / 1000 % 60,
        ms % 1000
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_api_writes_them() {
        assert_eq!(iso(begin_of(0)), "2026-01-05T00:00:00.000Z");
        assert_eq!(iso(1_709_210_096_789), "2024-02-29T12:34:56.789Z");
        assert_eq!(iso(begin_of(27) - 1), "2026-01-31T23:59:59.999Z");
    }
}
