//! The latest events of a device or a group, on the page of that device or group.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::api;
use crate::api::live::use_live_refresh;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pagination::grouped;
use crate::components::table::Table;
use crate::pages::events::filters::Filters;
use crate::pages::events::row::{COLUMNS, EventRow};
use crate::routes;
use crate::types::event::Event;
use crate::types::page::Page;
use crate::types::stream::StreamMessage;
use crate::url::Query;

/// The latest events that a query finds, and the way to follow them.
#[component]
pub fn EventShortList(
    query: Query,
    title: &'static str,
    /// Why there may be none.
    hint: &'static str,
) -> impl IntoView {
    let filters = Filters::of(&query);
    let events = Resource::new(
        move || query.clone(),
        |query| api::events::list(&query.with("pageSize", "20")),
    );
    let open = RwSignal::new(0_usize);
    let wanted = filters.clone();
    use_live_refresh(
        Duration::from_secs(3),
        move |message| matches!(message, StreamMessage::Event(event) if wanted.admit(event)),
        // What is being read stays where it is.
        move || {
            if open.get_untracked() == 0 {
                events.refetch()
            }
        },
    );
    let toggled = Callback::new(move |opened: bool| {
        open.update(|open| *open = if opened { *open + 1 } else { open.saturating_sub(1) });
    });
    view! {
        <section class="short-list" aria-labelledby="short-list-events">
            <h2 class="section-title" id="short-list-events">{title}</h2>
            <Load resource=events skeleton=Skeleton::Rows let:page>
                <Events page filters=filters.clone() title hint toggled/>
            </Load>
        </section>
    }
}

#[component]
fn Events(
    page: Page<Event>,
    filters: Filters,
    title: &'static str,
    hint: &'static str,
    toggled: Callback<bool>,
) -> impl IntoView {
    if page.content.is_empty() {
        return view! {
            <div class="card">
                <Empty icon=Icon::Event title="No events" text=hint/>
            </div>
        }
        .into_any();
    }
    let all = filters.query().on(routes::EVENTS);
    let follow = match page.total_elements {
        1 => "Follow it live".to_owned(),
        total => format!("Follow all {} events live", grouped(total)),
    };
    let rows = page.content.into_iter().map(move |event| {
        view! { <EventRow event=Arc::new(event) filters=filters.clone() toggled/> }
    });
    let rows = rows.collect_view();
    let caption = format!("{title}, newest first");
    view! {
        <Table caption=caption columns=COLUMNS.to_vec()>{rows}</Table>
        <p class="short-list__more"><a href=all>{follow}</a></p>
    }
    .into_any()
}
