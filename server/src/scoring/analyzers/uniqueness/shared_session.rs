//! Uniqueness: several identities in one visit.

use std::collections::BTreeSet;

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count};
use crate::scoring::evidence::{Evidence, FOLLOWED, Neighbour};

/// - **Looks at** visits (one tab, without a pause of half an hour) in which other identities appeared too.
/// - **Why** whoever signs out and in again as somebody else within minutes is probably both.
/// - **Fires when** a visit had at least one other identity; more of them, and more such visits, make it
///   worse.
/// - **Stays silent** when all visits were alone: that is what they usually are.
/// - **False alarms** a family at one tablet, a support agent who signs in for customers. One such visit in a
///   long life hardly counts, nor a crowd of more than twenty.
pub const ANALYZER: Analyzer = Analyzer {
    code: "uniqueness.shared-session",
    label: "Shared session",
    category: Category::Uniqueness,
    group: "device",
    reach: Reach {
        against: 2.8,
        in_favour: 0.0,
    },
    analyze,
};

/// By number of others.
const STRENGTH: [f64; 4] = [0.4, 0.7, 0.9, 1.0];
const HUB: usize = 20;
const CONFIDENCE: f64 = 0.8;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let sessions: Vec<_> = evidence
        .surroundings
        .sessions
        .iter()
        .filter(|session| !session.others.is_empty())
        .collect();
    let all: Vec<Neighbour> = sessions
        .iter()
        .flat_map(|session| session.others.iter().cloned())
        .collect();
    let others = all
        .iter()
        .map(|other| other.identity.as_str())
        .collect::<BTreeSet<_>>()
        .len();
    if others == 0 {
        return None;
    }
    let days = f64::from(evidence.history.active.count.max(1));
    let share = (sessions.len() as f64 / days).min(1.0);
    let hub = if others > HUB {
        HUB as f64 / others as f64
    } else {
        1.0
    };
    let followed = evidence.precedes(&all);
    let strength = STRENGTH[others.min(STRENGTH.len()) - 1] * hub * share * share * (3.0 - 2.0 * share);
    let strength = strength * if followed { FOLLOWED } else { 1.0 };
    let explanation = format!(
        "{} appeared within {} of this identity.",
        count(others as i64, "other identity"),
        count(sessions.len() as i64, "visit"),
    );
    let finding = Finding::new(-strength, CONFIDENCE, explanation).with("others", others as i64);
    Some(
        finding
            .with("sessions", sessions.len() as i64)
            .with("followed", followed),
    )
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::evidence::{Evidence, SharedSession};
    use crate::scoring::fixture::{Life, neighbours};

    fn life(days: i64, others: usize, first_seen_day: i64) -> Evidence {
        let mut life = Life::new();
        life.days(0..days);
        let others = neighbours(others, first_seen_day);
        life.evidence.surroundings.sessions = vec![SharedSession {
            session: "s1".to_owned(),
            others,
        }];
        life.evidence
    }

    /// Five in one visit.
    #[test]
    fn fires() {
        let finding = analyze(&life(1, 5, 0)).unwrap();
        assert_eq!(finding.lean, -1.0);
        assert_eq!(
            finding.explanation,
            "5 other identities appeared within 1 visit of this identity."
        );
    }

    /// One strange visit in ten days.
    #[test]
    fn does_not_fire() {
        assert!(analyze(&life(10, 3, 0)).unwrap().lean > -0.05);
    }

    /// Always alone.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(analyze(&life(1, 0, 0)), None);
    }

    /// One other is mild.
    #[test]
    fn boundary() {
        assert_eq!(analyze(&life(1, 1, 0)).unwrap().lean, -0.4);
    }
}
