//! Under which keys others who may be the same person are found: a bounded set for each identity.

use std::collections::BTreeMap;

use super::digest::wide_digest;
use super::email;
use super::evidence::Profile;
use super::history::History;
use super::likeness::{self, CROWD};

/// What a key is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// The letters of an email address and its domain: `mara.k01@` and `marak02@` meet.
    EmailStem,
    /// An email address without its domain.
    Mailbox,
    /// The words of a name, in any order.
    Name,
    /// The network of the first event that had an address.
    Network,
    /// The beginning of the first visit.
    Opening,
    /// A telephone number.
    Phone,
    /// The first visit.
    Routine,
}

impl KeyKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::EmailStem,
        Self::Mailbox,
        Self::Name,
        Self::Network,
        Self::Opening,
        Self::Phone,
        Self::Routine,
    ];

    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EmailStem => "email_stem",
            Self::Mailbox => "mailbox",
            Self::Name => "name",
            Self::Network => "network",
            Self::Opening => "opening",
            Self::Phone => "phone",
            Self::Routine => "routine",
        }
    }

    /// What is stored as `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The keys of one identity, at most one of each kind, and when it first appeared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kinship {
    /// Digests, so that nobody's name stands in an index.
    pub keys: BTreeMap<KeyKind, i64>,
    /// Time of its first event.
    pub seen_ms: i64,
}

/// Shorter stems are initials.
const MIN_STEM: usize = 4;
/// Shorter mailboxes are taken by somebody else at every provider.
const MIN_MAILBOX: usize = 6;
/// More people than this in a network are told roughly.
const HOUSEHOLD: i64 = 8;
const MIN_NAME_WORDS: usize = 2;
const MIN_PHONE: usize = 7;
/// Digits of a number without the prefix of its country, which not everybody writes.
const PHONE_TAIL: usize = 9;

/// Of so many with a key, all are read; of more, those around.
pub const FEW: i64 = 64;
/// Nobody counts further.
pub const MANY: i64 = 512;

/// How many are said to have a key: exact as long as it matters, else in powers of two, so that not each newcomer is
/// news to everybody. Of a network it matters least: only the hour is looked at closely.
pub fn told(kind: KeyKind, identities: i64) -> i64 {
    let exact = if kind == KeyKind::Network {
        HOUSEHOLD
    } else {
        CROWD
    };
    if identities <= exact {
        return identities;
    }
    let powers = (0..).map(|power| 1_i64 << power);
    let rounded = powers.take_while(|power| *power <= identities.min(MANY)).last();
    rounded.unwrap_or(1).max(exact + 1)
}

impl Kinship {
    /// The keys of what is said about an identity, and of what it did.
    pub fn of(profile: &Profile, history: &History) -> Self {
        let email = profile.email.as_deref();
        let routine = &history.routine;
        let texts = [
            (KeyKind::EmailStem, email.and_then(stem)),
            (KeyKind::Mailbox, email.and_then(mailbox)),
            (KeyKind::Name, profile.name.as_deref().and_then(name)),
            (KeyKind::Network, history.first_network.map(|key| key.to_string())),
            (KeyKind::Opening, routine.opening().map(|key| key.to_string())),
            (KeyKind::Phone, profile.phone.as_deref().and_then(phone)),
            (KeyKind::Routine, routine.whole().map(|key| key.to_string())),
        ];
        let key = |(kind, text): (KeyKind, Option<String>)| {
            Some((kind, wide_digest(text?.as_bytes()).cast_signed()))
        };
        Self {
            keys: texts.into_iter().filter_map(key).collect(),
            seen_ms: history.first_ms,
        }
    }
}

fn stem(address: &str) -> Option<String> {
    let template = email::template(address)?;
    (template.stem.chars().count() >= MIN_STEM).then(|| format!("{}@{}", template.stem, template.domain))
}

fn mailbox(address: &str) -> Option<String> {
    let canonical = email::canonical(address)?;
    let (local, domain) = canonical.split_once('@')?;
    let is_own = local.chars().count() >= MIN_MAILBOX && !email::is_role(local) && !email::is_relay(domain);
    is_own.then(|| local.to_owned())
}

fn name(name: &str) -> Option<String> {
    let mut words = likeness::words(name);
    words.sort();
    (words.len() >= MIN_NAME_WORDS).then(|| words.join(" "))
}

fn phone(phone: &str) -> Option<String> {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let tail: String = digits[digits.len().saturating_sub(PHONE_TAIL)..].iter().collect();
    let is_made_up = "01234567890123456789".contains(&tail)
        || "98765432109876543210".contains(&tail)
        || tail.chars().skip(1).all(|digit| tail.starts_with(digit));
    (digits.len() >= MIN_PHONE && !is_made_up).then_some(tail)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{KeyKind, Kinship, told};
    use crate::scoring::fixture::Life;

    fn key(kind: KeyKind, attributes: serde_json::Value) -> Option<i64> {
        let mut life = Life::new();
        life.named(attributes);
        let evidence = &life.evidence;
        Kinship::of(&evidence.profile, &evidence.history)
            .keys
            .get(&kind)
            .copied()
    }

    fn meet(kind: KeyKind, field: &str, one: &str, other: &str) -> bool {
        let [one, other] = [one, other].map(|value| key(kind, json!({ field: value })));
        one.is_some() && one == other
    }

    /// What one person writes in two ways meets.
    #[test]
    fn variants_meet() {
        assert!(meet(
            KeyKind::EmailStem,
            "email",
            "mara.k01@x.example",
            "MaraK02@x.example"
        ));
        assert!(meet(
            KeyKind::Mailbox,
            "email",
            "mara.klein@x.example",
            "mara.klein+a@y.example"
        ));
        assert!(meet(KeyKind::Name, "name", "Klein, Mára", "mara  klein"));
        assert!(meet(KeyKind::Name, "name", "Анна Каренина", "Каренина Анна"));
        assert!(meet(KeyKind::Phone, "phone", "+49 170 123-9876", "0170 1239876"));
    }

    /// What many have says nothing.
    #[test]
    fn plain_values_have_no_key() {
        for (kind, field, value) in [
            (KeyKind::EmailStem, "email", "kim01@x.example"),
            (KeyKind::Mailbox, "email", "support@x.example"),
            (KeyKind::Mailbox, "email", "jo@x.example"),
            (KeyKind::Name, "name", "Anna"),
            (KeyKind::Phone, "phone", "0000000000"),
            (KeyKind::Phone, "phone", "123456789"),
            (KeyKind::Phone, "phone", "110"),
        ] {
            assert_eq!(key(kind, json!({ field: value })), None, "{value}");
        }
        assert!(!meet(
            KeyKind::EmailStem,
            "email",
            "mara.k@x.example",
            "mara.k@y.example"
        ));
    }

    /// Exact as long as it matters, and coarse in a crowd.
    #[test]
    fn crowds_are_rounded() {
        let of = |kind| [1, 8, 9, 20, 21, 32, 127, 511, 1_000_000].map(|identities| told(kind, identities));
        assert_eq!(of(KeyKind::Name), [1, 8, 9, 20, 21, 32, 64, 256, 512]);
        assert_eq!(of(KeyKind::Network), [1, 8, 9, 16, 16, 32, 64, 256, 512]);
    }

    /// Every kind is read back as it is stored.
    #[test]
    fn kinds_round_trip() {
        for kind in KeyKind::ALL {
            assert_eq!(KeyKind::parse(kind.as_str()), Some(kind));
        }
    }
}
