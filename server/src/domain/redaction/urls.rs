//! Secrets in the addresses of pages: values of sensitive keys in query and fragment, and passwords before the host.

use app::types::event::MASKED;

/// Whether a text is the address of a page.
pub fn is_url(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        (1..=20).contains(&scheme.len())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// An address without what is secret in it.
pub fn mask(url: &str, is_sensitive: impl Fn(&str) -> bool) -> String {
    let (front, query) = match url.find(['?', '#']) {
        Some(at) => url.split_at(at),
        None => (url, ""),
    };
    let mut masked = mask_password(front);
    let mut rest = query;
    while let Some(mark) = rest.chars().next() {
        masked.push(mark);
        rest = &rest[mark.len_utf8()..];
        let end = rest.find(['?', '#', '&', ';']).unwrap_or(rest.len());
        masked.push_str(&mask_pair(&rest[..end], &is_sensitive));
        rest = &rest[end..];
    }
    masked
}

/// `https://user:password@host`.
fn mask_password(front: &str) -> String {
    let host = front.find("://").map_or(0, |at| at + 3);
    let end = front[host..].find('/').map_or(front.len(), |at| host + at);
    let Some(at_sign) = front[host..end].rfind('@') else {
        return front.to_owned();
    };
    match front[host..host + at_sign].find(':') {
        Some(colon) if host > 0 => format!("{}:{MASKED}{}", &front[..host + colon], &front[host + at_sign..]),
        _ => front.to_owned(),
    }
}

fn mask_pair(pair: &str, is_sensitive: &impl Fn(&str) -> bool) -> String {
    match pair.split_once('=') {
        Some((key, value)) if !value.is_empty() && is_sensitive(&decoded(key)) => format!("{key}={MASKED}"),
        _ => pair.to_owned(),
    }
}

/// A key without its percent signs, as far as they stand for plain characters.
fn decoded(key: &str) -> String {
    let mut decoded = String::with_capacity(key.len());
    let mut rest = key;
    while let Some(at) = rest.find('%') {
        decoded.push_str(&rest[..at]);
        let code = rest
            .get(at + 1..at + 3)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match code.filter(u8::is_ascii) {
            Some(byte) => {
                decoded.push(char::from(byte));
                rest = &rest[at + 3..];
            }
            None => {
                decoded.push('%');
                rest = &rest[at + 1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use super::{is_url, mask};

    fn of(url: &str) -> String {
        mask(url, |key| key == "token" || key == "pass")
    }

    /// Query, fragment and password.
    #[test]
    fn secrets_go() {
        assert_eq!(
            of("https://shop.test/a?b=1&token=abc&c=2#token=d"),
            "https://shop.test/a?b=1&token=[masked]&c=2#token=[masked]"
        );
        assert_eq!(of("/reset?tok%65n=abc"), "/reset?tok%65n=[masked]");
        assert_eq!(
            of("https://ada:pw@shop.test/x?pass="),
            "https://ada:[masked]@shop.test/x?pass="
        );
    }

    /// Everything else is left, and masking again changes nothing.
    #[test]
    fn the_rest_stays() {
        for url in [
            "https://shop.test/token/abc?q=token",
            "https://shop.test/@ada:b?x=%",
            "/a?token=[masked]&b",
            "https://ada@shop.test:8080/",
            "not a url",
            "",
        ] {
            assert_eq!(of(url), url);
        }
        assert!(is_url("https://shop.test") && is_url("postgres://u:p@h/d") && !is_url("see :// there"));
    }
}
