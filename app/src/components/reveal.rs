//! A new secret: shown once, with everything one needs to put it where it belongs.

use leptos::prelude::*;

use super::button::{Button, Tone};
use super::code::CodeBlock;
use super::copy::CopyText;
use super::icon::{Draw, Icon};
use super::own_address::use_own_address;
use super::untrusted::visible;
use crate::types::credential::NewCredential;

const ABOUT_KEY: &str = "It is shown this once and kept only as a hash. Whoever has it can read and write everything in this account, so it belongs on your server and never in a page.";
const ABOUT_SIGNING: &str = "It is shown this once. Your receiver tells by it that a webhook comes from here; whoever has it can make webhooks up, so it belongs on your server.";

/// A credential's secret key and its lines for an `.env` file; `done` takes it away for good.
#[component]
pub fn RevealSecret(created: NewCredential, #[prop(into)] done: Callback<()>) -> impl IntoView {
    let address = use_own_address();
    let secret = created.secret_key.clone();
    let lines =
        Signal::derive(move || format!("DREGS_SECRET_KEY={secret}\nDREGS_BASE_URL={}/api", address.get()));
    view! { <Revealed what="secret key" about=ABOUT_KEY of=created.credential.name secret=created.secret_key lines done/> }
}

/// A webhook's signing secret and its line for an `.env` file; `done` takes it away for good.
#[component]
pub fn RevealSigning(of: String, secret: String, #[prop(into)] done: Callback<()>) -> impl IntoView {
    let lines = format!("DREGS_WEBHOOK_SECRET={secret}");
    view! { <Revealed what="signing secret" about=ABOUT_SIGNING of secret lines done/> }
}

#[component]
fn Revealed(
    what: &'static str,
    about: &'static str,
    /// Whose it is.
    of: String,
    secret: String,
    #[prop(into)] lines: Signal<String>,
    done: Callback<()>,
) -> impl IntoView {
    let name = visible(&of);
    view! {
        <section class="card reveal" aria-label=format!("New {what}") tabindex="-1">
            <header class="reveal__head">
                <span class="reveal__icon"><Draw icon=Icon::Key/></span>
                <div>
                    <h2 class="card__title">"Store the "{what}" of “"<bdi>{name}</bdi>"” now"</h2>
                    <p class="reveal__about">{about}</p>
                </div>
            </header>
            <div class="reveal__key"><CopyText text=secret what=what/></div>
            <p class="field__label">"Or as lines of your server's .env file"</p>
            <CodeBlock code=lines what="lines for .env"/>
            <div class="reveal__done">
                <Button tone=Tone::Primary icon=Icon::Check press=move |_| done.run(())>"I have stored it"</Button>
            </div>
        </section>
    }
}
