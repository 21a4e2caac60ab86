//! Uniqueness: others whose first visit went the same way.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count};
use crate::scoring::evidence::{Evidence, FOLLOWED, Kin};
use crate::scoring::kinship::{FEW, KeyKind};

/// - **Looks at** what the first visit did, in which order and how fast, and who else's first visit was the same.
/// - **Why** whoever makes accounts with a script, or out of habit, does the same thing each time.
/// - **Fires when** the first sixteen events are those of another identity; or the first eight those of at least three
///   others who appeared within a day of this one.
/// - **Stays silent** on shorter visits, on timers and reloads, and on ways that more than a twentieth of the account
///   went, as a tutorial makes them go.
/// - **False alarms** short paths without a choice: one twin alone says little. An identity that was established before
///   the others came is not blamed.
pub const ANALYZER: Analyzer = Analyzer {
    code: "uniqueness.behavioral-twin",
    label: "Behavioral twin",
    category: Category::Uniqueness,
    group: "habit",
    reach: Reach {
        against: 2.2,
        in_favour: 0.0,
    },
    analyze,
};

/// By number of others with the same first sixteen events: sixteen names with fifteen gaps of four times each other
/// meet by chance about once in a million, so one twin may be chance in a large account and three are not.
const STRENGTH: [f64; 4] = [0.3, 0.6, 0.8, 1.0];
/// Eight events meet by chance a thousand times as often.
const OPENINGS: i64 = 3;
const OPENING: f64 = 0.5;
/// More than this share of the account is its common way.
const COMMON: i64 = 20;
/// Of a smaller account a twentieth is a handful.
const COMMON_POPULATION: i64 = 400;
const CONFIDENCE: f64 = 0.6;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let surroundings = &evidence.surroundings;
    let is_rare = |kin: &&Kin| {
        let is_common =
            surroundings.population >= COMMON_POPULATION && kin.identities * COMMON > surroundings.population;
        !is_common && kin.identities < FEW
    };
    let whole = surroundings.kin(KeyKind::Routine).filter(is_rare);
    let opening = surroundings.kin(KeyKind::Opening).filter(is_rare);
    let (kin, others, share) = match (whole, opening) {
        (Some(whole), _) => (whole, whole.identities - 1, 1.0),
        (_, Some(opening)) if opening.within_day >= OPENINGS => (opening, opening.within_day, OPENING),
        _ => return None,
    };
    let steps = usize::try_from(others).unwrap_or(usize::MAX).min(STRENGTH.len());
    let strength = STRENGTH.get(steps.checked_sub(1)?)? * share;
    let followed = evidence.precedes(&kin.others);
    let explanation = format!(
        "{} did the same things in the same order and at the same pace during the first visit.",
        count(others, "other identity"),
    );
    let lean = -strength * if followed { FOLLOWED } else { 1.0 };
    let finding = Finding::new(lean, CONFIDENCE, explanation).with("others", others);
    Some(
        finding
            .with("withinDay", kin.within_day)
            .with("followed", followed),
    )
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::{Evidence, Kin};
    use crate::scoring::fixture::{Life, kin, neighbours};
    use crate::scoring::kinship::KeyKind;

    fn with(kind: KeyKind, others: i64, within_day: i64, population: i64) -> Option<Finding> {
        let mut life = Life::new();
        life.days(0..1);
        life.evidence.surroundings.population = population;
        let twins = Kin {
            within_day,
            ..kin(kind, others + 1, neighbours(others.min(10) as usize, 0))
        };
        life.evidence.surroundings.kin = vec![twins];
        analyze(&life.evidence)
    }

    /// One twin is mild, four are certain.
    #[test]
    fn fires() {
        let leans = [1, 2, 3, 9].map(|others| with(KeyKind::Routine, others, 0, 1000).unwrap().lean);
        assert_eq!(leans, [-0.3, -0.6, -0.8, -1.0]);
    }

    /// The way that everybody goes.
    #[test]
    fn does_not_fire() {
        assert_eq!(with(KeyKind::Routine, 60, 9, 1000), None);
        assert_eq!(with(KeyKind::Opening, 9, 0, 1000), None);
    }

    /// No visit, or one that nobody else made.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(with(KeyKind::Routine, 0, 0, 1000), None);
    }

    /// Three openings within a day, and a twentieth of the account.
    #[test]
    fn boundary() {
        assert!(with(KeyKind::Opening, 3, 3, 1000).is_some() && with(KeyKind::Opening, 3, 2, 1000).is_none());
        assert!(with(KeyKind::Routine, 19, 0, 400).is_some() && with(KeyKind::Routine, 20, 0, 400).is_none());
    }
}
