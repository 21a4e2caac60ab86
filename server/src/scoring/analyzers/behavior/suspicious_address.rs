//! Behavior: comes from where trouble came from.

use app::types::dataset::DatasetName;
use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count};
use crate::scoring::evidence::Evidence;

/// - **Looks at** the latest addresses of the identity, at most twenty, in the dataset `suspicious_ips`.
/// - **Why** whoever was caught once comes back, and often from the same line.
/// - **Fires when** an address is listed, or lies in a listed network; harder the more of the addresses do.
/// - **Stays silent** otherwise, and on addresses in the dataset `trusted_ips`. Nothing is listed until the customer
///   lists it.
/// - **False alarms** whoever has the address today, where addresses change hands: list networks with care, and
///   take entries off again.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.suspicious-address",
    label: "Suspicious address",
    category: Category::Behavior,
    group: "network",
    reach: Reach {
        against: 2.4,
        in_favour: 0.0,
    },
    analyze,
};

/// One listed address of many is already half of it.
const BASE: f64 = 0.5;
const CONFIDENCE: f64 = 0.85;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let overlay = &evidence.overlay;
    let addresses = &evidence.surroundings.addresses;
    let listed: Vec<(&str, String)> = addresses
        .iter()
        .filter(|address| overlay.network(DatasetName::TrustedIps, &address.ip).is_none())
        .filter_map(|address| {
            let (entry, _) = overlay.network(DatasetName::SuspiciousIps, &address.ip)?;
            Some((address.ip.as_str(), entry))
        })
        .collect();
    let (ip, entry) = listed.first()?;
    let share = listed.len() as f64 / addresses.len() as f64;
    let explanation = format!(
        "{} of {} {} on your list of suspicious addresses: {ip}.",
        listed.len(),
        count(addresses.len() as i64, "address"),
        if listed.len() == 1 { "is" } else { "are" },
    );
    Some(
        Finding::new(-(BASE + (1.0 - BASE) * share), CONFIDENCE, explanation)
            .with("ip", *ip)
            .with("entry", entry.as_str())
            .with("listed", listed.len() as i64)
            .with("addresses", addresses.len() as i64),
    )
}

#[cfg(test)]
mod tests {
    use app::types::dataset::DatasetName::{self, SuspiciousIps, TrustedIps};

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::{AddressUse, Evidence};
    use crate::scoring::overlay::Entry;

    fn of(ips: &[&str], entries: &[(DatasetName, &str)]) -> Option<Finding> {
        let mut evidence = Evidence::default();
        let at = |ip: &&str| AddressUse {
            ip: (*ip).to_owned(),
            identities: 1,
            others: Vec::new(),
        };
        evidence.surroundings.addresses = ips.iter().map(at).collect();
        for (dataset, key) in entries {
            let entry = Entry {
                active: true,
                value: None,
            };
            evidence.overlay.add(*dataset, (*key).to_owned(), entry);
        }
        analyze(&evidence)
    }

    /// A listed address, and one in a listed network.
    #[test]
    fn fires() {
        let whole = of(&["203.0.113.7"], &[(SuspiciousIps, "203.0.113.7")]).unwrap();
        assert_eq!(whole.lean, -1.0);
        let part = of(
            &["198.51.100.1", "2001:db8::9"],
            &[(SuspiciousIps, "2001:db8::/32")],
        )
        .unwrap();
        assert_eq!(part.lean, -0.75);
        assert_eq!(
            part.explanation,
            "1 of 2 addresses is on your list of suspicious addresses: 2001:db8::9."
        );
    }

    /// The neighbour's line.
    #[test]
    fn does_not_fire() {
        assert_eq!(of(&["203.0.113.8"], &[(SuspiciousIps, "203.0.113.7")]), None);
    }

    /// No address, and nothing listed.
    #[test]
    fn abstains() {
        assert_eq!(of(&[], &[(SuspiciousIps, "203.0.113.7")]), None);
        assert_eq!(of(&["203.0.113.7"], &[]), None);
    }

    /// Trusted wins over suspicious.
    #[test]
    fn boundary() {
        let entries = [(SuspiciousIps, "203.0.113.0/24"), (TrustedIps, "203.0.113.7")];
        assert_eq!(of(&["203.0.113.7"], &entries), None);
        assert!(of(&["203.0.113.8"], &entries).is_some());
    }
}
