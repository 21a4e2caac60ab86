//! Merging attributes key by key, and who may write which.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::mapping;
use super::strict_json::MAX_KEYS;
use crate::scoring::email;
use crate::store::ingest::{IdentityState, KeyKind};

/// Merges attributes into an identity, as the given kind of key may; says whether anything changed.
pub fn merge_attributes(state: &mut IdentityState, data: &Map<String, Value>, key_kind: KeyKind) -> bool {
    let changed = merge_kept(&mut state.data, &mut state.server_keys, data, key_kind);
    if changed {
        let display = mapping::display(&state.data);
        state.email_key = display.email.as_deref().and_then(email::canonical);
        state.display_name = display.name;
        state.display_email = display.email;
        state.display_username = display.username;
    }
    changed
}

/// Merges data as the given kind of key may: what the customer's server wrote, in `server_keys`, no page overwrites.
/// Says whether anything changed.
pub fn merge_kept(
    current: &mut Map<String, Value>,
    server_keys: &mut BTreeSet<String>,
    data: &Map<String, Value>,
    key_kind: KeyKind,
) -> bool {
    match key_kind {
        KeyKind::Server => {
            server_keys.extend(data.keys().cloned());
            merge(current, data, |_| true)
        }
        KeyKind::Browser => merge(current, data, |key| !server_keys.contains(key)),
    }
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
