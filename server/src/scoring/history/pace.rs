//! How many events a minute.

use serde::{Deserialize, Serialize};

use super::days::Days;

/// More a minute than a page can hold back and then send at once (the browser script keeps at most 100).
pub const BROWSER_PER_MINUTE: u32 = 120;
/// More a minute than one person causes on a server: one action a second.
pub const SERVER_PER_MINUTE: u32 = 60;

/// The current minute and the busiest one, for one kind of key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    #[serde(rename = "m")]
    minute: i64,
    #[serde(rename = "c")]
    current: u32,
    /// Events of the busiest minute.
    #[serde(rename = "p")]
    pub peak: u32,
    /// Days with a minute above the limit.
    #[serde(rename = "d")]
    pub busy_days: Days,
}

impl Pace {
    /// Notes an event.
    pub fn note(&mut self, at_ms: i64, day: i64, limit: u32) {
        let minute = at_ms.div_euclid(60_000);
        if minute == self.minute {
            self.current = self.current.saturating_add(1);
        } else {
            self.minute = minute;
            self.current = 1;
        }
        self.peak = self.peak.max(self.current);
        if self.current > limit {
            self.busy_days.mark(day);
        }
    }
}
