//! Merging attributes key by key, and who may write which.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::strict_json::MAX_KEYS;
use crate::error::Error;
use crate::scoring::email;
use crate::scoring::mapping::Mappings;
use crate::store::ingest::{GroupState, IdentityState, KeyKind};

/// Bytes of the attributes of one thing, as JSON.
const MAX_ATTRIBUTE_BYTES: usize = 32 << 10;

/// Merges attributes into an identity, as the given kind of key may; says whether anything changed.
pub fn merge_attributes(
    state: &mut IdentityState,
    data: &Map<String, Value>,
    key_kind: KeyKind,
    mappings: &Mappings,
) -> bool {
    let changed = merge_kept(&mut state.data, &mut state.server_keys, data, key_kind);
    if changed {
        describe(state, mappings);
    }
    changed
}

/// Merges attributes into a group; says whether anything changed.
pub fn merge_group(state: &mut GroupState, data: &Map<String, Value>, key_kind: KeyKind) -> bool {
    let changed = merge_kept(&mut state.data, &mut state.server_keys, data, key_kind);
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

/// Works out from the attributes what to call an identity; says whether that is something new.
pub fn describe(state: &mut IdentityState, mappings: &Mappings) -> bool {
    let display = mappings.display(&state.data);
    let email_key = display.email.as_deref().and_then(email::canonical);
    let told = (display.name, display.email, display.username, email_key);
    let current = (
        &mut state.display_name,
        &mut state.display_email,
        &mut state.display_username,
        &mut state.email_key,
    );
    let changed =
        (&told.0, &told.1, &told.2, &told.3) != (&*current.0, &*current.1, &*current.2, &*current.3);
    (*current.0, *current.1, *current.2, *current.3) = told;
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
