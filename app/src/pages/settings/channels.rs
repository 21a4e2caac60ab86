//! Channels: where news goes by email, through Slack and as webhooks, and how that is going.

use leptos::prelude::*;

use crate::api;
use crate::api::client::ApiResult;
use crate::components::button::{Button, Tone};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::layout::member::use_member;
use crate::types::channel::{Channel, ChannelType};
use crate::types::member::Role;
use crate::types::time::Timestamp;

pub mod detail;

mod card;
mod delete;
mod delivery;
mod desk;
mod events;
mod fields;
mod form;
mod fresh;
mod listed;
mod log;
mod notice;
mod query;
mod request;
mod rotate;
mod row;
mod signature;
mod trial;

use card::ChannelCard;
use desk::{Desk, Dialogs, Subject, Told};
use fresh::use_fresh;
use listed::Listed;

/// Why an analyst's and a viewer's buttons are not there.
const NOT_ALLOWED: &str = "Changing channels takes the role admin; you can look at all of it.";

#[component]
pub fn ChannelsPage() -> impl IntoView {
    let channels = Resource::new(|| (), |()| listed::all());
    let member = use_member().resource();
    let desk = Desk::new(Callback::new(move |()| channels.refetch()));
    use_fresh(
        move || matches!(channels.get(), Some(Ok(all)) if all.iter().any(Listed::is_moving)),
        move || channels.refetch(),
    );
    view! {
        <PageHeader title="Channels" about="Where news goes: by email, into Slack, to a server of yours. A rule says which of its channels hear of its escalations.">
            <Load resource=member skeleton=Skeleton::Nothing let:me>
                {(me.role >= Role::Admin).then(|| view! {
                    <Button tone=Tone::Primary icon=Icon::Plus press=move |_| desk.edit(Subject::New(ChannelType::Webhook))>"Add channel"</Button>
                })}
            </Load>
        </PageHeader>
        <div class="channels">
            <Told desk/>
            <Load resource=channels skeleton=Skeleton::Rows let:all>
                <List all desk/>
            </Load>
        </div>
        <Dialogs desk/>
    }
}

#[component]
fn List(all: Vec<Listed>, desk: Desk) -> impl IntoView {
    let member = use_member().resource();
    view! {
        <Load resource=member skeleton=Skeleton::Nothing let:me>
            {
                let may = me.role >= Role::Admin;
                let all = all.clone();
                let why = (!may).then(|| view! { <p class="channels__why">{NOT_ALLOWED}</p> });
                if all.is_empty() {
                    view! { {why}<Nothing may desk/> }.into_any()
                } else {
                    let cards = all.into_iter().map(|listed| view! { <ChannelCard listed may desk/> });
                    view! { {why}<div class="channels__list">{cards.collect_view()}</div> }.into_any()
                }
            }
        </Load>
    }
}

#[component]
fn Nothing(may: bool, desk: Desk) -> impl IntoView {
    let kinds = ChannelType::ALL.map(|kind| {
        view! {
            <li class="channels__kind">
                <p class="channels__kind-name">{word(kind)}</p>
                <p class="channels__kind-about">{about(kind)}</p>
                {may.then(|| view! { <Button press=move |_| desk.edit(Subject::New(kind))>{format!("Add {}", article(kind))}</Button> })}
            </li>
        }
    });
    view! {
        <div class="card">
            <Empty icon=Icon::Send title="Nobody is told yet"
                text="What your rules raise waits in the inbox of escalations until somebody looks. Add a channel and it comes to you; then choose it in an escalation rule."/>
            <ul class="channels__kinds">{kinds.into_iter().collect_view()}</ul>
        </div>
    }
}

/// What a kind of channels is called.
const fn word(kind: ChannelType) -> &'static str {
    match kind {
        ChannelType::Email => "Email",
        ChannelType::Slack => "Slack",
        ChannelType::Webhook => "Webhook",
    }
}

const fn article(kind: ChannelType) -> &'static str {
    match kind {
        ChannelType::Email => "email",
        ChannelType::Slack => "Slack",
        ChannelType::Webhook => "a webhook",
    }
}

const fn about(kind: ChannelType) -> &'static str {
    match kind {
        ChannelType::Email => "To members of this account, through the mail server of this installation.",
        ChannelType::Slack => "A card in a channel of yours, through an incoming webhook of Slack.",
        ChannelType::Webhook => "A signed request to a server of yours, within seconds of what happened.",
    }
}

/// Whether a time has not come yet.
fn is_ahead(at: Option<Timestamp>, now: i64) -> bool {
    at.is_some_and(|at| at.millis() > now)
}

/// One channel with its latest delivery, as a list of one: browsers load one kind of list for both pages.
async fn one(id: i64) -> ApiResult<Vec<Listed>> {
    let channel = api::channels::get(id).await?;
    Ok(vec![listed::with_last(channel).await?])
}

/// A name for the dialogs and messages about a channel.
fn named(channel: &Channel) -> String {
    crate::components::identity_link::short(&channel.name)
}
