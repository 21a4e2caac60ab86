//! Behavior: more in a minute than a person does.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::pace::{BROWSER_PER_MINUTE, SERVER_PER_MINUTE};

/// - **Looks at** the busiest minute of browser events and of server events, by the time of the server.
/// - **Why** scraping, guessing and stuffing are only worth while in bulk.
/// - **Fires when** a minute has more than 120 browser events (a page holds back at most 100) or 60 server
///   events.
/// - **Stays silent** below that; the pace of a quiet identity is no merit.
/// - **False alarms** a bulk import that reports every row under its user; one such day among many is little.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.event-burst",
    label: "Event burst",
    category: Category::Behavior,
    group: "pace",
    reach: Reach {
        against: 2.6,
        in_favour: 0.0,
    },
    analyze,
};

/// Twice the limit is half as telling as any number.
const HALF: f64 = 1.0;
const CONFIDENCE: f64 = 0.8;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let history = &evidence.history;
    let paces = [
        (&history.browser_pace, BROWSER_PER_MINUTE, "browser event"),
        (&history.server_pace, SERVER_PER_MINUTE, "server event"),
    ];
    let excess = |peak: u32, limit: u32| f64::from(peak) / f64::from(limit);
    let busiest = paces
        .into_iter()
        .max_by(|a, b| excess(a.0.peak, a.1).total_cmp(&excess(b.0.peak, b.1)));
    let (pace, limit, noun) = busiest.filter(|(pace, limit, _)| pace.peak > *limit)?;
    let days = history.active.count.max(1);
    let share = (f64::from(pace.busy_days.count) / f64::from(days)).min(1.0);
    let strength =
        (0.3 + 0.7 * saturating(excess(pace.peak, limit) - 1.0, HALF)) * share * share * (3.0 - 2.0 * share);
    let busy = count(pace.busy_days.count, "day");
    let explanation = format!(
        "{} in one minute, and more than {limit} on {busy} of {days}.",
        count(pace.peak, noun)
    );
    let finding = Finding::new(-strength, CONFIDENCE, explanation)
        .with("peak", pace.peak)
        .with("limit", limit);
    Some(finding.with("busyDays", pace.busy_days.count).with("days", days))
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::event_fact::Source;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, Life};

    fn burst(life: &mut Life, source: Source, day: i64, events: i64) -> Evidence {
        for n in 0..events {
            life.event(source, day * DAY + n * 50, "feature_used", serde_json::json!({}));
        }
        life.evidence.clone()
    }

    /// A thousand in one minute.
    #[test]
    fn fires() {
        let finding = analyze(&burst(&mut Life::new(), Source::Browser, 0, 1000)).unwrap();
        assert!(finding.lean < -0.8, "{finding:?}");
        assert_eq!(
            finding.explanation,
            "1000 browser events in one minute, and more than 120 on 1 day of 1."
        );
    }

    /// One such day after ten quiet ones.
    #[test]
    fn does_not_fire() {
        let mut life = Life::new();
        life.days(0..10);
        assert!(
            analyze(&burst(&mut life, Source::Browser, 10, 1000))
                .unwrap()
                .lean
                > -0.05
        );
    }

    /// A quiet life.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(analyze(&Life::new().days(0..10).evidence), None);
    }

    /// Exactly the limit is allowed, one more is not; servers have a lower one.
    #[test]
    fn boundary() {
        assert_eq!(analyze(&burst(&mut Life::new(), Source::Browser, 0, 120)), None);
        assert!(analyze(&burst(&mut Life::new(), Source::Browser, 0, 121)).is_some());
        assert!(analyze(&burst(&mut Life::new(), Source::Server, 0, 61)).is_some());
    }
}
