//! Key pairs: made, limited to origins, switched off, revoked.

use leptos::prelude::*;

use crate::api;
use crate::components::button::{Button, Tone};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::components::reveal::RevealSecret;
use crate::layout::member::use_member;
use crate::types::credential::{Credential, NewCredential};
use crate::types::member::Role;

mod card;
mod create;
mod edit;
mod keys;
mod origins;
mod revoke;

use card::CredentialCard;
use create::CreateDialog;
use edit::EditDialog;
use revoke::RevokeDialog;

/// What the dialogs of the page are about.
#[derive(Clone, Copy)]
struct Desk {
    creating: RwSignal<bool>,
    editing: RwSignal<Option<Credential>>,
    revoking: RwSignal<Option<Credential>>,
    created: RwSignal<Option<NewCredential>>,
    /// Runs when the list is not up to date any more.
    changed: Callback<()>,
}

#[component]
pub fn CredentialsPage() -> impl IntoView {
    let credentials = Resource::new(|| (), |()| api::credentials::list());
    let member = use_member().resource();
    let desk = Desk {
        creating: RwSignal::new(false),
        editing: RwSignal::new(None),
        revoking: RwSignal::new(None),
        created: RwSignal::new(None),
        changed: Callback::new(move |()| credentials.refetch()),
    };
    view! {
        <PageHeader title="Credentials" about="Key pairs: the public key goes into your pages, the secret key onto your servers.">
            <Load resource=member skeleton=Skeleton::Nothing let:me>
                {may_change(me.role).then(|| view! {
                    <Button tone=Tone::Primary icon=Icon::Plus press=move |_| desk.creating.set(true)>"New credential"</Button>
                })}
            </Load>
        </PageHeader>
        <div class="credentials">
            {move || desk.created.get().map(|created| view! {
                <RevealSecret created done=move |()| desk.created.set(None)/>
            })}
            <Load resource=credentials skeleton=Skeleton::Rows let:all>
                <List all desk/>
            </Load>
        </div>
        <CreateDialog desk/>
        <EditDialog desk/>
        <RevokeDialog desk/>
    }
}

#[component]
fn List(all: Vec<Credential>, desk: Desk) -> impl IntoView {
    if all.is_empty() {
        return view! {
            <div class="card">
                <Empty icon=Icon::Key title="No credentials yet" text="Make one to send events: a public key for your pages and a secret key for your servers."/>
            </div>
        }
        .into_any();
    }
    let (working, revoked): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.revoked_at.is_none());
    let cards = |credentials: Vec<Credential>| {
        credentials
            .into_iter()
            .map(move |credential| view! { <CredentialCard credential desk/> })
            .collect_view()
    };
    let past = (!revoked.is_empty()).then(|| {
        view! {
            <details class="credentials__past">
                <summary>{format!("Revoked ({})", revoked.len())}</summary>
                <div class="credentials__list">{cards(revoked)}</div>
            </details>
        }
    });
    view! {
        <div class="credentials__list">{cards(working)}</div>
        {past}
    }
    .into_any()
}

/// Whether a role changes keys: hide what it can never do.
fn may_change(role: Role) -> bool {
    role >= Role::Admin
}
