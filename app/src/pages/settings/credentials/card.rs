//! One credential of the list.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keys::Keys;
use super::{Desk, may_change};
use crate::api;
use crate::components::button::{Button, Tone};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::switch::Switch;
use crate::components::time::TimeAgo;
use crate::components::toast::use_toaster;
use crate::components::untrusted::visible;
use crate::layout::member::use_member;
use crate::types::credential::{Credential, CredentialPatch};

/// Name, keys, origins, use, and what can be done with it.
#[component]
pub fn CredentialCard(credential: Credential, desk: Desk) -> impl IntoView {
    let works = credential.enabled && credential.revoked_at.is_none();
    let class = if works {
        "card credential"
    } else {
        "card credential credential--off"
    };
    let state = match (credential.revoked_at, credential.enabled) {
        (Some(at), _) => {
            view! { <span class="badge badge--bad">"Revoked\u{a0}"<TimeAgo at/></span> }.into_any()
        }
        (None, false) => view! { <span class="badge badge--watch">"Disabled"</span> }.into_any(),
        (None, true) => view! { <span class="badge badge--good">"Enabled"</span> }.into_any(),
    };
    let keys = (
        credential.public_key.to_string(),
        credential.secret_key_prefix.clone(),
    );
    let (created, used) = (credential.created_at, credential.last_used_at);
    let name = visible(&credential.name);
    let label = name.clone();
    view! {
            <article class=class aria-label=label>
                <header class="credential__head">
                    <h2 class="credential__name"><bdi>{name}</bdi></h2>
                    {state}
                    <span class="credential__used">
    {match used {
                            Some(at) => view! { "Last used "<TimeAgo at/> }.into_any(),
                            None => "Never used".into_any(),
                        }}" · created "<TimeAgo at=created/>
                    </span>
                </header>
                <Keys public_key=keys.0 prefix=keys.1/>
                <Origins origins=credential.allowed_origins.clone()/>
                {credential.revoked_at.is_none().then(|| view! { <Actions credential desk/> })}
            </article>
        }
}

#[component]
fn Origins(origins: Vec<String>) -> impl IntoView {
    if origins.is_empty() {
        return view! {
            <p class="credential__origins"><span class="credential__label">"Origins"</span><span class="faint">"any page may send with the public key"</span></p>
        }
        .into_any();
    }
    let all = origins
        .into_iter()
        .map(|origin| view! { <li><code>{visible(&origin)}</code></li> });
    view! {
        <div class="credential__origins">
            <span class="credential__label">"Origins"</span>
            <ul class="credential__origin-list">{all.collect_view()}</ul>
        </div>
    }
    .into_any()
}

#[component]
fn Actions(credential: Credential, desk: Desk) -> impl IntoView {
    let member = use_member().resource();
    let toaster = use_toaster();
    let id = credential.id;
    let on = RwSignal::new(credential.enabled);
    let credential = StoredValue::new(credential);
    let switch = move |enabled: bool| {
        on.set(enabled);
        let patch = CredentialPatch {
            enabled: Some(enabled),
            ..CredentialPatch::default()
        };
        spawn_local(async move {
            match api::credentials::update(id, &patch).await {
                Ok(_) if enabled => toaster.done("Enabled: both keys work again."),
                Ok(_) => toaster.done("Disabled: both keys are refused until you switch them on again."),
                Err(error) => {
                    on.set(!enabled);
                    return toaster.failed("Not changed", &error);
                }
            }
            desk.changed.run(());
        });
    };
    view! {
        <Load resource=member skeleton=Skeleton::Nothing let:me>
            {may_change(me.role).then(|| view! {
                <footer class="credential__actions">
                    <Switch label="Enabled" on change=switch/>
                    <span class="credential__gap"></span>
                    <Button press=move |_| desk.editing.set(Some(credential.get_value()))>"Edit name and origins"</Button>
                    <Button tone=Tone::Danger press=move |_| desk.revoking.set(Some(credential.get_value()))>"Revoke"</Button>
                </footer>
            })}
        </Load>
    }
}
