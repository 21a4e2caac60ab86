//! Authenticity: whether the email address knows the name.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach};
use crate::scoring::email;
use crate::scoring::evidence::Evidence;
use crate::scoring::gibberish::{Look, RARE_SHARE};
use crate::scoring::latin;

/// - **Looks at** the words of the name in the part of the email address before the at sign.
/// - **Why** most people's address has a piece of their name in it; a made-up name rarely fits a made-up
///   address.
/// - **Fires when** the address reads `first.last` and neither is in the name. A shared piece speaks for the
///   person.
/// - **Stays silent** without name or address, on other scripts, on gibberish, and on addresses of any other
///   form.
/// - **False alarms** people who changed their name, and families with one mailbox.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.email-name-mismatch",
    label: "Email and name",
    category: Category::Authenticity,
    group: "match",
    reach: Reach {
        against: 1.2,
        in_favour: 0.9,
    },
    analyze,
};

const MATCH: (f64, f64) = (0.8, 0.6);
const MISMATCH: (f64, f64) = (-0.6, 0.5);
/// Shorter pieces are found in anything.
const MIN_PIECE: usize = 3;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let (name, address) = (
        evidence.profile.name.as_deref()?,
        evidence.profile.email.as_deref()?,
    );
    let (local, _) = email::parts(address)?;
    let local = local.split_once('+').map_or(local.as_str(), |(before, _)| before);
    let (names, pieces) = (latin::words(name)?, latin::words(local)?);
    let joined = pieces.concat();
    let trust = evidence.trust_in(name).min(evidence.trust_in(address));
    let is_gibberish = Look::of(names.iter().map(String::as_str)).rare_share() >= RARE_SHARE;
    if is_gibberish {
        return None;
    }
    if let Some(shared) = shared_piece(&names, &joined) {
        let explanation = format!("The email address contains “{shared}” of the name.");
        return Some(Finding::new(MATCH.0, MATCH.1 * trust, explanation).with("shared", shared));
    }
    let is_full_name =
        pieces.len() == 2 && local.contains('.') && pieces.iter().all(|piece| piece.len() >= MIN_PIECE);
    (is_full_name && !names.is_empty()).then(|| {
        let explanation = format!(
            "The email address reads “{}” and none of that is in the name “{name}”.",
            pieces.join(" ")
        );
        Finding::new(MISMATCH.0, MISMATCH.1 * trust, explanation).with("pieces", pieces.len() as i64)
    })
}

/// A word of the name, or its initial with another word, as in `alovelace`.
fn shared_piece(names: &[String], joined: &str) -> Option<String> {
    let whole = names
        .iter()
        .find(|name| name.len() >= MIN_PIECE && joined.contains(name.as_str()));
    // Short forms: Chris for Christopher.
    let begins = || {
        let prefix = |name: &String| {
            name.get(..4)
                .filter(|start| joined.starts_with(start))
                .map(str::to_owned)
        };
        names.iter().find_map(prefix)
    };
    whole.cloned().or_else(begins)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::Life;

    fn of(name: &str, email: &str) -> Option<Finding> {
        analyze(
            &Life::new()
                .named(json!({ "name": name, "email": email }))
                .evidence,
        )
    }

    /// Somebody else's first and last name.
    #[test]
    fn fires() {
        assert!(of("Ada Lovelace", "grace.hopper@gmail.com").unwrap().lean < -0.5);
    }

    /// A piece of the name, with or without its marks.
    #[test]
    fn does_not_fire() {
        for (name, email) in [
            ("Ada Lovelace", "alovelace1815@gmail.com"),
            ("Łukasz Żółkiewski", "zolkiewski.l@wp.pl"),
            ("Christopher Wren", "chris77@gmail.com"),
        ] {
            assert!(of(name, email).unwrap().lean > 0.5, "{email}");
        }
    }

    /// Nothing to compare, or an address of another form.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(of("Анна Каренина", "anna.k@gmail.com"), None);
        assert_eq!(of("Ada Lovelace", "skywalker99@gmail.com"), None);
        assert_eq!(of("Xkqzvtr Bwgfdq", "xkqzvtr@gmail.com"), None);
    }

    /// Initials alone are no full name.
    #[test]
    fn boundary() {
        assert_eq!(of("Ada Lovelace", "g.hopper@gmail.com"), None);
        assert_eq!(of("Bo Li", "bo@gmail.com"), None);
    }
}
