//! Humanity: a device that claims to be another, or that cannot exist.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::tells::Tell;

/// - **Looks at** the fingerprint the browser claims beside the one its device record has, and windows larger
///   than screens.
/// - **Why** scripts that speak to the API directly send made-up fingerprints or records.
/// - **Fires when** a claimed fingerprint is not that of the record, or a window dwarfs its screen.
/// - **Stays silent** as long as everything fits: a sound record proves nothing.
/// - **False alarms** a browser script much older or newer than the server; a virtual display may have odd
///   windows.
pub const ANALYZER: Analyzer = Analyzer {
    code: "humanity.fingerprint-tampering",
    label: "Fingerprint tampering",
    category: Category::Humanity,
    group: "client",
    reach: Reach {
        against: 2.8,
        in_favour: 0.0,
    },
    analyze,
};

const FORGED: f64 = 0.85;
const IMPOSSIBLE: f64 = 0.35;
const CONFIDENCE: f64 = 0.85;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let tells = &evidence.history.tells;
    let (forged, impossible) = (
        tells.days(Tell::FingerprintMismatch),
        tells.days(Tell::ImpossibleScreen),
    );
    let explanation = match (forged, impossible) {
        (0, 0) => return None,
        (0, days) => format!(
            "The window was far larger than the screen that holds it, on {}.",
            count(days, "day")
        ),
        (days, _) => format!(
            "The fingerprint was not that of the device that sent it, on {}.",
            count(days, "day")
        ),
    };
    let kept = |tell: Tell, sure: f64| 1.0 - sure * tells.share(tell);
    let certainty = 1.0 - kept(Tell::FingerprintMismatch, FORGED) * kept(Tell::ImpossibleScreen, IMPOSSIBLE);
    let finding = Finding::new(-certainty, CONFIDENCE, explanation).with("forgedDays", forged);
    Some(
        finding
            .with("impossibleDays", impossible)
            .with("cleanDays", tells.clean_days.count),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::fixture::{DAY, Life};

    /// A forged fingerprint.
    #[test]
    fn fires() {
        let mut life = Life::new();
        life.forged = true;
        assert!(analyze(&life.days(0..1).evidence).unwrap().lean <= -0.8);
    }

    /// An odd window is little.
    #[test]
    fn does_not_fire() {
        let mut life = Life::new();
        life.record["window"] = json!({ "outerWidth": 9000, "outerHeight": 9000 });
        assert!(analyze(&life.days(0..1).evidence).unwrap().lean > -0.4);
    }

    /// Everything fits.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Life::new().days(0..3).evidence), None);
    }

    /// One forged event after ten days of one's own.
    #[test]
    fn boundary() {
        let mut victim = Life::new();
        victim.days(0..10);
        victim.forged = true;
        assert!(
            analyze(&victim.browser(11 * DAY, "page_view").evidence)
                .unwrap()
                .lean
                > -0.05
        );
    }
}
