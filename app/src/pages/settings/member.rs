//! One's own sign-in: password, sessions, and the way out of the example account.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::button::{Button, Tone};
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::page_header::PageHeader;
use crate::components::toast::use_toaster;
use crate::components::untrusted::visible;
use crate::layout::member::use_member;
use crate::types::member::{Me, Role};
use crate::{api, browser, routes};

mod example;
mod password;

use example::RemoveExample;
use password::PasswordForm;

#[component]
pub fn MemberPage() -> impl IntoView {
    let member = use_member().resource();
    view! {
        <PageHeader title="Your sign-in" about="How you get in, and how to get everyone else out."/>
        <Load resource=member let:me>
            <div class="member">
                {me.account.demo.then(|| view! { <RemoveExample name=me.account.name.clone()/> })}
                <Who me/>
                <PasswordForm/>
                <Sessions/>
            </div>
        </Load>
    }
}

#[component]
fn Who(me: Me) -> impl IntoView {
    let role = match me.role {
        Role::Owner => "Owner: everything",
        Role::Admin => "Admin: everything but deleting the account",
        Role::Analyst => "Analyst: investigates and disregards",
        Role::Viewer => "Viewer: reads",
    };
    view! {
        <section class="card member__card">
            <h2 class="card__title">"You"</h2>
            <dl class="member__facts">
                <dt>"Email"</dt><dd><bdi>{visible(&me.email)}</bdi></dd>
                <dt>"Account"</dt><dd><bdi>{visible(&me.account.name)}</bdi></dd>
                <dt>"Role"</dt><dd>{role}</dd>
            </dl>
        </section>
    }
}

#[component]
fn Sessions() -> impl IntoView {
    let toaster = use_toaster();
    let busy = RwSignal::new(false);
    let sign_out = move |everywhere: bool| {
        busy.set(true);
        spawn_local(async move {
            let done = if everywhere {
                api::auth::logout_everywhere().await
            } else {
                api::auth::logout().await
            };
            match done {
                Ok(()) => browser::leave_for(routes::SIGN_IN),
                Err(error) => {
                    toaster.failed("Not signed out", &error);
                    busy.set(false);
                }
            }
        });
    };
    view! {
        <section class="card member__card">
            <h2 class="card__title">"Sessions"</h2>
            <p class="member__about">"A sign-in lasts 12 hours. Signing out everywhere ends yours in every browser at once, this one included."</p>
            <div class="member__actions">
                <Button icon=Icon::SignOut busy press=move |_| sign_out(false)>"Sign out"</Button>
                <Button tone=Tone::Danger busy press=move |_| sign_out(true)>"Sign out everywhere"</Button>
            </div>
        </section>
    }
}
