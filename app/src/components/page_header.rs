//! The title of a page, with what can be done there.

use leptos::prelude::*;
use leptos_meta::Title;

use super::untrusted::visible;

/// Title and, beside it, actions; also names the browser's tab.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    /// One sentence on what the page is for.
    #[prop(optional, into)]
    about: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let shown = visible(&title);
    view! {
        <Title text=format!("{shown} · Dregs")/>
        <header class="page-header">
            <div class="page-header__text">
                <h1 class="page-header__title"><bdi>{shown.clone()}</bdi></h1>
                {about.map(|about| view! { <p class="page-header__about">{about}</p> })}
            </div>
            {children.map(|children| view! { <div class="page-header__actions">{children()}</div> })}
        </header>
    }
}
