//! One event under its own address.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::facts::EventFacts;
use crate::api;
use crate::components::button::LinkButton;
use crate::components::icon::{Draw, Icon};
use crate::components::load::Load;
use crate::components::page_header::PageHeader;
use crate::components::time::exact;
use crate::routes;
use crate::types::event::Event;
use crate::url::Query;

#[component]
pub fn EventPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get_str("id").unwrap_or("").to_owned()));
    let event = Resource::new(move || id.get(), |id| api::events::get(&id));
    view! {
        <Load resource=event let:event>
            <Whole event/>
        </Load>
    }
}

#[component]
fn Whole(event: Event) -> impl IntoView {
    let around = match (&event.session, &event.identity) {
        (Some(session), _) => Some((
            "Events of this session",
            Query::default().with("session", session),
        )),
        (None, Some(identity)) => Some((
            "Events of this identity",
            Query::default().with("identity", &identity.id),
        )),
        (None, None) => None,
    };
    let identity = event
        .identity
        .as_ref()
        .map(|identity| routes::identity(&identity.id));
    view! {
        <a class="back-link" href=routes::EVENTS><Draw icon=Icon::Back/>"Events"</a>
        <PageHeader title=event.event_name.clone() about=exact(event.timestamp)>
            {around.map(|(label, query)| view! {
                <LinkButton href=query.on(routes::EVENTS) icon=Icon::Event>{label}</LinkButton>
            })}
            {identity.map(|href| view! { <LinkButton href icon=Icon::Identity>"Open identity"</LinkButton> })}
        </PageHeader>
        <section class="card event-card"><EventFacts event=Arc::new(event)/></section>
    }
}
