//! Uniqueness: several identities behind one address.

use app::types::dataset::DatasetName;
use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count};
use crate::scoring::evidence::{AddressUse, Evidence, FOLLOWED};

/// - **Looks at** who else came from the same addresses, and when they first appeared.
/// - **Why** accounts made in a row come from one line; but so do families, offices and whole towns.
/// - **Fires when** four or more identities share an address; hard only when at least three of them first
///   appeared within a day of this one.
/// - **Stays silent** without addresses, and on addresses that too many share (more than fifty, or a fifth of
///   the account), and on those in the dataset `trusted_ips`.
/// - **False alarms** a workshop or a classroom that signs up together; that is why it never moves a score
///   far.
pub const ANALYZER: Analyzer = Analyzer {
    code: "uniqueness.shared-address",
    label: "Shared address",
    category: Category::Uniqueness,
    group: "device",
    reach: Reach {
        against: 1.8,
        in_favour: 0.3,
    },
    analyze,
};

/// A household or a small office.
const CROWD: i64 = 4;
const HUB: i64 = 50;
/// Of a smaller account a fifth is not yet a hub.
const HUB_POPULATION: i64 = 100;
const TOGETHER_MS: i64 = 86_400_000;
const TOGETHER: usize = 3;
const CONFIDENCE: f64 = 0.6;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let surroundings = &evidence.surroundings;
    let is_hub = |address: &&AddressUse| {
        let of_all =
            surroundings.population >= HUB_POPULATION && address.identities * 5 > surroundings.population;
        address.identities > HUB || of_all
    };
    let is_trusted = |address: &&AddressUse| {
        evidence
            .overlay
            .network(DatasetName::TrustedIps, &address.ip)
            .is_some()
    };
    let telling: Vec<&AddressUse> = surroundings
        .addresses
        .iter()
        .filter(|address| !is_hub(address) && !is_trusted(address))
        .collect();
    let weighed = telling
        .iter()
        .map(|address| (strength(evidence, address), *address));
    let (strength, worst) = weighed.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.ip.cmp(&a.1.ip)))?;
    if strength <= 0.0 {
        let explanation = format!("Hardly anyone else came from {}.", own(telling.len()));
        return Some(Finding::new(0.4, 0.3, explanation).with("addresses", telling.len() as i64));
    }
    let together = together(evidence, worst);
    let explanation = format!(
        "{} came from the same address{}.",
        count(worst.identities - 1, "other identity"),
        if together >= TOGETHER {
            format!(", and {together} of them first appeared within a day of this one")
        } else {
            String::new()
        },
    );
    let finding = Finding::new(-strength, CONFIDENCE, explanation).with("identities", worst.identities);
    Some(
        finding
            .with("together", together as i64)
            .with("ip", worst.ip.as_str()),
    )
}

fn own(addresses: usize) -> String {
    if addresses == 1 {
        "this identity's address".to_owned()
    } else {
        format!("this identity's {addresses} addresses")
    }
}

fn strength(evidence: &Evidence, address: &AddressUse) -> f64 {
    match (address.identities, together(evidence, address)) {
        _ if evidence.precedes(&address.others) => FOLLOWED,
        (identities, _) if identities < CROWD => 0.0,
        (_, together) if together >= 2 * TOGETHER => 1.0,
        (_, together) if together >= TOGETHER => 0.7,
        _ => 0.2,
    }
}

/// Of the others one can see, those that first appeared within a day of this one.
fn together(evidence: &Evidence, address: &AddressUse) -> usize {
    let own = evidence.history.first_ms;
    address
        .others
        .iter()
        .filter(|other| other.first_seen_ms.saturating_sub(own).saturating_abs() <= TOGETHER_MS)
        .count()
}

#[cfg(test)]
mod tests {
    use app::types::dataset::DatasetName;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::{AddressUse, Evidence};
    use crate::scoring::fixture::{Life, neighbours};
    use crate::scoring::overlay::Entry;

    fn with(identities: i64, first_seen_day: i64, population: i64) -> Option<Finding> {
        let mut life = Life::new();
        life.days(0..1);
        let others = neighbours((identities - 1).min(10) as usize, first_seen_day);
        life.evidence.surroundings.population = population;
        life.evidence.surroundings.addresses = vec![AddressUse {
            ip: "203.0.113.7".to_owned(),
            identities,
            others,
        }];
        analyze(&life.evidence)
    }

    /// Ten that appeared together.
    #[test]
    fn fires() {
        assert_eq!(with(10, 0, 1000).unwrap().lean, -1.0);
    }

    /// An office that grew over months, and a household.
    #[test]
    fn does_not_fire() {
        assert_eq!(with(12, -90, 1000).unwrap().lean, -0.2);
        assert!(with(3, 0, 1000).unwrap().lean > 0.0);
    }

    /// No address; a carrier's; everybody's.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(with(51, 0, 10_000), None);
        assert_eq!(with(30, 0, 100), None);
    }

    /// The customer's own office.
    #[test]
    fn trusted_addresses_do_not_count() {
        let mut life = Life::new();
        life.days(0..1);
        life.evidence.surroundings.population = 1000;
        life.evidence.surroundings.addresses = vec![AddressUse {
            ip: "203.0.113.7".to_owned(),
            identities: 10,
            others: neighbours(9, 0),
        }];
        assert_eq!(analyze(&life.evidence).unwrap().lean, -1.0);
        let entry = Entry {
            active: true,
            value: None,
        };
        life.evidence
            .overlay
            .add(DatasetName::TrustedIps, "203.0.113.0/24".to_owned(), entry);
        assert_eq!(analyze(&life.evidence), None);
    }

    /// Three others are a crowd, two are not.
    #[test]
    fn boundary() {
        assert!(with(4, 0, 1000).unwrap().lean < 0.0);
        assert!(with(3, 0, 1000).unwrap().lean > 0.0);
    }
}
