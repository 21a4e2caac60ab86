//! Uniqueness: several identities with one mailbox.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count};
use crate::scoring::email;
use crate::scoring::evidence::{Evidence, FOLLOWED};

/// - **Looks at** identities whose email address has the same canonical form: no tag, no Gmail dots, one name
///   per provider.
/// - **Why** `ada+1@…` and `a.da@…` are one mailbox, and one mailbox is one person.
/// - **Fires when** at least one other identity has it; more make it worse.
/// - **Stays silent** without an email address.
/// - **False alarms** mailboxes that a team shares (`info@…`) count half; an identity that was established
///   before the others came is not blamed.
pub const ANALYZER: Analyzer = Analyzer {
    code: "uniqueness.same-email",
    label: "Same email",
    category: Category::Uniqueness,
    group: "mailbox",
    reach: Reach {
        against: 3.2,
        in_favour: 0.6,
    },
    analyze,
};

/// By number of others.
const STRENGTH: [f64; 3] = [0.7, 0.85, 1.0];
/// No more others than this are shown to us.
const MOST_SEEN: i64 = 10;
const CONFIDENCE: f64 = 0.9;
const ALONE: (f64, f64) = (0.5, 0.35);
const TEAM: f64 = 0.5;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let address = evidence.profile.email.as_deref()?;
    let canonical = email::canonical(address)?;
    let trust = evidence.trust_in(address);
    let others = &evidence.surroundings.same_email;
    if others.is_empty() {
        let finding = Finding::new(
            ALONE.0,
            ALONE.1 * trust,
            "No other identity has this email address in any spelling.",
        );
        return Some(finding.with("others", 0));
    }
    let (local, _) = canonical.split_once('@')?;
    let team = if email::is_role(local) { TEAM } else { 1.0 };
    let followed = evidence.precedes(others);
    let strength =
        STRENGTH[others.len().min(STRENGTH.len()) - 1] * team * if followed { FOLLOWED } else { 1.0 };
    let respelled = others
        .iter()
        .filter(|other| !is_same_spelling(other.email.as_deref(), address))
        .count();
    let explanation = format!(
        "{} the same mailbox{}{}.",
        have(others.len() as i64),
        if respelled > 0 {
            format!(", {respelled} of them spelled differently")
        } else {
            String::new()
        },
        if followed {
            ", all after this identity was established"
        } else {
            ""
        },
    );
    let finding =
        Finding::new(-strength, CONFIDENCE * trust, explanation).with("others", others.len() as i64);
    Some(
        finding
            .with("respelled", respelled as i64)
            .with("followed", followed),
    )
}

fn have(others: i64) -> String {
    let verb = if others == 1 { "has" } else { "have" };
    let more = if others >= MOST_SEEN { "At least " } else { "" };
    format!("{more}{} {verb}", count(others, "other identity"))
}

fn is_same_spelling(other: Option<&str>, address: &str) -> bool {
    other.is_some_and(|other| other.trim().eq_ignore_ascii_case(address.trim()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::fixture::{Life, neighbours};

    fn with(others: usize, email: &str) -> Finding {
        let mut life = Life::new();
        life.named(json!({ "email": email })).days(0..1);
        life.evidence.surroundings.same_email = neighbours(others, 0);
        analyze(&life.evidence).unwrap()
    }

    /// One other is telling, three are certain.
    #[test]
    fn fires() {
        assert_eq!(
            [1, 2, 3, 9].map(|others| with(others, "a.da+1@gmail.com").lean),
            [-0.7, -0.85, -1.0, -1.0]
        );
        let said = with(2, "ada@gmail.com").explanation;
        assert_eq!(
            said,
            "2 other identities have the same mailbox, 2 of them spelled differently."
        );
    }

    /// Alone with it.
    #[test]
    fn does_not_fire() {
        assert!(with(0, "ada@gmail.com").lean > 0.0);
    }

    /// No address.
    #[test]
    fn abstains() {
        let mut life = Life::new();
        life.evidence.surroundings.same_email = neighbours(2, 0);
        assert_eq!(analyze(&life.evidence), None);
    }

    /// A team's mailbox counts half; whoever was there first is not blamed.
    #[test]
    fn boundary() {
        assert_eq!(with(1, "info@example.org").lean, -0.35);
        let mut first = Life::new();
        first.named(json!({ "email": "ada@gmail.com" })).days(0..10);
        first.evidence.surroundings.same_email = neighbours(5, 20);
        assert_eq!(analyze(&first.evidence).unwrap().lean, 0.0);
    }
}
