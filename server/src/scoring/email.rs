//! Email addresses: their parts, and the form under which one mailbox has one name.

/// Mailboxes where dots in the local part do not count.
const DOTS_IGNORED: [&str; 1] = ["gmail.com"];
/// Other names of the same provider.
const ALIASES: [(&str, &str); 8] = [
    ("googlemail.com", "gmail.com"),
    ("me.com", "icloud.com"),
    ("mac.com", "icloud.com"),
    ("pm.me", "proton.me"),
    ("protonmail.com", "proton.me"),
    ("protonmail.ch", "proton.me"),
    ("ya.ru", "yandex.ru"),
    ("yandex.com", "yandex.ru"),
];
/// RFC 5321 allows no more.
const MAX_LENGTH: usize = 254;

/// Local part and domain, lower-case; none when it is no address.
pub fn parts(email: &str) -> Option<(String, String)> {
    let email = email.trim();
    let (local, domain) = email.rsplit_once('@')?;
    let domain = domain.trim_end_matches('.').to_lowercase();
    let is_address = !local.is_empty()
        && email.len() <= MAX_LENGTH
        && domain.contains('.')
        && !domain.starts_with('.')
        && !email.chars().any(|c| c.is_whitespace() || c.is_control());
    is_address.then(|| (local.to_lowercase(), domain))
}

/// The name of the mailbox: lower case, without the tag after a plus, without Gmail's dots, under the
/// provider's main domain.
pub fn canonical(email: &str) -> Option<String> {
    let (local, domain) = parts(email)?;
    let domain = ALIASES
        .iter()
        .find(|(alias, _)| *alias == domain)
        .map_or(domain.as_str(), |(_, main)| main);
    let untagged = local.split_once('+').map_or(local.as_str(), |(before, _)| before);
    let mailbox = if DOTS_IGNORED.contains(&domain) {
        untagged.replace('.', "")
    } else {
        untagged.to_owned()
    };
    let mailbox = if mailbox.is_empty() { local } else { mailbox };
    Some(format!("{mailbox}@{domain}"))
}

/// The domain that someone registered: `mail.example.co.uk` belongs to `example.co.uk`.
pub fn registrable(domain: &str) -> String {
    psl::domain_str(domain).unwrap_or(domain).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{canonical, parts, registrable};

    /// One mailbox has one name.
    #[test]
    fn variants_meet() {
        for variant in [
            "Ada.Lovelace@Gmail.com",
            "adalovelace+shop@googlemail.com",
            " a.d.a.lovelace@gmail.com.",
        ] {
            assert_eq!(
                canonical(variant).as_deref(),
                Some("adalovelace@gmail.com"),
                "{variant}"
            );
        }
        assert_eq!(canonical("a.b+c@example.org").as_deref(), Some("a.b@example.org"));
        assert_eq!(canonical("a@protonmail.com"), canonical("a@pm.me"));
    }

    /// Dots count everywhere but at Gmail, and a bare tag is a mailbox.
    #[test]
    fn others_stay_apart() {
        assert_ne!(canonical("a.b@example.org"), canonical("ab@example.org"));
        assert_eq!(canonical("+tag@example.org").as_deref(), Some("+tag@example.org"));
    }

    /// What is no address has no name.
    #[test]
    fn refuses_what_is_no_address() {
        for bad in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@localhost",
            "a b@example.org",
            "a@.org",
        ] {
            assert_eq!(canonical(bad), None, "{bad}");
        }
        assert_eq!(parts(&format!("{}@example.org", "a".repeat(300))), None);
    }

    /// The part that someone registered.
    #[test]
    fn knows_registrable_domains() {
        assert_eq!(registrable("mail.example.co.uk"), "example.co.uk");
        assert_eq!(registrable("example.org"), "example.org");
    }
}
