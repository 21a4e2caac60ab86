//! The few things that only a browser can do, safe to name on both sides.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// Milliseconds since 1970, by the clock of whoever renders.
pub fn now_millis() -> i64 {
    if cfg!(target_arch = "wasm32") {
        #[expect(clippy::cast_possible_truncation, reason = "a date is far below 2^53")]
        let now = js_sys::Date::now() as i64;
        return now;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "only for “3 min ago”: nothing is decided or stored by it"
    )]
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_millis()).ok())
        .unwrap_or(0)
}

/// Leaves for another page of ours with a full load, which forgets everything that was fetched.
pub fn leave_for(path: &str) {
    let _ = window().location().assign(path);
}

/// Path and query that are looked at.
pub fn here() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_else(|_| "/".to_owned());
    path + &location.search().unwrap_or_else(|_| String::new())
}

/// Scheme, host and port of this dashboard.
pub fn origin() -> String {
    window().location().origin().unwrap_or_else(|_| String::new())
}

/// Puts text on the clipboard; where the clipboard needs a secure context, by way of a selection.
pub fn copy(text: &str) {
    let window = window();
    if js_sys::Reflect::get(&window, &"isSecureContext".into()).is_ok_and(|secure| secure.is_truthy()) {
        let _ = window.navigator().clipboard().write_text(text);
        return;
    }
    let document = document();
    let area = document
        .create_element("textarea")
        .ok()
        .and_then(|area| area.dyn_into().ok());
    let (Some(area), Some(body)) = (area, document.body()) else {
        return;
    };
    let area: web_sys::HtmlTextAreaElement = area;
    area.set_value(text);
    let _ = body.append_child(&area);
    area.select();
    if let Ok(document) = document.dyn_into::<web_sys::HtmlDocument>() {
        let _ = document.exec_command("copy");
    }
    area.remove();
}

/// What this browser remembers under a name.
pub fn remembered(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Lets this browser remember something, or forget it.
pub fn remember(key: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}

/// Closes what is unfolded inside the form that an event was submitted from.
pub fn fold(event: &leptos::ev::SubmitEvent) {
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(Ok(Some(open))) = form.map(|form| form.query_selector("details[open]")) {
        let _ = open.remove_attribute("open");
    }
}

/// The non-empty fields of the form that an event was submitted from.
pub fn form_fields(event: &leptos::ev::SubmitEvent) -> Vec<(String, String)> {
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
    let Some(data) = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok()) else {
        return Vec::new();
    };
    js_sys::Array::from(&js_sys::try_iter(&data).map_or_else(|_| js_sys::Array::new().into(), entries))
        .iter()
        .filter_map(|pair| {
            let pair = js_sys::Array::from(&pair);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn entries(items: Option<js_sys::IntoIter>) -> wasm_bindgen::JsValue {
    let array = js_sys::Array::new();
    for item in items.into_iter().flatten().flatten() {
        array.push(&item);
    }
    array.into()
}
