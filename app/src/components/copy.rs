//! Copying ids, keys and snippets.

use std::time::Duration;

use leptos::prelude::*;

use super::icon::{Draw, Icon};
use super::untrusted::visible;
use crate::browser;

/// A small button that copies a text and says so.
#[component]
pub fn CopyButton(
    #[prop(into)] text: Signal<String>,
    /// What is copied, such as “identity id”.
    #[prop(into)]
    what: String,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        browser::copy(&text.get_untracked());
        copied.set(true);
        set_timeout(
            move || {
                let _ = copied.try_set(false);
            },
            Duration::from_secs(2),
        );
    };
    let label = format!("Copy {what}");
    view! {
        <button type="button" class="copy" class:copy--done=move || copied.get() on:click=copy
            title=label.clone() aria-label=label>
            {move || {
                let icon = if copied.get() { Icon::Check } else { Icon::Copy };
                view! { <Draw icon/> }
            }}
            <span class="visually-hidden" role="status">{move || copied.get().then_some("Copied")}</span>
        </button>
    }
}

/// An id or a key in fixed-width type, which a click selects whole, with a button that copies it.
#[component]
pub fn CopyText(#[prop(into)] text: String, #[prop(into)] what: String) -> impl IntoView {
    let shown = visible(&text);
    view! {
        <span class="copy-text">
            <code class="copy-text__text"><bdi>{shown}</bdi></code>
            <CopyButton text what/>
        </span>
    }
}
