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

const PLACES: [(&str, &str, &str); 13] = [
    ("o", "Overview", routes::OVERVIEW),
    ("i", "Identities", routes::IDENTITIES),
    ("a", "Escalations", routes::ESCALATIONS),
    ("e", "Events", routes::EVENTS),
    ("d", "Devices", routes::DEVICES),
    ("g", "Groups", routes::GROUPS),
    ("c", "Credentials", routes::CREDENTIALS),
    ("r", "Rules", routes::RULES),
    ("h", "Channels", routes::CHANNELS),
    ("m", "Mappings", routes::MAPPINGS),
    ("t", "Datasets", routes::DATASETS),
    ("s", "Your sign-in", routes::MEMBER),
    ("n", "Install", routes::ONBOARDING),
];

/// Keys of the inbox, which its page listens for.
const INBOX: [(&str, &str); 8] = [
    ("j", "Next row"),
    ("k", "Previous row"),
    ("Enter", "Open the row"),
    ("x", "Select the row"),
    ("a", "Acknowledge"),
    ("c", "Close"),
    ("n", "Next escalation"),
    ("p", "Previous escalation"),
];

/// Whether keys do anything, for everyone who listens for them.
#[derive(Clone, Copy)]
pub struct Keys {
    enabled: RwSignal<bool>,
    /// `g` was pressed: the next key leads somewhere.
    going: RwSignal<bool>,
}

impl Keys {
    /// Provides it to everything below.
    pub fn provide() -> Self {
        let keys = Self {
            enabled: RwSignal::new(true),
            going: RwSignal::new(false),
        };
        provide_context(keys);
        keys
    }
}

/// Calls `press` with each key that is pressed outside of what is filled in, for as long as the caller's view lives;
/// `press` says whether the key meant something.
pub fn use_keys(press: impl Fn(&str) -> bool + Clone + 'static) {
    let Some(Keys { enabled, going }) = use_context() else {
        return;
    };
    Effect::new(move |_| {
        let press = press.clone();
        let listen = move |event: KeyboardEvent| {
            let taken = event.default_prevented() || going.get_untracked() || !enabled.get_untracked();
            if !taken && !is_modified(&event) && !is_typing(&event) && press(&event.key()) {
                event.prevent_default();
            }
        };
        let listener = window_event_listener(leptos::ev::keydown, listen);
        on_cleanup(move || listener.remove());
    });
}

/// Listens for keys and holds the help sheet.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let help = RwSignal::new(false);
    let Keys { enabled, going } = use_context().unwrap_or_else(Keys::provide);
    let navigate = use_navigate();
    Effect::new(move |_| enabled.set(browser::remembered(KEY).as_deref() != Some("off")));
    let press = move |event: KeyboardEvent| {
        let key = event.key();
        if !enabled.get_untracked() || is_modified(&event) || is_typing(&event) {
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
                <dt class="keys__heading">"In the inbox"</dt><dd></dd>
                {INBOX.map(|(key, label)| view! { <dt><kbd>{key}</kbd></dt><dd>{label}</dd> }).into_iter().collect_view()}
                <dt class="keys__heading">"Everywhere"</dt><dd></dd>
                <dt><kbd>"?"</kbd></dt><dd>"This sheet"</dd>
                <dt><kbd>"Esc"</kbd></dt><dd>"Close"</dd>
            </dl>
            <Switch label="Keyboard shortcuts" on=enabled change/>
        </Dialog>
    }
}

fn is_modified(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key()
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
