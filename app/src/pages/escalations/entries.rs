//! Who did what to an escalation, and when.

use leptos::prelude::*;

use crate::components::identity_link::short;
use crate::components::time::TimeAgo;
use crate::components::untrusted::Untrusted;
use crate::types::escalation::{EscalationAction, EscalationEntry};

/// First things first.
#[component]
pub fn Entries(entries: Vec<EscalationEntry>) -> impl IntoView {
    let items = entries.into_iter().map(|entry| {
        let said = said(&entry);
        let at = entry.at;
        view! {
            <li class="trail__one">
                <p class="trail__line"><span><bdi>{sentence(&entry)}</bdi></span><span class="trail__at"><TimeAgo at/></span></p>
                {said.map(|text| view! { <p class="trail__said"><Untrusted text/></p> })}
            </li>
        }
    });
    view! {
        <section class="escalation__part">
            <h3 class="escalation__title">"What happened"</h3>
            <ol class="trail">{items.collect_view()}</ol>
        </section>
    }
}

/// What was said with it; of an assignment, the comment is the one to whom it went.
fn said(entry: &EscalationEntry) -> Option<String> {
    match entry.action {
        EscalationAction::Assigned => None,
        _ => entry.comment.clone().filter(|text| !text.is_empty()),
    }
}

fn sentence(entry: &EscalationEntry) -> String {
    let who = entry
        .member
        .as_deref()
        .map_or_else(|| "A server".to_owned(), short);
    match entry.action {
        EscalationAction::Opened => "The rule raised it".to_owned(),
        EscalationAction::ClosedByRule => "The rule closed it: its conditions hold no more".to_owned(),
        EscalationAction::ClosedByDisregard => {
            "Closed, because the identity is left out of scoring".to_owned()
        }
        EscalationAction::Acknowledged => format!("{who} acknowledged it"),
        EscalationAction::Reopened => format!("{who} opened it again"),
        EscalationAction::Closed => format!("{who} closed it"),
        EscalationAction::Commented => format!("{who} said"),
        EscalationAction::Assigned => match entry.comment.as_deref().filter(|to| !to.is_empty()) {
            Some(to) if entry.member.as_deref() == Some(to) => format!("{who} took it"),
            Some(to) => format!("{who} gave it to {}", short(to)),
            None => format!("{who} gave it back"),
        },
    }
}
