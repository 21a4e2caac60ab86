//! Who it is, and what a member can do about it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Subject;
use crate::api;
use crate::components::badge_chip::{BadgeChip, DisregardedChip};
use crate::components::button::Button;
use crate::components::copy::CopyText;
use crate::components::icon::{Draw, Icon};
use crate::components::page_header::PageHeader;
use crate::components::time::TimeAgoOr;
use crate::components::toast::use_toaster;
use crate::components::untrusted::visible;
use crate::layout::member::use_may;
use crate::routes;
use crate::types::identity::Identity;
use crate::types::member::Role;

/// Name, id, badges and actions.
#[component]
pub fn Header(identity: Identity, subject: Subject) -> impl IntoView {
    let id = identity.id.to_string();
    let own_id = id.clone();
    let title = identity.label().chars().take(120).collect::<String>();
    let email = identity.display_email.clone().filter(|email| *email != title);
    let badges = identity
        .badges
        .into_iter()
        .map(|badge| view! { <BadgeChip badge/> })
        .collect_view();
    let disregarded = identity.disregarded;
    view! {
        <a class="back-link" href=routes::IDENTITIES><Draw icon=Icon::Back/>"Identities"</a>
        <PageHeader title>
            <Actions id=own_id disregarded subject/>
        </PageHeader>
        <div class="identity__facts">
            {email.map(|email| view! { <span><bdi>{visible(&email)}</bdi></span> })}
            <CopyText text=id what="identity id"/>
            <span class="faint">"First seen "<TimeAgoOr at=Some(identity.created_at) never="never"/></span>
            <span class="faint">"Last seen "<TimeAgoOr at=identity.last_tracked_at never="never"/></span>
            <span class="faint">"Scored "<TimeAgoOr at=identity.last_scored_at never="never"/></span>
            <span class="badges">{disregarded.then(|| view! { <DisregardedChip/> })}{badges}</span>
        </div>
        {disregarded.then(|| view! {
            <p class="notice">
                "Left out: this identity is not scored, and its devices and addresses count for nobody else."
            </p>
        })}
    }
}

#[component]
fn Actions(id: String, disregarded: bool, subject: Subject) -> impl IntoView {
    let toaster = use_toaster();
    let may = use_may(Role::Analyst);
    let busy = RwSignal::new(false);
    let refresh = move || subject.version.update(|version| *version += 1);
    let id = StoredValue::new(id);
    let analyze = move |_| {
        busy.set(true);
        spawn_local(async move {
            match api::identities::analyze(&id.get_value()).await {
                Ok(()) => toaster.done("Queued. The scores change here when the cycle has ended."),
                Err(error) => toaster.failed("Not analyzed", &error),
            }
            busy.set(false);
        });
    };
    let toggle = move |_| {
        busy.set(true);
        spawn_local(async move {
            match api::identities::disregard(&id.get_value(), !disregarded).await {
                Ok(_) if disregarded => toaster.done("Taken back in. “Disregard” leaves it out again."),
                Ok(_) => toaster.done("Left out of scoring. “Take back in” undoes this."),
                Err(error) => toaster.failed("Not changed", &error),
            }
            busy.set(false);
            refresh();
        });
    };
    move || {
        may.get().then(|| {
            view! {
                <Button busy press=toggle>{if disregarded { "Take back in" } else { "Disregard" }}</Button>
                <Button icon=Icon::Refresh busy disabled=disregarded press=analyze>"Re-analyse"</Button>
            }
        })
    }
}
