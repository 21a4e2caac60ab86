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
/// Mailboxes that a team shares.
const ROLES: [&str; 17] = [
    "accounting",
    "accounts",
    "admin",
    "administrator",
    "billing",
    "contact",
    "customerservice",
    "hello",
    "helpdesk",
    "info",
    "mail",
    "marketing",
    "office",
    "sales",
    "support",
    "team",
    "webmaster",
];
/// Providers that draw an address for people who want to hide their own.
const RELAYS: [&str; 4] = [
    "privaterelay.appleid.com",
    "duck.com",
    "mozmail.com",
    "relay.firefox.com",
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

/// What is left of an address when its number is taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The letters before the at sign.
    pub stem: String,
    /// The digits among them, where they stand together.
    pub number: Option<String>,
    /// What stands behind it, under the provider's main name.
    pub domain: String,
}

/// The letters and the number of an address, without its tag.
pub fn template(email: &str) -> Option<Template> {
    let canonical = canonical(email)?;
    let (local, domain) = canonical.rsplit_once('@')?;
    let mut numbers = local
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty());
    let number = match (numbers.next(), numbers.next()) {
        (Some(only), None) => Some(only.to_owned()),
        _ => None,
    };
    Some(Template {
        stem: local.chars().filter(|c| c.is_alphabetic()).collect(),
        number,
        domain: domain.to_owned(),
    })
}

/// Whether a mailbox belongs to a team rather than to a person.
pub fn is_role(local: &str) -> bool {
    ROLES.binary_search(&local).is_ok()
}

/// Whether a provider draws its addresses.
pub fn is_relay(domain: &str) -> bool {
    RELAYS.contains(&domain)
}

#[cfg(test)]
mod tests {
    use super::{ROLES, canonical, is_role, parts, registrable, template};

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

    /// Numbers come out, wherever they stand; several are no number.
    #[test]
    fn templates_have_no_numbers() {
        let of = |email| template(email).map(|found| (found.stem, found.number));
        assert_eq!(
            of("Mara.K01@x.example"),
            Some(("marak".to_owned(), Some("01".to_owned())))
        );
        assert_eq!(
            of("7mara@x.example"),
            Some(("mara".to_owned(), Some("7".to_owned())))
        );
        assert_eq!(of("m4r4@x.example"), Some(("mr".to_owned(), None)));
        assert_eq!(of("nonsense"), None);
    }

    /// The list of roles is searched in halves.
    #[test]
    fn roles_are_sorted() {
        assert!(ROLES.is_sorted() && is_role("support") && !is_role("supporter"));
    }

    /// The part that someone registered.
    #[test]
    fn knows_registrable_domains() {
        assert_eq!(registrable("mail.example.co.uk"), "example.co.uk");
        assert_eq!(registrable("example.org"), "example.org");
    }
}
