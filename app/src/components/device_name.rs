//! What to call a device: the browser's family and the system that it runs on.

use leptos::prelude::*;

use super::identity_link::short;
use crate::routes;

/// Marks of a user agent that name a browser, the most telling first.
const BROWSERS: [(&str, &str); 13] = [
    ("HeadlessChrome/", "Headless Chrome"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex"),
    ("Vivaldi/", "Vivaldi"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
    ("AppleWebKit/", "WebKit"),
];

/// Marks that name a system.
const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
    ("X11", "Unix"),
];

/// Such as “Chrome 141 on Linux”.
pub fn device_name(user_agent: Option<&str>) -> String {
    let Some(user_agent) = user_agent.map(str::trim).filter(|text| !text.is_empty()) else {
        return "Unknown browser".to_owned();
    };
    let browser = BROWSERS.iter().find_map(|(mark, name)| {
        let (_, after) = user_agent.split_once(mark)?;
        Some(named(name, after))
    });
    // Not a browser: a program such as `curl/8.5.0` begins with its own name.
    let browser = browser.unwrap_or_else(|| {
        let (name, version) = user_agent.split_once('/').unwrap_or((user_agent, ""));
        named(&short(name), version)
    });
    match SYSTEMS.iter().find(|(mark, _)| user_agent.contains(mark)) {
        Some((_, system)) => format!("{browser} on {system}"),
        None => browser,
    }
}

fn named(name: &str, version: &str) -> String {
    let major: String = version.chars().take_while(char::is_ascii_digit).take(6).collect();
    if major.is_empty() {
        name.to_owned()
    } else {
        format!("{name} {major}")
    }
}

/// The first digits of a fingerprint, enough to tell devices of one list apart.
pub fn short_fingerprint(fingerprint: &str) -> String {
    fingerprint.chars().take(8).collect()
}

/// A link to a device: what it is, and the beginning of its fingerprint below it.
#[component]
pub fn DeviceLink(#[prop(into)] fingerprint: String, user_agent: Option<String>) -> impl IntoView {
    view! {
        <span class="identity-link">
            <a class="identity-link__name" href=routes::device(&fingerprint)>{device_name(user_agent.as_deref())}</a>
            <code class="identity-link__below">{short_fingerprint(&fingerprint)}</code>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::device_name;

    /// Browsers that call themselves each other, programs, and nothing at all.
    #[test]
    fn names_what_it_can() {
        let cases = [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
                "Chrome 141 on Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0",
                "Edge 141 on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
                "Safari 18 on iPhone",
            ),
            ("curl/8.5.0", "curl 8"),
            ("Bot", "Bot"),
        ];
        for (user_agent, name) in cases {
            assert_eq!(device_name(Some(user_agent)), name);
        }
        assert_eq!(device_name(None), "Unknown browser");
    }
}
