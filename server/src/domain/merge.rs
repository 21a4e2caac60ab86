//! Merging attributes key by key, and who may write which.

use serde_json::{Map, Value};

use super::mapping;
use super::strict_json::MAX_KEYS;
use crate::error::Error;
use crate::scoring::email;
use crate::store::ingest::{GroupState, IdentityState, KeyKind};

/// Bytes of the attributes of one thing, as JSON.
const MAX_ATTRIBUTE_BYTES: usize = 32 << 10;

/// Merges attributes into an identity, as the given kind of key may; says whether anything changed.
pub fn merge_attributes(state: &mut IdentityState, data: &Map<String, Value>, key_kind: KeyKind) -> bool {
    let IdentityState {
        data: current,
        server_keys,
        ..
    } = state;
    let changed = match key_kind {
        KeyKind::Server => {
            server_keys.extend(data.keys().cloned());
            merge(current, data, |_| true)
        }
        KeyKind::Browser => merge(current, data, |key| !server_keys.contains(key)),
    };
    if changed {
        let display = mapping::display(&state.data);
        state.email_key = display.email.as_deref().and_then(email::canonical);
        state.display_name = display.name;
        state.display_email = display.email;
        state.display_username = display.username;
    }
    changed
}

/// Merges attributes into a group; says whether anything changed.
pub fn merge_group(state: &mut GroupState, data: &Map<String, Value>) -> bool {
    let changed = merge(&mut state.data, data, |_| true);
    if changed {
        let name = state.data.get("name").and_then(Value::as_str);
        state.display_name = name.filter(|name| !name.trim().is_empty()).map(str::to_owned);
    }
    changed
}

/// Attributes of one thing, as JSON, may not grow beyond this.
pub fn check_size(data: &Map<String, Value>) -> Result<(), Error> {
    if Value::Object(data.clone()).to_string().len() > MAX_ATTRIBUTE_BYTES {
        return Err(Error::BadRequest(
            "attributes: must not be larger than 32 KB in all".to_owned(),
        ));
    }
    Ok(())
}

/// Merges key by key, up to as many keys as one object may have; `null` removes a key. Says whether anything changed.
pub fn merge(
    current: &mut Map<String, Value>,
    data: &Map<String, Value>,
    may: impl Fn(&str) -> bool,
) -> bool {
    let mut changed = false;
    for (key, value) in data.iter().filter(|(key, _)| may(key)) {
        if current.len() >= MAX_KEYS && !current.contains_key(key) {
            continue;
        }
        changed |= match value {
            Value::Null => current.remove(key).is_some(),
            value => current.insert(key.clone(), value.clone()).as_ref() != Some(value),
        };
    }
    changed
}
