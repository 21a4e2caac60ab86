//! What a customer's name for something means to us.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{OneOfBuilder, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::event_kind::EventKind;
use super::identity_field::IdentityField;
use super::ids::event_type::EventType;
use super::schemas;
use super::scope::Scope;
use super::time::Timestamp;

/// What a mapping is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MappingKind {
    /// A name of events.
    EventType,
    /// A key of identities' attributes.
    IdentityField,
}

impl MappingKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::EventType, Self::IdentityField];

    /// Name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EventType => "EVENT_TYPE",
            Self::IdentityField => "IDENTITY_FIELD",
        }
    }

    /// Everything that a name of this kind can mean.
    pub fn targets(self) -> Vec<&'static str> {
        match self {
            Self::EventType => EventKind::ALL.into_iter().map(EventKind::as_str).collect(),
            Self::IdentityField => IdentityField::ALL
                .into_iter()
                .map(IdentityField::as_str)
                .collect(),
        }
    }

    /// Checks a name that is to get a meaning.
    pub fn check_source(self, source: &str) -> Result<(), &'static str> {
        if source.starts_with("dregs_") {
            return Err("must not start with dregs_");
        }
        let fits = match self {
            Self::EventType => EventType::from_str(source).is_ok(),
            Self::IdentityField => source.chars().count() <= 100 && !source.chars().any(char::is_control),
        };
        if !fits || !source.chars().any(char::is_alphanumeric) {
            return Err("must be 1 to 100 characters, as your events carry it");
        }
        Ok(())
    }
}

impl fmt::Display for MappingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for MappingKind {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or("must be EVENT_TYPE or IDENTITY_FIELD")
    }
}

/// A mapping in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Mapping {
    /// Kind and folded name, such as `EVENT_TYPE:sign_up`.
    pub id: String,
    /// What it is about.
    pub kind: MappingKind,
    /// The customer's name, as it was entered.
    pub source: String,
    /// What it means; `null`: nothing.
    pub target: Option<String>,
    /// Whose mapping this is.
    pub scope: Scope,
    /// What the default says of this name: what a customer's mapping overrides.
    pub global_target: Option<String>,
    /// Last change of a customer's mapping.
    pub updated_at: Option<Timestamp>,
}

/// Body of `POST /mappings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MappingDraft {
    /// What it is about.
    pub kind: MappingKind,
    /// The customer's name.
    pub source: String,
    /// What it means; `null`: nothing. Must be there.
    #[serde(deserialize_with = "present")]
    pub target: Option<String>,
}

impl PartialSchema for MappingDraft {
    /// For each kind what can have a meaning, and which.
    fn schema() -> RefOr<Schema> {
        let kinds = MappingKind::ALL.into_iter().map(schemas::meaning);
        kinds
            .fold(OneOfBuilder::new(), OneOfBuilder::item)
            .description(Some(
                "What a name means; `target` must be there, `null` says that it means nothing.",
            ))
            .into()
    }
}

impl ToSchema for MappingDraft {
    fn name() -> std::borrow::Cow<'static, str> {
        "MappingDraft".into()
    }
}

/// Body of `PATCH /mappings/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MappingPatch {
    /// What it means from now on; `null`: nothing. Must be there.
    #[serde(deserialize_with = "present")]
    #[schema(required = true, schema_with = schemas::any_target)]
    pub target: Option<String>,
}

/// A field that may be `null` and must be there: leaving it out is more likely a slip.
fn present<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(reader)
}

#[cfg(test)]
mod tests {
    use super::{MappingDraft, MappingKind};

    /// What can be a name of an event or a key of an attribute.
    #[test]
    fn tells_good_from_bad() {
        for good in ["signup", "user.signup", "A:b-c"] {
            assert!(MappingKind::EventType.check_source(good).is_ok(), "{good}");
        }
        assert!(MappingKind::IdentityField.check_source("E-Mail Adresse").is_ok());
        for bad in [
            "",
            "._-",
            "two words",
            " a",
            "dregs_init",
            "ü",
            "a\nb",
            &"x".repeat(101),
        ] {
            assert!(MappingKind::EventType.check_source(bad).is_err(), "{bad}");
        }
    }

    /// "Means nothing" is said, never implied.
    #[test]
    fn a_target_is_said() {
        let draft = |json: &str| serde_json::from_str::<MappingDraft>(json);
        assert_eq!(
            draft(r#"{"kind":"EVENT_TYPE","source":"a","target":null}"#)
                .unwrap()
                .target,
            None
        );
        assert!(draft(r#"{"kind":"EVENT_TYPE","source":"a"}"#).is_err());
    }
}
