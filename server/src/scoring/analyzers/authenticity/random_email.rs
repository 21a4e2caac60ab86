//! Authenticity: an email address that a program drew.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, saturating};
use crate::scoring::email;
use crate::scoring::evidence::Evidence;
use crate::scoring::gibberish::Look;
use crate::scoring::latin;

/// - **Looks at** the part of the email address before the at sign, without its tag.
/// - **Why** whoever makes mailboxes by the hundred lets a program draw their names.
/// - **Fires when** half of at least seven pairs of letters occur in hardly any name, or letters and digits
///   alternate at least four times.
/// - **Stays silent** on everything else: an ordinary address proves little.
/// - **False alarms** initials with numbers, and relay addresses of mail providers that hide the real one.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.random-email",
    label: "Random email",
    category: Category::Authenticity,
    group: "text",
    reach: Reach {
        against: 2.4,
        in_favour: 0.0,
    },
    analyze,
};

const MIN_PAIRS: u32 = 7;
const RARE_SHARE: f64 = 0.5;
const MIN_SWITCHES: usize = 4;
const MIN_LENGTH: usize = 8;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let address = evidence.profile.email.as_deref()?;
    let (local, domain) = email::parts(address)?;
    if email::is_relay(&domain) {
        return None;
    }
    let local = local.split_once('+').map_or(local.as_str(), |(before, _)| before);
    let words = latin::words(local)?;
    let look = Look::of(words.iter().map(String::as_str));
    let switches = switches(local);
    let is_drawn = look.pairs >= MIN_PAIRS && look.rare_share() >= RARE_SHARE;
    let is_mixed = switches >= MIN_SWITCHES && local.len() >= MIN_LENGTH;
    let why = match (is_drawn, is_mixed) {
        (true, _) => format!(
            "{} of {} pairs of letters occur in hardly any name",
            look.rare, look.pairs
        ),
        (_, true) => format!("letters and digits alternate {switches} times"),
        _ => return None,
    };
    let sure = if is_drawn {
        saturating(f64::from(look.pairs), 4.0)
    } else {
        saturating(switches as f64, 3.0)
    };
    let explanation = format!("The email address “{local}@…” looks drawn by a program: {why}.");
    let finding = Finding::new(-0.8, sure * evidence.trust_in(address), explanation);
    Some(
        finding
            .with("pairs", look.pairs)
            .with("rarePairs", look.rare)
            .with("switches", switches as i64),
    )
}

/// How often letters and digits take turns.
fn switches(local: &str) -> usize {
    let kinds: Vec<bool> = local
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| c.is_ascii_digit())
        .collect();
    kinds.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::Life;

    fn of(email: &str) -> Option<Finding> {
        analyze(&Life::new().named(json!({ "email": email })).evidence)
    }

    /// Drawn letters, and letters mixed with digits.
    #[test]
    fn fires() {
        for email in [
            "xkqzvtrbw@gmail.com",
            "a8f3k2x9@outlook.com",
            "wq7zx41kd3@mail.example",
        ] {
            assert!(of(email).unwrap().lean < -0.5, "{email}");
        }
    }

    /// Names with a year, initials, dots.
    #[test]
    fn does_not_fire() {
        for email in [
            "ada.lovelace1815@gmail.com",
            "jrrtolkien@gmail.com",
            "krzysztof.szczepanski@wp.pl",
            "info@example.org",
        ] {
            assert_eq!(of(email), None, "{email}");
        }
    }

    /// No address, another script, a relay.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(of("анна@пример.рф"), None);
        assert_eq!(of("x8f3k2x9qz@privaterelay.appleid.com"), None);
    }

    /// Three turns are a birthday, four are not.
    #[test]
    fn boundary() {
        assert_eq!(of("ada18anne15@gmail.com"), None);
        assert!(of("ada18anne15x@gmail.com").is_some());
    }
}
