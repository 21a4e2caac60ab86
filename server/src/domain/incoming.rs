//! From the envelope of a request to an event that may be stored. A bad field is named; nothing is repaired.

mod envelope;
mod signature;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use app::types::ids::event_id::{BrowserEventId, EventId, OWN_PREFIX};
use app::types::ids::event_type::{BrowserEventType, EventType};
use app::types::ids::group_id::GroupId;
use app::types::ids::group_type::GroupType;
use app::types::ids::identity_id::IdentityId;
use app::types::time::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

pub use self::envelope::Envelope;
use self::envelope::{GroupPart, read};
use self::signature::signature_holds;
use super::fingerprint;
use super::redaction::Redactor;
use super::strict_json;
use crate::store::ingest::{KeyKind, NewEvent, NewGroup};

/// Bytes of `data` as JSON.
const MAX_DATA_BYTES: usize = 32 << 10;
/// Groups of one event, one of each type.
const MAX_GROUPS: usize = 20;
/// Levels of nesting of `data`.
const MAX_DATA_DEPTH: usize = 8;
/// How far a server's clock may be ahead of ours.
const MAX_AHEAD_MS: i64 = 5 * 60_000;
/// Characters of text that is kept for people: user agents and page addresses.
const MAX_TEXT_CHARS: usize = 2_048;
/// System keys that a browser may put into `data`.
const BROWSER_KEYS: [&str; 4] = ["_u", "_i", "_o", "_e"];

/// Who sent a request, as far as its events are concerned.
#[derive(Clone, Debug)]
pub struct Sender {
    /// With which kind of key.
    pub key_kind: KeyKind,
    /// With which credential.
    pub credential_id: Option<i64>,
    /// Key of signed identification, where that is demanded.
    pub signing_secret: Option<String>,
    /// The caller's address.
    pub ip: Option<IpAddr>,
    /// The caller's user agent.
    pub user_agent: Option<String>,
    /// What the caller's other headers say; kept with the device record of a browser.
    pub request: Value,
    /// When the request arrived.
    pub received_at: i64,
    /// The account's own entries of the dataset `sensitive_keys`.
    pub sensitive_keys: Arc<BTreeMap<String, bool>>,
}

/// Checks one envelope.
///
/// # Errors
/// A sentence that begins with the name of the offending field.
pub fn parse(envelope: Value, sender: &Sender) -> Result<NewEvent, String> {
    match sender.key_kind {
        KeyKind::Browser => {
            let envelope: Envelope<BrowserEventId, BrowserEventType> = read(envelope)?;
            browser_event(envelope, sender)
        }
        KeyKind::Server => {
            let envelope: Envelope<EventId, EventType> = read(envelope)?;
            server_event(envelope, sender)
        }
    }
}

fn server_event(envelope: Envelope<EventId, EventType>, sender: &Sender) -> Result<NewEvent, String> {
    let timestamp = envelope.timestamp.map_or(sender.received_at, Timestamp::millis);
    if timestamp > sender.received_at + MAX_AHEAD_MS {
        return Err("timestamp: must not be more than 5 minutes in the future".to_owned());
    }
    if envelope.identity.is_none() {
        return Err("identity: is required".to_owned());
    }
    let id = envelope.id.as_ref().map(|id| id.as_str().to_owned());
    let event_type = envelope.event_type.as_str().to_owned();
    let mut event = common(envelope, id, event_type, sender)?;
    event.timestamp = timestamp;
    Ok(event)
}

fn browser_event(
    envelope: Envelope<BrowserEventId, BrowserEventType>,
    sender: &Sender,
) -> Result<NewEvent, String> {
    let signed = signature_holds(&envelope, sender);
    let client_timestamp = envelope.timestamp.map(Timestamp::millis);
    let id = envelope.id.as_ref().map(|id| id.as_str().to_owned());
    let event_type = envelope.event_type.as_str().to_owned();
    let mut event = common(envelope, id, event_type, sender)?;
    event
        .data
        .retain(|key, _| !key.starts_with('_') || BROWSER_KEYS.contains(&key.as_str()));
    if event.identity.is_none() {
        event.identity = system_id::<IdentityId>(&event.data, "_i")?.map(|id| (id, Map::new()));
    }
    if !signed {
        event.identity = None;
    }
    if let Some(organization) = system_id::<GroupId>(&event.data, "_o")? {
        let kind = GroupType::default().to_string();
        if !event.groups.iter().any(|group| group.kind == kind) {
            event.groups.push(NewGroup {
                kind,
                id: organization.into(),
                data: Map::new(),
            });
        }
    }
    if event.url.is_none() {
        event.url = event.data.get("_u").and_then(Value::as_str).map(cut);
    }
    // The browser's word on its own address, agent and name is not taken.
    event.ip = sender.ip.map(|ip| ip.to_string());
    event.user_agent = sender.user_agent.as_deref().map(cut);
    if let Some(Value::Object(device)) = &mut event.device {
        device.insert("request".to_owned(), sender.request.clone());
    }
    event.source = "browser".to_owned();
    event.timestamp = sender.received_at;
    event.client_timestamp = client_timestamp;
    Ok(event)
}

fn common<I, T>(
    envelope: Envelope<I, T>,
    id: Option<String>,
    event_type: String,
    sender: &Sender,
) -> Result<NewEvent, String> {
    let mut data = bounded("data", envelope.data)?;
    let mut identity = match envelope.identity {
        Some(part) => Some((part.id, bounded("identity.data", part.data)?)),
        None => None,
    };
    let mut groups = groups(envelope.groups.unwrap_or_default())?;
    let mut url = envelope.url.as_deref().map(cut);
    let mut redactor = Redactor::new(&sender.sensitive_keys);
    redactor.url(&mut url);
    redactor.object("data", &mut data);
    if let Some((_, data)) = &mut identity {
        redactor.object("identity.data", data);
    }
    for (at, group) in groups.iter_mut().enumerate() {
        redactor.object(&format!("groups[{at}].data"), &mut group.data);
    }
    let device = envelope
        .device
        .map(|device| bounded("device", Some(device)))
        .transpose()?
        .map(Value::Object);
    let computed = device.as_ref().and_then(fingerprint::compute);
    let claimed = envelope.fingerprint.map(String::from);
    let mismatch = computed.is_some() && claimed.is_some() && computed != claimed;
    Ok(NewEvent {
        key_kind: sender.key_kind,
        credential_id: sender.credential_id,
        event_id: id.unwrap_or_else(|| format!("{OWN_PREFIX}{}", Uuid::new_v4())),
        event_type,
        data,
        masked_keys: redactor.finish(),
        identity,
        groups,
        claimed_fingerprint: claimed.clone().filter(|_| mismatch),
        fingerprint: computed.or(claimed),
        device,
        interaction: envelope
            .interaction
            .map(|interaction| bounded("interaction", Some(interaction)))
            .transpose()?
            .map(Value::Object),
        session: envelope.session.map(String::from),
        source: envelope
            .source
            .map_or_else(|| "api".to_owned(), |source| source.0),
        ip: envelope.ip.map(|ip| ip.to_string()),
        user_agent: envelope.user_agent.as_deref().map(cut),
        url,
        timestamp: sender.received_at,
        client_timestamp: None,
        received_at: sender.received_at,
    })
}

fn groups(parts: Vec<GroupPart>) -> Result<Vec<NewGroup>, String> {
    if parts.len() > MAX_GROUPS {
        return Err(format!("groups: must not be more than {MAX_GROUPS}"));
    }
    let mut groups: Vec<NewGroup> = Vec::with_capacity(parts.len());
    for (at, part) in parts.into_iter().enumerate() {
        let kind = part.kind.unwrap_or_default().to_string();
        if groups.iter().any(|group| group.kind == kind) {
            return Err(format!(
                "groups[{at}].type: an event can carry one group of each type"
            ));
        }
        let data = bounded(&format!("groups[{at}].data"), part.data)?;
        groups.push(NewGroup {
            kind,
            id: part.id.into(),
            data,
        });
    }
    Ok(groups)
}

fn bounded(field: &str, data: Option<Map<String, Value>>) -> Result<Map<String, Value>, String> {
    let data = Value::Object(data.unwrap_or_default());
    if strict_json::depth(&data) > MAX_DATA_DEPTH {
        return Err(format!(
            "{field}: must not nest deeper than {MAX_DATA_DEPTH} levels"
        ));
    }
    if data.to_string().len() > MAX_DATA_BYTES {
        return Err(format!("{field}: must not be larger than 32 KB"));
    }
    match data {
        Value::Object(data) => Ok(data),
        _ => Ok(Map::new()),
    }
}

/// The id that a browser wrote under a system key.
fn system_id<T>(data: &Map<String, Value>, key: &str) -> Result<Option<T>, String>
where
    T: TryFrom<String, Error = &'static str>,
{
    let text = match data.get(key) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => return Err(format!("data.{key}: must be a text or a number")),
    };
    T::try_from(text)
        .map(Some)
        .map_err(|reason| format!("data.{key}: {reason}"))
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_TEXT_CHARS).collect()
}
