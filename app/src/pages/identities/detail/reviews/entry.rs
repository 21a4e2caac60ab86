//! One review: being written, written, or failed.

use leptos::prelude::*;

use super::Desk;
use crate::components::button::Button;
use crate::components::icon::{Draw, Icon};
use crate::components::time::TimeAgo;
use crate::components::untrusted::{Untrusted, visible};
use crate::layout::member::use_may;
use crate::types::member::Role;
use crate::types::review::{Feedback, Review, ReviewStatus};

/// The newest one lies open, older ones open at a click.
#[component]
pub fn Entry(review: Review, newest: bool, desk: Desk) -> impl IntoView {
    let note = review.user_feedback.clone();
    let id = review.id;
    // The list is made anew when another review arrives: what somebody opened or closed stays so.
    let is_open = desk
        .opened
        .with_untracked(|opened| opened.get(&id).copied().unwrap_or(newest));
    let turn = move |_| {
        desk.opened.update_untracked(|opened| {
            let open = opened.entry(id).or_insert(newest);
            *open = !*open;
        });
    };
    view! {
        <details class="card review" open=is_open>
            <summary class="review__head" on:click=turn>
                <span class="review__title">{format!("Review {}", review.id)}</span>
                <span class="review__state">{state(review.status)}</span>
                <span class="review__time"><TimeAgo at=review.created_at/></span>
            </summary>
            <div class="review__body">
                {match review.status {
                    ReviewStatus::Pending => view! { <Pending/> }.into_any(),
                    ReviewStatus::Finished => paragraphs(review.summary.as_deref().unwrap_or("")).into_any(),
                    ReviewStatus::Failed => view! {
                        <Failed reason=review.error_message note=review.user_feedback desk/>
                    }.into_any(),
                }}
                {note.map(|text| view! { <p class="review__note">"Note: "<Untrusted text/></p> })}
            </div>
        </details>
    }
}

const fn state(status: ReviewStatus) -> &'static str {
    match status {
        ReviewStatus::Pending => "Being written",
        ReviewStatus::Finished => "Written",
        ReviewStatus::Failed => "Failed",
    }
}

#[component]
fn Pending() -> impl IntoView {
    view! { <p class="review__pending" role="status">"Being written; it appears here by itself."</p> }
}

/// Text only, whoever wrote it: nothing in it becomes a link or markup.
fn paragraphs(summary: &str) -> impl IntoView + use<> {
    let paragraphs = summary.split("\n\n").map(|paragraph| {
        view! { <p class="review__text"><bdi>{visible(paragraph)}</bdi></p> }
    });
    paragraphs.collect_view()
}

#[component]
fn Failed(reason: Option<String>, note: Option<String>, desk: Desk) -> impl IntoView {
    let may = use_may(Role::Analyst);
    let reason = reason.unwrap_or_else(|| "No reason was given.".to_owned());
    let note = StoredValue::new(note);
    let again = move || {
        // It was read before it was stored, so it is read again.
        if let Ok(note) = note.get_value().map(Feedback::try_from).transpose() {
            desk.ask.run(note);
        }
    };
    view! {
        <p class="review__failed"><Draw icon=Icon::Alert/><span>{visible(&reason)}</span></p>
        <Show when=move || may.get()>
            <p><Button icon=Icon::Refresh busy=desk.busy press=move |_| again()>"Try again"</Button></p>
        </Show>
    }
}
