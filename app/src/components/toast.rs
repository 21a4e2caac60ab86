//! Short messages about what was done, read aloud politely.

use std::time::Duration;

use leptos::prelude::*;

use crate::api::client::ApiError;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Done,
    Failed,
}

#[derive(Clone, Debug)]
struct Message {
    id: u64,
    kind: Kind,
    text: String,
}

/// Shows messages at the edge of the screen.
#[derive(Clone, Copy)]
pub struct Toaster(RwSignal<Vec<Message>>, StoredValue<u64>);

impl Toaster {
    /// Provides it to everything below.
    pub fn provide() -> Self {
        let toaster = Self(RwSignal::new(Vec::new()), StoredValue::new(0));
        provide_context(toaster);
        toaster
    }

    /// Says that something was done, and how to undo it or that there is no undo.
    pub fn done(self, text: impl Into<String>) {
        self.show(Kind::Done, text.into());
    }

    /// Says that a call failed.
    pub fn failed(self, what: &str, error: &ApiError) {
        self.show(Kind::Failed, format!("{what}: {}", error.message()));
    }

    fn show(self, kind: Kind, text: String) {
        let id = self.1.get_value();
        self.1.set_value(id + 1);
        self.0.update(|all| all.push(Message { id, kind, text }));
        let close = move || {
            let _ = self.0.try_update(|all| all.retain(|message| message.id != id));
        };
        set_timeout(close, Duration::from_secs(6));
    }
}

/// The messages of the nearest layout.
pub fn use_toaster() -> Toaster {
    use_context().unwrap_or_else(Toaster::provide)
}

/// Where the messages appear.
#[component]
pub fn Toasts(toaster: Toaster) -> impl IntoView {
    let show = move |message: Message| {
        let class = match message.kind {
            Kind::Done => "toast",
            Kind::Failed => "toast toast--failed",
        };
        view! { <p class=class>{message.text}</p> }
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toaster.0.get() key=|message| message.id children=show/>
        </div>
    }
}
