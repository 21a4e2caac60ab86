//! Adding an entry to a dataset.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::components::button::Submit;
use crate::components::field::Field;
use crate::components::toast::use_toaster;
use crate::layout::member::use_may;
use crate::types::dataset::{DatasetName, EntryDraft};
use crate::types::member::Role;

/// One line: a key, a note, and the button; for those who may.
#[component]
pub fn AddEntry(name: DatasetName, changed: Callback<()>) -> impl IntoView {
    let may = use_may(Role::Admin);
    view! {
        <Show when=move || may.get()><AddForm name changed/></Show>
    }
}

#[component]
fn AddForm(name: DatasetName, changed: Callback<()>) -> impl IntoView {
    let key = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let toaster = use_toaster();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let checked = key.with_untracked(|key| name.check_key(key));
        problem.set(checked.as_ref().err().map(|reason| format!("It {reason}")));
        let Ok(checked) = checked else { return };
        let written = note.get_untracked().trim().to_owned();
        let draft = EntryDraft {
            value: (!written.is_empty()).then_some(written),
            active: true,
        };
        busy.set(true);
        spawn_local(async move {
            match api::datasets::put(name, &checked, &draft).await {
                Ok(entry) => {
                    key.set(String::new());
                    note.set(String::new());
                    toaster.done(format!("“{}” is listed from now on.", entry.key));
                    changed.run(());
                }
                Err(error) => problem.set(Some(error.message())),
            }
            busy.set(false);
        });
    };
    view! {
        <form class="datasets__add card" method="post" novalidate on:submit=submit>
            <Field label="New entry" name="entry-key" value=key placeholder=name.example() problem=problem/>
            <Field label="Note" name="entry-note" value=note placeholder="Why it is here"/>
            <Submit busy>"Add"</Submit>
        </form>
    }
}
