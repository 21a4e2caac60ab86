//! Everything the identity did, browser and server together, grouped by visit.

use leptos::prelude::*;

use super::Subject;
use crate::api;
use crate::components::code::JsonBlock;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pagination::{Pagination, Place};
use crate::components::time::{TimeAgo, exact, span};
use crate::components::untrusted::{UntrustedUrl, visible};
use crate::routes;
use crate::types::event::Event;
use crate::types::page::Page;
use crate::url::{Query, use_query};

/// The events, newest first; `type` and `page` are in the URL.
#[component]
pub fn Timeline(subject: Subject) -> impl IntoView {
    let query = use_query();
    let events = Resource::new(
        move || {
            (
                subject.source(),
                query.with(|query| query.clone().only(&["type", "page"])),
            )
        },
        |((id, _), query)| {
            let page = query.get("page").unwrap_or("0").to_owned();
            let wanted = Query::default()
                .with("identity", &id)
                .with("type", query.get("type").unwrap_or(""));
            api::events::list(&wanted.with("pageNumber", &page).with("pageSize", "50"))
        },
    );
    view! {
        <Load resource=events skeleton=Skeleton::Rows let:page>
            <Stream page path=routes::identity(&subject.id.get_untracked()) query=query.get_untracked()/>
        </Load>
    }
}

#[component]
fn Stream(page: Page<Event>, path: String, query: Query) -> impl IntoView {
    let chosen = query.get("type").map(str::to_owned);
    if page.content.is_empty() && chosen.is_none() {
        return view! {
            <div class="card"><Empty icon=Icon::Event title="No events" text="Nothing was heard of this person yet."/></div>
        }
        .into_any();
    }
    let place = Place::from(&page);
    let types = TypeLinks {
        path: path.clone(),
        query: query.clone(),
    };
    let clear = chosen.map(|name| {
        let href = types.href("");
        view! {
            <div class="chips">
                <a class="chip" href=href data-noscroll=""><bdi>{format!("Type: {}", visible(&name))}</bdi>" ✕"</a>
            </div>
        }
    });
    let groups = by_session(page.content)
        .into_iter()
        .map(|events| view! { <Visit events types=types.clone()/> });
    view! {
        {clear}
        <div class="card timeline">{groups.collect_view()}</div>
        <Pagination place path query what="events"/>
    }
    .into_any()
}

/// Makes the links that filter by type.
#[derive(Clone)]
struct TypeLinks {
    path: String,
    query: Query,
}

impl TypeLinks {
    fn href(&self, event_type: &str) -> String {
        self.query
            .clone()
            .without("page")
            .with("type", event_type)
            .on(&self.path)
    }
}

/// Neighbours of the same session stay together; so do neighbours without one.
fn by_session(events: Vec<Event>) -> Vec<Vec<Event>> {
    let mut groups: Vec<Vec<Event>> = Vec::new();
    for event in events {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| first.session == event.session) => {
                group.push(event)
            }
            _ => groups.push(vec![event]),
        }
    }
    groups
}

#[component]
fn Visit(events: Vec<Event>, types: TypeLinks) -> impl IntoView {
    let (Some(newest), Some(oldest)) = (events.first(), events.last()) else {
        return ().into_any();
    };
    let seconds = (newest.timestamp.millis() - oldest.timestamp.millis()) / 1000;
    let title = match &newest.session {
        Some(_) => "Visit".to_owned(),
        None => "From your server".to_owned(),
    };
    let extent = match events.len() {
        1 => "1 event".to_owned(),
        count => format!("{count} events in {}", span(seconds)),
    };
    let place = newest.ip.clone();
    let at = newest.timestamp;
    let items = events
        .into_iter()
        .map(|event| view! { <Item event types=types.clone()/> });
    view! {
        <section class="visit">
            <header class="visit__head">
                <h3 class="visit__title">{title}</h3>
                <span>{extent}</span>
                {place.map(|ip| view! { <code>{visible(&ip)}</code> })}
                <span class="visit__time"><TimeAgo at/></span>
            </header>
            <ol class="visit__events">{items.collect_view()}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn Item(event: Event, types: TypeLinks) -> impl IntoView {
    let at = exact(event.timestamp);
    let clock = at.get(11..19).unwrap_or("").to_owned();
    let from_browser = event.event_source == "browser";
    let source = if from_browser {
        "browser".to_owned()
    } else {
        visible(&event.event_source)
    };
    let class = if from_browser {
        "visit__event"
    } else {
        "visit__event visit__event--server"
    };
    let data = serde_json::Value::Object(event.event_data.as_map().clone());
    let has_data = !event.event_data.as_map().is_empty();
    view! {
        <li class=class>
            <time class="visit__clock" datetime=event.timestamp.to_string() title=at>{clock}</time>
            <div class="visit__what">
                <p class="visit__line">
                    <a class="visit__type" href=types.href(&event.event_name) data-noscroll=""
                        title="Only events of this type">{visible(&event.event_name)}</a>
                    {event.canonical_type.map(|name| view! { <span class="badge">{visible(&name)}</span> })}
                    <span class="faint">{source}</span>
                    <a class="visit__permalink" href=routes::event(&event.id)>"Open"</a>
                </p>
                <div class="visit__extra">
                    {event.url.map(|url| view! { <UntrustedUrl url/> })}
                    {has_data.then(|| view! {
                        <details class="visit__data"><summary>"Data"</summary><JsonBlock value=data what="event data"/></details>
                    })}
                </div>
            </div>
        </li>
    }
}
