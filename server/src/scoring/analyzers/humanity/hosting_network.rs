//! Humanity: comes from rented machines.

use app::types::dataset::DatasetName;
use app::types::network_kind::NetworkKind;
use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, listed, on_days};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::whereabouts::SystemTrace;

/// - **Looks at** the autonomous systems that an identity's addresses belong to.
/// - **Why** people sit at home, at work or on a train; programs run in data centres.
/// - **Fires when** days come from a system of a hosting company, or from one in the dataset `datacenter_asns`; harder
///   the more of the days do.
/// - **Stays silent** without a known system, on systems that the dataset switches off, and on VPNs, relays and company
///   gateways, which people sit behind.
/// - **False alarms** people with a VPN of their own on a rented machine, remote desktops and cloud gaming: it never
///   decides alone.
pub const ANALYZER: Analyzer = Analyzer {
    code: "humanity.hosting-network",
    label: "Hosting network",
    category: Category::Humanity,
    group: "network",
    reach: Reach {
        against: 1.8,
        in_favour: 0.0,
    },
    analyze,
};

const CONFIDENCE: f64 = 0.75;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let whereabouts = &evidence.history.whereabouts;
    let hosts = |trace: &&SystemTrace| {
        let said = evidence
            .overlay
            .says(DatasetName::DatacenterAsns, &trace.asn.to_string());
        said.unwrap_or(trace.kind == Some(NetworkKind::Hosting))
    };
    let hosted: Vec<&SystemTrace> = whereabouts.systems.iter().filter(hosts).collect();
    if hosted.is_empty() {
        return None;
    }
    let days = whereabouts.system_days.count;
    let hosted_days: u32 = hosted.iter().map(|trace| trace.tally.days.count).sum();
    // Two such systems on one day are one day.
    let hosted_days = hosted_days.min(days);
    let share = f64::from(hosted_days) / f64::from(days.max(1));
    let names: Vec<String> = hosted
        .iter()
        .take(3)
        .map(|trace| format!("AS{}", trace.asn))
        .collect();
    let explanation = format!(
        "Came from networks of hosting companies ({}) {}.",
        listed(&names),
        on_days(hosted_days, days)
    );
    Some(
        Finding::new(-share * share * (3.0 - 2.0 * share), CONFIDENCE, explanation)
            .with("systems", names)
            .with("hostedDays", hosted_days)
            .with("days", days),
    )
}

#[cfg(test)]
mod tests {
    use app::types::dataset::DatasetName;
    use app::types::network_kind::NetworkKind;

    use super::analyze;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::Life;
    use crate::scoring::overlay::Entry;
    use crate::scoring::place::Place;

    fn from(asn: u32, kind: Option<NetworkKind>) -> Life {
        let mut life = Life::new();
        life.place = Some(Place {
            asn: Some(asn),
            kind,
            ..Place::default()
        });
        life.days(0..3);
        life
    }

    fn say(life: &mut Life, asn: &str, active: bool) {
        let entry = Entry { active, value: None };
        life.evidence
            .overlay
            .add(DatasetName::DatacenterAsns, asn.to_owned(), entry);
    }

    /// Every day from a rented machine, and from a system that the customer lists.
    #[test]
    fn fires() {
        let finding = analyze(&from(24_940, Some(NetworkKind::Hosting)).evidence).unwrap();
        assert_eq!(finding.lean, -1.0);
        assert_eq!(
            finding.explanation,
            "Came from networks of hosting companies (AS24940) on all 3 days."
        );
        let mut own = from(64_496, None);
        say(&mut own, "64496", true);
        assert!(analyze(&own.evidence).unwrap().lean < 0.0);
    }

    /// Homes and what people sit behind.
    #[test]
    fn does_not_fire() {
        assert_eq!(analyze(&from(3_320, None).evidence), None);
        for kind in NetworkKind::ALL
            .into_iter()
            .filter(|kind| *kind != NetworkKind::Hosting)
        {
            assert_eq!(analyze(&from(39_351, Some(kind)).evidence), None, "{kind}");
        }
    }

    /// Nothing known, and what the customer switches off.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(analyze(&Life::new().days(0..3).evidence), None);
        let mut off = from(24_940, Some(NetworkKind::Hosting));
        say(&mut off, "24940", false);
        assert_eq!(analyze(&off.evidence), None);
    }

    /// One such day of ten is little.
    #[test]
    fn boundary() {
        let mut life = from(3_320, None);
        life.days(3..9);
        life.place = from(24_940, Some(NetworkKind::Hosting)).place;
        assert!(analyze(&life.days(9..10).evidence).unwrap().lean > -0.05);
    }
}
