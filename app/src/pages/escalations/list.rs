//! The list of the inbox.

use leptos::prelude::*;

use super::Inbox;
use super::bulk::Bulk;
use super::query::{MINE, Wanted};
use crate::components::button::LinkButton;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::identity_link::short;
use crate::components::pagination::{Pagination, Place};
use crate::components::severity_chip::SeverityChip;
use crate::components::time::TimeAgo;
use crate::routes;
use crate::types::escalation::Escalation;
use crate::types::page::Page;

/// A page of escalations, or why there are none.
#[component]
pub fn InboxList(page: Page<Escalation>, inbox: Inbox) -> impl IntoView {
    let ids: Vec<i64> = page.content.iter().map(|one| one.id).collect();
    Effect::new(move |_| inbox.order.set(ids.clone()));
    let wanted = inbox.wanted.get_untracked();
    if page.content.is_empty() {
        return view! { <Nothing wanted/> }.into_any();
    }
    let place = Place::from(&page);
    let rows = page.content.into_iter().map(|one| view! { <Row one inbox/> });
    let worst = wanted.value("sort").is_some();
    let (sort, label) = if worst {
        ("", "Newest first")
    } else {
        ("severity", "Worst first")
    };
    let href = wanted.narrowed("sort", sort);
    view! {
        <Bulk inbox sort=view! { <a class="inbox__sort" href=href data-noscroll="">{label}</a> }.into_any()/>
        <ul class="card inbox__rows">{rows.collect_view()}</ul>
        <Pagination place path=routes::ESCALATIONS.to_owned() query=wanted.query() what="escalations"/>
    }
    .into_any()
}

#[component]
fn Row(one: Escalation, inbox: Inbox) -> impl IntoView {
    let id = one.id;
    let (rule, identity) = (short(&one.escalation_rule.label), short(&one.identity.label));
    let label = format!("Select {rule}: {identity}");
    let href = move || inbox.wanted.with(|wanted| wanted.opened(Some(id)));
    let current = move || {
        inbox
            .wanted
            .with(|wanted| wanted.selected == Some(id))
            .then_some("true")
    };
    let toggle = move |_| {
        inbox.checked.update(|checked| {
            if !checked.remove(&id) {
                checked.insert(id);
            }
        });
    };
    let at = one.opened_at.unwrap_or(one.created_at);
    view! {
        <li class="inbox__row" aria-current=current>
            <label class="inbox__check">
                <input type="checkbox" aria-label=label prop:checked=move || inbox.checked.with(|checked| checked.contains(&id)) on:change=toggle/>
            </label>
            <div class="inbox__what">
                <p class="inbox__line">
                    <a class="inbox__link" href=href data-noscroll=""><bdi>{rule}</bdi></a>
                    <span class="inbox__age"><TimeAgo at/></span>
                </p>
                <p class="inbox__line">
                    <span class="inbox__identity"><bdi>{identity}</bdi></span>
                    <Marks one/>
                </p>
            </div>
        </li>
    }
}

/// Severity, and what else is worth knowing before one opens it.
#[component]
fn Marks(one: Escalation) -> impl IntoView {
    let assignee = one.assignee.as_deref().map(short);
    view! {
        <span class="inbox__marks">
            {assignee.map(|address| view! { <span class="badge" title=format!("Looked after by {address}")><bdi>{address.clone()}</bdi></span> })}
            {one.flapping.then(|| view! { <Flapping/> })}
            <SeverityChip severity=one.severity/>
        </span>
    }
}

/// That a rule keeps opening and closing about an identity.
#[component]
pub fn Flapping() -> impl IntoView {
    view! { <span class="badge badge--watch" title="It keeps opening and closing; it stays open until an hour has been quiet">"Flapping"</span> }
}

#[component]
fn Nothing(wanted: Wanted) -> impl IntoView {
    if wanted.is_narrowed() {
        return view! {
            <div class="card">
                <Empty icon=Icon::Filter title="Nothing matches these filters" text="There may be escalations that do not fit all of them.">
                    <LinkButton href=routes::ESCALATIONS>"Clear filters"</LinkButton>
                </Empty>
            </div>
        }
        .into_any();
    }
    let (title, text) = match wanted.tab {
        MINE => (
            "Nothing is yours",
            "Open an escalation and press “Assign to me” to look after it.",
        ),
        "acknowledged" => (
            "Nobody is looking at anything",
            "What somebody acknowledges waits here until it is closed.",
        ),
        "closed" => (
            "Nothing was closed yet",
            "What is closed stays here, with what it turned out to be.",
        ),
        _ => (
            "Nothing open",
            "New ones appear here by themselves, as soon as a rule raises them.",
        ),
    };
    view! {
        <div class="card">
            <Empty icon=Icon::Check title text>
                <LinkButton href=format!("{}?kind=ESCALATION", routes::RULES)>"Escalation rules"</LinkButton>
            </Empty>
        </div>
    }
    .into_any()
}
