//! Making a credential.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use super::origins::{OriginsField, read_origins};
use crate::api;
use crate::components::button::{Button, Submit};
use crate::components::dialog::Dialog;
use crate::components::field::Field;
use crate::components::icon::{Draw, Icon};
use crate::types::credential::CredentialDraft;

/// The dialog; afterwards the secret is shown on the page, where no key press takes it away.
#[component]
pub fn CreateDialog(desk: Desk) -> impl IntoView {
    let form = Form::default();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if desk.creating.get() {
            form.clear();
            problem.set(None);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(draft) = form.draft() else { return };
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match api::credentials::create(&draft).await {
                Ok(created) => {
                    desk.creating.set(false);
                    desk.created.set(Some(created));
                    desk.changed.run(());
                }
                Err(error) => problem.set(Some(error.message())),
            }
            busy.set(false);
        });
    };
    view! {
        <Dialog open=desk.creating title="New credential">
            <form class="dialog__form" method="post" novalidate on:submit=submit>
                <Field label="Name" name="credential-name" value=form.name placeholder="Shop, production"
                    hint="For you and your team" problem=Signal::derive(move || form.name_problem())/>
                <OriginsField name="credential-origins" value=form.origins/>
                <div role="alert">
                    {move || problem.get().map(|text| view! { <p class="form-problem"><Draw icon=Icon::Alert/>{text}</p> })}
                </div>
                <div class="dialog__actions">
                    <Button press=move |_| desk.creating.set(false)>"Cancel"</Button>
                    <Submit busy>"Create"</Submit>
                </div>
            </form>
        </Dialog>
    }
}

/// What is typed into a dialog about a credential.
#[derive(Clone, Copy, Default)]
pub struct Form {
    pub name: RwSignal<String>,
    pub origins: RwSignal<String>,
    submitted: RwSignal<bool>,
}

impl Form {
    fn clear(self) {
        self.fill("", &[]);
    }

    /// Begins with what there is.
    pub fn fill(self, name: &str, origins: &[String]) {
        self.name.set(name.to_owned());
        self.origins.set(origins.join("\n"));
        self.submitted.set(false);
    }

    /// What is wrong with the name, once one has tried to send it.
    pub fn name_problem(self) -> Option<String> {
        let length = self.name.with(|name| name.trim().chars().count());
        (self.submitted.get() && !(1..=100).contains(&length))
            .then(|| "Enter a name of 1 to 100 characters".to_owned())
    }

    /// What to send, when everything is right; each field says itself what is not.
    pub fn draft(self) -> Option<CredentialDraft> {
        self.submitted.set(true);
        let origins = self.origins.with_untracked(|text| read_origins(text));
        match (untrack(move || self.name_problem()), origins) {
            (None, Ok(allowed_origins)) => Some(CredentialDraft {
                name: self.name.get_untracked().trim().to_owned(),
                allowed_origins,
            }),
            _ => None,
        }
    }
}
