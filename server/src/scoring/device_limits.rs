//! What a device can be, and what none is.

use serde_json::Value;

use super::agent::{Agent, System};
use super::history::tells::Tell;

/// Graphics drawn by the processor, as such drivers name themselves. People have them on virtual machines and with
/// broken drivers; robots have them as a rule.
const SOFTWARE: [&str; 6] = [
    "swiftshader",
    "llvmpipe",
    "softpipe",
    "software rasterizer",
    "basic render",
    "mesa offscreen",
];
/// The values that browsers round the memory of a device to, in hundredths of a gigabyte (W3C Device Memory; the upper
/// ones since Chrome 147).
const MEMORY: [i64; 8] = [25, 50, 100, 200, 400, 800, 1_600, 3_200];
/// More processors than any browser reports for a machine that people sit at.
const MANY_PROCESSORS: i64 = 256;

/// The tells of a device record that describes a device as it cannot be, or one without graphics of its own.
pub fn of_record(record: &Value) -> Vec<Tell> {
    let mut tells = Vec::new();
    let text = |of: &Value, key: &str| {
        of.get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_lowercase()
    };
    let renderer = record
        .get("webgl")
        .map(|webgl| text(webgl, "renderer"))
        .unwrap_or_default();
    if SOFTWARE.iter().any(|name| renderer.contains(name)) {
        tells.push(Tell::SoftwareRendering);
    }
    if is_impossible(record, &renderer) {
        tells.push(Tell::ImpossibleDevice);
    }
    tells
}

fn is_impossible(record: &Value, renderer: &str) -> bool {
    let number = |key: &str| record.get(key).and_then(Value::as_f64);
    let system = record
        .get("userAgent")
        .and_then(Value::as_str)
        .and_then(Agent::parse)
        .and_then(|agent| agent.system);
    let touch = number("maxTouchPoints");
    // Every telephone is touched, and no iPhone has the graphics of a computer.
    let handheld = system == Some(System::Ios);
    let untouchable = handheld && touch == Some(0.0);
    let graphics = handheld
        && ["nvidia", "geforce", "radeon", "direct3d", "angle (intel"]
            .iter()
            .any(|name| renderer.contains(name));
    let processors =
        number("hardwareConcurrency").is_some_and(|count| count < 1.0 || count > MANY_PROCESSORS as f64);
    let memory = number("deviceMemory")
        .is_some_and(|gigabytes| !MEMORY.contains(&((gigabytes * 100.0).round() as i64)));
    let screen = record.get("screen").is_some_and(|screen| {
        ["width", "height"].iter().any(|side| {
            screen
                .get(side)
                .and_then(Value::as_f64)
                .is_some_and(|side| side <= 0.0)
        })
    });
    untouchable || graphics || processors || memory || screen
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::of_record;
    use crate::scoring::fixture::{CHROME, record};
    use crate::scoring::history::tells::Tell;

    const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    fn with(user_agent: &str, key: &str, value: Value) -> Vec<Tell> {
        let mut record = record(user_agent, "Win32");
        record[key] = value;
        of_record(&record)
    }

    /// Devices as they are.
    #[test]
    fn devices_are_possible() {
        for (key, value) in [
            ("hardwareConcurrency", json!(8)),
            ("deviceMemory", json!(0.25)),
            ("maxTouchPoints", json!(0)),
            (
                "webgl",
                json!({ "renderer": "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11)" }),
            ),
        ] {
            assert_eq!(with(CHROME, key, value), [], "{key}");
        }
        assert_eq!(with(IPHONE, "maxTouchPoints", json!(5)), []);
        assert_eq!(of_record(&json!({ "deviceMemory": "8", "screen": 3 })), []);
    }

    /// Devices as none is.
    #[test]
    fn others_are_not() {
        for (agent, key, value) in [
            (CHROME, "hardwareConcurrency", json!(0)),
            (CHROME, "deviceMemory", json!(7)),
            (CHROME, "screen", json!({ "width": 0, "height": 0 })),
            (IPHONE, "maxTouchPoints", json!(0)),
            (IPHONE, "webgl", json!({ "renderer": "NVIDIA GeForce RTX 3060" })),
        ] {
            assert_eq!(with(agent, key, value), [Tell::ImpossibleDevice], "{key}");
        }
    }

    /// Graphics by the processor.
    #[test]
    fn software_shows() {
        let renderer = "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)";
        assert_eq!(
            with(CHROME, "webgl", json!({ "renderer": renderer })),
            [Tell::SoftwareRendering]
        );
    }
}
