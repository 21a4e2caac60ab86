//! The envelope of an event: one type per field, so that what was read can be used.

use std::net::IpAddr;

use app::types::ids::fingerprint::Fingerprint;
use app::types::ids::group_id::GroupId;
use app::types::ids::group_type::GroupType;
use app::types::ids::identity_id::IdentityId;
use app::types::ids::session_id::SessionId;
use app::types::ids::{text_or_number, text_or_number_schema};
use app::types::time::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Schema, SchemaFormat, Type};

/// Reads an envelope; what does not fit is named.
pub fn read<T: serde::de::DeserializeOwned>(envelope: Value) -> Result<T, String> {
    if !envelope.is_object() {
        return Err("an event must be a JSON object".to_owned());
    }
    serde_path_to_error::deserialize(envelope).map_err(|error| {
        let path = error.path().to_string();
        let reason = error.into_inner().to_string();
        if path == "." {
            reason
        } else {
            format!("{path}: {reason}")
        }
    })
}

/// An event as it is sent, each field already what it must be; `I` and `T` differ between browsers and servers.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Envelope<I, T> {
    /// The caller's id: the same id twice is one event. Made by us if absent.
    #[serde(default = "none")]
    pub id: Option<I>,
    /// What happened.
    #[serde(rename = "type")]
    pub event_type: T,
    /// About what happened, at most 32 KB and 8 levels.
    #[serde(default)]
    pub data: Option<Map<String, Value>>,
    /// Who did it, and what is to be merged into that identity.
    #[serde(default)]
    pub identity: Option<IdentityPart>,
    /// In which groups: one of each type.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub groups: Option<Vec<GroupPart>>,
    /// What the sender calls itself.
    #[serde(default)]
    pub source: Option<SourceName>,
    /// When it happened: not more than 5 minutes in the future.
    #[serde(default)]
    pub timestamp: Option<Timestamp>,
    /// The device, when its signals do not come along.
    #[serde(default)]
    pub fingerprint: Option<Fingerprint>,
    /// The session of the browser.
    #[serde(default)]
    pub session: Option<SessionId>,
    /// The signals of the device, as `dregs.js` reads them.
    #[serde(default)]
    pub device: Option<Map<String, Value>>,
    /// How the page was used since the previous event.
    #[serde(default)]
    pub interaction: Option<Map<String, Value>>,
    /// Address of the browser: IPv4 or IPv6.
    #[serde(default)]
    #[schema(schema_with = address)]
    pub ip: Option<IpAddr>,
    /// User agent of the browser.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// Address of the page.
    #[serde(default)]
    pub url: Option<String>,
    /// Where signed identification is demanded: hex HMAC-SHA256 of the identity id.
    #[serde(default)]
    pub signature: Option<String>,
}

const fn none<I>() -> Option<I> {
    None
}

/// Who did it.
#[derive(Deserialize, ToSchema)]
pub struct IdentityPart {
    /// Your id of the person: a text or a number, kept as text.
    #[serde(deserialize_with = "text_or_number")]
    #[schema(schema_with = text_or_number_schema)]
    pub id: IdentityId,
    /// Attributes to merge, key by key; `null` removes one.
    #[serde(default)]
    pub data: Option<Map<String, Value>>,
}

/// In which group.
#[derive(Deserialize, ToSchema)]
pub struct GroupPart {
    /// `organization` unless told.
    #[serde(rename = "type", default)]
    pub kind: Option<GroupType>,
    /// Your id of the group: a text or a number, kept as text.
    #[serde(deserialize_with = "text_or_number")]
    #[schema(schema_with = text_or_number_schema)]
    pub id: GroupId,
    /// Attributes to merge, key by key; `null` removes one.
    #[serde(default)]
    pub data: Option<Map<String, Value>>,
}

/// An address of either kind, for the API's description.
fn address() -> Schema {
    let of = |format| {
        let format = SchemaFormat::Custom(String::from(format));
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(format))
    };
    OneOfBuilder::new()
        .item(of("ipv4"))
        .item(of("ipv6"))
        .item(ObjectBuilder::new().schema_type(Type::Null))
        .description(Some("Address of the browser: IPv4 or IPv6."))
        .examples([serde_json::json!("203.0.113.7")])
        .build()
        .into()
}

/// What the sender calls itself.
#[derive(Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(
    min_length = 1,
    max_length = 50,
    pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$"
)]
pub struct SourceName(pub String);

impl TryFrom<String> for SourceName {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let length = text.chars().count();
        if length == 0 || length > 50 || text.chars().any(char::is_control) {
            return Err("must be 1 to 50 characters");
        }
        Ok(Self(text))
    }
}
