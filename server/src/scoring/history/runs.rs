//! Failures that follow each other closely: sign-ins with wrong passwords, payments with refused cards.

use serde::{Deserialize, Serialize};

/// A run ends after an hour without another failure.
const RUN_GAP_MS: i64 = 3_600_000;
/// More marks than this are not told apart.
pub const MAX_MARKS: usize = 12;

/// One run of failures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// How many failures.
    #[serde(rename = "n")]
    pub failures: u32,
    /// How many of them the customer's server told us about.
    #[serde(rename = "s")]
    pub confirmed: u32,
    /// When it began.
    #[serde(rename = "b")]
    pub start_ms: i64,
    /// Its latest failure.
    #[serde(rename = "l")]
    pub last_ms: i64,
    /// Digests of the different networks, or cards, that took part.
    #[serde(rename = "m")]
    pub marks: Vec<u32>,
}

/// The current run, the longest one, and the longest one that ended in success.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Runs {
    /// Failures in all.
    #[serde(rename = "n")]
    pub total: u32,
    /// The run that may still go on.
    #[serde(rename = "c")]
    pub current: Run,
    /// The longest run.
    #[serde(rename = "w")]
    pub longest: Run,
    /// The longest run that was followed by success within its hour.
    #[serde(rename = "x")]
    pub broken: Option<Breach>,
}

/// A success at the end of a run of failures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Breach {
    /// The run before it.
    #[serde(rename = "r")]
    pub run: Run,
    /// When it happened.
    #[serde(rename = "a")]
    pub at_ms: i64,
    /// It came from a device the identity had never used.
    #[serde(rename = "d")]
    pub new_device: bool,
}

impl Runs {
    /// Notes a failure.
    pub fn fail(&mut self, at_ms: i64, confirmed: bool, mark: Option<u32>) {
        self.total = self.total.saturating_add(1);
        if self.current.failures == 0 || !self.is_live(at_ms) {
            self.current = Run {
                start_ms: at_ms,
                ..Run::default()
            };
        }
        let run = &mut self.current;
        run.failures = run.failures.saturating_add(1);
        run.confirmed = run.confirmed.saturating_add(u32::from(confirmed));
        run.last_ms = at_ms;
        if let Some(mark) = mark
            && run.marks.len() < MAX_MARKS
            && !run.marks.contains(&mark)
        {
            run.marks.push(mark);
        }
        if (run.confirmed, run.failures) >= (self.longest.confirmed, self.longest.failures) {
            self.longest = run.clone();
        }
    }

    /// Notes a success, which ends the run.
    pub fn succeed(&mut self, at_ms: i64, new_device: bool) {
        if self.current.failures > 0 && self.is_live(at_ms) {
            let breach = Breach {
                run: std::mem::take(&mut self.current),
                at_ms,
                new_device,
            };
            let size = |breach: &Breach| (breach.run.confirmed, breach.run.failures);
            if self
                .broken
                .as_ref()
                .is_none_or(|known| size(&breach) >= size(known))
            {
                self.broken = Some(breach);
            }
        }
        self.current = Run::default();
    }

    /// Failures of the current run, when it is still going on at a time.
    pub fn live_failures(&self, at_ms: i64) -> u32 {
        if self.is_live(at_ms) {
            self.current.failures
        } else {
            0
        }
    }

    const fn is_live(&self, at_ms: i64) -> bool {
        at_ms.saturating_sub(self.current.last_ms) < RUN_GAP_MS
    }
}

#[cfg(test)]
mod tests {
    use super::Runs;

    /// An hour of quiet ends a run; a success within it is a breach.
    #[test]
    fn runs_end() {
        let mut runs = Runs::default();
        for n in 0..5 {
            runs.fail(n * 1000, true, Some(1));
        }
        runs.succeed(10_000, true);
        assert_eq!(runs.broken.as_ref().map(|breach| breach.run.failures), Some(5));
        runs.fail(20_000, true, None);
        runs.fail(20_000 + 3_600_000, true, None);
        assert_eq!(
            (runs.current.failures, runs.longest.failures, runs.total),
            (1, 5, 7)
        );
    }
}
