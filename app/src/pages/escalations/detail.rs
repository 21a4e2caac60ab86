//! One escalation, beside the list.

use leptos::prelude::*;

use super::Inbox;
use super::close::reason_words;
use super::decide::{Comment, Decisions};
use super::dossier::{Dossier, dossier};
use super::entries::Entries;
use super::list::Flapping;
use super::then_and_now::ThenAndNow;
use crate::components::empty::Empty;
use crate::components::icon::{Draw, Icon};
use crate::components::identity_link::short;
use crate::components::load::Load;
use crate::components::severity_chip::SeverityChip;
use crate::components::time::{TimeAgo, TimeAgoOr};
use crate::components::untrusted::visible;
use crate::routes;
use crate::types::escalation::{Escalation, EscalationStatus};
use crate::types::escalation_rule::EscalationRule;
use crate::types::member::Role;

/// The escalation that the URL names, or how to open one.
#[component]
pub fn Detail(inbox: Inbox) -> impl IntoView {
    let selected = Memo::new(move |_| inbox.wanted.with(|wanted| wanted.selected));
    let shown = Resource::new(
        move || (selected.get(), inbox.version.get()),
        |(id, _)| dossier(id),
    );
    view! {
        <Load resource=shown let:dossier>
            {match dossier {
                Some(dossier) => view! { <Shown dossier inbox/> }.into_any(),
                None => view! {
                    <div class="card inbox__none">
                        <Empty icon=Icon::Inbox title="Nothing is open here"
                            text="Choose an escalation from the list, or go through it with the keys J and K and open one with Enter."/>
                    </div>
                }.into_any(),
            }}
        </Load>
    }
}

#[component]
fn Shown(dossier: Dossier, inbox: Inbox) -> impl IntoView {
    let Dossier {
        escalation,
        entries,
        identity,
        rule,
        me,
    } = dossier;
    let id = escalation.id;
    let may = me.role >= Role::Analyst;
    view! {
        <article class="card escalation">
            <Steps inbox/>
            <header class="escalation__head">
                <SeverityChip severity=escalation.severity/>
                <span class="escalation__status">{status_word(escalation.status)}</span>
                {escalation.flapping.then(|| view! { <Flapping/> })}
                <h2 class="escalation__rule"><bdi>{short(&escalation.escalation_rule.label)}</bdi></h2>
                <p class="escalation__identity">
                    <a href=routes::identity(&escalation.identity.id)><bdi>{short(&escalation.identity.label)}</bdi></a>
                    <span class="faint">" · raised "<TimeAgo at=escalation.opened_at.unwrap_or(escalation.created_at)/></span>
                    <span class="faint">" · "{looked_after(&escalation)}</span>
                </p>
            </header>
            <Decisions escalation=escalation.clone() me inbox/>
            <Outcome escalation=escalation.clone()/>
            <RuleNow rule number=escalation.escalation_rule.id.clone() inbox/>
            <ThenAndNow escalation identity/>
            <Entries entries/>
            <Comment id may inbox/>
        </article>
    }
}

fn looked_after(escalation: &Escalation) -> String {
    match &escalation.assignee {
        Some(address) => format!("looked after by {}", short(address)),
        None => "nobody looks after it".to_owned(),
    }
}

const fn status_word(status: EscalationStatus) -> &'static str {
    match status {
        EscalationStatus::Pending => "Pending",
        EscalationStatus::Open => "Open",
        EscalationStatus::Acknowledged => "Acknowledged",
        EscalationStatus::Closed => "Closed",
    }
}

/// Back to the list, and to the one before and after.
#[component]
fn Steps(inbox: Inbox) -> impl IntoView {
    let back = move || inbox.wanted.with(|wanted| wanted.opened(None));
    let place = move || {
        let open = inbox.wanted.with(|wanted| wanted.selected)?;
        let (at, count) = inbox
            .order
            .with(|order| Some((order.iter().position(|id| *id == open)?, order.len())))?;
        Some(format!("{} of {count}", at + 1))
    };
    let step = move |by: isize, label: &'static str| {
        move || {
            let id = inbox.neighbour(by);
            let href = id.map(|id| inbox.wanted.with(|wanted| wanted.opened(Some(id))));
            let off = href.is_none();
            view! {
                <a class="button button--small" class:button--off=off href=href aria-disabled=off.then_some("true") data-noscroll="">{label}</a>
            }
        }
    };
    view! {
        <nav class="escalation__steps" aria-label="Through the list">
            <a class="back-link" href=back data-noscroll=""><Draw icon=Icon::Back/>"All"</a>
            <span class="faint">{place}</span>
            {step(-1, "Previous")}
            {step(1, "Next")}
        </nav>
    }
}

/// What it turned out to be.
#[component]
fn Outcome(escalation: Escalation) -> impl IntoView {
    (escalation.status == EscalationStatus::Closed).then(|| {
        let words = match escalation.close_reason {
            Some(reason) => reason_words(reason).0,
            None => "Nobody said what it was",
        };
        view! { <p class="notice escalation__outcome"><b>{words}</b>" · closed "<TimeAgoOr at=escalation.closed_at never=""/></p> }
    })
}

/// The rule in words, as it is now.
#[component]
fn RuleNow(rule: Option<EscalationRule>, number: String, inbox: Inbox) -> impl IntoView {
    let Some(rule) = rule else {
        return view! { <p class="faint">"The rule that raised it is gone."</p> }.into_any();
    };
    let href = format!("{}?kind=ESCALATION&edit={}", routes::RULES, rule.id);
    let only = move || inbox.wanted.with(|wanted| wanted.narrowed("rule", &number));
    view! {
        <section class="escalation__part">
            <h3 class="escalation__title">"Why"</h3>
            <p>"The rule holds when "<b><bdi>{visible(&rule.sentence)}</bdi></b>"."</p>
            <p class="escalation__links"><a href=href>"Open the rule"</a><a href=only>"Only what it raised"</a></p>
        </section>
    }
    .into_any()
}
