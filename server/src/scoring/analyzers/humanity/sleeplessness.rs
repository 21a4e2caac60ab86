//! Humanity: somebody who never sleeps.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;

/// - **Looks at** the hours of each day in which a browser did something, and the longest pause since the evening before.
/// - **Why** people sleep, if badly; programs run through the night.
/// - **Fires when** two days with at least twelve active hours had no pause of four hours; more such days make it surer.
/// - **Stays silent** on quieter days, and on what the customer's server reports by its own clock.
/// - **False alarms** an account that a team shares around the clock, and one night through; fades among days with a night.
pub const ANALYZER: Analyzer = Analyzer {
    code: "humanity.sleeplessness",
    label: "Sleeplessness",
    category: Category::Humanity,
    group: "rhythm",
    reach: Reach {
        against: 2.4,
        in_favour: 0.4,
    },
    analyze,
};

/// One night through is a deadline, a game or a child.
const NIGHTLESS_DAYS: u32 = 2;
/// At so many, half of what it can say is said: nobody stays awake for four days.
const HALF_DAYS: f64 = 2.0;
const CONFIDENCE: f64 = 0.8;
/// Nights of so many busy days speak for a person.
const NIGHTS: u32 = 3;
const RESTED: (f64, f64) = (0.5, 0.4);

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let hours = &evidence.history.hours;
    let (busy, nightless) = (hours.busy_days(), hours.nightless_days());
    if nightless >= NIGHTLESS_DAYS {
        let share = f64::from(nightless) / f64::from(busy);
        let strength = saturating(f64::from(nightless), HALF_DAYS) * share;
        let explanation = format!(
            "Active around the clock on {}, without a pause of four hours.",
            count(nightless, "day")
        );
        return Some(finding(
            Finding::new(-strength, CONFIDENCE, explanation),
            busy,
            nightless,
        ));
    }
    (nightless == 0 && busy >= NIGHTS).then(|| {
        let explanation = format!("Every one of {} had a night.", count(busy, "busy day"));
        finding(Finding::new(RESTED.0, RESTED.1, explanation), busy, nightless)
    })
}

fn finding(found: Finding, busy: u32, nightless: u32) -> Finding {
    found.with("busyDays", busy).with("nightlessDays", nightless)
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::fixture::{DAY, HOUR, Life};

    fn active(days: i64, hours: impl Fn(i64) -> bool) -> Life {
        let mut life = Life::new();
        for day in 0..days {
            for hour in (0..24).filter(|hour| hours(*hour)) {
                life.browser(day * DAY + hour * HOUR, "page_view");
            }
        }
        life
    }

    /// Around the clock for a week.
    #[test]
    fn fires() {
        assert!(analyze(&active(8, |_| true).evidence).unwrap().lean < -0.6);
    }

    /// Long days with nights speak for a person.
    #[test]
    fn does_not_fire() {
        assert!(analyze(&active(8, |hour| hour >= 6).evidence).unwrap().lean > 0.0);
    }

    /// Ordinary days say nothing, and neither do a server's own reports.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&active(8, |hour| (9..17).contains(&hour)).evidence), None);
        let mut life = Life::new();
        for hour in 0..72 {
            life.server(hour * HOUR, "backup");
        }
        assert_eq!(analyze(&life.evidence), None);
    }

    /// One night through among five nights is nothing.
    #[test]
    fn boundary() {
        let mut life = active(5, |hour| hour >= 6);
        for hour in 0..24 {
            life.browser(5 * DAY + hour * HOUR, "page_view");
        }
        assert_eq!(analyze(&life.evidence), None);
    }
}
