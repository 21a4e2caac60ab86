//! Device records in the shape that the browser script sends: machines of a kind are mostly alike, as they are in life.

pub mod models;

use serde_json::{Value, json};

use self::models::{ALL, Model};
use super::chance::{Chance, mark};
use super::names::Place;

/// One of the browsers that people have, the common ones more often.
pub fn common(chance: &mut Chance) -> &'static Model {
    let mut left = chance.within(0, ALL.iter().map(|model| model.share).sum::<i64>() - 1);
    for model in ALL {
        left -= model.share;
        if left < 0 {
            return model;
        }
    }
    ALL[0]
}

/// A browser for a desk.
pub fn desktop(chance: &mut Chance) -> &'static Model {
    loop {
        let model = common(chance);
        if model.touch_points == 0 {
            return model;
        }
    }
}

/// A browser of a model at a place.
pub fn device(chance: &mut Chance, model: &Model, place: &Place) -> Value {
    let (width, height, ratio) = *chance.pick(model.screens);
    let (touch, blink) = (model.touch_points > 0, model.engine == "blink");
    let version = *chance.pick(model.versions);
    let renderer = *chance.pick(model.gl);
    let driver = chance.within(1, model.drawings).to_string();
    let bar = if touch { 0 } else { 40 };
    let chrome = if touch { 110 } else { 128 };
    let home_language = place.language;
    let short = home_language.split('-').next().unwrap_or(home_language);
    json!({
        "engine": model.engine,
        "userAgent": model.agent.replace("{}", version),
        "platform": model.platform,
        "vendor": model.vendor,
        "userAgentData": hints(model, version),
        "language": home_language,
        "languages": if chance.percent(60) { json!([home_language, short]) } else { json!([home_language, short, "en-US", "en"]) },
        "screen": { "width": width, "height": height, "availWidth": width, "availHeight": height - bar, "colorDepth": 24, "pixelRatio": ratio },
        "window": { "innerWidth": width, "innerHeight": height - chrome, "outerWidth": width, "outerHeight": height - bar },
        "timezone": place.timezone,
        "timezoneOffset": -60 * place.offset_hours,
        "hardwareConcurrency": *chance.pick(model.cores),
        "deviceMemory": (!model.memory.is_empty()).then(|| *chance.pick(model.memory)),
        "maxTouchPoints": model.touch_points,
        "pdfViewerEnabled": !model.is_phone(),
        "canvas": if blink { mark(&["canvas", model.platform, renderer, &driver]) } else { "skip".to_owned() },
        "audio": if blink { 124.043 } else { 35.738 },
        "webgl": { "vendor": model.gl_vendor, "renderer": renderer, "hash": mark(&["webgl", model.platform, renderer]) },
        "plugins": if model.is_phone() { json!([]) } else { json!(["PDF Viewer", "Chrome PDF Viewer", "Chromium PDF Viewer", "Microsoft Edge PDF Viewer", "WebKit built-in PDF"]) },
        "fonts": fonts(chance, model),
        "webdriver": false,
        "automation": [],
        "permissionsInconsistent": false,
        "mediaQueries": media(chance, model),
        "storage": { "local": true, "session": true, "indexedDb": true },
        "cookieEnabled": true,
        "rtt": blink.then(|| *chance.pick(&[50, 50, 100, 150])),
        "request": headers(home_language, short),
    })
}

/// What the request says that carried the record.
fn headers(language: &str, short: &str) -> Value {
    json!({
        "acceptLanguage": format!("{language},{short};q=0.9,en;q=0.7"),
        "acceptEncoding": "gzip, deflate, br, zstd",
        "fetchSite": "cross-site",
    })
}

fn hints(model: &Model, version: &str) -> Value {
    let Some((brand, platform, architecture, phone)) = model.hints else {
        return Value::Null;
    };
    let of = |brand: &str, version: &str| json!({ "brand": brand, "version": version });
    json!({
        "brands": [of("Chromium", version), of(brand, version), of("Not_A Brand", "99")],
        "platform": platform, "mobile": !phone.is_empty(), "architecture": architecture,
        "bitness": if phone.is_empty() { "64" } else { "" }, "model": phone,
    })
}

/// A system has its fonts; office and design programs bring some.
fn fonts(chance: &mut Chance, model: &Model) -> Vec<&'static str> {
    let mut fonts: Vec<&str> = model.fonts.split(',').collect();
    if model.touch_points == 0 {
        for (extra, share) in [("Batang", 15), ("Meiryo", 12), ("Univers", 4), ("Gulim", 6)] {
            if chance.percent(share) {
                fonts.push(extra);
            }
        }
    }
    fonts.sort_unstable();
    fonts
}

fn media(chance: &mut Chance, model: &Model) -> Value {
    let mut when = |share, value| if chance.percent(share) { value } else { "" };
    json!({
        "anyPointer": if model.touch_points > 0 { "coarse" } else { "fine" },
        "colorGamut": if model.vendor.starts_with("Apple") || model.platform == "MacIntel" { "srgb p3" } else { "srgb" },
        "prefersColorScheme": when(35, "dark"),
        "prefersReducedMotion": when(4, "reduce"),
        "prefersContrast": when(2, "more"),
        "forcedColors": "",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::names::places;

    #[test]
    fn telephones_of_a_model_are_alike_and_desktops_differ() {
        let places = places().unwrap();
        let mut chance = Chance::new(5);
        let kinds = |model: &Model, chance: &mut Chance| {
            let records = (0..300).map(|_| {
                let mut record = device(chance, model, &places[0]);
                for moving in ["mediaQueries", "languages", "rtt", "userAgent", "userAgentData"] {
                    record[moving] = Value::Null;
                }
                record.to_string()
            });
            records.collect::<std::collections::BTreeSet<_>>().len()
        };
        assert!(kinds(&models::IPHONE, &mut chance) <= 4);
        assert!(kinds(&models::CHROME_WINDOWS, &mut chance) > 150);
    }
}
