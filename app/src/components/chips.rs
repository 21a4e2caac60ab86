//! Active filters, each a chip that a click takes away.

use leptos::prelude::*;

use super::icon::{Draw, Icon};
use super::untrusted::visible;

/// A filter that is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterChip {
    /// Such as `Device is 0123…`.
    pub text: String,
    /// The page without it.
    pub without: String,
}

/// The filters that are on, and a way to drop all of them; nothing when there are none.
#[component]
pub fn FilterChips(
    #[prop(into)] chips: Signal<Vec<FilterChip>>,
    #[prop(into)] clear: String,
) -> impl IntoView {
    move || {
        let chips = chips.get();
        (!chips.is_empty()).then(|| {
            view! {
                <div class="chips" role="group" aria-label="Active filters">
                    {chips.into_iter().map(|chip| view! { <OneChip chip/> }).collect_view()}
                    <a class="chips__clear" href=clear.clone()>"Clear filters"</a>
                </div>
            }
        })
    }
}

#[component]
fn OneChip(chip: FilterChip) -> impl IntoView {
    let text = visible(&chip.text.chars().take(80).collect::<String>());
    view! {
        <a class="chip" href=chip.without title="Remove this filter">
            <bdi>{text}</bdi>
            <Draw icon=Icon::Close/>
        </a>
    }
}
