//! A switch: on or off, at once.

use leptos::prelude::*;

/// A switch that shows `on` and calls `change` with what it should become.
#[component]
pub fn Switch(
    #[prop(into)] label: String,
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] change: Callback<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button type="button" role="switch" class="switch" disabled=move || disabled.get()
            aria-checked=move || on.get().to_string() on:click=move |_| change.run(!on.get_untracked())>
            <span class="switch__track" aria-hidden="true"><span class="switch__thumb"></span></span>
            <span>{label}</span>
        </button>
    }
}
