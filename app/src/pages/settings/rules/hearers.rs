//! Which channels hear of what a rule raises.

use leptos::prelude::*;

use crate::components::identity_link::short;
use crate::routes;
use crate::types::channel::{Channel, ChannelEvent};
use crate::types::ids::slug::Slug;

/// A box for each channel, or where to make one.
#[component]
pub fn Hearers(all: Vec<Channel>, chosen: RwSignal<Vec<Slug>>) -> impl IntoView {
    if all.is_empty() {
        return view! {
            <div class="editor__part">
                <span class="field__label">"Who hears of it"</span>
                <p class="rules__why">"It stands in the inbox. To be told by email, in Slack or by a webhook, "<a href=routes::CHANNELS>"add a channel"</a>"."</p>
            </div>
        }
        .into_any();
    }
    let boxes = all.into_iter().map(|channel| view! { <Hearer channel chosen/> });
    view! {
        <fieldset class="choices editor__part">
            <legend class="field__label">"Who hears of it, besides the inbox"</legend>
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Hearer(channel: Channel, chosen: RwSignal<Vec<Slug>>) -> impl IntoView {
    let hears = channel.events.contains(&ChannelEvent::EscalationOpened);
    let about = match (channel.enabled, hears) {
        (false, _) => "It is off",
        (true, false) => "It does not carry “Escalation opened”",
        (true, true) => channel.kind.as_str(),
    };
    let (own, name) = (channel.slug, short(&channel.name));
    let kept = own.clone();
    let first = chosen.with_untracked(|chosen| chosen.contains(&own));
    let toggle = move |_| {
        chosen.update(|chosen| {
            let before = chosen.len();
            chosen.retain(|slug| *slug != own);
            if chosen.len() == before {
                chosen.push(own.clone());
            }
        });
    };
    view! {
        <label class="choice">
            <input type="checkbox" checked=first prop:checked=move || chosen.with(|chosen| chosen.contains(&kept)) on:change=toggle/>
            <span class="choice__text"><b><bdi>{name}</bdi></b><span class="choice__about">{about}</span></span>
        </label>
    }
}
