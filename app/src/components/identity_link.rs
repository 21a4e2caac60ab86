//! A link to an identity: what to call the person, and their id below it.

use leptos::prelude::*;

use super::untrusted::visible;
use crate::routes;
use crate::types::identity::Identity;

/// The best name, with the email address or the id below it.
#[component]
pub fn IdentityLink(identity: Identity) -> impl IntoView {
    let label = identity.label().to_owned();
    let below = [identity.display_email.as_deref(), Some(identity.id.as_str())]
        .into_iter()
        .flatten()
        .find(|other| *other != label)
        .map(short);
    view! {
        <span class="identity-link">
            <a class="identity-link__name" href=routes::identity(identity.id.as_str())><bdi>{short(&label)}</bdi></a>
            {below.map(|below| view! { <span class="identity-link__below"><bdi>{below}</bdi></span> })}
        </span>
    }
}

/// A name that fits into a list.
pub fn short(text: &str) -> String {
    match text.char_indices().nth(64) {
        Some((at, _)) => visible(&text[..at]) + "…",
        None => visible(text),
    }
}
