//! Behavior: hops from country to country behind VPNs.

use app::types::network_kind::NetworkKind;
use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::whereabouts::MANY_EXITS;

/// - **Looks at** how many countries a day an identity comes from through networks of VPNs, Tor and hosting.
/// - **Why** who wants privacy stays with one exit; who wants to look like many people changes it.
/// - **Fires when** a day has three or more such countries; certain at about ten, and the more of the days do.
/// - **Stays silent** without any such network. A steady VPN is told, and lowers nothing.
/// - **False alarms** Tor, which changes its exit every few minutes, and people who look for a film in every country;
///   one such day of many is little.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.vpn-use",
    label: "VPN use",
    category: Category::Behavior,
    group: "network",
    reach: Reach {
        against: 2.0,
        in_favour: 0.0,
    },
    analyze,
};

/// So many countries beyond the second are half as telling as any number.
const HALF: f64 = 2.0;
const CONFIDENCE: f64 = 0.7;
/// Tor changes exits by itself.
const TOR: f64 = 0.5;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let whereabouts = &evidence.history.whereabouts;
    let exits = &whereabouts.exits;
    let (days, busy) = (exits.days(), exits.busy_days());
    let seen = |kind: NetworkKind| whereabouts.kinds.get(&kind).map_or(0, |tally| tally.days.count);
    if days == 0 {
        return None;
    }
    let finding = if busy == 0 {
        if seen(NetworkKind::Vpn) + seen(NetworkKind::Tor) == 0 {
            return None;
        }
        let explanation = format!(
            "Comes through a VPN or Tor on {}, and keeps to it.",
            count(days, "day")
        );
        Finding::new(0.0, CONFIDENCE, explanation)
    } else {
        let of = whereabouts.system_days.count.max(days);
        let share = (f64::from(busy) / f64::from(of)).min(1.0);
        let kind = if seen(NetworkKind::Vpn) + seen(NetworkKind::Hosting) == 0 {
            TOR
        } else {
            1.0
        };
        let strength = saturating(f64::from(exits.peak + 1 - MANY_EXITS), HALF) * kind;
        let explanation = format!(
            "{} in one day behind VPNs, Tor or hosting, and {MANY_EXITS} or more on {busy} of {}.",
            count(exits.peak, "country"),
            count(of, "day")
        );
        Finding::new(
            -strength * share * share * (3.0 - 2.0 * share),
            CONFIDENCE,
            explanation,
        )
    };
    Some(
        finding
            .with("peak", exits.peak)
            .with("busyDays", busy)
            .with("days", days)
            .with("vpnDays", seen(NetworkKind::Vpn))
            .with("torDays", seen(NetworkKind::Tor))
            .with("hostingDays", seen(NetworkKind::Hosting)),
    )
}

#[cfg(test)]
mod tests {
    use app::types::network_kind::NetworkKind;

    use super::analyze;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, Life, MINUTE};
    use crate::scoring::place::Place;

    const COUNTRIES: [&str; 8] = ["DE", "NL", "US", "SG", "BR", "JP", "ZA", "FR"];

    fn hop(life: &mut Life, day: i64, countries: usize, kind: NetworkKind) {
        for (n, code) in COUNTRIES[..countries].iter().enumerate() {
            life.place = Some(Place {
                country_code: Some((*code).to_owned()),
                asn: Some(39_351),
                kind: Some(kind),
                ..Place::default()
            });
            life.browser(day * DAY + n as i64 * MINUTE, "page_view");
        }
    }

    /// Eight countries a day; Tor does that by itself.
    #[test]
    fn fires() {
        let (mut vpn, mut tor) = (Life::new(), Life::new());
        for day in 0..3 {
            hop(&mut vpn, day, 8, NetworkKind::Vpn);
            hop(&mut tor, day, 8, NetworkKind::Tor);
        }
        let finding = analyze(&vpn.evidence).unwrap();
        assert!(finding.lean < -0.7, "{finding:?}");
        assert!(
            finding.explanation.starts_with("8 countries in one day"),
            "{finding:?}"
        );
        assert!(analyze(&tor.evidence).unwrap().lean > -0.4);
    }

    /// A steady VPN, and telephones in many countries.
    #[test]
    fn does_not_fire() {
        let mut steady = Life::new();
        for day in 0..9 {
            hop(&mut steady, day, 1, NetworkKind::Vpn);
        }
        assert_eq!(analyze(&steady.evidence).unwrap().lean, 0.0);
        let mut phone = Life::new();
        hop(&mut phone, 0, 8, NetworkKind::Mobile);
        assert_eq!(analyze(&phone.evidence), None);
    }

    /// No such network, and a server that is rented.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        let mut hosted = Life::new();
        hop(&mut hosted, 0, 1, NetworkKind::Hosting);
        assert_eq!(analyze(&hosted.evidence), None);
    }

    /// Two countries are a change of mind, three are many; one such day of ten is little.
    #[test]
    fn boundary() {
        let lean = |countries: usize| {
            let mut life = Life::new();
            hop(&mut life, 0, countries, NetworkKind::Vpn);
            analyze(&life.evidence).unwrap().lean
        };
        assert!(lean(2) == 0.0 && lean(3) < -0.3);
        let mut life = Life::new();
        for day in 0..10 {
            hop(&mut life, day, if day == 9 { 8 } else { 1 }, NetworkKind::Vpn);
        }
        assert!(analyze(&life.evidence).unwrap().lean > -0.05);
    }
}
