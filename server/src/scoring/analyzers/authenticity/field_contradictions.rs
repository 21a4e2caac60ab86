//! Authenticity: a stated country that nothing else knows of.

use std::collections::BTreeSet;

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach};
use crate::scoring::evidence::Evidence;
use crate::scoring::places::Country;

/// - **Looks at** the country that is stated, the calling code of the telephone number, and the time zones of the devices.
/// - **Why** who makes an address up forgets the telephone, or the clock of the computer.
/// - **Fires when** the telephone and all clocks agree on one country, and it is not the one that is stated.
/// - **Stays silent** when one of the three is missing, or when they do not agree with each other: people move, travel and
///   keep their numbers.
/// - **False alarms** somebody who works abroad for a company at home and states its country.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.field-contradictions",
    label: "Contradicting details",
    category: Category::Authenticity,
    group: "place",
    reach: Reach {
        against: 2.2,
        in_favour: 0.6,
    },
    analyze,
};

const STRENGTH: f64 = 0.8;
const CONFIDENCE: f64 = 0.75;
const AGREED: (f64, f64) = (0.6, 0.4);

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let stated = Country::named(evidence.profile.country.as_deref()?)?;
    let phone = evidence.profile.phone.as_deref()?;
    let called = Country::of_phone(phone);
    let devices = evidence.history.devices.iter();
    let clocks: BTreeSet<&str> = devices
        .map(|device| device.timezone.as_str())
        .filter(|zone| !zone.is_empty())
        .collect();
    let clocks: Vec<Country> = clocks.into_iter().map(Country::of_zone).collect::<Option<_>>()?;
    let (first, others) = clocks.split_first()?;
    if others.iter().any(|other| other != first) || called.is_empty() {
        return None;
    }
    let trust = evidence.trust_in(phone);
    match (called.contains(first), called.contains(&stated)) {
        (true, true) if *first == stated => {
            let explanation = format!(
                "The telephone number and the clock are of {}, as stated.",
                stated.name()
            );
            Some(Finding::new(AGREED.0, AGREED.1 * trust, explanation))
        }
        (true, false) => {
            let explanation = format!(
                "{} is stated, but the telephone number and the clock are of {}.",
                stated.name(),
                first.name()
            );
            Some(
                Finding::new(-STRENGTH, CONFIDENCE * trust, explanation)
                    .with("stated", stated.name())
                    .with("shown", first.name()),
            )
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::fixture::Life;

    fn of(country: &str, phone: &str, zone: &str) -> Option<Finding> {
        let mut life = Life::new();
        life.record["timezone"] = json!(zone);
        analyze(
            &life
                .named(json!({ "country": country, "phone": phone }))
                .days(0..1)
                .evidence,
        )
    }

    /// Telephone and clock agree against what is stated.
    #[test]
    fn fires() {
        let found = of("US", "+84 91 234 5678", "Asia/Ho_Chi_Minh").unwrap();
        assert!(found.lean < -0.7);
        assert!(found.explanation.contains("Vietnam"), "{}", found.explanation);
    }

    /// All three agree.
    #[test]
    fn does_not_fire() {
        assert!(of("Germany", "0049 30 123456", "Europe/Berlin").unwrap().lean > 0.0);
    }

    /// One is missing, or is of no country.
    #[test]
    fn abstains() {
        assert_eq!(of("Atlantis", "+84 91 234 5678", "Asia/Ho_Chi_Minh"), None);
        assert_eq!(of("US", "212 555 0100", "Asia/Ho_Chi_Minh"), None);
        assert_eq!(of("US", "+84 91 234 5678", "UTC"), None);
    }

    /// Who travels, or kept a number, contradicts in one thing only.
    #[test]
    fn boundary() {
        assert_eq!(of("DE", "+49 30 123456", "Asia/Tokyo"), None);
        assert_eq!(of("DE", "+48 22 123 45 67", "Europe/Berlin"), None);
        assert_eq!(of("CA", "+1 212 555 0100", "America/New_York"), None);
    }
}
