//! Authenticity: a mailbox made to be thrown away.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach};
use crate::scoring::disposable_domains::is_major_provider;
use crate::scoring::email;
use crate::scoring::evidence::Evidence;

/// - **Looks at** the domain of the email address and its parent domains.
/// - **Why** a throw-away mailbox is for someone who does not want to be found again.
/// - **Fires when** the domain, or one above it, is in the dataset `disposable_email_domains`.
/// - **Stays silent** without an email address, and on domains it knows nothing about.
/// - **False alarms** people who guard their address; forwarding services of large providers are not on the
///   list.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.disposable-email",
    label: "Disposable email",
    category: Category::Authenticity,
    group: "mailbox",
    reach: Reach {
        against: 2.8,
        in_favour: 0.4,
    },
    analyze,
};

/// The list is kept by hand: what is on it belongs there.
const CONFIDENCE: f64 = 0.95;
/// A mailbox at a large provider is easy to get too.
const ORDINARY: (f64, f64) = (0.4, 0.4);

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let address = evidence.profile.email.as_deref()?;
    let (_, domain) = email::parts(address)?;
    let trust = evidence.trust_in(address);
    if let Some(listed) = evidence.overlay.disposable(&domain) {
        let explanation = format!("The email address is at {domain}, a provider of throw-away mailboxes.");
        return Some(
            Finding::new(-1.0, CONFIDENCE * trust, explanation)
                .with("domain", domain.as_str())
                .with("listed", listed),
        );
    }
    is_major_provider(&domain).then(|| {
        let explanation = format!("The email address is at {domain}, an ordinary mailbox provider.");
        Finding::new(ORDINARY.0, ORDINARY.1 * trust, explanation).with("domain", domain)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::fixture::{DAY, Life};

    fn of(email: &str) -> Option<Finding> {
        analyze(&Life::new().named(json!({ "email": email })).evidence)
    }

    /// Listed domains and what is below them.
    #[test]
    fn fires() {
        for email in ["a@mailinator.com", "a@x.yopmail.com", "A@Guerrillamail.COM"] {
            assert_eq!(of(email).unwrap().lean, -1.0, "{email}");
        }
    }

    /// A large provider speaks a little for the person.
    #[test]
    fn does_not_fire() {
        assert!(of("a@gmail.com").unwrap().lean > 0.0);
    }

    /// No address, no domain, an unknown domain.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Life::new().evidence), None);
        assert_eq!(of("nonsense"), None);
        assert_eq!(of("ada@lovelace.example"), None);
    }

    /// A domain that merely ends alike is another one; an address that a browser claims late hardly counts.
    #[test]
    fn boundary() {
        assert_eq!(of("a@notmailinator.com"), None);
        let mut victim = Life::new();
        victim.named(json!({ "email": "ada@gmail.com" })).days(0..10);
        victim
            .named(json!({ "email": "x@mailinator.com" }))
            .browser(11 * DAY, "dregs_identify");
        assert!(analyze(&victim.evidence).unwrap().confidence < 0.2);
    }
}
