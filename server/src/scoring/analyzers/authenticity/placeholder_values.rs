//! Authenticity: values that stand for nothing.

use app::types::dataset::DatasetName;
use app::types::score::Category;
use serde_json::Value;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count};
use crate::scoring::evidence::Evidence;
use crate::scoring::{email, placeholders};

/// - **Looks at** name, user name, email address and telephone number as whole values.
/// - **Why** who does not want to be known types what comes to mind: `test test`, `John Doe`, `asdf`,
///   1234567890.
/// - **Fires when** one of them is on the list of placeholders; each further one makes it surer.
/// - **Stays silent** otherwise: not being a placeholder proves nothing.
/// - **False alarms** the customer's own testers, and the few people who are called so.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.placeholder-values",
    label: "Placeholder values",
    category: Category::Authenticity,
    group: "text",
    reach: Reach {
        against: 3.0,
        in_favour: 0.0,
    },
    analyze,
};

/// By how many of the values are placeholders.
const STRENGTH: [f64; 3] = [0.6, 0.85, 1.0];
const CONFIDENCE: f64 = 0.8;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let found = placeholders_of(evidence);
    let (_, first) = found.first()?;
    let strength = STRENGTH[found.len().min(STRENGTH.len()) - 1];
    let trust = found
        .iter()
        .map(|(_, value)| evidence.trust_in(value))
        .fold(0.0, f64::max);
    let all: Vec<String> = found
        .iter()
        .map(|(field, value)| format!("{field} “{value}”"))
        .collect();
    let explanation = format!(
        "{} for a placeholder: {}.",
        stand(found.len() as i64),
        all.join(", ")
    );
    let finding = Finding::new(-strength, CONFIDENCE * trust, explanation).with("first", first.as_str());
    Some(
        finding.with(
            "fields",
            found
                .into_iter()
                .map(|(field, _)| Value::from(field))
                .collect::<Vec<_>>(),
        ),
    )
}

fn stand(fields: i64) -> String {
    let verb = if fields == 1 { "stands" } else { "stand" };
    format!("{} {verb}", count(fields, "value"))
}

fn placeholders_of(evidence: &Evidence) -> Vec<(&'static str, String)> {
    let profile = &evidence.profile;
    let is_name = |text: &String| {
        let listed = |key: &String| evidence.overlay.lists(DatasetName::SuspiciousNames, key);
        placeholders::keys(text).iter().any(listed)
    };
    let name = profile.name.clone().filter(is_name).map(|value| ("name", value));
    let username = profile
        .username
        .clone()
        .filter(is_name)
        .map(|value| ("user name", value));
    let address = profile.email.clone().filter(|address| {
        email::parts(address)
            .is_some_and(|(local, domain)| is_name(&local) || placeholders::is_domain(&domain))
    });
    let phone = profile
        .phone
        .clone()
        .filter(|phone| placeholders::is_phone(phone));
    let contacts = [
        address.map(|value| ("email address", value)),
        phone.map(|phone| ("phone", phone)),
    ];
    [name, username].into_iter().chain(contacts).flatten().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::Life;

    fn of(attributes: Value) -> Option<Finding> {
        analyze(&Life::new().named(attributes).evidence)
    }

    /// The more, the surer.
    #[test]
    fn fires() {
        let one = of(json!({ "name": "John Doe", "email": "jd1984@gmail.com" })).unwrap();
        let more =
            of(json!({ "name": "Test Test", "email": "test@asdf.com", "phone": "1234567890" })).unwrap();
        assert!(more.lean < one.lean && one.lean < 0.0);
        assert!(
            more.explanation
                .starts_with("3 values stand for a placeholder: name “Test Test”"),
            "{}",
            more.explanation
        );
    }

    /// Real names that contain one.
    #[test]
    fn does_not_fire() {
        assert_eq!(
            of(
                json!({ "name": "Roberto Testa", "email": "test.pilot@gmail.com", "phone": "+44 20 7946 0958" })
            ),
            None
        );
    }

    /// Nothing said.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(of(json!({ "name": "Анна" })), None);
    }

    /// Whole values only.
    #[test]
    fn boundary() {
        assert!(of(json!({ "name": "JOHN  DOE" })).is_some());
        assert_eq!(of(json!({ "name": "John Doerr" })), None);
    }
}
