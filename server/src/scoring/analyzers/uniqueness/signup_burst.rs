//! Uniqueness: many newcomers from one network within an hour.

use std::collections::BTreeSet;

use app::types::dataset::DatasetName;
use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::{Evidence, FOLLOWED, Kin, Neighbour};
use crate::scoring::kinship::{FEW, KeyKind};
use crate::scoring::likeness::{HOUR_MS, Kindred, kindred};

/// - **Looks at** how many identities came from the network of this one's first event, and how many of them first
///   appeared within an hour of it.
/// - **Why** accounts that one person makes in a row come in a row, from one line.
/// - **Fires when** at least five others did so; hard only when three of those one can see are also alike in address,
///   telephone, first visit or device.
/// - **Stays silent** on networks from which many come at other times too, as from a mobile carrier, and on addresses
///   in the dataset `trusted_ips`.
/// - **False alarms** a classroom or a workshop that signs up together; alone it is therefore mild. An identity that
///   was established before the others came is not blamed.
pub const ANALYZER: Analyzer = Analyzer {
    code: "uniqueness.signup-burst",
    label: "Sign-up burst",
    category: Category::Uniqueness,
    group: "device",
    reach: Reach {
        against: 1.8,
        in_favour: 0.0,
    },
    analyze,
};

/// A household that signs up together is smaller (own judgement).
const BURST: i64 = 5;
/// So many beyond a burst are half of everything.
const HALF: f64 = 4.0;
/// From a network that so many use, at least half of all of them must have come within the hour: from a carrier's
/// newcomers come every hour (own judgement).
const CROWD_SHARE: i64 = 2;
/// So many of a burst must be alike for it to be one person's.
const ALIKE: usize = 3;
const CONFIDENCE_ALIKE: f64 = 0.7;
const CONFIDENCE_ALONE: f64 = 0.2;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let kin = evidence.surroundings.kin(KeyKind::Network)?;
    if kin.within_hour < BURST || is_usual(kin) || is_trusted(evidence) {
        return None;
    }
    let near = |other: &&Neighbour| {
        let apart = other.first_seen_ms.saturating_sub(evidence.history.first_ms);
        apart.saturating_abs() <= HOUR_MS
    };
    let burst: Vec<Neighbour> = kin.others.iter().filter(near).cloned().collect();
    let alike = alike(evidence, &burst);
    let followed = evidence.precedes(&burst);
    // What the network has beyond the burst is the population behind it.
    let share = kin.within_hour as f64 / (kin.identities - 1).max(kin.within_hour) as f64;
    let strength = saturating((kin.within_hour - BURST + 1) as f64, HALF) * share;
    let explanation = format!(
        "{} from the same network first appeared within an hour of this one{}.",
        count(kin.within_hour, "other identity"),
        if alike >= ALIKE {
            ", and some of them are alike in other ways too"
        } else {
            ""
        },
    );
    let confidence = if alike >= ALIKE {
        CONFIDENCE_ALIKE
    } else {
        CONFIDENCE_ALONE
    };
    let lean = -strength * if followed { FOLLOWED } else { 1.0 };
    let finding = Finding::new(lean, confidence, explanation).with("withinHour", kin.within_hour);
    Some(
        finding
            .with("network", kin.identities)
            .with("alike", alike as i64)
            .with("followed", followed),
    )
}

/// Many come from there at other times too.
const fn is_usual(kin: &Kin) -> bool {
    kin.identities >= FEW && kin.within_hour * CROWD_SHARE < kin.identities
}

fn is_trusted(evidence: &Evidence) -> bool {
    let mut addresses = evidence.surroundings.addresses.iter();
    addresses.any(|address| {
        evidence
            .overlay
            .network(DatasetName::TrustedIps, &address.ip)
            .is_some()
    })
}

/// Of a burst, those who also share something that a classroom does not.
fn alike(evidence: &Evidence, burst: &[Neighbour]) -> usize {
    const KINDS: [KeyKind; 5] = [
        KeyKind::EmailStem,
        KeyKind::Mailbox,
        KeyKind::Phone,
        KeyKind::Opening,
        KeyKind::Routine,
    ];
    let surroundings = &evidence.surroundings;
    let telling = |kindred: &&Kindred<'_>| KINDS.iter().any(|kind| kindred.shares(*kind));
    let kindred = kindred(surroundings);
    let by_key = kindred.iter().filter(telling).map(|kindred| kindred.other);
    let devices = surroundings.devices.iter().filter(|device| !device.disregarded);
    let by_device = devices.flat_map(|device| &device.others);
    let alike: BTreeSet<&str> = by_key
        .chain(by_device)
        .chain(&surroundings.same_email)
        .map(|other| other.identity.as_str())
        .collect();
    burst
        .iter()
        .filter(|other| alike.contains(other.identity.as_str()))
        .count()
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::{Evidence, Kin};
    use crate::scoring::fixture::{Life, kin, neighbours};
    use crate::scoring::kinship::KeyKind;

    fn with(within_hour: i64, identities: i64, alike: usize) -> Option<Finding> {
        let mut life = Life::new();
        life.days(0..1);
        let mut near = neighbours(within_hour.min(10) as usize, 0);
        for other in &mut near {
            other.first_seen_ms = life.evidence.history.first_ms;
        }
        let network = Kin {
            within_hour,
            ..kin(KeyKind::Network, identities, near.clone())
        };
        let stems = kin(KeyKind::EmailStem, 8, near.into_iter().take(alike).collect());
        life.evidence.surroundings.kin = vec![stems, network];
        analyze(&life.evidence)
    }

    /// Twelve within an hour, from a network that nobody else uses, and alike.
    #[test]
    fn fires() {
        let finding = with(12, 13, 5).unwrap();
        assert!(finding.lean < -0.6 && finding.confidence > 0.5, "{finding:?}");
    }

    /// A classroom is mild, and milder still in a large school.
    #[test]
    fn does_not_fire() {
        let [class, school] = [25, 48].map(|identities| with(24, identities, 0).unwrap());
        assert!(class.confidence <= 0.2 && school.lean > class.lean);
    }

    /// A carrier's network, where many appear every hour; no network at all.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(with(6, 512, 0), None);
        assert_eq!(with(50, 512, 5), None);
        assert!(with(50, 64, 5).is_some());
    }

    /// Five others are a burst, four are a family.
    #[test]
    fn boundary() {
        assert!(with(5, 6, 0).is_some() && with(4, 5, 0).is_none());
    }
}
