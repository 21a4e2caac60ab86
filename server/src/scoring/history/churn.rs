//! How many different ones a day: networks, or countries of a VPN.

use serde::{Deserialize, Serialize};

/// Home, work, mobile, a café and a train: more in one day is unusual.
pub const MANY_NETWORKS: u32 = 6;
const MAX_TODAY: usize = 40;

/// Today's and the days before; `MANY` a day are unusual.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Churn<const MANY: u32> {
    #[serde(rename = "d")]
    day: i64,
    #[serde(rename = "t")]
    today: Vec<u32>,
    /// Most in one day.
    #[serde(rename = "p")]
    pub peak: u32,
    #[serde(rename = "j")]
    past_days: u32,
    #[serde(rename = "b")]
    past_busy_days: u32,
}

impl<const MANY: u32> Churn<MANY> {
    /// Notes the one of an event, in short.
    pub fn note(&mut self, network: u32, day: i64) {
        if day < self.day {
            return;
        }
        if day > self.day {
            self.past_days = self.days();
            self.past_busy_days = self.busy_days();
            self.today.clear();
            self.day = day;
        }
        if self.today.len() < MAX_TODAY && !self.today.contains(&network) {
            self.today.push(network);
        }
        self.peak = self.peak.max(self.today_count());
    }

    /// Days with any.
    pub fn days(&self) -> u32 {
        self.past_days.saturating_add(u32::from(!self.today.is_empty()))
    }

    /// Days with many.
    pub fn busy_days(&self) -> u32 {
        self.past_busy_days
            .saturating_add(u32::from(self.today_count() >= MANY))
    }

    fn today_count(&self) -> u32 {
        u32::try_from(self.today.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::{Churn, MANY_NETWORKS};

    /// Networks count once a day, and days add up.
    #[test]
    fn counts_networks_by_day() {
        let mut churn = Churn::<MANY_NETWORKS>::default();
        for n in 0..10 {
            churn.note(n % 7, 1);
            churn.note(n % 3, 2);
        }
        assert_eq!((churn.peak, churn.days(), churn.busy_days()), (3, 2, 0));
        for n in 0..7 {
            churn.note(n, 3);
        }
        assert_eq!((churn.peak, churn.days(), churn.busy_days()), (7, 3, 1));
    }
}
