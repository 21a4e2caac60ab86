//! Facts about one thing: names beside values.

use leptos::prelude::*;

/// A list of [`Fact`]s.
#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One fact; a `wide` one has a row to itself.
#[component]
pub fn Fact(#[prop(into)] name: String, #[prop(optional)] wide: bool, children: Children) -> impl IntoView {
    view! {
        <div class="facts__one" class:facts__one--wide=wide>
            <dt class="facts__name">{name}</dt>
            <dd class="facts__value">{children()}</dd>
        </div>
    }
}
