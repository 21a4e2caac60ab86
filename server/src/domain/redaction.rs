//! Takes secrets, card numbers and national ids out of what customers send, before anything is stored.

mod cards;
mod keys;
mod national_ids;
mod tokens;
mod urls;

use std::collections::BTreeMap;

use app::types::event::MASKED;
use serde_json::{Map, Value};

pub use self::keys::DEFAULTS;
use self::keys::{Handling, handling, is_sensitive};
use crate::scoring::email;
use crate::scoring::mapping::fold;

/// Paths that are named in an event at most, and characters of each.
const MAX_PATHS: usize = 100;
const MAX_PATH_CHARS: usize = 200;

/// Masks one event. Masking what is masked already changes nothing.
pub struct Redactor<'k> {
    own_keys: &'k BTreeMap<String, bool>,
    masked: Vec<String>,
    /// Below a key that is never shown, and so never named.
    hidden: bool,
}

impl<'k> Redactor<'k> {
    /// By our list of sensitive keys, overlaid by the account's own entries.
    pub const fn new(own_keys: &'k BTreeMap<String, bool>) -> Self {
        Self {
            own_keys,
            masked: Vec::new(),
            hidden: false,
        }
    }

    /// Masks an object; `at` is its path within the event.
    pub fn object(&mut self, at: &str, data: &mut Map<String, Value>) {
        // The ids that a browser names under system keys are ids like any other.
        let looked_at = data
            .iter_mut()
            .filter(|(key, _)| !["_i", "_o"].contains(&key.as_str()));
        for (key, value) in looked_at {
            let path = if key == "_u" {
                "url".to_owned()
            } else {
                format!("{at}.{key}")
            };
            self.hidden = key.starts_with('_') && key != "_u";
            self.entry(key, path, value, false);
        }
        self.hidden = false;
    }

    /// Masks the address of a page.
    pub fn url(&mut self, url: &mut Option<String>) {
        if let Some(text) = url {
            let masked = self.masked_text(text, Handling::Page);
            self.replace(text, masked, "url");
        }
    }

    /// Where something was masked, in the order of the event.
    pub fn finish(self) -> Vec<String> {
        self.masked
    }

    fn entry(&mut self, key: &str, path: String, value: &mut Value, secret: bool) {
        let folded = fold(key);
        let secret = secret || is_sensitive(&folded, self.own_keys);
        let handling = if secret {
            Handling::Secret
        } else if key == "_u" {
            Handling::Page
        } else {
            handling(&folded)
        };
        self.value(path, value, handling);
    }

    fn value(&mut self, path: String, value: &mut Value, handling: Handling) {
        match value {
            Value::Object(object) => {
                for (inner, value) in object.iter_mut() {
                    let path = format!("{path}.{inner}");
                    self.entry(inner, path, value, handling == Handling::Secret);
                }
            }
            Value::Array(items) => {
                for (at, item) in items.iter_mut().enumerate() {
                    self.value(format!("{path}[{at}]"), item, handling);
                }
            }
            Value::String(text) => {
                let masked = self.masked_text(text, handling);
                self.replace(text, masked, &path);
            }
            Value::Number(number) => {
                let digits = number.to_string();
                if handling == Handling::Secret || cards::is_card(&digits, handling) {
                    *value = Value::from(MASKED);
                    self.note(&path);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// A text as it may be kept; none when it may be kept as it is.
    fn masked_text(&self, text: &str, handling: Handling) -> Option<String> {
        match handling {
            Handling::Secret => (!text.is_empty() && text != MASKED).then(|| MASKED.to_owned()),
            Handling::Keep => None,
            _ if is_address(text) => None,
            _ => {
                let mut masked = text.to_owned();
                if handling == Handling::Page || urls::is_url(text) {
                    masked = urls::mask(&masked, |key| is_sensitive(&fold(key), self.own_keys));
                }
                masked = tokens::mask(&masked);
                masked = cards::mask(&masked, handling);
                masked = national_ids::mask(&masked);
                (masked != text).then_some(masked)
            }
        }
    }

    fn replace(&mut self, text: &mut String, masked: Option<String>, path: &str) {
        if let Some(masked) = masked {
            *text = masked;
            self.note(path);
        }
    }

    fn note(&mut self, path: &str) {
        let path: String = path.chars().take(MAX_PATH_CHARS).collect();
        if !self.hidden && self.masked.len() < MAX_PATHS && !self.masked.contains(&path) {
            self.masked.push(path);
        }
    }
}

/// Whether a text is an email address and nothing else.
fn is_address(text: &str) -> bool {
    email::parts(text).is_some_and(|(local, domain)| {
        !local.contains(['/', ':']) && domain.chars().all(|c| c.is_alphanumeric() || "-.".contains(c))
    })
}

#[cfg(test)]
mod tests;
