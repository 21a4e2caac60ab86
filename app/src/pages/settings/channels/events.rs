//! Choosing what a channel carries.

use leptos::prelude::*;

use crate::types::channel::ChannelEvent;

/// A box for each event.
#[component]
pub fn EventsField(chosen: RwSignal<Vec<ChannelEvent>>) -> impl IntoView {
    let boxes = ChannelEvent::ALL.map(|event| {
        let toggle = move |_| {
            chosen.update(|chosen| {
                let before = chosen.len();
                chosen.retain(|one| *one != event);
                if chosen.len() == before {
                    chosen.push(event);
                    chosen.sort_unstable();
                }
            });
        };
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=move || chosen.with(|chosen| chosen.contains(&event)) on:change=toggle/>
                <span class="choice__text"><b>{event.label()}</b><span class="choice__about">{about(event)}</span></span>
            </label>
        }
    });
    view! {
        <fieldset class="choices">
            <legend class="field__label">"It carries"</legend>
            {boxes.into_iter().collect_view()}
        </fieldset>
    }
}

const fn about(event: ChannelEvent) -> &'static str {
    match event {
        ChannelEvent::IdentityScored => "Every time: there may be many a second",
        ChannelEvent::IdentityBadgesChanged => "Somebody gained or lost a badge",
        ChannelEvent::EscalationOpened => "Of the rules that list this channel",
        ChannelEvent::EscalationClosed => "By a person or by its rule",
    }
}
