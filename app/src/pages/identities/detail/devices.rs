//! The devices that the identity was seen on.

use leptos::prelude::*;

use super::Subject;
use crate::api;
use crate::components::badge_chip::DisregardedChip;
use crate::components::device_name::DeviceLink;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::place::{NetworkCredit, network, place};
use crate::components::table::{Cell, Column, HeadCell, Table};
use crate::components::time::TimeAgo;
use crate::types::device::Device;
use crate::url::Query;

const COLUMNS: [Column; 6] = [
    Column::new("Device"),
    Column::new("Address"),
    Column::new("Place"),
    Column::new("Identities").numeric(),
    Column::new("First seen"),
    Column::new("Last seen"),
];

/// A table of devices.
#[component]
pub fn Devices(subject: Subject) -> impl IntoView {
    let devices = Resource::new(
        move || subject.source(),
        |(id, _)| api::devices::list(&Query::default().with("identity", &id).with("pageSize", "100")),
    );
    view! {
        <Load resource=devices skeleton=Skeleton::Rows let:page>
            {if page.content.is_empty() {
                view! {
                    <div class="card">
                        <Empty icon=Icon::Device title="No devices"
                            text="Only your server has spoken of this person. Devices appear when dregs.js runs in a browser."/>
                    </div>
                }.into_any()
            } else {
                let rows = page.content.into_iter().map(|device| view! { <Row device/> }).collect_view();
                view! { <Table caption="Devices of this identity" columns=COLUMNS.to_vec()>{rows}</Table><NetworkCredit/> }.into_any()
            }}
        </Load>
    }
}

#[component]
fn Row(device: Device) -> impl IntoView {
    let place = place(&[device.city.as_deref(), device.country.as_deref()]);
    let network = network(None, device.asn_label.as_deref(), device.network_kind);
    view! {
        <tr>
            <HeadCell>
                <span class="identity-cell">
                    <DeviceLink fingerprint=device.fingerprint.to_string() user_agent=device.user_agent/>
                    {device.disregarded.then(|| view! { <DisregardedChip/> })}
                </span>
            </HeadCell>
            <Cell label="Address"><code>{device.ip.unwrap_or_else(|| "–".to_owned())}</code></Cell>
            <Cell label="Place">
                <bdi>{if place.is_empty() { "–".to_owned() } else { place }}</bdi>
                {(!network.is_empty()).then(|| view! { <span class="faint">" · "<bdi>{network}</bdi></span> })}
            </Cell>
            <Cell label="Identities" numeric=true>{device.identity_count.map_or_else(|| "–".to_owned(), |count| count.to_string())}</Cell>
            <Cell label="First seen"><TimeAgo at=device.first_seen_at/></Cell>
            <Cell label="Last seen"><TimeAgo at=device.last_seen_at/></Cell>
        </tr>
    }
}
