//! Everything about one event.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use super::data::EventData;
use crate::components::copy::CopyText;
use crate::components::facts::{Fact, Facts};
use crate::components::identity_link::short;
use crate::components::place::{NetworkCredit, network, place as words};
use crate::components::time::TimeExact;
use crate::components::untrusted::{Untrusted, UntrustedUrl};
use crate::routes;
use crate::types::event::{Event, EventPlace};
use crate::types::ids::fingerprint::Fingerprint;
use crate::url::Query;

/// Who, when, where and what, with the ways on from here.
#[component]
pub fn EventFacts(event: Arc<Event>) -> impl IntoView {
    let data = Value::Object(event.event_data.as_map().clone());
    let is_empty = event.event_data.as_map().is_empty();
    let groups = event.groups.iter().map(|group| {
        let (kind, label) = (short(&group.kind), short(&group.label));
        let href = routes::group(&group.kind, &group.id);
        view! { <Fact name=format!("In {kind}")><a href=href><bdi>{label}</bdi></a></Fact> }
    });
    let groups = groups.collect_view();
    let url = event.url.clone();
    let masked = event
        .masked_keys
        .iter()
        .map(|path| short(path))
        .collect::<Vec<_>>()
        .join(", ");
    view! {
        <div class="event-facts">
            <Facts>
                <Around event/>
                {groups}
                {(!masked.is_empty()).then(|| view! { <Fact name="Masked on the way in" wide=true><bdi>{masked}</bdi></Fact> })}
                {url.map(|url| view! { <Fact name="Page" wide=true><UntrustedUrl url/></Fact> })}
            </Facts>
            <div class="event-facts__data">
                <p class="facts__name">"Data"</p>
                {if is_empty {
                    view! { <p class="faint">"This event came without data."</p> }.into_any()
                } else {
                    view! { <EventData data/> }.into_any()
                }}
            </div>
        </div>
    }
}

/// When it happened, and whom and what it belongs to.
#[component]
fn Around(event: Arc<Event>) -> impl IntoView {
    let Event {
        id,
        timestamp,
        received_at,
        event_source,
        canonical_type,
        identity,
        fingerprint,
        session,
        ip,
        place,
        ..
    } = (*event).clone();
    let identity = identity.map(|identity| {
        let href = routes::identity(&identity.id);
        view! { <Fact name="Identity"><a href=href><bdi>{short(&identity.label)}</bdi></a></Fact> }
    });
    let session = session.map(|session| {
        let href = Query::default().with("session", &session).on(routes::EVENTS);
        view! { <Fact name="Session"><a href=href><code>{short(&session)}</code></a></Fact> }
    });
    view! {
        <Fact name="Event id"><CopyText text=id what="event id"/></Fact>
        <Fact name="Happened"><TimeExact at=timestamp/></Fact>
        <Fact name="Received"><TimeExact at=received_at/></Fact>
        <Fact name="Sent by"><Untrusted text=event_source/></Fact>
        {canonical_type.map(|kind| view! { <Fact name="Understood as"><code>{kind}</code></Fact> })}
        {identity}
        {fingerprint.map(|fingerprint| view! { <Fact name="Device"><Device fingerprint/></Fact> })}
        {session}
        {ip.map(|ip| view! { <Fact name="Address"><CopyText text=ip what="address"/></Fact> })}
        {place.map(|place| view! { <Whereabouts place/> })}
    }
}

/// Where the address lies, and whose network it is in.
#[component]
fn Whereabouts(place: EventPlace) -> impl IntoView {
    let network = network(
        place.asn.as_deref(),
        place.asn_label.as_deref(),
        place.network_kind,
    );
    let country = place.country.as_deref().or(place.country_code.as_deref());
    let place = words(&[place.city.as_deref(), place.region.as_deref(), country]);
    view! {
        {(!place.is_empty()).then(|| view! { <Fact name="Place"><bdi>{place}</bdi></Fact> })}
        {(!network.is_empty()).then(|| view! { <Fact name="Network"><bdi>{network}</bdi><NetworkCredit/></Fact> })}
    }
}

#[component]
fn Device(fingerprint: String) -> impl IntoView {
    let shown = short(&fingerprint);
    if fingerprint.parse::<Fingerprint>().is_ok() {
        view! { <a href=routes::device(&fingerprint)><code>{shown}</code></a> }.into_any()
    } else {
        view! { <code>{shown}</code> }.into_any()
    }
}
