//! Step three: listening until something arrives.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::arrival::Arrival;
use super::checklist::Checklist;
use super::{Pair, Step};
use crate::api;
use crate::api::live::{Live, use_live};
use crate::components::button::Button;
use crate::components::icon::{Draw, Icon};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pulse::Pulse;
use crate::components::refusal::RefusalNote;
use crate::components::time::TimeAgo;
use crate::types::event::Event;
use crate::types::page::Page;
use crate::types::rejection::Rejection;
use crate::types::stream::StreamMessage;
use crate::url::Query;

/// Patience before the checklist is shown.
const PATIENCE: Duration = Duration::from_secs(60);
/// Refusals shown at once.
const REFUSALS: usize = 3;

/// The live listener: the event, or why there is none.
#[component]
pub fn ListenStep(pair: Pair) -> impl IntoView {
    let arrived = RwSignal::new(None::<Event>);
    let refused = RwSignal::new(Vec::<Rejection>::new());
    let late = RwSignal::new(false);
    use_live(move |message| match message {
        StreamMessage::Event(event) => {
            arrived.update(|shown| show(shown, event));
            pair.arrived.set(true);
        }
        StreamMessage::Rejected(rejection) => refused.update(|all| note(all, rejection.clone())),
        StreamMessage::Scored(_)
        | StreamMessage::Reviewed(_)
        | StreamMessage::Escalation(_)
        | StreamMessage::Missed(_) => {}
    });
    Effect::new(move |_| {
        let timer = set_timeout_with_handle(move || late.set(true), PATIENCE);
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
    let here = Signal::derive(move || arrived.with(Option::is_some));
    let credential = Signal::derive(move || pair.credential());
    view! {
        <Step number=3 title="Watch it arrive" done=here>
            <div aria-live="polite">
                {move || match arrived.get() {
                    Some(event) => view! { <Arrival event/> }.into_any(),
                    None => view! { <Waiting/> }.into_any(),
                }}
            </div>
            <Refusals refused/>
            {move || (late.get() && !here.get()).then(|| view! { <Checklist credential/> })}
            <TestEvent pair/>
        </Step>
    }
}

/// The latest event; one that says whose it is does not give way to one that does not.
fn show(shown: &mut Option<Event>, event: &Event) {
    let anonymous = shown.as_ref().is_none_or(|shown| shown.identity.is_none());
    if event.identity.is_some() || anonymous {
        *shown = Some(event.clone());
    }
}

/// The latest refusal of each kind, newest first.
fn note(all: &mut Vec<Rejection>, rejection: Rejection) {
    all.retain(|other| (&other.code, &other.origin) != (&rejection.code, &rejection.origin));
    all.insert(0, rejection);
    all.truncate(REFUSALS);
}

#[component]
fn Waiting() -> impl IntoView {
    let connected = use_context::<Live>().map(Live::connected);
    let on = Signal::derive(move || connected.is_some_and(|connected| connected.get()));
    let label = Signal::derive(move || {
        if on.get() {
            "Listening for your first event…".to_owned()
        } else {
            "Connecting…".to_owned()
        }
    });
    let latest = Resource::new(
        || (),
        |()| api::events::list(&Query::default().with("pageSize", "1")),
    );
    view! {
        <div class="waiting">
            <Pulse on label/>
            <Load resource=latest skeleton=Skeleton::Nothing let:page><Earlier page/></Load>
        </div>
    }
}

#[component]
fn Earlier(page: Page<Event>) -> impl IntoView {
    page.content.into_iter().next().map(|event| {
        view! { <span class="waiting__earlier">"an earlier one came "<TimeAgo at=event.received_at/></span> }
    })
}

/// Refusals of this minute, and those from before.
#[component]
fn Refusals(refused: RwSignal<Vec<Rejection>>) -> impl IntoView {
    let earlier = Resource::new(|| (), |()| api::rejections::list());
    let notes = move |all: Vec<Rejection>| {
        all.into_iter()
            .take(REFUSALS)
            .map(|rejection| view! { <RefusalNote rejection/> })
            .collect_view()
    };
    view! {
        <ul class="refusals" aria-label="Refused requests" aria-live="polite">{move || notes(refused.get())}</ul>
        <Load resource=earlier skeleton=Skeleton::Nothing let:all>
            {(!all.is_empty()).then(|| view! {
                <details class="refusals__earlier">
                    <summary>{match all.len() {
                        1 => "One kind of request was refused before".to_owned(),
                        count => format!("{count} kinds of requests were refused before"),
                    }}</summary>
                    <ul class="refusals">{notes(all)}</ul>
                </details>
            })}
        </Load>
    }
}

/// Sends an event from this page, as any page would.
#[component]
fn TestEvent(pair: Pair) -> impl IntoView {
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let send = move |_| {
        let Some(key) = untrack(move || pair.public_key()) else {
            return;
        };
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            if let Err(error) = api::events::send_test(&key).await {
                problem.set(Some(format!("The test event was refused: {}", error.message())));
            }
            busy.set(false);
        });
    };
    let without_key = Signal::derive(move || pair.credential().is_none());
    view! {
        <div class="test-event">
            <Button icon=Icon::Send busy disabled=without_key press=send>"Send a test event"</Button>
            <span class="test-event__about">{move || if without_key.get() {
                "Needs a key pair: make one in step 1."
            } else {
                "From this page, with your public key, as the identity test-visitor."
            }}</span>
        </div>
        <div role="alert" class="test-event__problem">
            {move || problem.get().map(|text| view! { <p class="form-problem"><Draw icon=Icon::Alert/>{text}</p> })}
        </div>
    }
}
