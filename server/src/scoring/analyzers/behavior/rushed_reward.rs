//! Behavior: straight from the sign-up to what there is to get.

use app::types::event_kind::EventKind;
use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach};
use crate::scoring::evidence::Evidence;

/// - **Looks at** the time from the sign-up to the first promotion, trial, referral or payout, as the customer's server
///   reports them.
/// - **Why** who comes for the product looks at it first; who comes for the reward knows the way.
/// - **Fires when** a reward follows the sign-up within half a minute, and hardly anything else was done since.
/// - **Stays silent** without both, when the reward came before the sign-up was over, and when only a browser reports them.
/// - **False alarms** a sign-up that grants the reward by itself within a second, which is why that says nothing.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.rushed-reward",
    label: "Rushed reward",
    category: Category::Behavior,
    group: "path",
    reach: Reach {
        against: 2.4,
        in_favour: 0.0,
    },
    analyze,
};

const REWARDS: [EventKind; 3] = [EventKind::PromoRedeem, EventKind::Referral, EventKind::Payout];
/// Sooner than this, a program of the customer's own did it.
const BY_ITSELF_MS: i64 = 1_000;
/// Reading one page takes longer.
const RUSHED_MS: i64 = 30_000;
/// Events beside which a reward is no longer all there was.
const MUCH_ELSE: i64 = 12;
const STRENGTH: f64 = 0.75;
const CONFIDENCE: f64 = 0.7;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let history = &evidence.history;
    let confirmed = |kind: EventKind| history.kinds.get(&kind).filter(|tally| tally.confirmed > 0);
    let signed_up = confirmed(EventKind::Registration)?.first_ms;
    let rewards = REWARDS
        .into_iter()
        .filter_map(|kind| Some((kind, confirmed(kind)?.first_ms - signed_up)));
    let (kind, after_ms) = rewards
        .filter(|(_, after)| *after >= BY_ITSELF_MS)
        .min_by_key(|(_, after)| *after)?;
    if after_ms > RUSHED_MS || history.event_count >= MUCH_ELSE {
        return None;
    }
    let seconds = after_ms as f64 / 1_000.0;
    let explanation = format!(
        "{} seconds from the sign-up to the first {}, and little else.",
        seconds.round(),
        kind.words()
    );
    let found = Finding::new(-STRENGTH, CONFIDENCE, explanation);
    Some(
        found
            .with("afterMs", after_ms)
            .with("events", history.event_count),
    )
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::fixture::{Life, MINUTE};

    fn path(reward_ms: i64, then: usize) -> Life {
        let mut life = Life::new();
        life.server(0, "signup").server(reward_ms, "promo_redeemed");
        for n in 0..then {
            life.browser(MINUTE + n as i64 * 7_000, "page_view");
        }
        life
    }

    /// Eight seconds, and gone.
    #[test]
    fn fires() {
        assert!(analyze(&path(8_000, 2).evidence).unwrap().lean < -0.5);
    }

    /// Later, or one thing of many.
    #[test]
    fn does_not_fire() {
        assert_eq!(analyze(&path(5 * MINUTE, 2).evidence), None);
        assert_eq!(analyze(&path(8_000, 20).evidence), None);
    }

    /// A browser may report anything.
    #[test]
    fn abstains() {
        let mut life = Life::new();
        life.browser(0, "signup").browser(8_000, "promo_redeemed");
        assert_eq!(analyze(&life.evidence), None);
        assert_eq!(analyze(&Life::new().evidence), None);
    }

    /// What comes with the sign-up by itself is nobody's haste.
    #[test]
    fn boundary() {
        assert_eq!(analyze(&path(200, 2).evidence), None);
        assert!(analyze(&path(30_000, 2).evidence).is_some());
        assert_eq!(analyze(&path(30_001, 2).evidence), None);
    }
}
