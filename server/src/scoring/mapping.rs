//! What an account's names mean: the defaults, overlaid by the customer's own mappings.

pub mod defaults;

use std::collections::BTreeMap;

use app::types::event_kind::EventKind;
use app::types::identity_field::IdentityField;
use app::types::mapping::MappingKind;
use serde_json::{Map, Value};

use super::digest::digest;

/// Prefixes that say whose event it is and nothing else: `user.login`, `account:signup`.
const SUBJECTS: [&str; 6] = ["user", "account", "customer", "member", "auth", "identity"];

/// What names mean in one account. A name without a meaning of the customer's own has that of the defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mappings {
    event_types: BTreeMap<String, Option<EventKind>>,
    identity_fields: BTreeMap<String, Option<IdentityField>>,
}

impl Mappings {
    /// Lays one mapping of the customer's over the defaults. A target that this version does not know means nothing.
    pub fn overlay(&mut self, kind: MappingKind, folded: &str, target: Option<&str>) {
        match kind {
            MappingKind::EventType => {
                let target = target.and_then(|target| target.parse().ok());
                self.event_types.insert(folded.to_owned(), target);
            }
            MappingKind::IdentityField => {
                let target = target.and_then(|target| target.parse().ok());
                self.identity_fields.insert(folded.to_owned(), target);
            }
        }
    }

    /// The meaning of an event's name: of the whole name, else of what follows a subject.
    pub fn event_kind(&self, event_type: &str) -> Option<EventKind> {
        let folded = fold(event_type);
        let known = |name: &str| {
            let own = self.event_types.get(name).copied();
            own.or_else(|| defaults::event_kind(name).map(Some))
        };
        let whole = known(&folded);
        let rest = || {
            let (subject, rest) = folded.split_once('_')?;
            SUBJECTS.contains(&subject).then(|| known(rest)).flatten()
        };
        whole.or_else(rest).flatten()
    }

    /// Reads an identity's attributes; the first key of a field that holds text wins, the customer's own first.
    pub fn display(&self, attributes: &Map<String, Value>) -> Display {
        let folded: Vec<(String, &Value)> =
            attributes.iter().map(|(key, value)| (fold(key), value)).collect();
        let first_of = |field: IdentityField| self.first_of(field, &folded);
        let joined = || match (
            first_of(IdentityField::FirstName),
            first_of(IdentityField::LastName),
        ) {
            (Some(first), Some(last)) => Some(format!("{first} {last}")),
            (first, last) => first.or(last),
        };
        Display {
            name: first_of(IdentityField::FullName).or_else(joined),
            email: first_of(IdentityField::Email).filter(|email| email.contains('@')),
            username: first_of(IdentityField::Username),
            phone: first_of(IdentityField::Phone),
            organization: first_of(IdentityField::OrganizationName),
            country: first_of(IdentityField::Country),
        }
    }

    fn first_of(&self, field: IdentityField, attributes: &[(String, &Value)]) -> Option<String> {
        let own = self.identity_fields.iter();
        let own = own.filter_map(|(name, target)| (*target == Some(field)).then_some(name.as_str()));
        let defaults = defaults::identity_fields()
            .filter_map(|(name, target)| (target == field).then_some(name))
            .filter(|name| !self.identity_fields.contains_key(*name));
        own.chain(defaults).find_map(|name| {
            let of_name = attributes.iter().filter(|(key, _)| key == name);
            of_name.filter_map(|(_, value)| text(value)).next()
        })
    }

    /// A short name of what the customer says about events: it changes whenever that does.
    pub fn event_digest(&self) -> String {
        let said: Vec<String> = self
            .event_types
            .iter()
            .map(|(name, target)| format!("{name}={}", target.map_or("", EventKind::as_str)))
            .collect();
        format!("{}:{:08x}", said.len(), digest(said.join("\n").as_bytes()))
    }

    /// The same of everything that the customer says.
    pub fn digest(&self) -> String {
        let fields = self
            .identity_fields
            .iter()
            .map(|(name, target)| format!("{name}={}", target.map_or("", IdentityField::as_str)));
        let fields: Vec<String> = fields.collect();
        format!(
            "{}-{:08x}",
            self.event_digest(),
            digest(fields.join("\n").as_bytes())
        )
    }
}

/// `User.SignUp`, `user-sign-up` and `userSignUp` are one name: `user_sign_up`.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len() + 4);
    let mut after_lower = false;
    for c in name.chars() {
        if c.is_alphanumeric() {
            if c.is_uppercase() && after_lower {
                folded.push('_');
            }
            folded.extend(c.to_lowercase());
        } else if !folded.ends_with('_') {
            folded.push('_');
        }
        after_lower = c.is_lowercase() || c.is_numeric();
    }
    folded.trim_matches('_').to_owned()
}

/// What an identity's attributes say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// Full name.
    pub name: Option<String>,
    /// Email address.
    pub email: Option<String>,
    /// User name.
    pub username: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Name of the company.
    pub organization: Option<String>,
    /// Country, as it is written.
    pub country: Option<String>,
}

fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.chars().take(255).collect())
}

#[cfg(test)]
mod tests {
    use app::types::event_kind::EventKind;
    use app::types::mapping::MappingKind::{EventType, IdentityField};
    use serde_json::json;

    use super::{Display, Mappings};

    /// Case, separators and the subject in front do not matter.
    #[test]
    fn names_fold() {
        let mappings = Mappings::default();
        for name in [
            "signup",
            "user.signup",
            "user_signup",
            "sign_up",
            "Sign-Up",
            "userSignedUp",
            "register",
            "USER:REGISTERED",
        ] {
            assert_eq!(mappings.event_kind(name), Some(EventKind::Registration), "{name}");
        }
        assert_eq!(mappings.event_kind("order.completed"), Some(EventKind::Purchase));
        assert_eq!(
            mappings.event_kind("user.login_failed"),
            Some(EventKind::LoginFailed)
        );
        assert_eq!(mappings.event_kind("page_view"), Some(EventKind::PageView));
    }

    /// A name that merely contains one is not one.
    #[test]
    fn others_have_no_meaning() {
        for name in [
            "signup_page_shown",
            "relogin",
            "dregs_init",
            "",
            "user",
            "order_cancelled",
        ] {
            assert_eq!(Mappings::default().event_kind(name), None, "{name}");
        }
    }

    /// The customer's word counts, also where it is "nothing", and also behind a subject.
    #[test]
    fn customers_overlay() {
        let mut mappings = Mappings::default();
        mappings.overlay(EventType, "order", None);
        mappings.overlay(EventType, "vote_cast", Some("CONTENT_CREATED"));
        mappings.overlay(EventType, "user_login", Some("FEATURE_USED"));
        assert_eq!(mappings.event_kind("order"), None);
        assert_eq!(mappings.event_kind("customer.order"), None);
        assert_eq!(mappings.event_kind("order_placed"), Some(EventKind::Purchase));
        assert_eq!(mappings.event_kind("voteCast"), Some(EventKind::ContentCreated));
        assert_eq!(mappings.event_kind("user.login"), Some(EventKind::FeatureUsed));
        assert_eq!(mappings.event_kind("login"), Some(EventKind::Login));
        assert_ne!(mappings.event_digest(), Mappings::default().event_digest());
    }

    /// The usual attribute names, in any style.
    #[test]
    fn attributes_are_found() {
        let of = |value: serde_json::Value| Mappings::default().display(value.as_object().unwrap());
        let ada = of(
            json!({ "firstName": "Ada", "last_name": "Lovelace", "e-mail": "ada@example.com", "login": "ada", "Company": "Engines" }),
        );
        let expected = Display {
            name: Some("Ada Lovelace".to_owned()),
            email: Some("ada@example.com".to_owned()),
            username: Some("ada".to_owned()),
            phone: None,
            organization: Some("Engines".to_owned()),
            country: None,
        };
        assert_eq!(ada, expected);
        assert_eq!(
            of(json!({ "fullName": " Ada ", "emailAddress": "none" }))
                .name
                .as_deref(),
            Some("Ada")
        );
        assert_eq!(
            of(json!({ "name": 7, "email": null, "username": "" })),
            Display::default()
        );
    }

    /// A customer's key comes before the usual ones, and one that means nothing is not read.
    #[test]
    fn customers_fields_come_first() {
        let mut mappings = Mappings::default();
        mappings.overlay(IdentityField, "kontakt", Some("EMAIL"));
        mappings.overlay(IdentityField, "name", None);
        let attributes =
            json!({ "Kontakt": "ada@engines.example", "email": "support@engines.example", "name": "Plan B" });
        let display = mappings.display(attributes.as_object().unwrap());
        assert_eq!(display.email.as_deref(), Some("ada@engines.example"));
        assert_eq!(display.name, None);
        let without = json!({ "Kontakt": "", "email": "support@engines.example" });
        let display = mappings.display(without.as_object().unwrap());
        assert_eq!(display.email.as_deref(), Some("support@engines.example"));
    }
}
