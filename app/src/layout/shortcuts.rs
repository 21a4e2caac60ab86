//! Keys: where they lead, and the sheet that lists them.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast as _;

use crate::browser;
use crate::components::dialog::Dialog;
use crate::components::switch::Switch;
use crate::routes;

const KEY: &str = "dregs-keys";

const PLACES: [(&str, &str, &str); 10] = [
    ("o", "Overview", routes::OVERVIEW),
    ("i", "Identities", routes::IDENTITIES),
    ("e", "Events", routes::EVENTS),
    ("d", "Devices", routes::DEVICES),
    ("g", "Groups", routes::GROUPS),
    ("c", "Credentials", routes::CREDENTIALS),
    ("m", "Mappings", routes::MAPPINGS),
    ("t", "Datasets", routes::DATASETS),
    ("s", "Your sign-in", routes::MEMBER),
    ("n", "Install", routes::ONBOARDING),
];

/// Listens for keys and holds the help sheet.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let help = RwSignal::new(false);
    let enabled = RwSignal::new(true);
    let going = RwSignal::new(false);
    let navigate = use_navigate();
    Effect::new(move |_| enabled.set(browser::remembered(KEY).as_deref() != Some("off")));
    let press = move |event: KeyboardEvent| {
        let key = event.key();
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        if !enabled.get_untracked() || modified || is_typing(&event) {
            return;
        }
        if going.get_untracked() {
            going.set(false);
            if let Some((_, _, path)) = PLACES.iter().find(|(letter, _, _)| *letter == key) {
                event.prevent_default();
                navigate(path, Default::default());
            }
            return;
        }
        match key.as_str() {
            "?" => help.set(true),
            "/" => focus_search(&event),
            "g" => {
                going.set(true);
                set_timeout(
                    move || {
                        let _ = going.try_set(false);
                    },
                    Duration::from_millis(1200),
                );
            }
            _ => {}
        }
    };
    Effect::new(move |_| {
        let listener = window_event_listener(leptos::ev::keydown, press.clone());
        on_cleanup(move || listener.remove());
    });
    let change = move |on: bool| {
        enabled.set(on);
        browser::remember(KEY, (!on).then_some("off"));
    };
    view! {
        <Dialog open=help title="Keyboard shortcuts">
            <dl class="keys">
                <dt><kbd>"/"</kbd></dt><dd>"Search this list"</dd>
                {PLACES.map(|(letter, label, _)| view! {
                    <dt><kbd>"g"</kbd>" "<kbd>{letter}</kbd></dt><dd>{label}</dd>
                }).into_iter().collect_view()}
                <dt><kbd>"?"</kbd></dt><dd>"This sheet"</dd>
                <dt><kbd>"Esc"</kbd></dt><dd>"Close"</dd>
            </dl>
            <Switch label="Keyboard shortcuts" on=enabled change/>
        </Dialog>
    }
}

/// Whether the key belongs to something that is being filled in.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(element) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return false;
    };
    element
        .closest("input, textarea, select, [contenteditable], dialog")
        .is_ok_and(|found| found.is_some())
}

fn focus_search(event: &KeyboardEvent) {
    let Ok(Some(input)) = document().query_selector("input[type=search]") else {
        return;
    };
    if let Ok(input) = input.dyn_into::<web_sys::HtmlInputElement>() {
        event.prevent_default();
        let _ = input.focus();
        input.select();
    }
}
