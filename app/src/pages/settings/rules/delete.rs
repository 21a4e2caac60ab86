//! Removing a rule for good.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::query;
use super::rule::delete;
use crate::components::button::{Button, Tone};
use crate::components::dialog::ConfirmDialog;
use crate::components::icon::Icon;
use crate::components::toast::use_toaster;
use crate::components::untrusted::visible;
use crate::types::rule::RuleKind;

const WORD: &str = "delete";

/// The button, and the dialog that asks for a typed word.
#[component]
pub fn DeleteRule(kind: RuleKind, id: i64, name: String, changed: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    let toaster = use_toaster();
    let navigate = use_navigate();
    let what_goes = match kind {
        RuleKind::Badge => "Everybody who wears its badge loses it.",
        RuleKind::Escalation => "What it raised stays, for people to close.",
    };
    let consequence = format!(
        "“{}” and its versions go. {what_goes} There is no undo; to stop it for a while, switch it off instead.",
        visible(&name)
    );
    let confirm = move |()| {
        let (name, navigate) = (name.clone(), navigate.clone());
        spawn_local(async move {
            match delete(kind, id).await {
                Ok(()) => {
                    toaster.done(format!("“{name}” is gone."));
                    changed.run(());
                    navigate(&query::list(kind), Default::default());
                }
                Err(error) => toaster.failed("Not deleted", &error),
            }
        });
    };
    let confirm = Callback::new(confirm);
    view! {
        <Button tone=Tone::Danger icon=Icon::Trash press=move |()| open.set(true)>"Delete"</Button>
        <ConfirmDialog open title="Delete this rule?" consequence word=WORD action="Delete for good" confirm/>
    }
}
