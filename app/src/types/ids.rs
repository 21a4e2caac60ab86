//! Names and keys that cross a boundary: one type per idea, which cannot hold a bad value.

pub mod event_id;
pub mod event_type;
pub mod fingerprint;
pub mod group_id;
pub mod group_type;
pub mod identity_id;
pub mod public_key;
pub mod session_id;
pub mod slug;

/// Defines a string newtype whose only constructor runs `$check`, for serde as for everyone else.
macro_rules! checked_string {
    ($(#[$doc:meta])* $name:ident, $check:path) => {
        #[derive(
            Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        #[serde(try_from = "String", into = "String")]
        $(#[$doc])*
        pub struct $name(String);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                $check(&text)?;
                Ok(Self(text))
            }
        }

        impl std::str::FromStr for $name {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use checked_string;

/// Text without control characters, as a pattern for the API's description.
pub const PRINTABLE: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
/// From here on, a number with a fraction or an exponent has lost digits.
const FIRST_INEXACT: f64 = 1e16;

/// Refuses text outside `1..=max` characters and text with control characters.
pub(crate) fn check_text(text: &str, max: usize, message: &'static str) -> Result<(), &'static str> {
    let length = text.chars().count();
    if length == 0 || length > max || text.chars().any(char::is_control) {
        return Err(message);
    }
    Ok(())
}

/// How the API's description says `text_or_number`.
pub fn text_or_number_schema() -> utoipa::openapi::schema::Schema {
    use utoipa::openapi::schema::{AnyOfBuilder, KnownFormat, ObjectBuilder, SchemaFormat, Type};
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(255))
        .pattern(Some(PRINTABLE));
    let whole = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
        .minimum(Some(i64::MIN))
        .maximum(Some(i64::MAX));
    let other = ObjectBuilder::new()
        .schema_type(Type::Number)
        .exclusive_minimum(Some(-FIRST_INEXACT))
        .exclusive_maximum(Some(FIRST_INEXACT));
    AnyOfBuilder::new()
        .item(text)
        .item(whole)
        .item(other)
        .description(Some("Your id: a text or a number, kept as text."))
        .build()
        .into()
}

/// An id may be written as a text or as a number; it is kept as text.
pub fn text_or_number<'de, D, T>(reader: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: TryFrom<String, Error = &'static str>,
{
    use serde::Deserialize;
    use serde::de::Error;
    use serde_json::Value;
    let text = match Value::deserialize(reader)? {
        Value::String(text) => text,
        // Where digits are gone already, another id is not made of those that are left.
        Value::Number(number) if number.is_i64() || number.as_f64().is_some_and(is_exact) => {
            number.to_string()
        }
        _ => return Err(D::Error::custom("must be a text or a number")),
    };
    T::try_from(text).map_err(D::Error::custom)
}

pub(super) fn is_exact(number: f64) -> bool {
    number.abs() < FIRST_INEXACT
}

#[cfg(test)]
mod tests {
    use super::group_id::GroupId;
    use super::text_or_number;

    /// What a number says is kept, digit by digit, or refused.
    #[test]
    fn reads_numbers_as_texts() {
        let read = |json: &str| text_or_number::<_, GroupId>(&mut serde_json::Deserializer::from_str(json));
        for (json, kept) in [
            ("\"7\"", "7"),
            ("7", "7"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("1.5", "1.5"),
            ("5e-324", "5e-324"),
        ] {
            assert_eq!(read(json).unwrap().as_str(), kept);
        }
        for bad in [
            "1e16",
            "-1e300",
            "10000000000000000000",
            "100000000000000000000",
            "true",
            "null",
            "\"\"",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
