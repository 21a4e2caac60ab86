//! The live table of events.

use leptos::prelude::*;

use super::feed::{Feed, KEPT};
use super::filters::Filters;
use super::row::{COLUMNS, EventRow};
use crate::api;
use crate::api::live::{Live, use_live};
use crate::components::button::{Button, LinkButton, Tone};
use crate::components::chips::FilterChips;
use crate::components::empty::Empty;
use crate::components::icon::{Draw, Icon};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pagination::grouped;
use crate::components::pulse::Pulse;
use crate::components::search_form::SearchForm;
use crate::components::table::Table;
use crate::routes;
use crate::types::event::Event;
use crate::types::page::Page;
use crate::types::stream::StreamMessage;
use crate::url::use_query;

/// The latest events that pass the filters of the URL, and every one that follows.
#[component]
pub fn Stream() -> impl IntoView {
    let query = use_query();
    let filters = Memo::new(move |_| query.with(Filters::of));
    let events = Resource::new(
        move || filters.get(),
        |filters| api::events::list(&filters.request()),
    );
    let again = Callback::new(move |()| events.refetch());
    let asked = Signal::derive(move || filters.with(|filters| filters.query().clone()));
    let chips = Signal::derive(move || filters.with(Filters::chips));
    view! {
        <div class="events__filters">
            <SearchForm path=routes::EVENTS query=asked placeholder="Event, address or identity id"/>
            <FilterChips chips clear=routes::EVENTS/>
        </div>
        <Load resource=events skeleton=Skeleton::Rows let:page>
            <LiveTable page filters=filters.get_untracked() again/>
        </Load>
    }
}

#[component]
fn LiveTable(page: Page<Event>, filters: Filters, again: Callback<()>) -> impl IntoView {
    let feed = Feed::of(page);
    let wanted = filters.clone();
    use_live(move |message| match message {
        StreamMessage::Event(event) if wanted.admit(event) => feed.arrive((**event).clone()),
        StreamMessage::Missed(_) => again.run(()),
        _ => {}
    });
    let narrowed = !filters.is_empty();
    let row_filters = StoredValue::new(filters);
    view! {
        <Control feed/>
        <Show when=move || !feed.is_empty() fallback=move || view! { <NoEvents narrowed/> }>
            <div class="events__table" on:focusin=move |_| feed.focus(true)
                on:focusout=move |_| feed.focus(false)>
                <Table caption="Events, newest first" columns=COLUMNS.to_vec()>
                    <Rows feed filters=row_filters.get_value()/>
                </Table>
            </div>
        </Show>
    }
}

#[component]
fn Rows(feed: Feed, filters: Filters) -> impl IntoView {
    let toggled = Callback::new(move |opened| feed.toggle(opened));
    let row = move |event| view! { <EventRow event filters=filters.clone() toggled/> };
    view! { <For each=move || feed.rows() key=|event| event.id.clone() children=row/> }
}

/// Live or paused, how many wait, and the button that changes it.
#[component]
fn Control(feed: Feed) -> impl IntoView {
    let connected = use_context::<Live>().map(Live::connected);
    let state = Memo::new(move |_| match connected.map(|connected| connected.get()) {
        Some(true) if feed.is_paused() => "Paused",
        Some(true) => "Live",
        _ => "Connecting…",
    });
    let waiting = move || match feed.waiting() {
        0 => "Resume".to_owned(),
        KEPT.. => format!("{KEPT}+ new ↑"),
        count => format!("{count} new ↑"),
    };
    let label = move || {
        let (icon, text) = match feed.is_paused() {
            true => (Icon::Play, waiting()),
            false => (Icon::Pause, "Pause".to_owned()),
        };
        view! { <span class="events__press"><Draw icon/>{text}</span> }
    };
    let press = move |_| {
        if untrack(move || feed.is_paused()) {
            feed.resume();
        } else {
            feed.stop();
        }
    };
    view! {
        <div class="events__control">
            <Pulse on=Signal::derive(move || state.get() == "Live") label=Signal::derive(move || state.get().to_owned())/>
            <span class="events__total">{move || extent(feed.stored())}</span>
            <Button press=press>{label}</Button>
        </div>
        <div class="events__fresh" class:events__fresh--on=move || holds_back(feed)>
            <Button tone=Tone::Primary press=move |_| feed.resume()>{waiting}</Button>
        </div>
        <span class="visually-hidden" role="status">{move || state.get()}</span>
    }
}

/// How much of what is stored one looks at.
fn extent(total: u64) -> String {
    match total {
        0 => String::new(),
        1 => "1 event stored".to_owned(),
        _ => format!(
            "{} events stored; the latest are shown, at most {KEPT}",
            grouped(total)
        ),
    }
}

/// Whether the button above is out of sight and there is something to press it for.
fn holds_back(feed: Feed) -> bool {
    feed.is_scrolled() && feed.waiting() > 0
}

#[component]
fn NoEvents(narrowed: bool) -> impl IntoView {
    if narrowed {
        view! {
            <div class="card">
                <Empty icon=Icon::Filter title="No event passes these filters" text="New ones that do will appear here by themselves.">
                    <LinkButton href=routes::EVENTS>"Clear filters"</LinkButton>
                </Empty>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="card">
                <Empty icon=Icon::Event title="No events yet" text="They appear here the moment a page or a server sends one.">
                    <LinkButton href=routes::ONBOARDING tone=Tone::Primary>"Install Dregs"</LinkButton>
                </Empty>
            </div>
        }
        .into_any()
    }
}
