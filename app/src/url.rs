//! Query strings and percent-encoding, the same on both sides and decoded exactly once.

use std::fmt::Write as _;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The parameters of a URL, in order, without empty values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query string, with or without its question mark.
    pub fn parse(search: &str) -> Self {
        let pairs = search
            .trim_start_matches('?')
            .split('&')
            .filter(|pair| !pair.is_empty());
        let mut query = Self::default();
        for pair in pairs {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            query = query.with(&decode(key), &decode(value));
        }
        query
    }

    /// The value of a parameter, when it has one.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a parameter, when it is a `T`.
    pub fn number<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.get(key)?.parse().ok()
    }

    /// The same with one parameter set; an empty value removes it.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        let place = self.0.iter().position(|(name, _)| name == key);
        match (place, value.is_empty()) {
            (Some(at), true) => drop(self.0.remove(at)),
            (Some(at), false) => value.clone_into(&mut self.0[at].1),
            (None, true) => {}
            (None, false) => self.0.push((key.to_owned(), value.to_owned())),
        }
        self
    }

    /// The same without one parameter.
    #[must_use]
    pub fn without(self, key: &str) -> Self {
        self.with(key, "")
    }

    /// Only the named parameters: a page hands no unknown ones to the API.
    #[must_use]
    pub fn only(mut self, keys: &[&str]) -> Self {
        self.0.retain(|(key, _)| keys.contains(&key.as_str()));
        self
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every parameter, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// A path with this query behind it.
    pub fn on(&self, path: &str) -> String {
        let mut text = path.to_owned();
        for (at, (key, value)) in self.0.iter().enumerate() {
            text.push(if at == 0 { '?' } else { '&' });
            text.push_str(&encode(key));
            text.push('=');
            text.push_str(&encode(value));
        }
        text
    }
}

/// The query of the page that is looked at.
pub fn use_query() -> Memo<Query> {
    let search = use_location().search;
    Memo::new(move |_| Query::parse(&search.read()))
}

/// Encodes a path segment or a query value.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Decodes what `encode` or a form has encoded; what is malformed stays as it is.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high * 16 + low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// A path of our own to return to after signing in; anything else becomes the first page.
pub fn own_path(next: Option<&str>) -> &str {
    match next {
        Some(path)
            if path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains(['\\', '\n', '\r', '\t'])
                && !path.starts_with("/sign-in") =>
        {
            path
        }
        _ => "/",
    }
}

#[cfg(test)]
mod tests {
    use super::{Query, decode, encode, own_path};

    /// What is encoded comes back, whatever it is made of.
    #[test]
    fn decodes_what_it_encodes() {
        for text in [
            "ada@example.com",
            "a/b?c#d",
            "100%25",
            "ü ñ",
            "a+b&c=d",
            "%",
            "\u{202e}x",
        ] {
            assert_eq!(decode(&encode(text)), text);
        }
        assert_eq!(decode("%zz%4"), "%zz%4");
    }

    /// Empty values vanish and a value is replaced in its place.
    #[test]
    fn keeps_order_and_drops_the_empty() {
        let query = Query::parse("?a=1&b=&c=x+y")
            .with("a", "2")
            .with("d", "4")
            .without("c");
        assert_eq!(query.on("/p"), "/p?a=2&d=4");
    }

    /// Another site, a scheme and the sign-in page itself are not places to return to.
    #[test]
    fn returns_to_own_paths_only() {
        assert_eq!(own_path(Some("/identities?term=a")), "/identities?term=a");
        for bad in [
            None,
            Some("//evil.example"),
            Some("https://evil.example"),
            Some("/\\evil"),
            Some("/sign-in"),
            Some("x"),
        ] {
            assert_eq!(own_path(bad), "/");
        }
    }
}
