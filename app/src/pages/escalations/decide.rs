//! What can be done about the escalation that is open.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Inbox;
use crate::api;
use crate::components::button::{Button, Submit, Tone};
use crate::components::toast::{Toaster, use_toaster};
use crate::types::escalation::{Decision, Escalation, EscalationPatch, EscalationStatus};
use crate::types::member::{Me, Role};

/// Why a viewer's buttons are off.
pub const NOT_ALLOWED: &str = "You can look. Deciding takes the role analyst";

/// Changes escalations and says so.
#[derive(Clone, Copy)]
pub struct Deed {
    /// Something is under way.
    pub busy: RwSignal<bool>,
    inbox: Inbox,
    toaster: Toaster,
}

impl Deed {
    /// For the inbox.
    pub fn of(inbox: Inbox) -> Self {
        Self {
            busy: RwSignal::new(false),
            inbox,
            toaster: use_toaster(),
        }
    }

    /// Does the same to each, one after the other, and says what was done and how to undo it.
    pub fn run(self, ids: Vec<i64>, patch: EscalationPatch, done: &'static str) {
        if ids.is_empty() || self.busy.try_get_untracked() != Some(false) {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let mut changed = 0_usize;
            for id in &ids {
                match api::escalations::update(*id, &patch).await {
                    Ok(_) => changed += 1,
                    Err(error) => self.toaster.failed("Not changed", &error),
                }
            }
            if changed > 1 {
                self.toaster.done(format!("{changed} escalations: {done}"));
            } else if changed == 1 {
                self.toaster.done(done);
            }
            let _ = self.busy.try_set(false);
            self.inbox.changed();
        });
    }
}

/// The buttons above an escalation.
#[component]
pub fn Decisions(escalation: Escalation, me: Me, inbox: Inbox) -> impl IntoView {
    let deed = Deed::of(inbox);
    let may = me.role >= Role::Analyst;
    let (id, status) = (escalation.id, escalation.status);
    let is_mine = escalation.assignee.as_deref() == Some(me.email.as_str());
    let decide = move |decision, done| deed.run(vec![id], EscalationPatch::decided(decision), done);
    let assign = move |()| {
        let (assignee, done) = if is_mine {
            (String::new(), "It is nobody's now. “Assign to me” undoes this.")
        } else {
            (me.email.clone(), "It is yours. “Give back” undoes this.")
        };
        let patch = EscalationPatch {
            assignee: Some(assignee),
            ..EscalationPatch::default()
        };
        deed.run(vec![id], patch, done);
    };
    let title = |says: &str| if may { says } else { NOT_ALLOWED }.to_owned();
    view! {
        <div class="escalation__deeds">
            {(status == EscalationStatus::Open).then(|| view! {
                <Button busy=deed.busy disabled=!may title=title("Say that you look at it (a)")
                    press=move |()| decide(Decision::Acknowledged, "Acknowledged. “Reopen” undoes this.")>"Acknowledge"</Button>
            })}
            {(status != EscalationStatus::Closed).then(|| view! {
                <Button tone=Tone::Primary busy=deed.busy disabled=!may title=title("Say what it was, and be done with it (c)")
                    press=move |()| inbox.closing.set(vec![id])>"Close"</Button>
            })}
            {(status != EscalationStatus::Open).then(|| view! {
                <Button busy=deed.busy disabled=!may title=title("Put it back among those that are open")
                    press=move |()| decide(Decision::Open, "Open again.")>"Reopen"</Button>
            })}
            {(status == EscalationStatus::Closed).then(|| view! {
                <Button busy=deed.busy disabled=!may title=title("Say again what it was (c)")
                    press=move |()| inbox.closing.set(vec![id])>"Change reason"</Button>
            })}
            <Button tone=Tone::Quiet busy=deed.busy disabled=!may title=title("Who looks after it") press=assign>
                {if is_mine { "Give back" } else { "Assign to me" }}
            </Button>
        </div>
        {(!may).then(|| view! { <p class="escalation__why">{NOT_ALLOWED}"."</p> })}
    }
}

/// The form for a remark.
#[component]
pub fn Comment(id: i64, may: bool, inbox: Inbox) -> impl IntoView {
    let deed = Deed::of(inbox);
    let text = inbox.comment;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let comment = text.get_untracked().trim().to_owned();
        if comment.is_empty() {
            return;
        }
        text.set(String::new());
        let patch = EscalationPatch {
            comment: Some(comment),
            ..EscalationPatch::default()
        };
        deed.run(vec![id], patch, "Said. A comment cannot be taken back.");
    };
    may.then(|| {
        view! {
            <form class="escalation__comment" method="post" novalidate on:submit=submit>
                <textarea class="input" name="comment" rows="2" maxlength="2000" aria-label="Comment" placeholder="What you found out"
                    prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))></textarea>
                <Submit tone=Tone::Secondary busy=deed.busy>"Comment"</Submit>
            </form>
        }
    })
}
