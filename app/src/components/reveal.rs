//! A new credential's secret: shown once, with everything one needs to put it where it belongs.

use leptos::prelude::*;

use super::button::{Button, Tone};
use super::code::CodeBlock;
use super::copy::CopyText;
use super::icon::{Draw, Icon};
use super::own_address::use_own_address;
use super::untrusted::visible;
use crate::types::credential::NewCredential;

/// The secret and its lines for an `.env` file; `done` takes it away for good.
#[component]
pub fn RevealSecret(created: NewCredential, #[prop(into)] done: Callback<()>) -> impl IntoView {
    let address = use_own_address();
    let secret = created.secret_key.clone();
    let name = visible(&created.credential.name);
    let lines =
        Signal::derive(move || format!("DREGS_SECRET_KEY={secret}\nDREGS_BASE_URL={}/api", address.get()));
    view! {
        <section class="card reveal" aria-label="New secret key" tabindex="-1">
            <header class="reveal__head">
                <span class="reveal__icon"><Draw icon=Icon::Key/></span>
                <div>
                    <h2 class="card__title">"Store the secret key of “"<bdi>{name}</bdi>"” now"</h2>
                    <p class="reveal__about">"It is shown this once and kept only as a hash. Whoever has it can read and write everything in this account, so it belongs on your server and never in a page."</p>
                </div>
            </header>
            <div class="reveal__key"><CopyText text=created.secret_key what="secret key"/></div>
            <p class="field__label">"Or as lines of your server's .env file"</p>
            <CodeBlock code=lines what="lines for .env"/>
            <div class="reveal__done">
                <Button tone=Tone::Primary icon=Icon::Check press=move |_| done.run(())>"I have stored it"</Button>
            </div>
        </section>
    }
}
