//! Humanity: gaps between events that are too even to be a person.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, on_days, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::rhythm::Beats;

/// - **Looks at** the gaps between one visit's actions, each beside the three before it.
/// - **Why** a script keeps time, or goes round a loop; a person hesitates: gaps of people agree within five
///   percent about one time in ten.
/// - **Fires when** of at least twelve gaps four in five repeat an earlier one within five percent, or seven
///   in ten are within a fifth of the one before.
/// - **Stays silent** below twelve comparable gaps a day, and on a server's own events.
/// - **False alarms** a page that reports a heartbeat; name it `heartbeat`, `ping`, `keepalive` or `poll` and
///   it is skipped.
pub const ANALYZER: Analyzer = Analyzer {
    code: "humanity.uniform-intervals",
    label: "Uniform intervals",
    category: Category::Humanity,
    group: "rhythm",
    reach: Reach {
        against: 3.2,
        in_favour: 0.6,
    },
    analyze,
};

/// So many gaps beyond the first twelve are half as telling as any number.
const HALF: f64 = 8.0;
const BASE: f64 = 0.65;
const MORE: f64 = 0.3;
/// A quiet day counts half against a busy one.
const QUIET_DAY: f64 = 0.5;
const VARIED_DAYS: f64 = 3.0;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let rhythm = &evidence.history.rhythm;
    let today = rhythm.today;
    let days = rhythm.judged_days + u32::from(today.is_enough());
    if days == 0 {
        return None;
    }
    let even = rhythm.even_days + u32::from(today.is_even());
    let varied = rhythm.varied_days + u32::from(today.is_varied());
    // Days of browsing with too few gaps to judge were no robot's days either.
    let quiet = f64::from(evidence.history.tells.browser_days.count.saturating_sub(days)) * QUIET_DAY;
    let share = f64::from(even) / (f64::from(days) + quiet);
    let finding = if even > 0 {
        let more =
            f64::from(today.compared.saturating_sub(Beats::ENOUGH)) + 20.0 * f64::from(rhythm.even_days);
        let explanation = format!(
            "The gaps between events are as even as clockwork {}{}.",
            on_days(even, days),
            latest(today)
        );
        Finding::new(
            -share * share * (3.0 - 2.0 * share),
            BASE + MORE * saturating(more, HALF),
            explanation,
        )
    } else {
        let explanation = format!(
            "The gaps between events vary as a person's do {}.",
            on_days(varied, days)
        );
        let lean = 0.8 * f64::from(varied) / f64::from(days);
        Finding::new(lean, saturating(f64::from(days), VARIED_DAYS), explanation)
    };
    let finding = finding
        .with("days", days)
        .with("evenDays", even)
        .with("variedDays", varied);
    Some(
        finding
            .with("gapsToday", today.compared)
            .with("repeatedToday", today.repeated),
    )
}

fn latest(today: Beats) -> String {
    if !today.is_even() {
        return String::new();
    }
    format!(
        ": of the latest {} gaps {} repeat an earlier one",
        today.compared, today.repeated
    )
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, Life};

    fn ticking(life: &mut Life, day: i64, events: i64, gap_ms: i64) -> Evidence {
        for n in 0..events {
            life.browser(day * DAY + n * gap_ms, "page_view");
        }
        life.evidence.clone()
    }

    /// A page every two seconds.
    #[test]
    fn fires() {
        let finding = analyze(&ticking(&mut Life::new(), 0, 40, 2000)).unwrap();
        assert!(finding.lean == -1.0 && finding.confidence > 0.8, "{finding:?}");
    }

    /// A person's afternoon.
    #[test]
    fn does_not_fire() {
        let mut life = Life::new();
        let mut at_ms = 0;
        for gap in [4, 31, 9, 2, 77, 15, 6, 140, 3, 24, 11, 52, 5, 19, 8, 36, 2, 64] {
            at_ms += gap * 1000;
            life.browser(at_ms, "page_view");
        }
        assert!(analyze(&life.evidence).unwrap().lean > 0.5);
    }

    /// A server's own jobs may keep what time they like.
    #[test]
    fn abstains() {
        let mut life = Life::new();
        for n in 0..100 {
            life.server(n * 60_000, "feature_used");
        }
        assert_eq!(analyze(&life.evidence), None);
    }

    /// Thirteen events have eleven comparable gaps: one too few; fourteen have enough.
    #[test]
    fn boundary() {
        assert_eq!(analyze(&ticking(&mut Life::new(), 0, 13, 2000)), None);
        assert!(
            analyze(&ticking(&mut Life::new(), 0, 14, 2000))
                .unwrap()
                .confidence
                >= 0.6
        );
    }
}
