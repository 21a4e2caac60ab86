//! Changing the name and the origins of a credential.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use super::create::Form;
use super::origins::OriginsField;
use crate::api;
use crate::components::button::{Button, Submit};
use crate::components::dialog::Dialog;
use crate::components::field::Field;
use crate::components::icon::{Draw, Icon};
use crate::components::toast::use_toaster;
use crate::types::credential::CredentialPatch;

/// The dialog; it is open while there is a credential to edit.
#[component]
pub fn EditDialog(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    let form = Form::default();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let toaster = use_toaster();
    Effect::new(move |_| {
        if let Some(credential) = desk.editing.get() {
            form.fill(&credential.name, &credential.allowed_origins);
            problem.set(None);
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            desk.editing.set(None);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(draft), Some(credential)) = (form.draft(), desk.editing.get_untracked()) else {
            return;
        };
        let limited = !draft.allowed_origins.is_empty();
        let patch = CredentialPatch {
            name: Some(draft.name),
            allowed_origins: Some(draft.allowed_origins),
            ..CredentialPatch::default()
        };
        busy.set(true);
        spawn_local(async move {
            match api::credentials::update(credential.id, &patch).await {
                Ok(_) => {
                    open.set(false);
                    toaster.done(if limited {
                        "Saved. Pages with other origins are refused from now on."
                    } else {
                        "Saved. Any page may send with the public key."
                    });
                    desk.changed.run(());
                }
                Err(error) => problem.set(Some(error.message())),
            }
            busy.set(false);
        });
    };
    view! {
        <Dialog open title="Edit credential">
            <form class="dialog__form" method="post" novalidate on:submit=submit>
                <Field label="Name" name="edit-name" value=form.name
                    problem=Signal::derive(move || form.name_problem())/>
                <OriginsField name="edit-origins" value=form.origins/>
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
