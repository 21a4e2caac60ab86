//! One identity: its scores, why they are so, and all that it did.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

use crate::api;
use crate::api::client::{ApiError, ApiResult};
use crate::api::live::use_live_refresh;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::tabs::{Tab, Tabs};
use crate::routes;
use crate::types::analysis::{Analysis, HistoryEntry};
use crate::types::identity::Identity;
use crate::types::stream::StreamMessage;
use crate::url::use_query;

pub mod attributes;
mod badge_changes;
mod changes;
mod devices;
mod header;
mod history;
mod links;
mod observations;
mod reviews;
mod scores;
mod sessions;
mod timeline;
mod waterfall;

/// How attributes come to be, for who sees none.
const ATTRIBUTES: &str =
    "Pass what you know with dregs.identify(id, { name, email }) or with an event's identity.data.";

const HISTORY_LIMIT: u16 = 60;

const TABS: [Tab; 8] = [
    Tab::new("", "Why"),
    Tab::new("reviews", "Reviews"),
    Tab::new("timeline", "Timeline"),
    Tab::new("devices", "Devices"),
    Tab::new("sessions", "Sessions"),
    Tab::new("links", "Links"),
    Tab::new("history", "History"),
    Tab::new("data", "Data"),
];

/// What the page is made of: the identity, its latest cycle, and the scores of earlier ones.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Portrait {
    identity: Identity,
    analysis: Option<Analysis>,
    history: Vec<HistoryEntry>,
}

async fn portrait(id: String) -> ApiResult<Portrait> {
    let identity = api::identities::get(&id).await?;
    let analysis = match api::identities::analysis(&id).await {
        Ok(analysis) => Some(analysis),
        // Never analyzed: not a failure.
        Err(ApiError::Refused(body)) if body.status == 404 => None,
        Err(error) => return Err(error),
    };
    let history = api::identities::history(&id, HISTORY_LIMIT).await?;
    Ok(Portrait {
        identity,
        analysis,
        history,
    })
}

/// The identity of the page, and how often it has changed since the page was opened.
#[derive(Clone, Copy)]
struct Subject {
    id: Memo<String>,
    version: RwSignal<u32>,
}

impl Subject {
    /// For resources: asks again for another identity, and whenever there is news of this one.
    fn source(self) -> (String, u32) {
        (self.id.get(), self.version.get())
    }
}

#[component]
pub fn IdentityPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get_str("id").unwrap_or("").to_owned());
    let subject = Subject {
        id,
        version: RwSignal::new(0),
    };
    let portrait = Resource::new(move || subject.source(), |(id, _)| portrait(id));
    use_live_refresh(
        Duration::from_millis(700),
        move |message| id.with_untracked(|id| concerns(message, id)),
        move || subject.version.update(|version| *version += 1),
    );
    let query = use_query();
    let tab = Memo::new(move |_| query.with(|query| query.get("tab").unwrap_or("").to_owned()));
    let href = move |key: &'static str| {
        crate::url::Query::default()
            .with("tab", key)
            .on(&id.with(|id| routes::identity(id)))
    };
    view! {
        <div class="identity">
            <Load resource=portrait skeleton=Skeleton::Cards let:portrait>
                <header::Header identity=portrait.identity.clone() subject/>
                <scores::ScoreCards portrait/>
            </Load>
            <div class="identity__more">
                <Tabs tabs=TABS.to_vec() current=tab href label="Parts of this identity"/>
                <div class="identity__tab">{move || part(&tab.read(), subject, portrait)}</div>
            </div>
        </div>
    }
}

fn part(tab: &str, subject: Subject, portrait: Resource<ApiResult<Portrait>>) -> AnyView {
    match tab {
        "reviews" => view! { <reviews::Reviews subject/> }.into_any(),
        "timeline" => view! { <timeline::Timeline subject/> }.into_any(),
        "devices" => view! { <devices::Devices subject/> }.into_any(),
        "sessions" => view! { <sessions::Sessions subject/> }.into_any(),
        "links" => view! { <links::Links subject/> }.into_any(),
        "history" => {
            let chosen = RwSignal::new(None);
            view! {
                <changes::Changes subject chosen/>
                <Load resource=portrait let:portrait><history::History entries=portrait.history chosen/></Load>
                <badge_changes::BadgeChanges subject/>
            }
        }
        .into_any(),
        "data" => view! {
            <Load resource=portrait let:portrait><attributes::Attributes data=portrait.identity.data hint=ATTRIBUTES/></Load>
        }
        .into_any(),
        _ => view! {
            <Load resource=portrait let:portrait><observations::Observations portrait/></Load>
        }
        .into_any(),
    }
}

fn concerns(message: &StreamMessage, id: &str) -> bool {
    match message {
        StreamMessage::Scored(identity) => identity.id.as_str() == id,
        StreamMessage::Event(event) => event.identity.as_ref().is_some_and(|identity| identity.id == id),
        StreamMessage::Reviewed(_)
        | StreamMessage::Escalation(_)
        | StreamMessage::Rejected(_)
        | StreamMessage::Missed(_) => false,
    }
}
