//! A dot that says whether something is alive.

use leptos::prelude::*;

/// A dot beside a word: it pulses while `on`.
#[component]
pub fn Pulse(#[prop(into)] on: Signal<bool>, #[prop(into)] label: Signal<String>) -> impl IntoView {
    view! {
        <span class="pulse" class:pulse--on=move || on.get()>
            <span class="pulse__dot" aria-hidden="true"></span>
            {move || label.get()}
        </span>
    }
}
