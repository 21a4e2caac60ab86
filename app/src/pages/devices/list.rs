//! The table of devices.

use leptos::prelude::*;

use crate::components::badge_chip::DisregardedChip;
use crate::components::button::{LinkButton, Tone};
use crate::components::device_name::DeviceLink;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::identity_link::short;
use crate::components::pagination::{Pagination, grouped_signed};
use crate::components::place::{NetworkCredit, network, place as words};
use crate::components::table::{Cell, Column, HeadCell, Sorting, Table};
use crate::components::time::TimeAgo;
use crate::routes;
use crate::types::device::Device;
use crate::types::page::Page;
use crate::url::Query;

const COLUMNS: [Column; 6] = [
    Column::new("Device"),
    Column::new("Identities").numeric(),
    Column::new("Address"),
    Column::new("Place").sorted_by("country"),
    Column::new("First seen").sorted_by("firstSeenAt"),
    Column::new("Last seen").sorted_by("lastSeenAt"),
];

/// A page of devices, or why there are none.
#[component]
pub fn DeviceList(page: Page<Device>, query: Query) -> impl IntoView {
    if page.content.is_empty() {
        return view! { <NoDevices searched=query.get("term").is_some() beyond=query.get("page").is_some()/> }.into_any();
    }
    let place = (&page).into();
    let sorting = Sorting::of(routes::DEVICES, &query, "lastSeenAt");
    let rows = page
        .content
        .into_iter()
        .map(|device| view! { <Row device/> })
        .collect_view();
    view! {
        <Table caption="Devices" columns=COLUMNS.to_vec() sorting=sorting>{rows}</Table>
        <Pagination place path=routes::DEVICES.to_owned() query what="devices"/>
        <NetworkCredit/>
    }
    .into_any()
}

#[component]
fn Row(device: Device) -> impl IntoView {
    let network = network(
        device.asn.as_deref(),
        device.asn_label.as_deref(),
        device.network_kind,
    );
    let place = place(&device);
    let shared = device.identity_count.is_some_and(|count| count > 1);
    view! {
        <tr>
            <HeadCell>
                <span class="device">
                    <DeviceLink fingerprint=device.fingerprint.as_str() user_agent=device.user_agent/>
                    {device.disregarded.then(|| view! { <DisregardedChip/> })}
                </span>
            </HeadCell>
            <Cell label="Identities" numeric=true>
                <span class:device__shared=shared>
                    {device.identity_count.map_or_else(|| "–".to_owned(), grouped_signed)}
                </span>
            </Cell>
            <td class="table__cell table__cell--wide" data-label="Address">
                <span class="device__address">
                    <code>{device.ip.as_deref().map_or_else(|| "–".to_owned(), short)}</code>
                    <span class="device__network"><bdi>{network}</bdi></span>
                </span>
            </td>
            <td class="table__cell table__cell--wide" data-label="Place"><bdi>{place}</bdi></td>
            <Cell label="First"><TimeAgo at=device.first_seen_at/></Cell>
            <Cell label="Last"><TimeAgo at=device.last_seen_at/></Cell>
        </tr>
    }
}

/// Such as “Oslo, Norway”.
pub fn place(device: &Device) -> String {
    let country = device.country.as_deref().or(device.country_code.as_deref());
    let known = words(&[device.city.as_deref(), country]);
    if known.is_empty() { "–".to_owned() } else { known }
}

#[component]
fn NoDevices(searched: bool, beyond: bool) -> impl IntoView {
    if searched || beyond {
        view! {
            <div class="card">
                <Empty icon=Icon::Search title="No device found" text="Nothing matches this search. Part of a fingerprint, an address, a place or a user agent is enough.">
                    <LinkButton href=routes::DEVICES>"Clear search"</LinkButton>
                </Empty>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="card">
                <Empty icon=Icon::Device title="No devices yet" text="They appear when dregs.js runs on one of your pages.">
                    <LinkButton href=routes::ONBOARDING tone=Tone::Primary>"Install Dregs"</LinkButton>
                </Empty>
            </div>
        }
        .into_any()
    }
}
