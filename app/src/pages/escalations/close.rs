//! Closing escalations, with what they turned out to be.

use leptos::prelude::*;

use super::Inbox;
use super::decide::Deed;
use crate::components::button::{Button, Submit};
use crate::components::dialog::Dialog;
use crate::components::icon::{Draw, Icon};
use crate::types::escalation::{CloseReason, Decision, EscalationPatch};

/// Asks for the reason, and for a comment if there is something to say.
#[component]
pub fn CloseDialog(inbox: Inbox) -> impl IntoView {
    let open = RwSignal::new(false);
    let reason = RwSignal::new(None::<CloseReason>);
    let comment = RwSignal::new(String::new());
    let submitted = RwSignal::new(false);
    let deed = Deed::of(inbox);
    Effect::new(move |_| {
        if inbox.closing.with(|ids| !ids.is_empty()) {
            reason.set(None);
            comment.set(String::new());
            submitted.set(false);
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            inbox.closing.update(Vec::clear);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        submitted.set(true);
        let Some(reason) = reason.get_untracked() else {
            return;
        };
        let said = comment.get_untracked().trim().to_owned();
        let patch = EscalationPatch {
            close_reason: Some(reason),
            comment: (!said.is_empty()).then_some(said),
            ..EscalationPatch::decided(Decision::Closed)
        };
        let ids = inbox.closing.get_untracked();
        open.set(false);
        deed.run(ids, patch, "Closed. “Reopen” undoes this.");
    };
    let about = move || match inbox.closing.with(Vec::len) {
        0 | 1 => "What did it turn out to be? Rules are tried against the answer.".to_owned(),
        count => format!("What did these {count} turn out to be? Rules are tried against the answer."),
    };
    let missing = move || submitted.get() && reason.get().is_none();
    view! {
        <Dialog open title="Close">
            <form class="dialog__form" method="post" novalidate on:submit=submit>
                <p>{about}</p>
                <fieldset class="close-reasons">
                    <legend class="visually-hidden">"Reason"</legend>
                    {CloseReason::ALL.map(|one| view! { <Choice one reason/> }).into_iter().collect_view()}
                </fieldset>
                <div role="alert">
                    {move || missing().then(|| view! { <p class="form-problem"><Draw icon=Icon::Alert/>"Choose what it was."</p> })}
                </div>
                <label class="field">
                    <span class="field__label">"Comment (optional)"</span>
                    <textarea class="input" name="close-comment" rows="2" maxlength="2000" prop:value=move || comment.get()
                        on:input=move |event| comment.set(event_target_value(&event))></textarea>
                </label>
                <div class="dialog__actions">
                    <Button press=move |()| open.set(false)>"Cancel"</Button>
                    <Submit busy=deed.busy>"Close"</Submit>
                </div>
            </form>
        </Dialog>
    }
}

#[component]
fn Choice(one: CloseReason, reason: RwSignal<Option<CloseReason>>) -> impl IntoView {
    let (word, about) = reason_words(one);
    view! {
        <label class="close-reason">
            <input type="radio" name="reason" value=one.as_str() prop:checked=move || reason.get() == Some(one)
                on:change=move |_| reason.set(Some(one))/>
            <span><b>{word}</b><span class="close-reason__about">{about}</span></span>
        </label>
    }
}

/// A reason in a word and in a sentence.
pub const fn reason_words(reason: CloseReason) -> (&'static str, &'static str) {
    match reason {
        CloseReason::Fraud => ("Fraud", "The rule was right."),
        CloseReason::Legitimate => ("Legitimate", "A good person: the rule was wrong."),
        CloseReason::Unsure => ("Unsure", "Hard to tell; it counts for neither."),
    }
}
