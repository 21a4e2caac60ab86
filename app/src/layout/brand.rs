//! The mark and the name.

use leptos::prelude::*;

/// A vessel with what has settled in it, and the name beside it.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <span class="brand">
            <svg class="brand__mark" viewBox="0 0 28 28" width="26" height="26" aria-hidden="true">
                <rect class="brand__ground" width="28" height="28" rx="8"></rect>
                <circle class="brand__glass" cx="14" cy="14" r="7.5"></circle>
                <path class="brand__dregs" d="M7.7 15.4h12.6a6.4 6.4 0 0 1-12.6 0Z"></path>
            </svg>
            <span class="brand__name">"Dregs"</span>
        </span>
    }
}
