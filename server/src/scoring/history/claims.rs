//! Attributes that a browser claimed only after the identity had a history of its own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::scoring::digest::{digest, plain_key};

const MAX_KEYS: usize = 16;

/// One attribute as last claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Claim {
    #[serde(rename = "v")]
    value: u32,
    #[serde(rename = "l")]
    late: bool,
}

/// The latest claims, by attribute.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claims(BTreeMap<String, Claim>);

impl Claims {
    /// Notes attributes; only a browser's change of an established identity is late.
    pub fn note(&mut self, attributes: &Map<String, Value>, from_browser: bool, established: bool) {
        for (key, value) in attributes.iter().take(64) {
            let Some(text) = value.as_str() else { continue };
            let key = plain_key(key);
            let value = digest(text.as_bytes());
            let known = self.0.get(&key).copied();
            if known.is_none() && self.0.len() >= MAX_KEYS {
                continue;
            }
            let late = match known {
                Some(known) if known.value == value => known.late && from_browser,
                _ => from_browser && established,
            };
            self.0.insert(key, Claim { value, late });
        }
    }

    /// Whether an attribute's present value is such a late claim.
    pub fn is_late(&self, key: &str, value: &str) -> bool {
        let claim = self.0.get(&plain_key(key));
        claim.is_some_and(|claim| claim.late && claim.value == digest(value.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Claims;

    /// The same value again is not late; another one from a browser is; a server's word settles it.
    #[test]
    fn only_changes_are_late() {
        let mut claims = Claims::default();
        let says = |name: &str| json!({ "name": name }).as_object().cloned().unwrap();
        claims.note(&says("Ada"), true, false);
        claims.note(&says("Ada"), true, true);
        assert!(!claims.is_late("name", "Ada"));
        claims.note(&says("asdf"), true, true);
        assert!(claims.is_late("name", "asdf"));
        claims.note(&says("asdf"), false, true);
        assert!(!claims.is_late("name", "asdf"));
    }
}
