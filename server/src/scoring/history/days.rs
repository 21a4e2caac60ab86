//! Counting days instead of events: a flood in one day is still one day.

use serde::{Deserialize, Serialize};

const DAY_MS: i64 = 86_400_000;

/// How many different days something happened on, as far as days arrive in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// How many.
    #[serde(rename = "n")]
    pub count: u32,
    #[serde(rename = "f")]
    first: i64,
    #[serde(rename = "l")]
    last: i64,
}

impl Days {
    /// Notes one day; a day between the first and the last is taken as known.
    pub fn mark(&mut self, day: i64) {
        if self.count == 0 {
            *self = Self {
                count: 1,
                first: day,
                last: day,
            };
        } else if day > self.last {
            self.count = self.count.saturating_add(1);
            self.last = day;
        } else if day < self.first {
            self.count = self.count.saturating_add(1);
            self.first = day;
        }
    }

    /// Takes the latest day back, if it is this one.
    pub fn unmark(&mut self, day: i64) {
        let is_safe = self.count > 1 || self.first == day;
        if self.is_latest(day) && is_safe {
            self.count -= 1;
            self.last = (day - 1).max(self.first);
        }
    }

    /// Whether this is the latest day noted.
    pub const fn is_latest(self, day: i64) -> bool {
        self.count > 0 && self.last == day
    }
}

/// Number of the UTC day of a time.
pub const fn day_of(at_ms: i64) -> i64 {
    at_ms.div_euclid(DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::{Days, day_of};

    /// One day counts once, however often and in whatever order.
    #[test]
    fn counts_days() {
        let mut days = Days::default();
        for day in [5, 5, 5, 6, 5, 9, 2, 4] {
            days.mark(day);
        }
        assert_eq!(days.count, 4);
    }

    /// The latest day can be taken back and noted again, an earlier one stays.
    #[test]
    fn takes_the_latest_day_back() {
        let mut days = Days::default();
        for day in [5, 6, 9] {
            days.mark(day);
        }
        days.unmark(5);
        days.unmark(9);
        assert!(days.count == 2 && !days.is_latest(9));
        days.mark(9);
        assert!(days.count == 3 && days.is_latest(9));
        let mut only = Days::default();
        only.mark(5);
        only.unmark(5);
        assert!(only.count == 0 && !only.is_latest(5));
    }

    /// Days before 1970 are days too.
    #[test]
    fn days_round_down() {
        assert_eq!(
            (day_of(-1), day_of(0), day_of(86_399_999), day_of(86_400_000)),
            (-1, 0, 0, 1)
        );
    }
}
