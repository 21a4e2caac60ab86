//! User agents: which browser on which system, and whether everything that names them agrees.

use serde_json::Value;

use super::history::tells::Tell;

/// Libraries and tools, as they name themselves.
const NON_BROWSERS: [&str; 26] = [
    "aiohttp",
    "apache-httpclient",
    "axios",
    "curl/",
    "go-http-client",
    "guzzle",
    "httpie",
    "httpx",
    "insomnia",
    "java/",
    "libwww",
    "node-fetch",
    "node.js",
    "okhttp",
    "perl",
    "php/",
    "postman",
    "powershell",
    "python",
    "reqwest",
    "rest-client",
    "ruby",
    "scrapy",
    "undici",
    "urllib",
    "wget",
];
const CRAWLERS: [&str; 5] = ["bot/", "bot;", "crawler", "spider", "googlebot"];
const HEADLESS: [&str; 4] = ["headless", "phantomjs", "jsdom", "happydom"];
/// Majors of early 2020; below them a browser is older than most of the web still serves.
const DATED_CHROME: u32 = 80;
const DATED_FIREFOX: u32 = 72;

/// Engine family of a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Chrome, Edge, Opera, Samsung Internet and the like.
    Chromium,
    /// Firefox.
    Gecko,
    /// Safari, and every browser on iOS.
    WebKit,
}

/// Operating system as far as user agents tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Windows.
    Windows,
    /// macOS, and an iPad that asks for desktop pages.
    MacOs,
    /// iPhone and iPad.
    Ios,
    /// Android.
    Android,
    /// Linux.
    Linux,
    /// Chrome OS.
    ChromeOs,
}

/// What a user agent says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Engine.
    pub family: Family,
    /// Major version of the engine.
    pub major: u32,
    /// System.
    pub system: Option<System>,
}

impl Agent {
    /// Reads a user agent; none when it is not one of the three families.
    pub fn parse(text: &str) -> Option<Self> {
        let system = System::of_agent(text);
        let version = |mark: &str| major_after(text, mark);
        let (family, major) = if let Some(major) = version("Firefox/") {
            (Family::Gecko, major)
        } else if system == Some(System::Ios) {
            (
                Family::WebKit,
                version("Version/").or_else(|| version("AppleWebKit/"))?,
            )
        } else if let Some(major) = version("HeadlessChrome/").or_else(|| version("Chrome/")) {
            (Family::Chromium, major)
        } else {
            (
                Family::WebKit,
                text.contains("Safari/").then(|| version("Version/"))??,
            )
        };
        Some(Self {
            family,
            major,
            system,
        })
    }

    const fn is_dated(self) -> bool {
        match self.family {
            Family::Chromium => self.major < DATED_CHROME,
            Family::Gecko => self.major < DATED_FIREFOX,
            Family::WebKit => false,
        }
    }
}

impl System {
    fn of_agent(text: &str) -> Option<Self> {
        let has = |mark: &str| text.contains(mark);
        Some(match () {
            () if has("iPhone") || has("iPad") || has("iPod") => Self::Ios,
            () if has("Android") => Self::Android,
            () if has("Windows") => Self::Windows,
            () if has("CrOS") => Self::ChromeOs,
            () if has("Macintosh") => Self::MacOs,
            () if has("Linux") => Self::Linux,
            () => return None,
        })
    }

    /// From `navigator.platform` or the platform of the client hints.
    fn of_platform(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        let starts = |mark: &str| lower.starts_with(mark);
        Some(match () {
            () if starts("win") => Self::Windows,
            () if starts("mac") => Self::MacOs,
            () if starts("iphone") || starts("ipad") || starts("ipod") || starts("ios") => Self::Ios,
            () if starts("android") => Self::Android,
            () if starts("chrome") || starts("chromium") => Self::ChromeOs,
            () if starts("linux") => Self::Linux,
            () => return None,
        })
    }

    /// Android and Chrome OS are Linux underneath and say so; an iPad poses as a Mac.
    fn agrees(self, other: Self, has_touch: bool) -> bool {
        use System::{Android, ChromeOs, Ios, Linux, MacOs};
        self == other
            || matches!(
                (self, other),
                (Linux, Android | ChromeOs) | (Android | ChromeOs, Linux)
            )
            || (has_touch && matches!((self, other), (MacOs, Ios) | (Ios, MacOs)))
    }
}

/// The tells of a user agent by itself.
pub fn of_header(text: &str) -> Vec<Tell> {
    let lower = text.to_ascii_lowercase();
    let names = |list: &[&str]| list.iter().any(|name| lower.contains(name));
    let mut tells = Vec::new();
    if names(&HEADLESS) {
        tells.push(Tell::HeadlessUa);
    } else if names(&CRAWLERS) {
        tells.push(Tell::Crawler);
    } else if !lower.starts_with("mozilla/") && names(&NON_BROWSERS) {
        tells.push(Tell::NonBrowser);
    }
    if Agent::parse(text).is_some_and(Agent::is_dated) {
        tells.push(Tell::DatedBrowser);
    }
    tells
}

/// The tells of a device record beside the request's user agent.
pub fn of_record(record: &Value, header: Option<&str>) -> Vec<Tell> {
    let mut tells = Vec::new();
    let Some(said) = record.get("userAgent").and_then(Value::as_str) else {
        return tells;
    };
    let Some(agent) = Agent::parse(said) else {
        return tells;
    };
    let has_touch = record
        .get("maxTouchPoints")
        .and_then(Value::as_f64)
        .is_some_and(|points| points > 1.0);
    let disagrees = |platform: Option<&Value>| {
        let other = platform.and_then(Value::as_str).and_then(System::of_platform);
        matches!((agent.system, other), (Some(system), Some(other)) if !system.agrees(other, has_touch))
    };
    if disagrees(record.get("platform")) {
        tells.push(Tell::PlatformConflict);
    }
    let hints = record.get("userAgentData").filter(|hints| hints.is_object());
    if disagrees(hints.and_then(|hints| hints.get("platform"))) {
        tells.push(Tell::HintsPlatform);
    }
    if let Some(brands) = hints
        .and_then(|hints| hints.get("brands"))
        .and_then(Value::as_array)
    {
        tells.extend(of_brands(agent, brands));
    }
    if header
        .and_then(Agent::parse)
        .is_some_and(|header| differs(agent, header))
    {
        tells.push(Tell::HeaderDiffers);
    }
    tells
}

/// Firefox that resists fingerprinting sends another system than it shows: that is privacy, not forgery.
fn differs(page: Agent, header: Agent) -> bool {
    let same_system = page.system == header.system || page.family == Family::Gecko;
    page.family != header.family || page.major != header.major || !same_system
}

fn of_brands(agent: Agent, brands: &[Value]) -> Option<Tell> {
    let mut chromium = None;
    for brand in brands.iter().take(16) {
        let name = brand
            .get("brand")
            .and_then(Value::as_str)
            .or_else(|| brand.as_str())?;
        if name.contains("Headless") {
            return Some(Tell::HeadlessBrand);
        }
        if name == "Chromium" {
            chromium = Some(
                brand
                    .get("version")
                    .and_then(Value::as_str)
                    .and_then(|text| major_after(text, "")),
            );
        }
    }
    let agrees = match (agent.family, chromium) {
        (Family::Chromium, Some(version)) => version.is_none_or(|major| major == agent.major),
        (Family::Chromium, None) => brands.is_empty(),
        (_, chromium) => chromium.is_none(),
    };
    (!agrees).then_some(Tell::HintsBrand)
}

fn major_after(text: &str, mark: &str) -> Option<u32> {
    let rest = &text[text.find(mark)? + mark.len()..];
    let digits: String = rest.chars().take_while(char::is_ascii_digit).take(6).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Agent, Family, System, of_header, of_record};
    use crate::scoring::history::tells::Tell;

    const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    const IPAD: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15";

    fn record(agent: &str, platform: &str, hints: Value) -> Value {
        json!({ "userAgent": agent, "platform": platform, "userAgentData": hints, "maxTouchPoints": 5 })
    }

    fn hints(platform: &str, version: &str) -> Value {
        json!({ "platform": platform, "brands": [{ "brand": "Not.A/Brand", "version": "8" }, { "brand": "Chromium", "version": version }] })
    }

    /// The three families and their systems.
    #[test]
    fn reads_agents() {
        let read = |text: &str| Agent::parse(text).map(|agent| (agent.family, agent.major, agent.system));
        assert_eq!(read(CHROME), Some((Family::Chromium, 142, Some(System::Windows))));
        assert_eq!(read(FIREFOX), Some((Family::Gecko, 145, Some(System::Linux))));
        assert_eq!(read(IPAD), Some((Family::WebKit, 18, Some(System::MacOs))));
        assert_eq!(read("curl/8.5.0"), None);
    }

    /// Ordinary browsers agree with themselves, whatever they pose as.
    #[test]
    fn ordinary_browsers_are_silent() {
        let mobile = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";
        for (agent, platform, hints) in [
            (CHROME, "Win32", hints("Windows", "142")),
            (mobile, "Linux armv81", hints("Android", "142")),
            (IPAD, "MacIntel", Value::Null),
            (IPAD, "iPad", Value::Null),
            (FIREFOX, "Linux x86_64", Value::Null),
        ] {
            assert_eq!(
                of_record(&record(agent, platform, hints), Some(agent)),
                [],
                "{agent}"
            );
            assert_eq!(of_header(agent), [], "{agent}");
        }
    }

    /// Each disagreement has its own tell.
    #[test]
    fn forgeries_disagree() {
        let of = |agent, platform, hints, header| of_record(&record(agent, platform, hints), Some(header));
        assert_eq!(
            of(CHROME, "Linux x86_64", Value::Null, CHROME),
            [Tell::PlatformConflict]
        );
        assert_eq!(
            of(CHROME, "Win32", hints("Linux", "142"), CHROME),
            [Tell::HintsPlatform]
        );
        assert_eq!(
            of(CHROME, "Win32", hints("Windows", "120"), CHROME),
            [Tell::HintsBrand]
        );
        assert_eq!(
            of(IPAD, "MacIntel", hints("macOS", "142"), IPAD),
            [Tell::HintsBrand]
        );
        assert_eq!(of(CHROME, "Win32", Value::Null, FIREFOX), [Tell::HeaderDiffers]);
    }

    /// Firefox may hide its system; tools and crawlers name themselves.
    #[test]
    fn knows_privacy_and_tools() {
        let hidden = FIREFOX.replace("X11; Linux x86_64", "Windows NT 10.0; Win64; x64");
        assert_eq!(
            of_record(&record(FIREFOX, "Linux x86_64", Value::Null), Some(&hidden)),
            []
        );
        assert_eq!(of_header("python-requests/2.32"), [Tell::NonBrowser]);
        assert_eq!(
            of_header(&CHROME.replace("Chrome", "HeadlessChrome")),
            [Tell::HeadlessUa]
        );
        assert_eq!(
            of_header("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
            [Tell::Crawler]
        );
        assert_eq!(of_header(&CHROME.replace("142", "59")), [Tell::DatedBrowser]);
    }
}
