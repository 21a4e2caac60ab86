//! How the API's description says what a field can be, where no type of its own says it.

use serde_json::Value;
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, Object, ObjectBuilder, Schema, SchemaType, Type,
};

use super::credential::MAX_ORIGINS;
use super::dataset::MAX_VALUE_CHARS;
use super::ids::PRINTABLE;
use super::mapping::MappingKind;
use super::member::{PASSWORD_MAX_BYTES, PASSWORD_MIN_CHARS};

/// Printable text that is not blank.
const NAME: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f][^\\u0000-\\u001f\\u007f-\\u009f]*$";
/// A type of events, with a letter or digit in it.
const EVENT_NAME: &str = "^(?!dregs_)[_.:-]*[A-Za-z0-9][A-Za-z0-9_.:-]*$";
/// A key of attributes, with a letter or digit in it.
const ATTRIBUTE: &str =
    "^(?!dregs_)[^\\u0000-\\u001f\\u007f-\\u009f]*[\\p{L}\\p{N}][^\\u0000-\\u001f\\u007f-\\u009f]*$";
/// Scheme, host and perhaps a port.
const ORIGIN: &str = "^[Hh][Tt][Tt][Pp][Ss]?://([A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*|\\[[0-9A-Fa-f:.]+\\])\
(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?$";

/// Any text.
pub fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

/// Or nothing.
pub fn or_null(kind: Type) -> SchemaType {
    SchemaType::Array(vec![kind, Type::Null])
}

/// A name for people.
pub fn name() -> ObjectBuilder {
    text()
        .description(Some(
            "Name for a person: 1 to 100 characters on one line, not all of them blank.",
        ))
        .min_length(Some(1))
        .max_length(Some(100))
        .pattern(Some(NAME))
}

/// A name for people, or none.
pub fn optional_name() -> Object {
    name().schema_type(or_null(Type::String)).build()
}

/// What a rule is called.
pub fn rule_name<const MAX: usize>() -> Object {
    longest::<MAX>().build()
}

fn longest<const MAX: usize>() -> ObjectBuilder {
    name()
        .description(Some("Name for a person, on one line and not all of it blank."))
        .max_length(Some(MAX))
}

/// What a rule is called, or no word on it.
pub fn rule_name_or_none<const MAX: usize>() -> Object {
    longest::<MAX>().schema_type(or_null(Type::String)).build()
}

/// A password to be.
pub fn new_password() -> Object {
    text()
        .description(Some(
            "Password from now on: at least 10 characters, at most 71 bytes.",
        ))
        .min_length(Some(PASSWORD_MIN_CHARS))
        .max_length(Some(PASSWORD_MAX_BYTES))
        .build()
}

/// Pages that may send.
pub fn origins() -> ArrayBuilder {
    ArrayBuilder::new()
        .description(Some(
            "Pages that may post with the public key, by scheme, host and port; empty means any.",
        ))
        .items(text().pattern(Some(ORIGIN)))
        .max_items(Some(MAX_ORIGINS))
}

/// Pages that may send, or no word on them.
pub fn optional_origins() -> Schema {
    origins().schema_type(or_null(Type::Array)).build().into()
}

/// A note on an entry.
pub fn note() -> Object {
    text()
        .description(Some("A note, at most 200 characters."))
        .schema_type(or_null(Type::String))
        .max_length(Some(MAX_VALUE_CHARS))
        .pattern(Some(PRINTABLE))
        .build()
}

/// What a name of one of the kinds can mean; `null`: nothing.
pub fn target(kinds: &[MappingKind]) -> Object {
    let names = kinds.iter().flat_map(|kind| kind.targets());
    let names = names.map(Value::from).chain([Value::Null]);
    text()
        .description(Some("What it means; `null`: nothing. Must be there."))
        .schema_type(or_null(Type::String))
        .enum_values(Some(names))
        .build()
}

/// What a name of any kind can mean.
pub fn any_target() -> Object {
    target(&MappingKind::ALL)
}

/// A name of one kind, and what it means.
pub fn meaning(kind: MappingKind) -> ObjectBuilder {
    let pattern = match kind {
        MappingKind::EventType => EVENT_NAME,
        MappingKind::IdentityField => ATTRIBUTE,
    };
    let source = text().min_length(Some(1)).max_length(Some(100));
    let source = source
        .pattern(Some(pattern))
        .description(Some("The customer's name."));
    ObjectBuilder::new()
        .property("kind", text().enum_values(Some([kind.as_str()])))
        .property("source", source)
        .property("target", target(&[kind]))
        .required("kind")
        .required("source")
        .required("target")
        .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)))
}
