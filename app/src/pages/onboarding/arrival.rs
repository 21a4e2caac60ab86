//! The event that has arrived.

use leptos::prelude::*;

use crate::components::button::{LinkButton, Tone};
use crate::components::device_name::short_fingerprint;
use crate::components::facts::{Fact, Facts};
use crate::components::icon::{Draw, Icon};
use crate::components::identity_link::short;
use crate::components::time::TimeAgo;
use crate::routes;
use crate::types::event::Event;

/// What came, from whom, and where to look at it.
#[component]
pub fn Arrival(event: Event) -> impl IntoView {
    let name = short(&event.event_name);
    let identity = event.identity.as_ref().map_or_else(
        || "not identified yet".to_owned(),
        |identity| short(&identity.label),
    );
    let device = event
        .fingerprint
        .as_deref()
        .map_or_else(|| "none told".to_owned(), short_fingerprint);
    let next = match (&event.identity, &event.fingerprint) {
        (Some(identity), _) => (routes::identity(&identity.id), Icon::Identity, "Open identity"),
        (None, Some(fingerprint)) => (routes::device(fingerprint), Icon::Device, "Open device"),
        (None, None) => (routes::event(&event.id), Icon::Event, "Open event"),
    };
    let (href, icon, label) = next;
    view! {
        <div class="arrival">
            <p class="arrival__title"><span class="arrival__mark"><Draw icon=Icon::Check/></span>"It works: an event has arrived"</p>
            <Facts>
                <Fact name="Event"><b><bdi>{name}</bdi></b><span class="faint"><TimeAgo at=event.received_at/></span></Fact>
                <Fact name="Identity"><bdi>{identity}</bdi></Fact>
                <Fact name="Address"><code>{event.ip.as_deref().map_or_else(|| "–".to_owned(), short)}</code></Fact>
                <Fact name="Device"><code>{device}</code></Fact>
            </Facts>
            <div class="arrival__actions">
                <LinkButton tone=Tone::Primary href icon>{label}</LinkButton>
                <LinkButton href=routes::EVENTS icon=Icon::Event>"Watch the stream"</LinkButton>
            </div>
        </div>
    }
}
