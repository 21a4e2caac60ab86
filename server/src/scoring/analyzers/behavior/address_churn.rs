//! Behavior: many networks in one day.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::churn::MANY_NETWORKS;

/// - **Looks at** how many networks (the first three bytes of an IPv4 address, 48 bits of IPv6) an identity
///   uses in a day.
/// - **Why** rotating proxies change the network with every request; people change it with every place.
/// - **Fires when** a day has six or more; certain at about twenty, and the more of the days do.
/// - **Stays silent** without addresses.
/// - **False alarms** commercial travellers, some mobile carriers and some company proxies; one such day of
///   many is little.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.address-churn",
    label: "Address churn",
    category: Category::Behavior,
    group: "network",
    reach: Reach {
        against: 2.4,
        in_favour: 0.3,
    },
    analyze,
};

/// So many networks beyond the fifth are half as telling as any number.
const HALF: f64 = 4.0;
const CONFIDENCE: f64 = 0.75;
const QUIET_DAYS: f64 = 3.0;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let churn = &evidence.history.churn;
    let (days, busy, peak) = (churn.days(), churn.busy_days(), churn.peak);
    if days == 0 {
        return None;
    }
    let finding = if busy == 0 {
        let explanation = format!(
            "At most {} in one day, over {}.",
            count(peak, "network"),
            count(days, "day")
        );
        Finding::new(0.4, saturating(f64::from(days), QUIET_DAYS), explanation)
    } else {
        let share = f64::from(busy) / f64::from(days);
        let strength =
            saturating(f64::from(peak + 1 - MANY_NETWORKS), HALF) * share * share * (3.0 - 2.0 * share);
        let explanation = format!(
            "{} in one day, and {MANY_NETWORKS} or more on {busy} of {}.",
            count(peak, "network"),
            count(days, "day")
        );
        Finding::new(-strength, CONFIDENCE, explanation)
    };
    Some(
        finding
            .with("peak", peak)
            .with("busyDays", busy)
            .with("days", days),
    )
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, Life};

    const NETWORKS: [&str; 8] = [
        "192.0.2.1",
        "198.51.100.1",
        "203.0.113.1",
        "2001:db8:1::1",
        "2001:db8:2::1",
        "2001:db8:3::1",
        "2001:db8:4::1",
        "2001:db8:5::1",
    ];

    fn roaming(life: &mut Life, day: i64, networks: usize) {
        for (n, ip) in NETWORKS[..networks].iter().enumerate() {
            life.ip = Some(ip);
            life.browser(day * DAY + n as i64 * 60_000, "page_view");
        }
    }

    /// Eight networks in every one of three days.
    #[test]
    fn fires() {
        let mut life = Life::new();
        (0..3).for_each(|day| roaming(&mut life, day, 8));
        let finding = analyze(&life.evidence).unwrap();
        assert!(finding.lean < -0.4, "{finding:?}");
        assert_eq!(
            finding.explanation,
            "8 networks in one day, and 6 or more on 3 of 3 days."
        );
    }

    /// Home, work and a train; one strange day among ten.
    #[test]
    fn does_not_fire() {
        let mut life = Life::new();
        (0..10).for_each(|day| roaming(&mut life, day, 3));
        assert!(analyze(&life.evidence).unwrap().lean > 0.0);
        roaming(&mut life, 10, 8);
        assert!(analyze(&life.evidence).unwrap().lean > -0.05);
    }

    /// No addresses.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(analyze(&Life::new().server(0, "purchase").evidence), None);
    }

    /// Five are many places, six are too many.
    #[test]
    fn boundary() {
        let lean = |networks: usize| {
            let mut life = Life::new();
            roaming(&mut life, 0, networks);
            analyze(&life.evidence).unwrap().lean
        };
        assert!(lean(5) > 0.0 && lean(6) < 0.0);
    }
}
