//! Uniqueness: others who are called the same and write the same address.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::{Evidence, FOLLOWED, Neighbour};
use crate::scoring::kinship::KeyKind;
use crate::scoring::likeness::{DAY_MS, Kindred, is_name_alike, is_of_name, kindred};

/// - **Looks at** others with the same name, the same letters in their email address, the same mailbox at another
///   provider, or the same telephone number, and how many there are.
/// - **Why** whoever opens a second account seldom thinks of a second name, and takes the next free address.
/// - **Fires when** two of these come together, or an address that is more than a name comes again. A name with an
///   address made of it counts only when both first appeared within a day.
/// - **Stays silent** on a name alone, however rare, and on what more than twenty identities have.
/// - **False alarms** parents and children with one name and one telephone; people with a common name who sign up on
///   the same day. An identity that was established before the others came is not blamed.
pub const ANALYZER: Analyzer = Analyzer {
    code: "uniqueness.similar-identity",
    label: "Similar identity",
    category: Category::Uniqueness,
    group: "mailbox",
    reach: Reach {
        against: 2.8,
        in_favour: 0.0,
    },
    analyze,
};

/// What one other weighs (own judgement): two independent things in common are one person as far as anybody can
/// tell; one of them leaves families and chance.
const TWO_THINGS: f64 = 1.0;
const ADDRESS_ALONE: f64 = 0.4;
const PHONE_ALONE: f64 = 0.3;
const NAME_AND_ITS_ADDRESS: f64 = 0.5;
/// So much weight is half of everything.
const HALF: f64 = 1.0;
const CONFIDENCE: f64 = 0.8;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let all = kindred(&evidence.surroundings);
    let weighed: Vec<(f64, &Neighbour)> = all
        .iter()
        .map(|kindred| (weight(evidence, kindred), kindred.other))
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    if weighed.is_empty() {
        return None;
    }
    let others: Vec<Neighbour> = weighed.iter().map(|(_, other)| (*other).clone()).collect();
    let followed = evidence.precedes(&others);
    let weight: f64 = weighed.iter().map(|(weight, _)| weight).sum();
    let trust = [
        evidence.profile.email.as_deref(),
        evidence.profile.name.as_deref(),
    ];
    let trust = trust
        .into_iter()
        .flatten()
        .map(|value| evidence.trust_in(value))
        .fold(1.0, f64::min);
    let explanation = format!(
        "{} {} a name, an email address or a telephone number very like this identity's{}.",
        count(others.len() as i64, "other identity"),
        if others.len() == 1 { "has" } else { "have" },
        if followed {
            ", all since this identity was established"
        } else {
            ""
        },
    );
    let strength = saturating(weight, HALF) * if followed { FOLLOWED } else { 1.0 };
    let finding =
        Finding::new(-strength, CONFIDENCE * trust, explanation).with("others", others.len() as i64);
    Some(
        finding
            .with("example", others[0].identity.as_str())
            .with("followed", followed),
    )
}

/// How much another looks like the same person.
fn weight(evidence: &Evidence, kindred: &Kindred<'_>) -> f64 {
    let profile = &evidence.profile;
    let address = profile.email.as_deref();
    let has_address = kindred.shares(KeyKind::EmailStem) || kindred.shares(KeyKind::Mailbox);
    let is_own = address.is_some_and(|address| !is_of_name(address, profile.name.as_deref()));
    let has_phone = kindred.shares(KeyKind::Phone);
    let has_name = kindred.shared.contains_key(&KeyKind::Name)
        || profile
            .name
            .as_deref()
            .is_some_and(|name| is_name_alike(name, &kindred.other.label));
    let apart = kindred
        .other
        .first_seen_ms
        .saturating_sub(evidence.history.first_ms);
    let is_near = apart.saturating_abs() <= DAY_MS;
    match (has_address, has_phone, has_name) {
        (true, _, true) | (true, true, _) if is_own => TWO_THINGS,
        (_, true, true) => TWO_THINGS,
        (true, _, true) if is_near => NAME_AND_ITS_ADDRESS,
        (true, _, false) if is_own => ADDRESS_ALONE,
        (_, true, _) => PHONE_ALONE,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, Life, kin, neighbours};
    use crate::scoring::kinship::KeyKind;

    fn with(
        email: &str,
        kinds: &[KeyKind],
        others: usize,
        identities: i64,
        apart_ms: i64,
    ) -> Option<Finding> {
        let mut life = Life::new();
        life.named(json!({ "name": "Wei Li", "email": email })).days(0..1);
        let mut near = neighbours(others, 0);
        for other in &mut near {
            other.first_seen_ms = life.evidence.history.first_ms + apart_ms;
        }
        let kin = kinds.iter().map(|kind| kin(*kind, identities, near.clone()));
        life.evidence.surroundings.kin = kin.collect();
        analyze(&life.evidence)
    }

    /// An address of one's own with a name, and more so with more of them.
    #[test]
    fn fires() {
        let kinds = [KeyKind::Name, KeyKind::Mailbox];
        let leans = [1, 2, 9].map(|n| {
            with("blue.lamps.77@x.example", &kinds, n, 10, 9 * DAY)
                .unwrap()
                .lean
        });
        assert!(leans.is_sorted_by(|a, b| a > b) && leans[0] == -0.5, "{leans:?}");
        assert!(
            with(
                "li.wei@x.example",
                &[KeyKind::Name, KeyKind::Phone],
                1,
                2,
                9 * DAY
            )
            .unwrap()
            .lean
                <= -0.5
        );
    }

    /// Many are called Li Wei, and many of them write so.
    #[test]
    fn does_not_fire() {
        let kinds = [KeyKind::Name, KeyKind::Mailbox, KeyKind::EmailStem];
        assert_eq!(with("li.wei88@gmail.com", &kinds[..1], 9, 10, 0), None);
        assert_eq!(with("li.wei88@gmail.com", &kinds, 9, 10, 9 * DAY), None);
        assert_eq!(with("blue.lamps.77@x.example", &kinds[1..], 9, 300, 0), None);
    }

    /// Nobody is alike.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(with("blue.lamps.77@x.example", &[], 0, 1, 0), None);
    }

    /// A name with its address counts within a day; a crowd begins beyond twenty.
    #[test]
    fn boundary() {
        let kinds = [KeyKind::Name, KeyKind::EmailStem];
        let at = |identities, apart| with("li.wei88@gmail.com", &kinds, 1, identities, apart).is_some();
        assert!(at(20, DAY) && !at(20, DAY + 1) && !at(21, DAY));
    }
}
