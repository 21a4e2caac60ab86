//! What to look at when nothing arrives.

use leptos::prelude::*;

use crate::components::identity_link::short;
use crate::components::own_address::use_own_address;
use crate::routes;
use crate::types::credential::Credential;

/// The usual reasons, each with what we know about it.
#[component]
pub fn Checklist(#[prop(into)] credential: Signal<Option<Credential>>) -> impl IntoView {
    let origin = use_own_address();
    let origins = move || {
        let allowed =
            credential.with(|credential| credential.as_ref().map(|one| one.allowed_origins.clone()));
        match allowed {
            None => "There is no key pair yet: make one in step 1.".to_owned(),
            Some(allowed) if allowed.is_empty() => {
                "This key takes events from any page, so this is not it.".to_owned()
            }
            Some(allowed) => format!(
                "This key takes events only from {}. Scheme, host and port have to be the same.",
                allowed
                    .iter()
                    .map(|origin| short(origin))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        }
    };
    let key = move || {
        let key = credential.with(|credential| credential.as_ref().map(|one| one.public_key.to_string()));
        match key {
            Some(key) => format!(
                "The page must say {key}, the public one. With a secret key dregs.js refuses to start."
            ),
            None => "The page must have the public key, which starts with pk_.".to_owned(),
        }
    };
    let https = move || {
        if origin.with(|origin| origin.starts_with("https://")) {
            "This dashboard is on https, so pages on http and https can both load the script.".to_owned()
        } else {
            format!(
                "This dashboard is on plain http ({}): a page on https must not load a script from here. Put a TLS proxy in front.",
                origin.get()
            )
        }
    };
    view! {
        <div class="checklist">
            <p class="checklist__title">"Nothing after a minute. Usually it is one of these:"</p>
            <ol class="checklist__list">
                <li><b>"Origin not allowed? "</b>{origins}" "<a href=routes::CREDENTIALS>"Credentials"</a></li>
                <li><b>"Ad blocker? "</b>"Look for dregs.js in the network tab of the page. If it is blocked, try a window without extensions, or serve it from your own domain by a proxy."</li>
                <li><b>"Wrong key? "</b>{key}</li>
                <li><b>"https? "</b>{https}</li>
            </ol>
            <p class="checklist__more">"Requests that reach us and are refused show up here with their reason. If none do, the page does not reach us at all."</p>
        </div>
    }
}
