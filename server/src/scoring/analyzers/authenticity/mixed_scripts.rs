//! Authenticity: letters that only look like others.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, listed};
use crate::scoring::evidence::Evidence;

/// - **Looks at** the words of the name, the user name, the company's name and the email address.
/// - **Why** `Аdmin` with a Cyrillic А passes by a list of forbidden names, and by the eye.
/// - **Fires when** one word has Latin letters beside Cyrillic or Greek ones, or invisible characters within it.
/// - **Stays silent** otherwise: every word may have a script of its own, and joiners that a script needs are no trick.
/// - **False alarms** a brand that mixes scripts for its looks.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.mixed-scripts",
    label: "Mixed scripts",
    category: Category::Authenticity,
    group: "name",
    reach: Reach {
        against: 2.8,
        in_favour: 0.0,
    },
    analyze,
};

const STRENGTH: f64 = 0.85;
const CONFIDENCE: f64 = 0.85;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let profile = &evidence.profile;
    let values = [
        ("name", &profile.name),
        ("user name", &profile.username),
        ("company", &profile.organization),
        ("email address", &profile.email),
    ];
    let mixed: Vec<(&str, &str)> = values
        .into_iter()
        .filter_map(|(what, value)| Some((what, value.as_deref()?)))
        .filter(|(_, value)| {
            value
                .split(|c: char| c.is_whitespace() || "-.@_'’".contains(c))
                .any(is_mixed)
        })
        .collect();
    let trust = mixed
        .iter()
        .map(|(_, value)| evidence.trust_in(value))
        .fold(0.0, f64::max);
    if mixed.is_empty() {
        return None;
    }
    let what: Vec<&str> = mixed.iter().map(|(what, _)| *what).collect();
    let explanation = format!(
        "The {} mixes letters of different scripts in one word.",
        listed(&what)
    );
    Some(Finding::new(-STRENGTH, CONFIDENCE * trust, explanation).with("values", mixed.len() as i64))
}

/// Scripts whose letters look alike: the blocks of the Unicode standard in which names are written.
fn is_mixed(word: &str) -> bool {
    let has = |of: fn(char) -> bool| word.chars().any(of);
    let latin =
        has(|c| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
    let look_alike =
        has(|c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{13a0}'..='\u{13ff}'));
    // Zero width space, word joiner, byte order mark, soft hyphen, and marks of direction between Latin letters.
    let invisible = has(|c| {
        matches!(
            c,
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}'
        )
    });
    latin && (look_alike || invisible)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::fixture::Life;

    fn named(name: &str) -> Option<Finding> {
        analyze(&Life::new().named(json!({ "name": name })).days(0..1).evidence)
    }

    /// A Cyrillic letter among Latin ones, and an invisible one.
    #[test]
    fn fires() {
        for name in [
            "\u{410}dmin",
            "Pay\u{440}al Support",
            "Sup\u{200b}port",
            "\u{391}lice Smith",
        ] {
            assert!(named(name).unwrap().lean < -0.8, "{name}");
        }
    }

    /// Whole words in their own script.
    #[test]
    fn does_not_fire() {
        for name in [
            "Анна Smith",
            "Αλέξανδρος",
            "山田 Taro",
            "Zoë Ångström",
            "Nguyễn Văn An",
            "O’Connor-Ivanov",
            "محمد Ali",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    /// Nothing is said about nothing.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Life::new().days(0..1).evidence), None);
    }

    /// A joiner that Persian needs is no trick, and scripts that do not look alike are none either.
    #[test]
    fn boundary() {
        assert_eq!(named("علی\u{200c}رضا"), None);
        assert_eq!(named("Kim김"), None);
    }
}
