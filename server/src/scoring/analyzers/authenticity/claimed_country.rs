//! Authenticity: a country that one never comes from.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::countries;
use crate::scoring::evidence::Evidence;

/// - **Looks at** the attribute mapped to a country, and the countries in which the identity's addresses lie.
/// - **Why** who makes up a person often makes up where it lives.
/// - **Fires when** the identity never came from the country it claims, on at least two days with a known country; the
///   more days, the surer. It speaks in favour when the identity comes from there.
/// - **Stays silent** without a country that can be read (ISO 3166 code or English name), and on days behind VPNs, Tor,
///   relays, mobile carriers, company gateways and hosting.
/// - **False alarms** people who moved or are on a long journey: it is mild, and a single day at home ends it.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.claimed-country",
    label: "Claimed country",
    category: Category::Authenticity,
    group: "place",
    reach: Reach {
        against: 0.9,
        in_favour: 0.4,
    },
    analyze,
};

const MIN_DAYS: u32 = 2;
const HALF_DAYS: f64 = 4.0;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let said = evidence.profile.country.as_deref()?;
    let claimed = countries::written(said)?;
    let seen = &evidence.history.whereabouts.countries;
    let days_in = |code: &str| {
        let trace = seen.iter().find(|trace| trace.code == code);
        trace.map_or(0, |trace| trace.present.count)
    };
    let days: u32 = seen.iter().map(|trace| trace.present.count).sum();
    let there = days_in(claimed.code);
    let sure = saturating(f64::from(days), HALF_DAYS) * evidence.trust_in(said);
    let finding = if there > 0 {
        let explanation = format!(
            "Says {}, and came from there on {}.",
            claimed.name,
            count(there, "day")
        );
        Finding::new(0.6, sure, explanation)
    } else if days >= MIN_DAYS {
        let most = seen.iter().max_by_key(|trace| trace.present.count)?;
        let name = countries::by_code(&most.code).map_or(most.code.as_str(), |country| country.name);
        let explanation = format!(
            "Says {}, and never came from there in {}; mostly from {name}.",
            claimed.name,
            count(days, "day")
        );
        Finding::new(-0.7, sure, explanation)
    } else {
        return None;
    };
    Some(
        finding
            .with("country", claimed.code)
            .with("days", days)
            .with("daysThere", there),
    )
}

#[cfg(test)]
mod tests {
    use app::types::network_kind::NetworkKind;
    use serde_json::json;

    use super::analyze;
    use crate::scoring::fixture::Life;
    use crate::scoring::place::Place;

    fn living(claimed: &str, code: &str, days: i64, kind: Option<NetworkKind>) -> Life {
        let mut life = Life::new();
        life.named(json!({ "name": "Ada", "country": claimed }));
        life.place = Some(Place {
            country_code: Some(code.to_owned()),
            kind,
            ..Place::default()
        });
        life.days(0..days);
        life
    }

    /// Never at home.
    #[test]
    fn fires() {
        let finding = analyze(&living("Norway", "VN", 4, None).evidence).unwrap();
        assert!(finding.lean < 0.0 && finding.confidence == 0.5);
        assert_eq!(
            finding.explanation,
            "Says Norway, and never came from there in 4 days; mostly from Vietnam."
        );
    }

    /// At home once is enough, whether the country is written as code or as name.
    #[test]
    fn does_not_fire() {
        assert!(analyze(&living("no", "NO", 1, None).evidence).unwrap().lean > 0.0);
        let mut traveller = living("Norway", "VN", 9, None);
        traveller.place.as_mut().unwrap().country_code = Some("NO".to_owned());
        assert!(analyze(&traveller.days(9..10).evidence).unwrap().lean > 0.0);
    }

    /// Nothing claimed, nothing that can be read, nothing known, a VPN.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Life::new().evidence), None);
        assert_eq!(analyze(&living("Narnia", "VN", 9, None).evidence), None);
        assert_eq!(
            analyze(&living("Norway", "VN", 9, Some(NetworkKind::Vpn)).evidence),
            None
        );
        let mut nowhere = Life::new();
        nowhere.named(json!({ "country": "NO" })).days(0..9);
        assert_eq!(analyze(&nowhere.evidence), None);
    }

    /// One day elsewhere is a journey, two are a sign.
    #[test]
    fn boundary() {
        assert_eq!(analyze(&living("NO", "VN", 1, None).evidence), None);
        assert!(analyze(&living("NO", "VN", 2, None).evidence).unwrap().lean < 0.0);
    }
}
