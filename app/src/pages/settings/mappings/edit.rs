//! Giving a name a meaning.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use crate::api;
use crate::components::button::{Button, Submit};
use crate::components::dialog::Dialog;
use crate::components::field::Field;
use crate::components::icon::{Draw, Icon};
use crate::components::toast::use_toaster;
use crate::types::mapping::{MappingDraft, MappingKind, MappingPatch};
use crate::types::scope::Scope;

/// The dialog: for a new name, or for one whose meaning is to be another.
#[component]
pub fn EditDialog(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    let source = RwSignal::new(String::new());
    let target = RwSignal::new(String::new());
    let submitted = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let toaster = use_toaster();
    Effect::new(move |_| {
        let editing = desk.editing.get();
        if editing.is_none() && !desk.creating.get() {
            return;
        }
        let (name, means) = editing.map_or_else(Default::default, |one| (one.source, one.target));
        source.set(name);
        // The choice “Nothing” has no value.
        target.set(means.as_deref().unwrap_or("").to_owned());
        submitted.set(false);
        problem.set(None);
        open.set(true);
    });
    Effect::new(move |_| {
        if !open.get() {
            desk.editing.set(None);
            desk.creating.set(false);
        }
    });
    let wrong = move || {
        let checked = source.with(|name| desk.kind.get().check_source(name.trim()));
        checked
            .err()
            .filter(|_| submitted.get())
            .map(|reason| format!("The name {reason}"))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        submitted.set(true);
        if untrack(wrong).is_some() {
            return;
        }
        let kind = desk.kind.get_untracked();
        let means = target.get_untracked();
        let means = (!means.is_empty()).then_some(means);
        let own = desk
            .editing
            .get_untracked()
            .filter(|one| one.scope == Scope::Customer);
        let name = source.get_untracked().trim().to_owned();
        busy.set(true);
        spawn_local(async move {
            let answer = match own {
                Some(own) => api::mappings::update(&own.id, &MappingPatch { target: means }).await,
                None => {
                    let draft = MappingDraft {
                        kind,
                        source: name,
                        target: means,
                    };
                    api::mappings::create(&draft).await
                }
            };
            match answer {
                Ok(_) => {
                    open.set(false);
                    toaster.done("Saved. Whom it concerns is scored again, past events included.");
                    desk.changed.run(());
                }
                Err(error) => problem.set(Some(error.message())),
            }
            busy.set(false);
        });
    };
    view! {
        <Dialog open title="Mapping">
            <form class="dialog__form" method="post" novalidate on:submit=submit>
                {move || if desk.editing.with(Option::is_some) {
                    view! { <p>"What does " <code>{source.get()}</code> " mean?"</p> }.into_any()
                } else {
                    view! { <Field label="Your name" name="mapping-source" value=source placeholder=example(desk.kind.get())
                        hint="As your events carry it; case and separators do not matter" problem=Signal::derive(wrong)/> }.into_any()
                }}
                <TargetField kind=desk.kind target/>
                <div role="alert">
                    {move || problem.get().map(|text| view! { <p class="form-problem"><Draw icon=Icon::Alert/>{text}</p> })}
                </div>
                <div class="dialog__actions">
                    <Button press=move |_| open.set(false)>"Cancel"</Button>
                    <Submit busy>"Save"</Submit>
                </div>
            </form>
        </Dialog>
    }
}

/// Everything that a name can mean, and nothing.
#[component]
fn TargetField(kind: Memo<MappingKind>, target: RwSignal<String>) -> impl IntoView {
    let options = move || {
        let names = kind.get().targets().into_iter();
        names
            .map(|name| view! { <option value=name prop:selected=move || target.get() == name>{name}</option> })
            .collect_view()
    };
    view! {
        <label class="field">
            <span class="field__label">"Means"</span>
            <select class="input" name="mapping-target" on:change=move |event| target.set(event_target_value(&event))>
                <option value="" prop:selected=move || target.get().is_empty()>"Nothing"</option>
                {options}
            </select>
        </label>
    }
}

const fn example(kind: MappingKind) -> &'static str {
    match kind {
        MappingKind::EventType => "vote_cast",
        MappingKind::IdentityField => "contact_mail",
    }
}
