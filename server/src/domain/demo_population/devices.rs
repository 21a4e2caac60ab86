//! Device records of ordinary browsers, in the shape that the browser script sends.

use serde_json::{Value, json};

use super::chance::Chance;
use super::models::Model;
use super::places::Place;

/// A browser of a model, in the hands of somebody at a place.
pub fn device(chance: &mut Chance, model: &Model, place: &Place) -> Value {
    let (width, height, ratio) = *chance.pick(model.screens);
    let coarse = model.touch_points > 0;
    let blink = model.engine == "blink";
    let bar = if coarse { 0 } else { 40 };
    json!({
        "engine": model.engine,
        "userAgent": model.user_agent,
        "platform": model.platform,
        "vendor": model.vendor,
        "userAgentData": hints(model),
        "language": place.language,
        "languages": [place.language, "en"],
        "screen": { "width": width, "height": height, "availWidth": width, "availHeight": height - bar, "colorDepth": 24, "pixelRatio": ratio },
        "window": { "innerWidth": width, "innerHeight": height - 3 * bar, "outerWidth": width, "outerHeight": height - bar },
        "timezone": place.timezone,
        "timezoneOffset": -60 * place.offset_hours,
        "hardwareConcurrency": *chance.pick(model.cores),
        "deviceMemory": blink.then(|| *chance.pick(&[4, 8, 8, 16])),
        "maxTouchPoints": model.touch_points,
        "pdfViewerEnabled": !coarse,
        "canvas": if blink { chance.hex(32) } else { "skip".to_owned() },
        "audio": format!("124.{}", chance.within(1000, 9999)),
        "webgl": { "vendor": model.graphics.0, "renderer": *chance.pick(model.graphics.1), "hash": chance.hex(32) },
        "plugins": if coarse { json!([]) } else { json!(["PDF Viewer", "Chrome PDF Viewer", "Chromium PDF Viewer"]) },
        "fonts": fonts(chance, model),
        "webdriver": false,
        "automation": [],
        "permissionsInconsistent": false,
        "mediaQueries": media(chance, model),
        "storage": { "local": true, "session": true, "indexedDb": true },
        "rtt": blink.then(|| *chance.pick(&[50, 50, 100, 150])),
    })
}

fn hints(model: &Model) -> Value {
    let Some((platform, architecture, phone)) = model.hints else {
        return Value::Null;
    };
    let version = |brand: &str, version: &str| json!({ "brand": brand, "version": version });
    json!({
        "brands": [version("Chromium", "142"), version(model.brand, "142"), version("Not_A Brand", "99")],
        "platform": platform, "mobile": phone.is_some(), "architecture": architecture,
        "bitness": if phone.is_some() { "" } else { "64" }, "model": phone.unwrap_or_default(),
    })
}

fn fonts(chance: &mut Chance, model: &Model) -> Vec<&'static str> {
    model
        .fonts
        .iter()
        .copied()
        .filter(|_| !chance.percent(12))
        .collect()
}

fn media(chance: &mut Chance, model: &Model) -> Value {
    let pointer = if model.touch_points > 0 { "coarse" } else { "fine" };
    let gamut = if model.vendor.starts_with("Apple") {
        "p3"
    } else {
        "srgb"
    };
    json!({ "anyPointer": pointer, "colorGamut": gamut, "dark": chance.percent(35), "reducedMotion": chance.percent(4) })
}
