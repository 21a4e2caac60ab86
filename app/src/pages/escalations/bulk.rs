//! Doing something to all that are selected.

use leptos::prelude::*;

use super::Inbox;
use super::decide::Deed;
use crate::components::button::{Button, Tone};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::layout::member::use_member;
use crate::types::escalation::{Decision, EscalationPatch};
use crate::types::member::Role;

/// Selects all, and offers what can be done to those that are selected; `sort` stands at the end.
#[component]
pub fn Bulk(inbox: Inbox, sort: AnyView) -> impl IntoView {
    let member = use_member().resource();
    let all = move || {
        let listed = inbox.order.get();
        !listed.is_empty()
            && inbox
                .checked
                .with(|checked| listed.iter().all(|id| checked.contains(id)))
    };
    let toggle = move |_| {
        let listed = inbox.order.get_untracked();
        let every = untrack(all);
        inbox.checked.update(|checked| {
            checked.clear();
            if !every {
                checked.extend(listed);
            }
        });
    };
    let count = move || inbox.checked.with(|checked| checked.len());
    let label = move || match count() {
        0 => "Select all".to_owned(),
        count => format!("{count} selected"),
    };
    view! {
        <div class="inbox__bulk">
            <label class="inbox__check">
                <input type="checkbox" prop:checked=all on:change=toggle/>
                <span aria-live="polite">{label}</span>
            </label>
            <Load resource=member skeleton=Skeleton::Nothing let:me>
                <Show when=move || count() != 0>
                    <Deeds inbox may={me.role >= Role::Analyst}/>
                </Show>
            </Load>
            {sort}
        </div>
    }
}

#[component]
fn Deeds(inbox: Inbox, may: bool) -> impl IntoView {
    let deed = Deed::of(inbox);
    let chosen = move || {
        inbox
            .checked
            .with_untracked(|checked| checked.iter().copied().collect::<Vec<_>>())
    };
    let acknowledge = move |()| {
        let patch = EscalationPatch::decided(Decision::Acknowledged);
        deed.run(chosen(), patch, "Acknowledged. “Reopen” undoes this.");
    };
    let why = (!may).then_some(super::decide::NOT_ALLOWED);
    view! {
        <span class="inbox__deeds">
            <Button busy=deed.busy disabled=!may title=why.unwrap_or("Acknowledge all that are selected (a)") press=acknowledge>"Acknowledge"</Button>
            <Button tone=Tone::Primary busy=deed.busy disabled=!may title=why.unwrap_or("Close all that are selected (c)")
                press=move |()| inbox.closing.set(chosen())>"Close"</Button>
        </span>
    }
}
