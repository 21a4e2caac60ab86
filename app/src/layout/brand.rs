//! The mark and the name.

use leptos::prelude::*;

/// A vessel with what has settled in it, and the name beside it.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <span class="brand">
            <svg class="brand__mark" viewBox="0 0 28 28" width="26" height="26" aria-hidden="true">
                <rect class="brand__ground" width="28" height="28" rx="8"></rect>
                <path class="brand__glass" d="M8 6.5v9.2a6 6 0 0 0 12 0V6.5"></path>
                <path class="brand__dregs" d="M9.9 15.2h8.2v.5a4.1 4.1 0 0 1-8.2 0v-.5Z"></path>
                <path class="brand__drop" d="M14 8.6v2.8"></path>
            </svg>
            <span class="brand__name">"Dregs"</span>
        </span>
    }
}
