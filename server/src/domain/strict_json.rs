//! Reading JSON without leniency: what one database would keep and another refuse is refused for both.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Levels of nesting in a whole request; event data is held to less.
const MAX_DEPTH: usize = 32;
/// Keys of one object.
pub const MAX_KEYS: usize = 200;

/// Reads a JSON document. Refused are: bytes that are not UTF-8, NUL characters, duplicate keys, objects with more
/// than 200 keys, and integers beyond 64 bits.
pub fn parse(bytes: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "the body is not valid UTF-8".to_owned())?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict { depth: 0 }
        .deserialize(&mut reader)
        .map_err(|error| error.to_string())?;
    reader.end().map_err(|error| error.to_string())?;
    Ok(value)
}

/// How deep a value nests: 0 for a scalar.
pub fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

struct Strict {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        let value = i64::try_from(value).map_err(|_| E::custom("a number is beyond 64 bits"))?;
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("a number is out of range"))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        checked(text).map(|()| Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let depth = deeper::<A::Error>(self.depth)?;
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(Strict { depth })? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        use serde::de::Error;
        let depth = deeper::<A::Error>(self.depth)?;
        let mut map = Map::new();
        while let Some(Key(key)) = entries.next_key()? {
            checked::<A::Error>(&key)?;
            if map.len() == MAX_KEYS {
                return Err(A::Error::custom("an object has more than 200 keys"));
            }
            let value = entries.next_value_seed(Strict { depth })?;
            if map.contains_key(&key) {
                return Err(A::Error::custom("a key appears twice"));
            }
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        String::deserialize(reader).map(Self)
    }
}

fn checked<E: serde::de::Error>(text: &str) -> Result<(), E> {
    if text.contains('\0') {
        Err(E::custom("a text contains a NUL character"))
    } else {
        Ok(())
    }
}

fn deeper<E: serde::de::Error>(depth: usize) -> Result<usize, E> {
    if depth == MAX_DEPTH {
        Err(E::custom("the document is nested too deep"))
    } else {
        Ok(depth + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{depth, parse};

    /// Documents that mean one thing everywhere are read.
    #[test]
    fn reads_plain_documents() {
        for good in [
            "null",
            "-0",
            "1.5e3",
            r#"{"a":[1,{"b":"ü"}]}"#,
            "9223372036854775807",
            "[]",
        ] {
            assert!(parse(good.as_bytes()).is_ok(), "{good}");
        }
        assert_eq!(depth(&parse(br#"{"a":[1,{"b":2}]}"#).unwrap()), 3);
    }

    /// Documents that mean different things to different readers are refused.
    #[test]
    fn refuses_what_is_ambiguous() {
        let deep = "[".repeat(100_000);
        let wide = format!(
            "{{{}}}",
            (0..201)
                .map(|n| format!("\"k{n}\":1"))
                .collect::<Vec<_>>()
                .join(",")
        );
        let bad: [&[u8]; 12] = [
            b"",
            b"{",
            b"1 2",
            br#"{"a":1,"a":2}"#,
            br#"{"a":"\u0000"}"#,
            br#"{"a":"\ud800"}"#,
            b"18446744073709551616000000000000000000000e400",
            b"9223372036854775808",
            b"NaN",
            b"\"\xff\"",
            deep.as_bytes(),
            wide.as_bytes(),
        ];
        for bad in bad {
            assert!(
                parse(bad).is_err(),
                "{}",
                String::from_utf8_lossy(&bad[..bad.len().min(40)])
            );
        }
    }
}
