//! One event in a table: every value a filter, and all of it below at a click.

use std::sync::Arc;

use leptos::prelude::*;

use super::facts::EventFacts;
use super::filters::Filters;
use crate::components::code::inline_json;
use crate::components::device_name::short_fingerprint;
use crate::components::icon::{Draw, Icon};
use crate::components::identity_link::short;
use crate::components::place::beside;
use crate::components::table::{Cell, Column, HeadCell};
use crate::components::time::TimeAgo;
use crate::routes;
use crate::types::event::{Event, PublicData};

/// Characters of the data that are shown in the row.
const PREVIEW_CHARS: usize = 64;

/// What stands above the rows.
pub const COLUMNS: [Column; 7] = [
    Column::new("Time"),
    Column::new("Event"),
    Column::new("Identity"),
    Column::new("Device"),
    Column::new("Address"),
    Column::new("Page"),
    Column::new("Data"),
];

/// A row, and below it, once it is open, the whole event.
#[component]
pub fn EventRow(
    event: Arc<Event>,
    filters: Filters,
    /// Hears of it when the row is opened or closed.
    #[prop(into)]
    toggled: Callback<bool>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let toggle = move |_| {
        open.update(|open| *open = !*open);
        toggled.run(open.get_untracked());
    };
    let whole = Arc::clone(&event);
    let name = short(&event.event_name);
    let toggle_label = format!("Details of {name}");
    let only = move |key: &str, value: &str| filters.href_with(key, value);
    let (permalink, at) = (routes::event(&event.id), event.timestamp);
    let of_type = only("type", &event.event_name);
    let (page, preview) = (
        event.url.as_deref().map_or_else(String::new, page),
        preview(&event.event_data),
    );
    let identity = event.identity.as_ref().map(|identity| {
        let href = only("identity", &identity.id);
        view! { <a class="event__value" href=href title="Only this identity"><bdi>{short(&identity.label)}</bdi></a> }
    });
    let device = event.fingerprint.as_deref().map(|fingerprint| {
        let href = only("device", fingerprint);
        view! { <a class="event__value" href=href title="Only this device"><code>{short_fingerprint(fingerprint)}</code></a> }
    });
    let address = event.ip.as_deref().map(|ip| {
        let href = only("term", ip);
        let place = event.place.as_ref().map(beside).filter(|place| !place.is_empty());
        view! {
            <a class="event__value" href=href title="Only this address"><code>{short(ip)}</code></a>
            {place.map(|place| view! { <span class="faint">" "{place}</span> })}
        }
    });
    view! {
        <tr class="event" class:event--open=move || open.get()>
            <HeadCell>
                <span class="event__when">
                    <button type="button" class="event__toggle" aria-label=toggle_label
                        aria-expanded=move || open.get().to_string() on:click=toggle>
                        <Draw icon=Icon::ChevronRight/>
                    </button>
                    <a class="event__time" href=permalink><TimeAgo at/></a>
                </span>
            </HeadCell>
            <Cell label="Event">
                <a class="event__value event__name" href=of_type title="Only this event"><bdi>{name}</bdi></a>
            </Cell>
            <Cell label="Identity">{or_none(identity)}</Cell>
            <Cell label="Device">{or_none(device)}</Cell>
            <Cell label="Address">{or_none(address)}</Cell>
            <Cut label="Page" text=page/>
            <Cut label="Data" text=preview/>
        </tr>
        {move || open.get().then(|| view! {
            <tr class="event__detail"><td colspan="7"><EventFacts event=Arc::clone(&whole)/></td></tr>
        })}
    }
}

/// A cell that gives way: cut where there is no room, gone where it would be an empty line.
#[component]
fn Cut(label: &'static str, text: String) -> impl IntoView {
    let class = if text.is_empty() {
        "table__cell event__cut event__cut--empty"
    } else {
        "table__cell table__cell--wide event__cut"
    };
    view! { <td class=class data-label=label>{text}</td> }
}

fn or_none(value: Option<impl IntoView + 'static>) -> AnyView {
    match value {
        Some(value) => value.into_any(),
        None => view! { <span class="faint" aria-label="none">"–"</span> }.into_any(),
    }
}

/// A page without scheme, host and query: what tells pages of one site apart.
fn page(url: &str) -> String {
    let after_host = url
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    let path = after_host.unwrap_or(url);
    short(path.split(['?', '#']).next().unwrap_or(path))
}

fn preview(data: &PublicData) -> String {
    let mut text = String::new();
    for (key, value) in data.as_map() {
        if !text.is_empty() {
            text.push_str("  ");
        }
        text.push_str(&format!("{key}: {}", inline_json(value)));
        if text.chars().count() > PREVIEW_CHARS {
            break;
        }
    }
    short(&text)
}

#[cfg(test)]
mod tests {
    use super::page;

    /// The path is enough; what is not a web address stays as it is.
    #[test]
    fn shortens_pages() {
        assert_eq!(page("https://shop.example/cart?x=1#top"), "/cart");
        assert_eq!(page("https://shop.example"), "https://shop.example");
        assert_eq!(page("javascript:alert(1)"), "javascript:alert(1)");
    }
}
