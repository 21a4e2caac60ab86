//! Authenticity: what the customer's own server found to be true.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;
use app::types::event_kind::EventKind;

/// - **Looks at** confirmed email addresses and paid purchases that the customer's server reported.
/// - **Why** whoever reads the mailbox and pays the bill has given something real.
/// - **Fires when** an address was confirmed or something was bought; more days of buying make it surer.
/// - **Stays silent** otherwise, and on what only a browser reports: anybody can report a purchase.
/// - **False alarms** stolen cards pay too, for a while: what they do is Behavior.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.verified-contact",
    label: "Verified contact",
    category: Category::Authenticity,
    group: "proof",
    reach: Reach {
        against: 0.0,
        in_favour: 1.4,
    },
    analyze,
};

const CONFIRMED: f64 = 0.5;
/// So many days with a purchase are half as good as any number.
const BUYING_DAYS: f64 = 2.0;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let tally = |kind: EventKind| {
        evidence
            .history
            .kinds
            .get(&kind)
            .filter(|tally| tally.confirmed > 0)
    };
    let confirmations = tally(EventKind::EmailConfirmation).map_or(0, |tally| tally.confirmed);
    let (purchases, days) =
        tally(EventKind::Purchase).map_or((0, 0), |tally| (tally.confirmed, tally.days.count));
    let said = match (confirmations, purchases) {
        (0, 0) => return None,
        (0, bought) => format!("{} on {}", count(bought, "purchase"), count(days, "day")),
        (_, 0) => "the email address confirmed".to_owned(),
        (_, bought) => format!(
            "the email address confirmed and {} on {}",
            count(bought, "purchase"),
            count(days, "day")
        ),
    };
    let doubt = (1.0 - if confirmations > 0 { CONFIRMED } else { 0.0 })
        * (1.0 - saturating(f64::from(days), BUYING_DAYS));
    let finding = Finding::new(
        1.0,
        1.0 - doubt,
        format!("The customer's server reported {said}."),
    );
    Some(
        finding
            .with("confirmations", confirmations)
            .with("purchases", purchases)
            .with("purchaseDays", days),
    )
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, Life};

    /// A confirmation and purchases, the more days the surer.
    #[test]
    fn fires() {
        let mut life = Life::new();
        let confirmed = analyze(&life.server(0, "email_confirmed").evidence)
            .unwrap()
            .confidence;
        let bought = analyze(&life.server(DAY, "purchase").evidence)
            .unwrap()
            .confidence;
        let again = analyze(&life.server(5 * DAY, "purchase").evidence).unwrap();
        assert!(confirmed < bought && bought < again.confidence);
        assert_eq!(
            again.explanation,
            "The customer's server reported the email address confirmed and 2 purchases on 2 days."
        );
    }

    /// What a browser reports proves nothing.
    #[test]
    fn does_not_fire() {
        assert_eq!(
            analyze(
                &Life::new()
                    .browser(0, "purchase")
                    .browser(1000, "email_confirmed")
                    .evidence
            ),
            None
        );
    }

    /// Nothing happened.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
    }

    /// A thousand purchases in one day are one day.
    #[test]
    fn boundary() {
        let mut life = Life::new();
        let one = analyze(&life.server(0, "purchase").evidence).unwrap().confidence;
        for n in 1..1000 {
            life.server(n * 1000, "purchase");
        }
        assert_eq!(analyze(&life.evidence).unwrap().confidence, one);
    }
}
