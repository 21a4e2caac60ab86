//! Authenticity: a name that insults.

use app::types::dataset::DatasetName;
use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach};
use crate::scoring::evidence::Evidence;
use crate::scoring::{email, profanity};

/// - **Looks at** the whole words of the name, the user name, the company's name and the email address before the
///   at sign.
/// - **Why** nobody opens an account under an insult that they mean to keep.
/// - **Fires when** one of the words is in the dataset `profanity`.
/// - **Stays silent** otherwise: a decent name proves nothing.
/// - **False alarms** words that are a name elsewhere. The list leaves out every surname we know of, and a word
///   inside another one does not count; what remains can be switched off.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.profanity",
    label: "Profanity",
    category: Category::Authenticity,
    group: "name",
    reach: Reach {
        against: 1.6,
        in_favour: 0.0,
    },
    analyze,
};

const CONFIDENCE: f64 = 0.8;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let profile = &evidence.profile;
    let local = profile
        .email
        .as_deref()
        .and_then(email::parts)
        .map(|(local, _)| local);
    let fields = [
        ("name", profile.name.as_deref(), profile.name.as_deref()),
        (
            "user name",
            profile.username.as_deref(),
            profile.username.as_deref(),
        ),
        (
            "company's name",
            profile.organization.as_deref(),
            profile.organization.as_deref(),
        ),
        ("email address", local.as_deref(), profile.email.as_deref()),
    ];
    let listed = |word: &String| evidence.overlay.lists(DatasetName::Profanity, word);
    let (field, word, value) = fields.into_iter().find_map(|(field, looked_at, value)| {
        let word = profanity::words(looked_at?).into_iter().find(listed)?;
        Some((field, word, value?))
    })?;
    let explanation = format!("The {field} has the word “{word}” in it.");
    let confidence = CONFIDENCE * evidence.trust_in(value);
    Some(
        Finding::new(-1.0, confidence, explanation)
            .with("field", field)
            .with("word", word),
    )
}

#[cfg(test)]
mod tests {
    use app::types::dataset::DatasetName;
    use serde_json::{Value, json};

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, Life};
    use crate::scoring::overlay::Entry;

    fn of(attributes: Value) -> Option<Finding> {
        analyze(&Life::new().named(attributes).evidence)
    }

    /// A listed word, in any of the fields and in any case.
    #[test]
    fn fires() {
        for attributes in [
            json!({ "name": "Bull SHIT" }),
            json!({ "username": "fuck_off" }),
            json!({ "email": "wanker.2@mail.example" }),
            json!({ "company": "Asshole Inc." }),
        ] {
            assert_eq!(of(attributes.clone()).unwrap().lean, -1.0, "{attributes}");
        }
    }

    /// Towns and surnames that contain one.
    #[test]
    fn does_not_fire() {
        for name in [
            "Scunthorpe United",
            "Dick Cummings",
            "Anna Pissarro",
            "Cazzola",
            "Titsworth",
        ] {
            assert_eq!(of(json!({ "name": name })), None, "{name}");
        }
    }

    /// Nothing said.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(of(json!({ "name": "Анна" })), None);
    }

    /// What the customer lists or switches off; a name that a browser claims late hardly counts.
    #[test]
    fn boundary() {
        let with = |name: &str, word: &str, active: bool| {
            let mut life = Life::new();
            life.named(json!({ "name": name }));
            let entry = Entry { active, value: None };
            life.evidence
                .overlay
                .add(DatasetName::Profanity, word.to_owned(), entry);
            analyze(&life.evidence)
        };
        assert!(with("Muggle Friend", "muggle", true).is_some());
        assert_eq!(with("Merde Alors", "merde", false), None);
        let mut victim = Life::new();
        victim.named(json!({ "name": "Ada Lovelace" })).days(0..10);
        victim
            .named(json!({ "name": "Shit Head" }))
            .browser(11 * DAY, "dregs_identify");
        assert!(analyze(&victim.evidence).unwrap().confidence < 0.2);
    }
}
