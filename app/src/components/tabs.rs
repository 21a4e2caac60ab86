//! Tabs that are links, so that the URL says which one is open.

use leptos::prelude::*;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The value of the parameter; empty for the first.
    pub key: &'static str,
    /// What is written on it.
    pub label: &'static str,
    /// How many there are inside, when that is known.
    pub count: Option<usize>,
}

impl Tab {
    /// A tab without a count.
    pub const fn new(key: &'static str, label: &'static str) -> Self {
        Self {
            key,
            label,
            count: None,
        }
    }
}

/// A row of tabs; `href` makes the address of each.
#[component]
pub fn Tabs(
    tabs: Vec<Tab>,
    #[prop(into)] current: Signal<String>,
    #[prop(into)] href: Callback<&'static str, String>,
    #[prop(into)] label: String,
) -> impl IntoView {
    let links = tabs.into_iter().map(|tab| {
        let is_current = move || (current.get() == tab.key).then_some("page");
        view! {
            <a class="tabs__tab" href=move || href.run(tab.key) aria-current=is_current data-noscroll="">
                {tab.label}
                {tab.count.map(|count| view! { <span class="tabs__count">{count}</span> })}
            </a>
        }
    });
    view! { <nav class="tabs" aria-label=label>{links.collect_view()}</nav> }
}
