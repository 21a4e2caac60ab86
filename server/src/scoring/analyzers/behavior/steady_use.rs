//! Behavior: comes back, and uses more than one thing.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;
use app::types::event_kind::EventKind;

/// - **Looks at** the days on which the identity was active and the kinds of things it did.
/// - **Why** abuse takes what it wants and goes; customers come back.
/// - **Fires when** there is any activity; more days and more kinds make it surer.
/// - **Stays silent** without events.
/// - **False alarms** accounts that are aged on purpose: it never adds much, and the days must be real ones.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.steady-use",
    label: "Steady use",
    category: Category::Behavior,
    group: "life",
    reach: Reach {
        against: 1.2,
        in_favour: 1.3,
    },
    analyze,
};

/// So many active days are half as good as any number.
const HALF_DAYS: f64 = 3.0;
/// Kinds that a customer's server reported, or a browser showed.
const MANY_KINDS: f64 = 4.0;
/// Promotions and refunds without a purchase: took, and gave nothing.
const TAKES: [EventKind; 2] = [EventKind::PromoRedeem, EventKind::Refund];
const TAKER_DAYS: u32 = 2;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let history = &evidence.history;
    let (days, kinds) = (history.active.count, history.kinds.len() as i64);
    if days == 0 {
        return None;
    }
    let taken: u32 = TAKES.iter().map(|kind| history.count(*kind)).sum();
    let sure = saturating(f64::from(days), HALF_DAYS);
    let finding = if taken > 0 && days <= TAKER_DAYS && history.count(EventKind::Purchase) == 0 {
        let said = format!(
            "{} (promotion or refund) on {} of use, and nothing bought.",
            count(taken, "benefit"),
            count(days, "day")
        );
        Finding::new(-0.8, 0.6, said).with("taken", taken)
    } else {
        let variety = saturating(kinds as f64, MANY_KINDS);
        let said = format!(
            "Active on {} with {}.",
            count(days, "day"),
            count(kinds, "event kind")
        );
        Finding::new(0.4 + 0.6 * variety, sure, said)
    };
    Some(
        finding
            .with("days", days)
            .with("kinds", kinds)
            .with("events", history.event_count),
    )
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, Life, MINUTE};

    /// More days are surer.
    #[test]
    fn fires() {
        let (one, many) = (
            analyze(&Life::new().days(0..1).evidence).unwrap(),
            analyze(&Life::new().days(0..9).evidence).unwrap(),
        );
        assert!(one.lean > 0.0 && one.confidence < many.confidence);
    }

    /// A promotion and nothing else; with a purchase it is a bargain.
    #[test]
    fn does_not_fire() {
        let mut life = Life::new();
        life.server(0, "signup").server(MINUTE, "promo_redeem");
        assert!(analyze(&life.evidence).unwrap().lean < 0.0);
        assert!(
            analyze(&life.server(2 * MINUTE, "purchase").evidence)
                .unwrap()
                .lean
                > 0.0
        );
    }

    /// Nothing happened.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
    }

    /// Two days are still a raid, three are not.
    #[test]
    fn boundary() {
        let mut life = Life::new();
        life.server(0, "promo_redeem").server(DAY, "login");
        assert!(analyze(&life.evidence).unwrap().lean < 0.0);
        assert!(analyze(&life.server(2 * DAY, "login").evidence).unwrap().lean > 0.0);
    }
}
