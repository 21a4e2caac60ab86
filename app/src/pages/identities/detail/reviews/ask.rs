//! The form that asks for a review.

use leptos::prelude::*;

use super::Desk;
use crate::components::button::{Submit, Tone};
use crate::types::review::Feedback;

/// A note, when there is something to note, and the button.
#[component]
pub fn Ask(desk: Desk) -> impl IntoView {
    let read = move || desk.note.with(|text| Feedback::try_from(text.clone()));
    let problem = move || read().err();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Ok(feedback) = read() {
            desk.ask.run(feedback.note().is_some().then_some(feedback));
        }
    };
    view! {
        <form class="card review-ask" method="post" novalidate on:submit=submit>
            <div class="field" class:field--wrong=move || problem().is_some()>
                <label class="field__label" for="review-note">"Your note (optional)"</label>
                <textarea class="input" id="review-note" name="feedback" rows="2" aria-describedby="review-note-note"
                    aria-invalid=move || problem().is_some().to_string()
                    prop:value=move || desk.note.get()
                    on:input=move |event| desk.note.set(event_target_value(&event))></textarea>
                <p class="field__note" id="review-note-note" aria-live="polite">
                    {move || problem().unwrap_or("Kept with the review. It changes no score.")}
                </p>
            </div>
            <Submit tone=Tone::Primary busy=desk.busy>"Write a review"</Submit>
        </form>
    }
}
