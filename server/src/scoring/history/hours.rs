//! At which hours of a day something happened, and whether there was a night.

use serde::{Deserialize, Serialize};

/// Hours without any event that make a night.
pub const NIGHT_HOURS: u32 = 4;
/// A day with fewer active hours than this tells nothing about nights.
const BUSY_HOURS: u32 = 12;

/// Today's hours, and how the days before were judged. Hours are of UTC: a night is a night in any time zone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hours {
    #[serde(rename = "d")]
    day: i64,
    /// One bit for each hour with an event.
    #[serde(rename = "h")]
    today: u32,
    /// The same of the day before, when it was the day before.
    #[serde(rename = "y")]
    yesterday: u32,
    #[serde(rename = "j")]
    busy_days: u32,
    #[serde(rename = "n")]
    nightless_days: u32,
}

impl Hours {
    /// Notes an event; those of days gone by are not looked at.
    pub fn note(&mut self, at_ms: i64, day: i64) {
        const HOUR_MS: i64 = 3_600_000;
        if day < self.day {
            return;
        }
        if day > self.day {
            self.busy_days = self.busy_days();
            self.nightless_days = self.nightless_days();
            self.yesterday = if day == self.day + 1 { self.today } else { 0 };
            self.today = 0;
            self.day = day;
        }
        self.today |= 1 << at_ms.rem_euclid(24 * HOUR_MS).div_euclid(HOUR_MS);
    }

    /// Days with an event in at least half of their hours.
    pub const fn busy_days(&self) -> u32 {
        self.busy_days.saturating_add(self.is_busy() as u32)
    }

    /// … of them, those without a night: neither within the day nor since the evening before.
    pub const fn nightless_days(&self) -> u32 {
        let nightless = self.is_busy() && self.longest_pause() < NIGHT_HOURS;
        self.nightless_days.saturating_add(nightless as u32)
    }

    const fn is_busy(&self) -> bool {
        self.today.count_ones() >= BUSY_HOURS
    }

    /// The longest pause that ended today or that the day's end cuts off, in hours.
    const fn longest_pause(&self) -> u32 {
        // Hours at the end of yesterday without an event belong to the pause in which today begins.
        let before = if self.yesterday == 0 {
            24
        } else {
            self.yesterday.leading_zeros() - 8
        };
        let (mut longest, mut pause, mut hour) = (0, before, 0);
        while hour < 24 {
            if self.today & (1 << hour) == 0 {
                pause += 1;
            } else {
                pause = 0;
            }
            if pause > longest {
                longest = pause;
            }
            hour += 1;
        }
        longest
    }
}

#[cfg(test)]
mod tests {
    use super::Hours;

    const HOUR: i64 = 3_600_000;

    fn days(days: std::ops::Range<i64>, hours: impl Fn(i64) -> bool) -> Hours {
        let mut noted = Hours::default();
        for day in days {
            for hour in (0..24).filter(|hour| hours(*hour)) {
                noted.note((day * 24 + hour) * HOUR, day);
            }
        }
        noted
    }

    /// Who sleeps has nights, whatever the time zone makes of them.
    #[test]
    fn people_sleep() {
        for wake in 0..24 {
            let noted = days(1..9, |hour| (hour + wake) % 24 >= 7);
            assert_eq!((noted.busy_days(), noted.nightless_days()), (8, 0), "{wake}");
        }
    }

    /// Who never pauses for four hours has none; the first day has whatever was before it.
    #[test]
    fn machines_do_not() {
        let noted = days(1..9, |hour| hour % 3 != 0);
        assert_eq!((noted.busy_days(), noted.nightless_days()), (8, 7));
    }

    /// Quiet days are not judged.
    #[test]
    fn few_hours_tell_nothing() {
        let noted = days(1..9, |hour| hour % 3 == 0);
        assert_eq!((noted.busy_days(), noted.nightless_days()), (0, 0));
    }
}
