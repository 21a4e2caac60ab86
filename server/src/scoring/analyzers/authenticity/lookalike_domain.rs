//! Authenticity: a mailbox at something that only looks like a provider.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach};
use crate::scoring::disposable_domains::is_major_provider;
use crate::scoring::email;
use crate::scoring::evidence::Evidence;

/// - **Looks at** the domain of the email address beside those of the largest mailbox providers.
/// - **Why** `gmial.com` is a slip at best, and then nobody reads the mail; at worst it catches the mail of others.
/// - **Fires when** the domain is one slip away from a provider's: a letter added, left out, replaced, or two swapped.
/// - **Stays silent** without an email address, and on every domain that is a provider's of its own.
/// - **False alarms** a small provider with an unlucky name; people who mistyped, which is why it stays mild.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.lookalike-domain",
    label: "Look-alike domain",
    category: Category::Authenticity,
    group: "mailbox",
    reach: Reach {
        against: 2.0,
        in_favour: 0.0,
    },
    analyze,
};

/// What is imitated, and mistyped: the providers with the most mailboxes.
const IMITATED: [&str; 10] = [
    "aol.com",
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "outlook.com",
    "protonmail.com",
    "yahoo.com",
    "yandex.com",
];
/// One slip away, and providers all the same.
const OWN: [&str; 9] = [
    "alo.com",
    "dlive.com",
    "email.com",
    "fmail.com",
    "live.co",
    "olive.com",
    "qmail.com",
    "rocketmail.com",
    "zmail.com",
];
/// Below this a slip makes any short name of any other.
const SHORTEST: usize = 7;
const STRENGTH: f64 = 0.6;
const CONFIDENCE: f64 = 0.8;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let address = evidence.profile.email.as_deref()?;
    let (_, domain) = email::parts(address)?;
    if is_major_provider(&domain) || OWN.contains(&domain.as_str()) || domain.len() < SHORTEST {
        return None;
    }
    let imitated = IMITATED
        .into_iter()
        .find(|provider| is_one_slip(&domain, provider))?;
    let explanation = format!("The email address is at {domain}, one slip away from {imitated}.");
    let found = Finding::new(-STRENGTH, CONFIDENCE * evidence.trust_in(address), explanation);
    Some(found.with("domain", domain).with("imitates", imitated))
}

/// Whether one letter was added, left out or replaced, or two neighbours were swapped (a Damerau–Levenshtein distance of
/// one).
fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    let same = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&typed[same..], &meant[same..]);
    match (typed, meant) {
        ([], []) => false,
        ([a, b, typed @ ..], [c, d, meant @ ..]) if a == d && b == c && typed == meant => true,
        _ => {
            let added = typed.get(1..) == Some(meant);
            let left_out = meant.get(1..) == Some(typed);
            let replaced = typed.get(1..).is_some() && typed.get(1..) == meant.get(1..);
            added || left_out || replaced
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::fixture::Life;

    fn at(domain: &str) -> Option<Finding> {
        analyze(
            &Life::new()
                .named(json!({ "email": format!("ada@{domain}") }))
                .days(0..1)
                .evidence,
        )
    }

    /// Every kind of slip.
    #[test]
    fn fires() {
        for domain in [
            "gmial.com",
            "gmaill.com",
            "gmai.com",
            "gnail.com",
            "hotmial.com",
            "outlok.com",
            "yahooo.com",
        ] {
            assert!(at(domain).unwrap().lean < -0.5, "{domain}");
        }
    }

    /// Providers, and domains of people and companies.
    #[test]
    fn does_not_fire() {
        for domain in [
            "gmail.com",
            "ymail.com",
            "mail.com",
            "email.com",
            "example.org",
            "yahoo.de",
            "live.fr",
            "me.com",
        ] {
            assert_eq!(at(domain), None, "{domain}");
        }
    }

    /// No address.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Life::new().days(0..1).evidence), None);
    }

    /// Two slips are another name.
    #[test]
    fn boundary() {
        assert_eq!(at("gmali.co"), None);
        assert!(at("gmali.com").is_some());
    }
}
