//! One device: what it is, who used it, and what happened on it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api;
use crate::components::badge_chip::DisregardedChip;
use crate::components::copy::CopyText;
use crate::components::device_name::device_name;
use crate::components::facts::{Fact, Facts};
use crate::components::icon::{Draw, Icon};
use crate::components::identity_link::short;
use crate::components::load::Load;
use crate::components::page_header::PageHeader;
use crate::components::place::{NetworkCredit, network};
use crate::components::time::TimeAgo;
use crate::components::untrusted::Untrusted;
use crate::pages::events::short_list::EventShortList;
use crate::pages::identities::short_list::IdentityShortList;
use crate::routes;
use crate::types::device::Device;
use crate::url::Query;

mod disregard;

use disregard::DisregardSwitch;

#[component]
pub fn DevicePage() -> impl IntoView {
    let params = use_params_map();
    let fingerprint =
        Memo::new(move |_| params.with(|params| params.get_str("fingerprint").unwrap_or("").to_owned()));
    let device = Resource::new(
        move || fingerprint.get(),
        |fingerprint| api::devices::get(&fingerprint),
    );
    let changed = Callback::new(move |()| device.refetch());
    view! {
        <a class="back-link" href=routes::DEVICES><Draw icon=Icon::Back/>"Devices"</a>
        <Load resource=device let:device>
            <Header device=device.clone() changed/>
            <Shown device/>
        </Load>
    }
}

#[component]
fn Shown(device: Device) -> impl IntoView {
    let on_it = Query::default().with("device", device.fingerprint.as_str());
    view! {
        <div class="devices">
            <About device/>
            <IdentityShortList query=on_it.clone() title="Identities on this device" empty="Nobody has said who they are"
                hint="Identities appear here once a page calls dregs.identify() on this device."/>
            <EventShortList query=on_it title="Events on this device"
                hint="Nothing was reported from this device, or it is past the time events are kept."/>
        </div>
    }
}

#[component]
fn Header(device: Device, changed: Callback<()>) -> impl IntoView {
    let name = device_name(device.user_agent.as_deref());
    let disregarded = device.disregarded;
    let seen = device.last_seen_at;
    let fingerprint = device.fingerprint.to_string();
    let kept = fingerprint.clone();
    view! {
        <PageHeader title=name>
            {disregarded.then(|| view! { <DisregardedChip/> })}
            <DisregardSwitch fingerprint=kept disregarded changed/>
        </PageHeader>
        <p class="device__under">
            <CopyText text=fingerprint what="fingerprint"/>
            <span class="faint">"last seen "<TimeAgo at=seen/></span>
        </p>
    }
}

#[component]
fn About(device: Device) -> impl IntoView {
    let text = |value: Option<&str>| value.map_or_else(|| "–".to_owned(), short);
    let place: Vec<_> = [&device.city, &device.region, &device.country]
        .into_iter()
        .flatten()
        .map(|name| short(name))
        .collect();
    let network = network(
        device.asn.as_deref(),
        device.asn_label.as_deref(),
        device.network_kind,
    );
    let known_place = !place.is_empty();
    view! {
        <section class="card device-card" aria-label="About this device">
            <Facts>
                <Fact name="Address">{match device.ip {
                    Some(ip) => view! { <CopyText text=ip what="address"/> }.into_any(),
                    None => "–".into_any(),
                }}</Fact>
                <Fact name="Network"><bdi>{if network.is_empty() { "–".to_owned() } else { network }}</bdi></Fact>
                <Fact name="Place">
                    <bdi>{if known_place { place.join(", ") } else { "–".to_owned() }}</bdi>
                    {known_place.then(|| view! { <span class="faint">"approximate, by address"</span> })}
                </Fact>
                <Fact name="Time zone of the browser"><bdi>{text(device.timezone.as_deref())}</bdi></Fact>
                <Fact name="First seen"><TimeAgo at=device.first_seen_at/></Fact>
                <Fact name="Last seen"><TimeAgo at=device.last_seen_at/></Fact>
                <Fact name="User agent" wide=true>{match device.user_agent {
                    Some(user_agent) => view! { <Untrusted text=user_agent/> }.into_any(),
                    None => "–".into_any(),
                }}</Fact>
            </Facts>
            <p class="device-card__note">
                "Identical phones can share one fingerprint. Take it as a hint beside other evidence, never as proof."
            </p>
            <NetworkCredit/>
        </section>
    }
}
