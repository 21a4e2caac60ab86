//! Behavior: in two places too far apart.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count};
use crate::scoring::evidence::Evidence;

/// - **Looks at** where the addresses of consecutive events lie, and how much time was between them.
/// - **Why** nobody flies faster than an airliner: two people use the account, or one who hides where they are.
/// - **Fires when** two places are at least 500 km apart, after everything that is uncertain about them is taken off, and
///   the way between them would take more than 1,200 km an hour; harder when it led to another device.
/// - **Stays silent** without a place, and for addresses of VPNs, Tor, relays, mobile carriers, company gateways and
///   hosting, which say nothing of where the person is. A country without a city is as uncertain as it is large.
/// - **False alarms** VPNs and company networks that nobody has listed, and addresses that moved since the data was
///   made; one such day of many is little.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.impossible-travel",
    label: "Impossible travel",
    category: Category::Behavior,
    group: "place",
    reach: Reach {
        against: 2.6,
        in_favour: 0.0,
    },
    analyze,
};

/// On one device it is more likely a VPN that is not listed; own judgement.
const SAME_DEVICE: f64 = 0.4;
const CONFIDENCE: f64 = 0.7;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let travel = &evidence.history.whereabouts.travel;
    let (days, jumped) = (travel.days.count, travel.jump_days.count);
    let worst = travel.worst.as_ref().filter(|_| jumped > 0 && days > 0)?;
    let share = (f64::from(jumped) / f64::from(days)).min(1.0);
    let strength = if travel.other_device_days.count > 0 {
        1.0
    } else {
        SAME_DEVICE
    };
    let name = |code: &str| {
        let known = crate::scoring::countries::by_code(code);
        known.map_or_else(
            || "an unknown country".to_owned(),
            |country| country.name.to_owned(),
        )
    };
    let explanation = format!(
        "At least {} km from {} to {} within {}, on {jumped} of {}.",
        worst.km,
        name(&worst.from),
        name(&worst.to),
        count(worst.minutes.max(1), "minute"),
        count(days, "day"),
    );
    let finding = Finding::new(
        -strength * share * share * (3.0 - 2.0 * share),
        CONFIDENCE,
        explanation,
    );
    Some(
        finding
            .with("from", worst.from.as_str())
            .with("to", worst.to.as_str())
            .with("kilometres", worst.km)
            .with("minutes", worst.minutes)
            .with("days", days)
            .with("jumpDays", jumped)
            .with("otherDeviceDays", travel.other_device_days.count),
    )
}

#[cfg(test)]
mod tests {
    use app::types::network_kind::NetworkKind;

    use super::analyze;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, HOUR, Life};
    use crate::scoring::place::Place;

    fn at(code: &str, kind: Option<NetworkKind>) -> Option<Place> {
        Some(Place {
            country_code: Some(code.to_owned()),
            asn: Some(64_496),
            kind,
            ..Place::default()
        })
    }

    fn flown(hours: i64, kind: Option<NetworkKind>) -> Life {
        let mut life = Life::new();
        life.place = at("DE", None);
        life.browser(0, "page_view");
        (life.place, life.device) = (at("VN", kind), Some("d2"));
        life.browser(hours * HOUR, "page_view");
        life
    }

    /// Germany and Vietnam within an hour, on two devices; on one it is milder.
    #[test]
    fn fires() {
        let finding = analyze(&flown(1, None).evidence).unwrap();
        assert_eq!(finding.lean, -1.0);
        assert!(
            finding
                .explanation
                .contains("from Germany to Vietnam within 60 minutes, on 1 of 1 day"),
            "{finding:?}"
        );
        let mut life = Life::new();
        for (hour, code) in [(0, "DE"), (1, "VN")] {
            life.place = at(code, None);
            life.browser(hour * HOUR, "page_view");
        }
        assert_eq!(analyze(&life.evidence).unwrap().lean, -0.4);
    }

    /// A flight, a neighbour, a network that hides where people are.
    #[test]
    fn does_not_fire() {
        assert_eq!(analyze(&flown(14, None).evidence), None);
        for kind in NetworkKind::ALL.into_iter().filter(|kind| kind.is_detached()) {
            assert_eq!(analyze(&flown(1, Some(kind)).evidence), None, "{kind}");
        }
        let mut near = Life::new();
        for code in ["DE", "PL", "DE", "CZ"] {
            near.place = at(code, None);
            near.browser(0, "page_view");
        }
        assert_eq!(analyze(&near.evidence), None);
    }

    /// No place.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(analyze(&Life::new().days(0..3).evidence), None);
    }

    /// One such day of many is little.
    #[test]
    fn boundary() {
        let mut life = Life::new();
        life.place = at("DE", None);
        life.days(0..10);
        life.place = at("VN", None);
        life.device = Some("d2");
        life.browser(9 * DAY + 10 * HOUR, "page_view");
        let finding = analyze(&life.evidence).unwrap();
        assert!((-0.05..0.0).contains(&finding.lean), "{finding:?}");
    }
}
