//! Where the next page of a list begins, as text that only we read.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// Longest text that is looked at: no key of a row is longer.
const MAX_CHARS: usize = 2_048;

/// A place in a list: behind a row that was read before.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// Rows before this place, when it was noted.
    pub(super) offset: u64,
    /// The values that the list is sorted by, of the row before this place.
    pub(super) keys: Vec<Value>,
}

impl Cursor {
    /// As text; `list` tells lists, filters and orders apart.
    pub(super) fn encode(&self, list: u64) -> String {
        let mut parts = vec![Value::from(list), Value::from(self.offset)];
        parts.extend(self.keys.iter().cloned());
        URL_SAFE_NO_PAD.encode(Value::from(parts).to_string())
    }

    /// Reads text that was made for this `list`, and no other.
    pub fn decode(text: &str, list: u64) -> Option<Self> {
        if text.len() > MAX_CHARS {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let parts: Vec<Value> = serde_json::from_slice(&bytes).ok()?;
        let (made_for, rest) = parts.split_first()?;
        let (offset, keys) = rest.split_first()?;
        let plain = |key: &Value| match key {
            Value::Null => true,
            Value::Number(number) => number.is_i64(),
            Value::String(text) => !text.contains('\0'),
            _ => false,
        };
        (made_for.as_u64() == Some(list) && keys.iter().all(plain)).then_some(Self {
            offset: offset.as_u64()?,
            keys: keys.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    /// What was written is read again, but not for another list, and not when it was touched.
    #[test]
    fn belongs_to_its_list() {
        let cursor = Cursor {
            offset: 25,
            keys: vec![serde_json::Value::Null, 7.into(), "login".into()],
        };
        let text = cursor.encode(u64::MAX);
        assert_eq!(Cursor::decode(&text, u64::MAX), Some(cursor));
        for (text, list) in [(text.as_str(), 1), (&text[1..], u64::MAX), ("", 1), ("bnVsbA", 1)] {
            assert_eq!(Cursor::decode(text, list), None, "{text}");
        }
    }
}
