//! Uniqueness: several identities on one device.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::digest::plain_key;
use crate::scoring::evidence::{DeviceUse, Evidence, FOLLOWED, Neighbour};
use crate::scoring::likeness::{HOUR_MS, company};

/// - **Looks at** who else used the devices of this identity.
/// - **Why** one person with many accounts seldom has many machines.
/// - **Fires when** a device that this identity uses regularly has at least two identities; fully at about
///   ten.
/// - **Stays silent** without devices; disregarded devices and identities do not count.
/// - **False alarms** a family (two or three are mild, a common surname milder); identical machines, phones most
///   of all: where less than half of the others have anything else in common with this identity (an address, a
///   visit, the hour they came, a name or address alike), they count for less; and kiosks: beyond twenty identities
///   a device says less and less. An identity that was established before the others came is not blamed.
pub const ANALYZER: Analyzer = Analyzer {
    code: "uniqueness.shared-device",
    label: "Shared device",
    category: Category::Uniqueness,
    group: "device",
    reach: Reach {
        against: 3.6,
        in_favour: 0.8,
    },
    analyze,
};

/// Strength by number of identities: a couple is common, a ring of ten is not (own judgement, see
/// docs/scoring.md).
const STRENGTH: [(i64, f64); 6] = [(10, 1.0), (7, 0.9), (5, 0.8), (4, 0.6), (3, 0.4), (2, 0.25)];
/// More identities than this are a kiosk, an office or a popular phone rather than one person.
const HUB: i64 = 20;
const HOUSEHOLD: f64 = 0.6;
const HOUSEHOLD_MOST: i64 = 5;
/// What is left of it when the others have nothing else in common: fingerprints hold no serial numbers, so that all
/// phones of one model have the same, and computers of one model nearly (own judgement).
const LOOKALIKE_PHONE: f64 = 0.3;
const LOOKALIKE: f64 = 0.6;
/// Models of which millions are alike, by the platform that their browsers report.
const MODELS: [&str; 7] = [
    "iPad",
    "iPhone",
    "Linux aarch64",
    "Linux armv7l",
    "Linux armv81",
    "Linux armv8l",
    "MacIntel",
];
const CONFIDENCE: f64 = 0.85;
/// So many days alone on a device are half as good as any number.
const OWN_DAYS: f64 = 3.0;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let devices = evidence
        .surroundings
        .devices
        .iter()
        .filter(|device| !device.disregarded);
    let weighed: Vec<(f64, &DeviceUse)> = devices
        .map(|device| (strength(evidence, device), device))
        .collect();
    let (strength, worst) = weighed.iter().max_by(|a, b| {
        a.0.total_cmp(&b.0)
            .then_with(|| b.1.fingerprint.cmp(&a.1.fingerprint))
    })?;
    let device_count = weighed.len() as i64;
    if worst.identities < 2 || (*strength <= 0.0 && !evidence.precedes(&worst.others)) {
        let explanation = format!("Nobody else used {}.", own(device_count));
        let days = f64::from(evidence.history.tells.browser_days.count);
        return Some(
            Finding::new(0.6, saturating(days, OWN_DAYS), explanation).with("devices", device_count),
        );
    }
    let others = worst.identities - 1;
    let followed = evidence.precedes(&worst.others);
    let explanation = format!(
        "{} used the same device{}{}.",
        count(others, "other identity"),
        if others >= HUB {
            ", so many that it looks like a shared machine"
        } else {
            ""
        },
        if followed {
            ", all after this identity was established"
        } else {
            ""
        },
    );
    let finding = Finding::new(-strength, CONFIDENCE, explanation).with("devices", device_count);
    Some(
        finding
            .with("identities", worst.identities)
            .with("fingerprint", worst.fingerprint.as_str())
            .with("followed", followed),
    )
}

fn own(devices: i64) -> String {
    if devices == 1 {
        "this identity's device".to_owned()
    } else {
        format!("this identity's {devices} devices")
    }
}

fn strength(evidence: &Evidence, device: &DeviceUse) -> f64 {
    let by_number = STRENGTH
        .iter()
        .find(|(from, _)| device.identities >= *from)
        .map_or(0.0, |(_, strength)| *strength);
    let hub = if device.identities > HUB {
        HUB as f64 / device.identities as f64
    } else {
        1.0
    };
    let followed = if evidence.precedes(&device.others) {
        FOLLOWED
    } else {
        1.0
    };
    let household = if is_household(evidence, device) {
        HOUSEHOLD
    } else {
        1.0
    };
    by_number * hub * followed * household * regularity(evidence, device) * sameness(evidence, device)
}

/// How likely it is one machine rather than several of one model: by what else its users have in common.
fn sameness(evidence: &Evidence, device: &DeviceUse) -> f64 {
    let surroundings = &evidence.surroundings;
    if surroundings.addresses.is_empty() || device.others.is_empty() {
        // Nothing else is known of anybody.
        return 1.0;
    }
    let company = company(surroundings);
    let has_more = |other: &&Neighbour| {
        let apart = other.first_seen_ms.saturating_sub(evidence.history.first_ms);
        apart.saturating_abs() <= HOUR_MS || company.contains(other.identity.as_str())
    };
    let of_same = device.others.iter().filter(has_more).count();
    if of_same * 2 >= device.others.len() {
        return 1.0;
    }
    let mut traces = evidence.history.devices.iter();
    let trace = traces.find(|trace| trace.fingerprint == device.fingerprint);
    let is_model = trace.is_some_and(|trace| MODELS.iter().any(|model| plain_key(model) == trace.platform));
    if is_model { LOOKALIKE_PHONE } else { LOOKALIKE }
}

/// How much of this identity's life happened on the device, squeezed: one day of ten is next to nothing.
fn regularity(evidence: &Evidence, device: &DeviceUse) -> f64 {
    let days: u32 = evidence
        .history
        .devices
        .iter()
        .map(|trace| trace.days.count)
        .sum();
    let here = evidence
        .history
        .devices
        .iter()
        .find(|trace| trace.fingerprint == device.fingerprint);
    let share = match (days, here) {
        (0, _) => 1.0,
        (_, None) => 0.0,
        (days, Some(trace)) => f64::from(trace.days.count) / f64::from(days),
    };
    share * share * (3.0 - 2.0 * share)
}

/// A few people of whom another bears the same last name.
fn is_household(evidence: &Evidence, device: &DeviceUse) -> bool {
    let surname = |name: &str| name.split_whitespace().last().map(str::to_lowercase);
    let own = evidence
        .profile
        .name
        .as_deref()
        .filter(|name| name.contains(' '))
        .and_then(surname);
    let shares = |label: &str| own.is_some() && surname(label) == own;
    device.identities <= HOUSEHOLD_MOST && device.others.iter().any(|other| shares(&other.label))
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::evidence::{AddressUse, DeviceUse, Evidence};
    use crate::scoring::fixture::{Life, neighbours};

    fn life(identities: i64, first_seen_day: i64) -> Life {
        let mut life = Life::new();
        let others = neighbours((identities - 1).min(10) as usize, first_seen_day);
        life.evidence.surroundings.devices = vec![DeviceUse {
            fingerprint: "d1".to_owned(),
            identities,
            others,
            disregarded: false,
        }];
        life
    }

    fn lean(life: &Life) -> f64 {
        analyze(&life.evidence).unwrap().lean
    }

    /// A ring fires, more than a couple; a kiosk hardly.
    #[test]
    fn fires() {
        let leans = [2, 4, 12].map(|identities| lean(life(identities, 0).days(0..1)));
        assert!(leans.is_sorted_by(|a, b| a > b) && leans[2] <= -0.9, "{leans:?}");
        assert!(lean(life(400, 0).days(0..1)) > -0.1);
    }

    /// Alone on one's own device.
    #[test]
    fn does_not_fire() {
        assert!(lean(life(1, 0).days(0..4)) > 0.0);
        let family = &mut life(3, 0);
        family
            .days(0..2)
            .named(serde_json::json!({ "name": "Ada Lovelace" }));
        let strangers = lean(family);
        family.evidence.surroundings.devices[0].others[0].label = "Ralph Lovelace".to_owned();
        assert!(lean(family) > strangers);
    }

    /// Ten on phones of one model have nothing else in common; ten behind one address, or within an hour, do.
    #[test]
    fn models_are_not_machines() {
        let phones = |near_ms: Option<i64>| {
            let mut life = life(10, -40);
            life.record["platform"] = serde_json::json!("Linux armv81");
            life.days(0..1);
            let mut own = AddressUse {
                ip: "203.0.113.7".to_owned(),
                identities: 1,
                ..AddressUse::default()
            };
            let others = &mut life.evidence.surroundings.devices[0].others;
            match near_ms {
                Some(0) => (own.identities, own.others) = (10, others.clone()),
                Some(apart) => {
                    let first = life.evidence.history.first_ms;
                    others
                        .iter_mut()
                        .for_each(|other| other.first_seen_ms = first + apart);
                }
                None => {}
            }
            life.evidence.surroundings.addresses = vec![own];
            lean(&life)
        };
        assert!((phones(None) + 0.3).abs() < 1e-9, "{}", phones(None));
        assert_eq!((phones(Some(0)), phones(Some(3_600_000))), (-1.0, -1.0));
        assert!(phones(Some(3_600_001)) > -0.5);
    }

    /// No device, or only a disregarded one.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        let mut life = life(12, 0).days(0..1).clone();
        life.evidence.surroundings.devices[0].disregarded = true;
        assert_eq!(analyze(&life.evidence), None);
    }

    /// A victim: others came after it was established, or it was on the shared device for a day of eleven.
    #[test]
    fn boundary() {
        assert!(lean(life(11, 20).days(0..10)) == 0.0);
        let mut claimed = life(200, 0);
        claimed.evidence.surroundings.devices[0].fingerprint = "d2".to_owned();
        claimed.days(0..10);
        claimed.device = Some("d2");
        assert!(lean(claimed.browser(10 * 86_400_000, "page_view")) > -0.05);
    }
}
