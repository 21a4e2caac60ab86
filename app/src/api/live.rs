//! The live stream: one connection for the whole dashboard, any number of listeners.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

use crate::types::stream::StreamMessage;

const KINDS: [&str; 6] = ["event", "scored", "reviewed", "escalation", "rejected", "missed"];

type Listener = Arc<dyn Fn(&StreamMessage) + Send + Sync>;

/// The live stream, as the layout provides it.
#[derive(Clone, Copy)]
pub struct Live {
    listeners: StoredValue<Vec<(u64, Listener)>>,
    next: StoredValue<u64>,
    connected: RwSignal<bool>,
}

impl Live {
    /// Provides the stream to everything below; it connects once the page runs in a browser.
    pub fn provide() {
        let live = Self {
            listeners: StoredValue::new(Vec::new()),
            next: StoredValue::new(0),
            connected: RwSignal::new(false),
        };
        provide_context(live);
        Effect::new(move |_| live.connect());
    }

    /// Whether messages arrive now.
    pub fn connected(self) -> Signal<bool> {
        self.connected.into()
    }

    fn connect(self) {
        let Ok(source) = EventSource::new("/api/stream") else {
            return;
        };
        let deliver = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let data = message.data().as_string();
            if let Some(message) = data.and_then(|text| read(&message.type_(), &text)) {
                self.deliver(&message);
            }
        });
        for kind in KINDS {
            let _ = source.add_event_listener_with_callback(kind, deliver.as_ref().unchecked_ref());
        }
        let opened = Closure::<dyn FnMut()>::new(move || self.connected.set(true));
        let broken = Closure::<dyn FnMut()>::new(move || self.connected.set(false));
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        source.set_onerror(Some(broken.as_ref().unchecked_ref()));
        let held = SendWrapper::new((source, deliver, opened, broken));
        on_cleanup(move || held.0.close());
    }

    fn deliver(self, message: &StreamMessage) {
        // A copy, because a listener may end another one's life.
        let listeners = self.listeners.try_get_value().unwrap_or_default();
        for (_, listener) in listeners {
            listener(message);
        }
    }
}

/// Reads a message whose kind is known from its event. Asking the message itself would load a second reader of every
/// type into the browser: one that can look at the data before it knows what it is.
fn read(kind: &str, text: &str) -> Option<StreamMessage> {
    #[derive(Deserialize)]
    struct Message<T> {
        data: T,
    }
    fn data<T: DeserializeOwned>(text: &str) -> Option<T> {
        serde_json::from_str::<Message<T>>(text)
            .ok()
            .map(|message| message.data)
    }
    Some(match kind {
        "event" => StreamMessage::Event(Box::new(data(text)?)),
        "scored" => StreamMessage::Scored(Box::new(data(text)?)),
        "reviewed" => StreamMessage::Reviewed(Box::new(data(text)?)),
        "escalation" => StreamMessage::Escalation(Box::new(data(text)?)),
        "rejected" => StreamMessage::Rejected(data(text)?),
        "missed" => StreamMessage::Missed(data(text)?),
        _ => return None,
    })
}

/// Calls `listener` with every message for as long as the caller's view lives.
pub fn use_live(listener: impl Fn(&StreamMessage) + Send + Sync + 'static) {
    let Some(live) = use_context::<Live>() else { return };
    let id = live.next.get_value();
    live.next.set_value(id + 1);
    live.listeners
        .update_value(|all| all.push((id, Arc::new(listener))));
    on_cleanup(move || {
        let _ = live
            .listeners
            .try_update_value(|all| all.retain(|(other, _)| *other != id));
    });
}

/// Calls `refresh` soon after a message that concerns the caller, and at most once in `pause`.
pub fn use_live_refresh(
    pause: Duration,
    concerns: impl Fn(&StreamMessage) -> bool + Send + Sync + 'static,
    refresh: impl Fn() + Copy + Send + Sync + 'static,
) {
    let waiting = StoredValue::new(false);
    use_live(move |message| {
        if !concerns(message) || waiting.try_get_value() != Some(false) {
            return;
        }
        waiting.set_value(true);
        let fire = move || {
            if waiting.try_update_value(|waiting| *waiting = false).is_some() {
                refresh();
            }
        };
        set_timeout(fire, pause);
    });
}
