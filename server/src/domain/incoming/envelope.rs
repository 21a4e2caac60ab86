//! The envelope of an event: one type per field, so that what was read can be used.

use std::net::IpAddr;

use app::types::ids::fingerprint::Fingerprint;
use app::types::ids::group_id::GroupId;
use app::types::ids::group_type::GroupType;
use app::types::ids::identity_id::IdentityId;
use app::types::ids::session_id::SessionId;
use app::types::ids::text_or_number;
use app::types::time::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

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
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope<I, T> {
    #[serde(default = "none")]
    pub id: Option<I>,
    #[serde(rename = "type")]
    pub event_type: T,
    #[serde(default)]
    pub data: Option<Map<String, Value>>,
    #[serde(default)]
    pub identity: Option<IdentityPart>,
    #[serde(default)]
    pub groups: Option<Vec<GroupPart>>,
    #[serde(default)]
    pub source: Option<SourceName>,
    #[serde(default)]
    pub timestamp: Option<Timestamp>,
    #[serde(default)]
    pub fingerprint: Option<Fingerprint>,
    #[serde(default)]
    pub session: Option<SessionId>,
    #[serde(default)]
    pub device: Option<Map<String, Value>>,
    #[serde(default)]
    pub interaction: Option<Map<String, Value>>,
    #[serde(default)]
    pub ip: Option<IpAddr>,
    #[serde(default)]
    pub user_agent: Option<String>,
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default)]
    pub signature: Option<String>,
}

const fn none<I>() -> Option<I> {
    None
}

/// Who did it.
#[derive(Deserialize)]
pub struct IdentityPart {
    #[serde(deserialize_with = "text_or_number")]
    pub id: IdentityId,
    #[serde(default)]
    pub data: Option<Map<String, Value>>,
}

/// In which group.
#[derive(Deserialize)]
pub struct GroupPart {
    #[serde(rename = "type", default)]
    pub kind: Option<GroupType>,
    #[serde(deserialize_with = "text_or_number")]
    pub id: GroupId,
    #[serde(default)]
    pub data: Option<Map<String, Value>>,
}

/// What the sender calls itself.
#[derive(Deserialize)]
#[serde(try_from = "String")]
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
