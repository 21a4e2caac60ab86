//! What a client shows that a person's browser does not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::days::Days;

/// One such sign. The first twelve are the codes of `device.automation`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tell {
    /// `navigator.webdriver` is true.
    Webdriver,
    /// … inside a fresh frame.
    FrameWebdriver,
    /// The user agent says headless.
    HeadlessUa,
    /// The client hints say headless.
    HeadlessBrand,
    /// A variable that a driver left behind.
    Global,
    /// Built-in functions were replaced.
    Patched,
    /// Built-in functions sit behind a proxy.
    Proxied,
    /// A debugger is attached; a person with developer tools open shows it too.
    Inspector,
    /// Platform and user agent disagree, the script says.
    Platform,
    /// Notifications are denied and yet to be asked.
    Permission,
    /// Nothing is laid out.
    Layout,
    /// A worker sees another machine than the page.
    Worker,
    /// The request's user agent is not the page's.
    HeaderDiffers,
    /// The system in the user agent is not the browser's platform.
    PlatformConflict,
    /// The client hints name another system than the user agent.
    HintsPlatform,
    /// The client hints name another browser or version than the user agent.
    HintsBrand,
    /// A request without what browsers send with every one.
    BareRequest,
    /// The request asks for other languages than its page has.
    LanguagesDiffer,
    /// The user agent is a library's or a tool's.
    NonBrowser,
    /// The user agent names a crawler.
    Crawler,
    /// The user agent is that of a browser many years old.
    DatedBrowser,
    /// The claimed fingerprint is not that of the device record.
    FingerprintMismatch,
    /// The window is larger than the screen that holds it.
    ImpossibleScreen,
    /// A value of the device is one that no browser gives.
    ImpossibleDevice,
    /// The graphics are drawn by the processor.
    SoftwareRendering,
}

/// On how many days each was seen, beside the days on which one could look.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tells {
    /// Days with a device record.
    #[serde(rename = "r")]
    pub record_days: Days,
    /// Days whose records show no hard tell at least once, and days without a record whose agents show none.
    #[serde(rename = "c")]
    pub clean_days: Days,
    /// … of them, those with such a record.
    #[serde(rename = "k", default)]
    clean_record_days: Days,
    /// Days with a user agent.
    #[serde(rename = "a")]
    pub agent_days: Days,
    /// Days with any event of a browser.
    #[serde(rename = "b")]
    pub browser_days: Days,
    /// Days of each tell.
    #[serde(rename = "t")]
    pub seen: BTreeMap<Tell, Days>,
}

impl Tell {
    /// A person's browser may show it too.
    pub const fn is_soft(self) -> bool {
        matches!(
            self,
            Self::Inspector
                | Self::Permission
                | Self::DatedBrowser
                | Self::ImpossibleScreen
                | Self::LanguagesDiffer
                | Self::SoftwareRendering
        )
    }
}

impl Tells {
    /// Notes what an event showed. An agent alone shows little: on a day with a record, only records can be clean.
    pub fn note(&mut self, shown: &[Tell], has_record: bool, day: i64) {
        let is_clean = shown.iter().all(|tell| tell.is_soft());
        if has_record {
            self.record_days.mark(day);
        }
        if has_record && is_clean {
            self.clean_record_days.mark(day);
            self.clean_days.mark(day);
        } else if has_record && !self.clean_record_days.is_latest(day) {
            self.clean_days.unmark(day);
        } else if is_clean && !self.record_days.is_latest(day) {
            self.clean_days.mark(day);
        }
        for tell in shown {
            self.seen.entry(*tell).or_default().mark(day);
        }
    }

    /// How much of the days a tell takes up, against the clean ones. Squeezed so that a few bad days among
    /// many good ones hardly show (anybody can claim to be somebody else for a day) and a life of bad days
    /// shows whole.
    pub fn share(&self, tell: Tell) -> f64 {
        let bad = self.days(tell);
        let clean = if tell.is_soft() {
            self.record_days.count.saturating_sub(bad)
        } else {
            self.clean_days.count
        };
        let share = if bad > 0 {
            f64::from(bad) / (f64::from(bad) + f64::from(clean))
        } else {
            0.0
        };
        share * share * (3.0 - 2.0 * share)
    }

    /// Days on which one could look at all.
    pub fn days_looked_at(&self) -> u32 {
        self.record_days.count.max(self.agent_days.count)
    }

    /// On how many days a tell was seen.
    pub fn days(&self, tell: Tell) -> u32 {
        self.seen.get(&tell).map_or(0, |days| days.count)
    }
}

/// The tells that a device record carries by itself.
pub fn of_record(record: &Value) -> Vec<Tell> {
    let mut tells = Vec::new();
    let codes = record.get("automation").and_then(Value::as_array);
    for code in codes.into_iter().flatten().take(32).filter_map(Value::as_str) {
        tells.extend(from_code(code));
    }
    if record.get("webdriver").and_then(Value::as_bool) == Some(true) {
        tells.push(Tell::Webdriver);
    }
    if record.get("permissionsInconsistent").and_then(Value::as_bool) == Some(true) {
        tells.push(Tell::Permission);
    }
    if is_wider_than_screen(record) {
        tells.push(Tell::ImpossibleScreen);
    }
    tells
}

fn from_code(code: &str) -> Option<Tell> {
    Some(match code {
        "webdriver" => Tell::Webdriver,
        "frame-webdriver" => Tell::FrameWebdriver,
        "headless-ua" => Tell::HeadlessUa,
        "headless-brand" => Tell::HeadlessBrand,
        "global" => Tell::Global,
        "patched" => Tell::Patched,
        "proxied" => Tell::Proxied,
        "inspector" => Tell::Inspector,
        "platform" => Tell::Platform,
        "permission" => Tell::Permission,
        "layout" => Tell::Layout,
        "worker" => Tell::Worker,
        _ => return None,
    })
}

/// Half as large again as the screen, in both directions: two monitors and a rotated phone stay below that.
fn is_wider_than_screen(record: &Value) -> bool {
    let side = |group: &str, key: &str| {
        record
            .get(group)
            .and_then(|of| of.get(key))
            .and_then(Value::as_f64)
            .filter(|side| *side > 0.0)
    };
    let larger = |window: Option<f64>, screen: Option<f64>| match (window, screen) {
        (Some(window), Some(screen)) => window > screen * 1.5,
        _ => false,
    };
    larger(side("window", "outerWidth"), side("screen", "width"))
        && larger(side("window", "outerHeight"), side("screen", "height"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Tell, Tells, of_record};

    /// Known codes are read, unknown ones and wrong types are not.
    #[test]
    fn reads_codes() {
        let record =
            json!({ "automation": ["webdriver", "surprise", 7, null, "worker"], "webdriver": "yes" });
        assert_eq!(of_record(&record), [Tell::Webdriver, Tell::Worker]);
        assert!(of_record(&json!([1, 2])).is_empty());
    }

    /// On a day with a record an agent makes nothing clean, before it or after it; another record does.
    #[test]
    fn agents_hide_no_record() {
        let bad = [Tell::Webdriver];
        let mut tells = Tells::default();
        tells.note(&[], false, 1);
        tells.note(&bad, true, 1);
        tells.note(&[], false, 1);
        assert_eq!((tells.clean_days.count, tells.share(Tell::Webdriver)), (0, 1.0));
        tells.note(&[Tell::Inspector], true, 1);
        tells.note(&bad, true, 1);
        assert_eq!((tells.clean_days.count, tells.share(Tell::Webdriver)), (1, 0.5));
        tells.note(&[], false, 2);
        tells.note(&[Tell::NonBrowser], false, 3);
        assert_eq!(tells.clean_days.count, 2);
    }

    /// A window may span two monitors, but not dwarf its screen.
    #[test]
    fn measures_windows() {
        let record = |w: i32, h: i32| json!({ "window": { "outerWidth": w, "outerHeight": h }, "screen": { "width": 800, "height": 600 } });
        assert!(of_record(&record(1700, 600)).is_empty());
        assert_eq!(of_record(&record(1700, 1000)), [Tell::ImpossibleScreen]);
    }
}
