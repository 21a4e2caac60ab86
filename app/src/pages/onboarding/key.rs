//! Step one: a key pair.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Pair, Step};
use crate::api;
use crate::components::button::{Button, Tone};
use crate::components::copy::CopyText;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::reveal::RevealSecret;
use crate::components::toast::use_toaster;
use crate::components::untrusted::visible;
use crate::layout::member::use_member;
use crate::routes;
use crate::types::credential::{Credential, CredentialDraft};
use crate::types::member::Role;

/// What the first credential is called until someone renames it.
const FIRST_NAME: &str = "Website";

/// Explains the two keys, and makes a pair when there is none.
#[component]
pub fn KeyStep(pair: Pair) -> impl IntoView {
    let revealed = RwSignal::new(true);
    let has_key = Signal::derive(move || pair.credential().is_some());
    view! {
        <Step number=1 title="Your keys" done=has_key>
            <ul class="key-kinds">
                <li><code>"pk_"</code><span><b>"Public."</b>" Stands in your pages for everyone to see. It can send events, and nothing else."</span></li>
                <li><code>"sk_"</code><span><b>"Secret."</b>" Stays on your servers. It reads scores and writes everything, so it is shown once and kept as a hash."</span></li>
            </ul>
            {move || match pair.credential() {
                Some(credential) => view! { <Existing credential/> }.into_any(),
                None => view! { <CreateFirst pair/> }.into_any(),
            }}
            {move || pair.created.get().filter(|_| revealed.get()).map(|created| view! {
                <RevealSecret created done=move |()| revealed.set(false)/>
            })}
        </Step>
    }
}

#[component]
fn Existing(credential: Credential) -> impl IntoView {
    view! {
        <div class="key-line">
            <span class="key-line__name"><bdi>{visible(&credential.name)}</bdi></span>
            <CopyText text=credential.public_key.to_string() what="public key"/>
            <a class="key-line__more" href=routes::CREDENTIALS>"All credentials"</a>
        </div>
    }
}

#[component]
fn CreateFirst(pair: Pair) -> impl IntoView {
    let member = use_member().resource();
    let busy = RwSignal::new(false);
    let toaster = use_toaster();
    let create = move |_| {
        busy.set(true);
        let draft = CredentialDraft {
            name: FIRST_NAME.to_owned(),
            allowed_origins: Vec::new(),
        };
        spawn_local(async move {
            match api::credentials::create(&draft).await {
                // From here on there is nothing left of this button.
                Ok(created) => pair.created.set(Some(created)),
                Err(error) => {
                    toaster.failed("No credential was made", &error);
                    busy.set(false);
                }
            }
        });
    };
    view! {
        <Load resource=member skeleton=Skeleton::Nothing let:me>
            {if me.role >= Role::Admin {
                view! { <Button tone=Tone::Primary icon=Icon::Key busy press=create>"Create a key pair"</Button> }.into_any()
            } else {
                view! { <p class="step__about">"There is no working key pair yet. An owner or an admin of this account can make one."</p> }.into_any()
            }}
        </Load>
    }
}
