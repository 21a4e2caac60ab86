//! Authenticity: email addresses that were counted up.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count};
use crate::scoring::evidence::{Evidence, FOLLOWED, Neighbour};
use crate::scoring::kinship::KeyKind;
use crate::scoring::likeness::{CROWD, HOUR_MS, is_series, is_templated};

/// - **Looks at** other identities of the account whose address has the same letters at the same domain, and the
///   numbers in them.
/// - **Why** whoever opens accounts by the dozen counts: `mara.k01@…`, `marak02@…`.
/// - **Fires when** numbers lie within ten of this one and their identities first appeared within two days of this
///   one; or when at least two do so whose numbers are farther apart. In a crowd with the same letters the numbers
///   must be neighbours, and the hour the same.
/// - **Stays silent** without a number, on years of birth, on longer numbers than six digits, and when nobody is near.
/// - **False alarms** an organization that numbers its mailboxes and signs all of them up together.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.serial-email",
    label: "Serial email",
    category: Category::Authenticity,
    group: "series",
    reach: Reach {
        against: 2.6,
        in_favour: 0.0,
    },
    analyze,
};

/// A farm that opens one account every few hours is still within it; a name that two people happen to share
/// seldom is (own judgement).
const NEAR_MS: i64 = 48 * HOUR_MS;
/// By how many are of the series: one may be chance, three are not (own judgement).
const STRENGTH: [f64; 5] = [0.3, 0.6, 0.8, 0.9, 1.0];
/// Addresses that differ in their numbers only, but were not counted up, are half as telling.
const TEMPLATED: f64 = 0.5;
const CONFIDENCE: f64 = 0.8;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let address = evidence.profile.email.as_deref()?;
    let kin = evidence.surroundings.kin(KeyKind::EmailStem)?;
    let is_crowd = kin.identities > CROWD;
    let near_ms = if is_crowd { HOUR_MS } else { NEAR_MS };
    let near = |other: &&Neighbour| {
        let apart = other.first_seen_ms.saturating_sub(evidence.history.first_ms);
        apart.saturating_abs() <= near_ms
    };
    let near: Vec<&Neighbour> = kin.others.iter().filter(near).collect();
    let email = |other: &Neighbour| other.email.clone().unwrap_or_default();
    let (serial, rest): (Vec<&Neighbour>, Vec<&Neighbour>) = near
        .into_iter()
        .partition(|other| is_series(address, &email(other), kin.identities));
    let is_alike = |other: &&&Neighbour| !is_crowd && is_templated(address, &email(other));
    let templated = rest.iter().filter(is_alike).count();
    let weight = serial.len() as f64 + TEMPLATED * templated as f64;
    if weight < 1.0 {
        return None;
    }
    // Whole, because at least one.
    let strength = STRENGTH[(weight as usize).min(STRENGTH.len()) - 1];
    let followed = !is_crowd && evidence.precedes(&kin.others);
    let confidence = CONFIDENCE * evidence.trust_in(address);
    let explanation = format!(
        "{} the same email address but for its number{}, and first appeared within {} of this one.",
        have(serial.len() + templated),
        if serial.is_empty() { "" } else { ", counted up" },
        if is_crowd { "an hour" } else { "two days" },
    );
    let lean = -strength * if followed { FOLLOWED } else { 1.0 };
    let finding = Finding::new(lean, confidence, explanation).with("inSeries", serial.len() as i64);
    Some(
        finding
            .with("templated", templated as i64)
            .with("followed", followed),
    )
}

fn have(others: usize) -> String {
    let verb = if others == 1 { "has" } else { "have" };
    format!("{} {verb}", count(others as i64, "other identity"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{HOUR, Life, kin, neighbours};
    use crate::scoring::kinship::KeyKind;

    fn with(email: &str, others: &[&str], apart_ms: i64, identities: i64) -> Option<Finding> {
        let mut life = Life::new();
        life.named(json!({ "email": email })).days(0..1);
        let mut near = neighbours(others.len(), 0);
        for (other, address) in near.iter_mut().zip(others) {
            other.email = Some((*address).to_owned());
            other.first_seen_ms = life.evidence.history.first_ms + apart_ms;
        }
        life.evidence.surroundings.kin = vec![kin(KeyKind::EmailStem, identities, near)];
        analyze(&life.evidence)
    }

    const RING: [&str; 4] = [
        "marak01@x.example",
        "mara.k02@x.example",
        "mara.k04@x.example",
        "marak05@x.example",
    ];

    /// The more were counted up, the surer.
    #[test]
    fn fires() {
        let leans = [1, 2, 4].map(|n| with("mara.k03@x.example", &RING[..n], HOUR, 5).unwrap().lean);
        assert_eq!(leans, [-0.3, -0.6, -0.9]);
        let drawn = ["mara7731@x.example", "mara0292@x.example"];
        assert_eq!(with("mara4410@x.example", &drawn, HOUR, 5).unwrap().lean, -0.3);
    }

    /// Two people with one name and numbers of their own, and years of birth.
    #[test]
    fn does_not_fire() {
        assert_eq!(with("john123@gmail.com", &["john456@gmail.com"], HOUR, 5), None);
        assert_eq!(with("anna1985@gmail.com", &["anna1986@gmail.com"], HOUR, 5), None);
        let crowd = ["john12@gmail.com", "john17@gmail.com", "john19@gmail.com"];
        assert_eq!(with("john14@gmail.com", &crowd[1..], HOUR / 2, 300), None);
    }

    /// No address, no number, nobody.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(with("mara.k@x.example", &RING, HOUR, 5), None);
        assert_eq!(with("mara.k03@x.example", &[], HOUR, 1), None);
    }

    /// Two days apart is near, more is not; in a crowd an hour.
    #[test]
    fn boundary() {
        let at = |apart, identities| with("mara.k03@x.example", &RING, apart, identities).is_some();
        assert!(at(48 * HOUR, 20) && !at(48 * HOUR + 1, 20));
        assert!(at(HOUR, 21) && !at(HOUR + 1, 21));
    }
}
