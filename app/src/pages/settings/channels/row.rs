//! One delivery in the log, and below it, once it is open, all of it.

use leptos::prelude::*;

use super::delivery::Sheet;
use super::log::Shelf;
use crate::components::icon::{Draw, Icon};
use crate::components::identity_link::short;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pagination::grouped_signed;
use crate::components::table::{Cell, Column, HeadCell};
use crate::components::time::TimeAgo;
use crate::routes;
use crate::types::delivery::{Delivery, DeliveryStatus};

/// What stands above the rows.
pub const COLUMNS: [Column; 7] = [
    Column::new("Event"),
    Column::new("About"),
    Column::new("State"),
    Column::new("Attempts").numeric(),
    Column::new("Last status"),
    Column::new("Next try"),
    Column::new("Happened"),
];

/// A row; its link opens and closes it.
#[component]
pub fn DeliveryRow(delivery: Delivery, shelf: Shelf) -> impl IntoView {
    let wanted = shelf.wanted;
    let id = StoredValue::new(delivery.id.clone());
    let is_open = Memo::new(move |_| {
        wanted.with(|wanted| id.with_value(|id| wanted.open.as_deref() == Some(id.as_str())))
    });
    let href = move || wanted.with(|wanted| id.with_value(|id| wanted.toggled(id)));
    let about = match (&delivery.identity, delivery.test) {
        (Some(identity), _) => {
            let href = routes::identity(&identity.id);
            view! { <a href=href><bdi>{short(&identity.label)}</bdi></a> }.into_any()
        }
        (None, true) => view! { <span class="faint">"A test"</span> }.into_any(),
        (None, false) => none(),
    };
    let (event, status, attempts, at) = (
        delivery.event.label(),
        delivery.status,
        delivery.attempts,
        delivery.created_at,
    );
    let last = last(&delivery);
    let next = match delivery.next_attempt_at {
        Some(at) => view! { <TimeAgo at/> }.into_any(),
        None => none(),
    };
    view! {
        <tr class="delivery" class:delivery--open=move || is_open.get()>
            <HeadCell>
                <a class="delivery__open" href=href data-noscroll="" aria-expanded=move || is_open.get().to_string()>
                    <Draw icon=Icon::ChevronRight/>{event}
                </a>
            </HeadCell>
            <Cell label="About">{about}</Cell>
            <Cell label="State"><StatusBadge status/></Cell>
            <Cell label="Attempts" numeric=true>{grouped_signed(attempts)}</Cell>
            <Cell label="Last status">{last}</Cell>
            <Cell label="Next try">{next}</Cell>
            <Cell label="Happened"><TimeAgo at/></Cell>
        </tr>
        {move || is_open.get().then(|| view! {
            <tr class="delivery__detail"><td colspan="7">
                <Load resource=shelf.opened skeleton=Skeleton::Lines let:found>
                    {found.filter(|found| id.with_value(|id| found.delivery.id == *id)).map(|found| view! { <Sheet found shelf/> })}
                </Load>
            </td></tr>
        })}
    }
}

/// Where a delivery stands.
#[component]
pub fn StatusBadge(status: DeliveryStatus) -> impl IntoView {
    let (class, text) = match status {
        DeliveryStatus::Pending => ("badge badge--watch", "Waiting"),
        DeliveryStatus::Delivered => ("badge badge--good", "Delivered"),
        DeliveryStatus::Failed => ("badge badge--bad", "Failed"),
    };
    view! { <span class=class>{text}</span> }
}

/// The status of the last answer, or why there was none.
fn last(delivery: &Delivery) -> AnyView {
    match (delivery.code, &delivery.error) {
        (Some(code), _) => code.to_string().into_any(),
        (None, Some(error)) => view! { <bdi class="delivery__error">{short(error)}</bdi> }.into_any(),
        (None, None) => none(),
    }
}

fn none() -> AnyView {
    view! { <span class="faint" aria-label="none">"–"</span> }.into_any()
}
