//! Off, log only, on: the switch of a rule.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::NOT_ALLOWED;
use super::draft::mode_word;
use super::rule::switch;
use crate::components::toast::use_toaster;
use crate::types::rule::{RuleKind, RuleMode};

/// Three buttons, of which one is pressed.
#[component]
pub fn Modes(
    kind: RuleKind,
    id: i64,
    mode: RuleMode,
    may: bool,
    name: String,
    changed: Callback<()>,
) -> impl IntoView {
    let toaster = use_toaster();
    let now = RwSignal::new(mode);
    let choose = move |next: RuleMode| {
        let before = now.get_untracked();
        if next == before {
            return;
        }
        now.set(next);
        spawn_local(async move {
            match switch(kind, id, next).await {
                Ok(()) => {
                    toaster.done(said(next));
                    changed.run(());
                }
                Err(error) => {
                    let _ = now.try_set(before);
                    toaster.failed("Not changed", &error);
                }
            }
        });
    };
    let buttons = RuleMode::ALL.map(|one| {
        let title = if may { about(one) } else { NOT_ALLOWED };
        view! {
            <button type="button" class="segments__one" title=title disabled=!may
                aria-pressed=move || (now.get() == one).to_string() on:click=move |_| choose(one)>{mode_word(one)}</button>
        }
    });
    view! {
        <span class="segments rule__modes" role="group" aria-label=format!("Mode of {name}")>{buttons.into_iter().collect_view()}</span>
    }
}

/// What a mode means.
pub const fn about(mode: RuleMode) -> &'static str {
    match mode {
        RuleMode::Off => "It rests",
        RuleMode::LogOnly => "What it would do is noted, and nobody hears of it",
        RuleMode::On => "It acts",
    }
}

const fn said(mode: RuleMode) -> &'static str {
    match mode {
        RuleMode::Off => "Off: what it gave is taken back in the background.",
        RuleMode::LogOnly => "Log only: it goes through everybody, and nobody hears of it.",
        RuleMode::On => "On: it goes through everybody in the background.",
    }
}
